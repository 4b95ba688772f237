"""Price breaks: the price in force of what is bought of a quote in a period over all plants.

    all_units     the price of the break reached holds for every unit
    incremental   each unit costs the price of the step it lies in

Where an incremental quote serves several plants, the dearest units go where a unit of price costs least
to land; plants at which it costs the same share them evenly. The units of an award are then counted at
their average cost.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from models.plan.verify.book import Book
from models.plan.verify.judge import total
from models.plan.verify.prices import Prices, UnitCost
from models.plan.verify.records import Record

REACHED = 1 - 1e-6
"""A break counts as reached from this part of its quantity on, as does the step of a rebate."""

ALIKE = 1e-9
"""Costs that differ by less than this part are the same cost, counted in another order."""

Bought = Mapping[str | None, float]
"""What is bought of a quote in a period, by plant."""


class Step(NamedTuple):
    """A price as the quote writes it, and the quantity from which it holds."""

    start: float
    price: float


def costs_in_force(book: Book, prices: Prices, quote: Record, bought: Bought) -> dict[str | None, UnitCost]:
    """What one unit costs at each plant when so much is bought of a quote."""
    breaks = book.breaks.get(quote["id"])
    if breaks is None:
        return {plant: prices.unit_cost(quote, book.plants[plant]) for plant in bought}
    steps = [Step(0.0, quote["unit_price"]), *(Step(*step) for step in breaks)]
    if quote["discount"] == "incremental":
        return _incremental(book, prices, quote, steps, bought)
    price = _reached(steps, total(bought.values()))
    return {plant: prices.unit_cost(quote, book.plants[plant], price) for plant in bought}


def _reached(steps: list[Step], quantity: float) -> float:
    """The price of the last step that a quantity reaches."""
    return next((step.price for step in reversed(steps) if quantity >= step.start * REACHED), steps[0].price)


def _incremental(
    book: Book, prices: Prices, quote: Record, steps: list[Step], bought: Bought
) -> dict[str | None, UnitCost]:
    units = _units(steps, total(max(quantity, 0.0) for quantity in bought.values()))
    found: dict[str | None, UnitCost] = {}
    for plants in _alike(book, prices, quote, [price for price, _ in units], bought):
        taken = _take(units, total(max(bought[plant], 0.0) for plant in plants))
        for plant in plants:
            costs = {price: prices.unit_cost(quote, book.plants[plant], price) for price, _ in taken}
            found[plant] = _average([(costs[price], quantity) for price, quantity in taken])
    return found


def _units(steps: list[Step], quantity: float) -> list[tuple[float, float]]:
    """Prices and how many units lie in their step, the dearest first; the last step has no end."""
    ends = [*(step.start for step in steps[1:]), max(quantity, steps[-1].start)]
    lying = [
        (step.price, max(min(end, quantity) - step.start, 0.0)) for step, end in zip(steps, ends, strict=True)
    ]
    found = [(price, units) for price, units in lying if units > 0] or [(steps[0].price, 0.0)]
    return sorted(found, key=lambda unit: -unit[0])


def _alike(
    book: Book, prices: Prices, quote: Record, dearest_first: list[float], bought: Bought
) -> list[list[str | None]]:
    """The plants by what a unit of price costs to land there, those at which it costs the same together."""
    high, low = dearest_first[0], dearest_first[-1]
    slope = dict.fromkeys(bought, 0.0)
    if high > low:
        for plant in bought:
            ends = [prices.unit_cost(quote, book.plants[plant], price).landed for price in (high, low)]
            slope[plant] = (ends[0] - ends[1]) / (high - low)
    groups: list[list[str | None]] = []
    for plant in sorted(bought, key=lambda plant: slope[plant]):
        if groups and slope[plant] - slope[groups[-1][0]] <= ALIKE * abs(slope[plant]):
            groups[-1].append(plant)
        else:
            groups.append([plant])
    return groups


def _take(units: list[tuple[float, float]], quantity: float) -> list[tuple[float, float]]:
    """The dearest units up to a quantity; they are no longer there afterwards."""
    taken: list[tuple[float, float]] = []
    last = units[-1][0]
    while quantity > 0 and units:
        price, left = units.pop(0)
        part = min(left, quantity)
        taken.append((price, part))
        quantity -= part
        if left > part:
            units.insert(0, (price, left - part))
    return taken or [(units[0][0] if units else last, 1.0)]


def _average(units: list[tuple[UnitCost, float]]) -> UnitCost:
    """The cost of an average unit."""
    whole = total(quantity for _, quantity in units)
    if len(units) == 1 or not whole:
        return units[0][0]
    means: dict[str, Any] = {
        kind: total(getattr(cost, kind) * quantity for cost, quantity in units) / whole
        for kind, value in units[0][0]._asdict().items()
        if isinstance(value, float)
    }
    return units[0][0]._replace(**means)
