"""Soft caps and floors: what it costs to pass them.

    size S    what the base of the scope comes to in a period when every need is bought at its cheapest quote
    excess X  max(0, sum of (part - max_share) x base) of a cap, the same mirrored of a floor

An elastic price e is paid for each percentage point of the size: e x X / (0.01 x S). Where every need
is free at its cheapest, a point is nothing and has no price.
"""

from collections import defaultdict
from collections.abc import Iterator

from models.plan.verify.book import Book
from models.plan.verify.catalogue import Catalogue
from models.plan.verify.dependence import countries_of, measured
from models.plan.verify.judge import total
from models.plan.verify.tally import Tally, in_scope
from models.request import PlanRequest, Scope, ShareCap, ShareFloor

POINT = 0.01


def policy_costs(
    book: Book, request: PlanRequest, tally: Tally, catalogue: Catalogue
) -> Iterator[tuple[int, float]]:
    """Period and amount of every soft rule in every period it is asked for."""
    rules: list[ShareCap | ShareFloor] = [*request.caps, *request.floors]
    for rule in rules:
        if rule.elastic_price is None:
            continue
        for period in (p.number for p in book.periods if p.number >= rule.from_period):
            found = measured(tally, rule, period, countries_of(book, rule.countries))
            if isinstance(rule, ShareCap):
                excess = found.amount - rule.max_share * found.whole
            else:
                excess = rule.min_share * found.whole - found.amount
            whole = size(book, catalogue, rule.scope, period, rule.base) if excess > 0 else 0.0
            if whole:
                yield period, rule.elastic_price * excess / (POINT * whole)


def size(book: Book, catalogue: Catalogue, scope: Scope, period: int, base: str) -> float:
    """The base of a scope when every need is bought at its cheapest quote."""
    at_plant: dict[str | None, dict[str, float]] = defaultdict(dict)
    for item in book.wanted[period]:
        for plant, need in book.needs[item, period].items():
            if in_scope(scope, book.items[item], plant):
                at_plant[plant][item] = need.quantity
    found: list[float] = []
    for plant, quantities in at_plant.items():
        each = _each(catalogue, quantities, plant, base)
        found.extend(each[item] * quantity for item, quantity in quantities.items())
    return total(found)


def _each(
    catalogue: Catalogue, quantities: dict[str, float], plant: str | None, base: str
) -> dict[str, float]:
    """What a unit of each item counts for in a base."""
    if base == "quantity":
        return dict.fromkeys(quantities, 1.0)
    if base == "reference":
        return catalogue.reference_prices(quantities)
    kind = "purchase" if base == "spend" else "landed"
    cheapest = catalogue.cheapest(quantities, plant)
    return {item: 0.0 if cost is None else getattr(cost, kind) for item, cost in cheapest.items()}
