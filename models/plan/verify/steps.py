"""Price breaks: the price in force of what is bought of a quote in a period over all plants.

    all_units     the price of the break reached holds for every unit
    incremental   each unit costs the price of the step it lies in

Where an incremental quote serves several plants, the dearest units go where a unit of price costs least
to land, of plants at which it costs the same to the earlier one, and at each plant to what serves needs
before surplus. The units of an award are then counted at their average cost, and so are those of them that
serve needs, which are what exposure is about.
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


class Bought(NamedTuple):
    """What is bought of a quote at a plant in a period."""

    quantity: float
    surplus: float = 0.0


class Paid(NamedTuple):
    """What an average unit costs: of all that is bought, and of what serves needs."""

    unit: UnitCost
    serving: UnitCost


AtPlants = Mapping[str | None, Bought]
"""What is bought of a quote in a period, by plant."""


class Step(NamedTuple):
    """A price as the quote writes it, and the quantity from which it holds."""

    start: float
    price: float


def costs_in_force(book: Book, prices: Prices, quote: Record, bought: AtPlants) -> dict[str | None, Paid]:
    """What one unit costs at each plant when so much is bought of a quote."""
    breaks = book.breaks.get(quote["id"], [])
    if not breaks:
        costs = {plant: prices.unit_cost(quote, book.plants[plant], quote["unit_price"]) for plant in bought}
        return {plant: Paid(cost, cost) for plant, cost in costs.items()}
    steps = [Step(0.0, book.own_price(quote)), *(Step(*step) for step in breaks if step[0] > 0)]
    if quote["discount"] == "incremental" and len(steps) > 1:
        return _incremental(book, prices, quote, steps, bought)
    price = _reached(steps, total([here.quantity + here.surplus for here in bought.values()]))
    costs = {plant: prices.unit_cost(quote, book.plants[plant], price) for plant in bought}
    return {plant: Paid(cost, cost) for plant, cost in costs.items()}


def _reached(steps: list[Step], quantity: float) -> float:
    """The price of the last step that a quantity reaches."""
    return next((step.price for step in reversed(steps) if quantity >= step.start * REACHED), steps[0].price)


def _incremental(
    book: Book, prices: Prices, quote: Record, steps: list[Step], bought: AtPlants
) -> dict[str | None, Paid]:
    wanted = {plant: Bought(max(q, 0.0), max(extra, 0.0)) for plant, (q, extra) in bought.items()}
    units = _units(steps, total([here.quantity + here.surplus for here in wanted.values()]))
    dearest_first = [price for price, _ in units]
    least = dearest_first[-1]
    found: dict[str | None, Paid] = {}
    for plant in _in_turn(book, prices, quote, dearest_first, bought):
        serving, extra = (_take(units, quantity, least) for quantity in wanted[plant])
        costs = {price: prices.unit_cost(quote, book.plants[plant], price) for price, _ in (*serving, *extra)}
        each, also = ([(costs[price], quantity) for price, quantity in part] for part in (serving, extra))
        found[plant] = Paid(_average([*each, *also]), _average(each))
    return found


def _units(steps: list[Step], quantity: float) -> list[tuple[float, float]]:
    """Prices and how many units lie in their step, the dearest first; the last step has no end."""
    ends = [*(step.start for step in steps[1:]), max(quantity, steps[-1].start)]
    lying = [
        (step.price, max(min(end, quantity) - step.start, 0.0)) for step, end in zip(steps, ends, strict=True)
    ]
    found = [(price, units) for price, units in lying if units > 0] or [(steps[0].price, 0.0)]
    return sorted(found, key=lambda unit: -unit[0])


def _in_turn(
    book: Book, prices: Prices, quote: Record, dearest_first: list[float], bought: AtPlants
) -> list[str | None]:
    """The plants by what a unit of price costs to land there, then as the firm lists them."""
    high, low = dearest_first[0], dearest_first[-1]
    listed = [plant for plant in book.plants if plant in bought]
    if high <= low:
        return listed
    slope: dict[str | None, float] = {}
    for plant in listed:
        ends = [prices.unit_cost(quote, book.plants[plant], price).landed for price in (high, low)]
        slope[plant] = (ends[0] - ends[1]) / (high - low)
    rank: dict[str | None, int] = {}
    before: str | None = None
    for number, plant in enumerate(sorted(listed, key=lambda plant: slope[plant])):
        alike = number > 0 and slope[plant] - slope[before] <= ALIKE * abs(slope[plant])
        rank[plant] = rank[before] if alike else number
        before = plant
    return sorted(listed, key=lambda plant: rank[plant])


def _take(units: list[tuple[float, float]], quantity: float, least: float) -> list[tuple[float, float]]:
    """The dearest units up to a quantity; they are no longer there afterwards.

    Nothing is taken at the next price, at the least where no units are left.
    """
    taken: list[tuple[float, float]] = []
    while quantity > 0 and units:
        price, left = units.pop(0)
        part = min(left, quantity)
        taken.append((price, part))
        quantity -= part
        if left > part:
            units.insert(0, (price, left - part))
    return taken or [(units[0][0] if units else least, 0.0)]


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
