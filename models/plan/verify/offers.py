"""The limits that quotes and suppliers state for themselves, re-checked for all that is bought of them."""

from collections.abc import Iterator
from typing import NamedTuple

from models.plan.verify.book import Book, least_share
from models.plan.verify.judge import (
    Rule,
    number,
    percent,
    quantity_at_least,
    quantity_at_most,
    share_at_least,
    share_at_most,
    total,
)
from models.plan.verify.lines import Line, grouped
from models.plan.verify.records import Record, given
from models.plan.verify.result import RuleCheck
from models.request import PlanRequest


class _Use(NamedTuple):
    """A quote that is bought in a period, over all plants.

    Attributes:
        what: its name in words.
        need: demand that it can serve.
        quantity: what of it serves a need.
    """

    quote: Record
    what: str
    need: float
    quantity: float
    surplus: float
    bought: float


def check_quotes(book: Book, request: PlanRequest, lines: list[Line]) -> Iterator[RuleCheck]:
    """Capacity, minimum order, surplus and shares of every quote that is bought, over all plants."""
    used = [line for line in lines if line.bought != 0]
    for (_, period), group in grouped(used, lambda line: (line.quote["id"], line.period)).items():
        use = _use(book, period, group)
        yield from _quantities(book, use)
        yield from _shares(book, request, use)


def _use(book: Book, period: int, group: list[Line]) -> _Use:
    quote = group[0].quote
    return _Use(
        quote=quote,
        what=f"quote {quote['id']}{book.when(period)}",
        need=book.servable(quote, period),
        quantity=total([line.quantity for line in group]),
        surplus=total([line.surplus for line in group]),
        bought=total([line.bought for line in group]),
    )


def _quantities(book: Book, use: _Use) -> Iterator[RuleCheck]:
    quote, what, need, bought = use.quote, use.what, use.need, use.bought
    capacity, least = quote["capacity"], quote["min_order"]
    if capacity is not None:
        text = f"{what} supplies at most {number(capacity)}"
        yield quantity_at_most(
            Rule("quote_capacity", _at(book, quote, "capacity"), text), capacity, bought, need
        )
    if least is not None:
        text = f"{what} is ordered with at least {number(least)} when it is used"
        yield quantity_at_least(Rule("min_order", _at(book, quote, "min_order"), text), least, bought, need)
    yield _surplus(book, use)


def _surplus(book: Book, use: _Use) -> RuleCheck:
    """Bought beyond the need is at most what a minimum order forces; an order serves some need.

    That it is no less than that is the rule of the minimum order itself.
    """
    forced = max(given(use.quote["min_order"]) - use.quantity, 0.0) if use.quantity > 0 else 0.0
    text = f"{use.what} is bought beyond the need only as far as its minimum order forces ({number(forced)})"
    rule = Rule("surplus", _at(book, use.quote, "min_order"), text)
    return quantity_at_most(rule, forced, use.surplus, use.need)


def _shares(book: Book, request: PlanRequest, use: _Use) -> Iterator[RuleCheck]:
    quote, what = use.quote, use.what
    if use.need <= 0:
        return
    found = use.quantity / use.need
    least, most = quote["min_share"], quote["max_share"]
    if least is not None:
        text = f"{what} takes at least {percent(least)} of what it can serve when it is used"
        yield share_at_least(Rule("min_share", _at(book, quote, "min_share"), text), least, found)
    if most is not None:
        text = f"{what} takes at most {percent(most)} of what it can serve"
        yield share_at_most(Rule("max_share", _at(book, quote, "max_share"), text), most, found)
    item = book.items[quote["item"]]
    floor = least_share(item, request.suppliers_per_item.min)
    if floor > 0:
        place = book.place("items", item["row"], "least_share")
        text = f"every source of {item['id']} that is used takes at least {percent(floor)}, so does {what}"
        yield share_at_least(Rule("least_share", place, text), floor, found)


def _at(book: Book, quote: Record, column: str) -> str:
    return book.place("quotes", quote["row"], column)


def check_supplier_capacity(book: Book, lines: list[Line]) -> Iterator[RuleCheck]:
    """What is bought of a supplier, in its capacity units, fits into its capacity."""
    limited = [line for line in lines if line.supplier["capacity"] is not None]
    for (name, period), group in grouped(limited, lambda line: (line.supplier["id"], line.period)).items():
        supplier = group[0].supplier
        capacity = supplier["capacity"]
        load = total(_rate(line) * line.bought for line in group)
        largest = max(_rate(line) * line.need for line in group)
        text = f"{name} supplies at most {number(capacity)} over all items{book.when(period)}"
        rule = Rule("supplier_capacity", book.place("suppliers", supplier["row"], "capacity"), text)
        yield quantity_at_most(rule, capacity, load, largest)


def _rate(line: Line) -> float:
    return given(line.quote["capacity_rate"], default=1.0)
