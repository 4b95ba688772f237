"""Needs met, and suppliers counted: the rules of an item."""

from collections.abc import Iterator

from models.plan.verify.book import Book, Need
from models.plan.verify.commitments import Taken
from models.plan.verify.judge import (
    Rule,
    count_at_least,
    count_at_most,
    number,
    quantity_at_most,
    quantity_exactly,
)
from models.plan.verify.lines import Line, grouped
from models.plan.verify.records import Record
from models.plan.verify.result import RuleCheck
from models.request import PlanRequest

WHO = {"site": "suppliers", "owner": "owners", "country": "countries"}


def check_demand(book: Book, taken: Taken) -> Iterator[RuleCheck]:
    """Every need is met exactly, or at most, where missing a unit has a price."""
    served = taken.served
    wanted = [(item, plant, period) for (item, period), plants in book.needs.items() for plant in plants]
    for item, plant, period in dict.fromkeys((*wanted, *served)):
        need = book.needs.get((item, period), {}).get(plant)
        yield _demand(book, book.items[item], plant, period, need, served.get((item, plant, period), 0.0))


def _demand(
    book: Book, item: Record, plant: str | None, period: int, need: Need | None, served: float
) -> RuleCheck:
    quantity = 0.0 if need is None else need.quantity
    place = book.place("demand") if need is None else book.place("demand", need.row, "quantity")
    what = f"{item['id']}{'' if plant is None else f' at {plant}'}{book.when(period)}"
    if item["shortage_cost"] is None:
        rule = Rule("need", place, f"{what}: {number(quantity)} are needed, no more and no less")
        return quantity_exactly(rule, quantity, served, quantity)
    rule = Rule("need", place, f"{what}: no more than {number(quantity)} are needed")
    return quantity_at_most(rule, quantity, served, quantity)


def check_supplier_numbers(book: Book, request: PlanRequest, lines: list[Line]) -> Iterator[RuleCheck]:
    """An item with demand has neither too few nor too many suppliers, over all plants."""
    used = grouped((line for line in lines if line.quantity > 0), lambda line: (line.item["id"], line.period))
    for name, period in book.needs:
        if book.needed(name, period) > 0:
            yield from _numbers(book, request, book.items[name], period, used.get((name, period), []))


def _numbers(
    book: Book, request: PlanRequest, item: Record, period: int, lines: list[Line]
) -> Iterator[RuleCheck]:
    distinct = item["distinct"] or "site"
    found = float(len({_source(line.supplier, distinct) for line in lines}))
    what = f"{item['id']}{book.when(period)}"
    least, place = _tighter(book, item, "min_suppliers", request.suppliers_per_item.min)
    if least is not None:
        rule = Rule("min_suppliers", place, f"{what} has at least {number(least)} {WHO[distinct]}")
        yield count_at_least(rule, least, found)
    most, place = _tighter(book, item, "max_suppliers", request.suppliers_per_item.max)
    if most is not None:
        rule = Rule("max_suppliers", place, f"{what} has at most {number(most)} {WHO[distinct]}")
        yield count_at_most(rule, most, found)


def _source(supplier: Record, distinct: str) -> str:
    """What counts as one supplier."""
    if distinct == "country":
        return str(supplier["country"])
    return str(supplier["group"] or supplier["id"]) if distinct == "owner" else str(supplier["id"])


def _tighter(book: Book, item: Record, column: str, asked: int | None) -> tuple[float | None, str]:
    """The limit that binds, of the item's own and the request's, and where it stands."""
    own: float | None = item[column]
    if own is None and asked is None:
        return None, ""
    side = column.partition("_")[0]
    if asked is not None and (own is None or (asked > own if side == "min" else asked < own)):
        return float(asked), f"/request/suppliers_per_item/{side}"
    return own, book.place("items", item["row"], column)
