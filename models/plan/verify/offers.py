"""The limits that quotes and suppliers state for themselves, re-checked for all that is bought of them."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from models.plan.verify.book import Book, least_share
from models.plan.verify.catalogue import whole
from models.plan.verify.judge import (
    Rule,
    judged_as,
    lots_at_most,
    number,
    percent,
    quantity_at_least,
    quantity_at_most,
    share_at_least,
    share_at_most,
    total,
    whole_number,
)
from models.plan.verify.lines import Line, grouped
from models.plan.verify.prices import Prices
from models.plan.verify.records import Record, given
from models.plan.verify.result import RuleCheck
from models.plan.verify.steps import ALIKE
from models.request import PlanRequest
from models.tolerances import QUANTITY

ROUNDING = 1e-9
"""A quantity above a whole number of lots by less than this part is that number."""


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


def check_quotes(book: Book, prices: Prices, request: PlanRequest, lines: list[Line]) -> Iterator[RuleCheck]:
    """Capacity, lots, minimum order, surplus and shares of every quote that is bought, over all plants."""
    used = [line for line in lines if line.bought != 0]
    for (_, period), group in grouped(used, lambda line: (line.quote["id"], line.period)).items():
        use = _use(book, period, group)
        yield from _quantities(book, use)
        yield from _surplus_place(book, prices, use, group)
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
    if quote["lot_size"] is not None:
        yield _lots(book, use)
    yield _surplus(book, use)


def _lots(book: Book, use: _Use) -> RuleCheck:
    """What is bought is a whole number of lots; limit and found are counted in lots."""
    lot = use.quote["lot_size"]
    text = f"{use.what} is bought in whole lots of {number(lot)}"
    return whole_number(Rule("lot", _at(book, use.quote, "lot_size"), text), use.bought / lot)


def _surplus(book: Book, use: _Use) -> RuleCheck:
    """Bought beyond the need is at most what a minimum order or a lot forces; an order serves some need.

    That it is no less than that is the rule of the minimum order and of the lots themselves.
    """
    quote, lot = use.quote, use.quote["lot_size"]
    least = max(given(quote["min_order"]), use.quantity) if use.quantity > 0 else 0.0
    if lot is not None and math.isfinite(least / lot):
        lots = math.ceil(least / lot * (1 - ROUNDING))
        text = f"{use.what} is bought in no more lots of {number(lot)} than need and minimum order ask for"
        return lots_at_most(Rule("surplus", _at(book, quote, "lot_size"), text), lots, use.bought / lot)
    forced = max(least - use.quantity, 0.0)
    text = f"{use.what} is bought beyond the need only as far as its minimum order forces ({number(forced)})"
    rule = Rule("surplus", _at(book, quote, "min_order"), text)
    return quantity_at_most(rule, forced, use.surplus, use.need)


def _surplus_place(book: Book, prices: Prices, use: _Use, group: list[Line]) -> Iterator[RuleCheck]:
    """A surplus is paid for where a unit costs least, at any of the prices the quote has."""
    extra = {line.plant for line in group if line.surplus > QUANTITY * use.need}
    served = {line.plant for line in group if line.quantity > 0}
    if not extra or len(extra | served) == 1:
        return
    quote = use.quote
    asked = [book.own_price(quote), *(price for _, price in book.breaks.get(quote["id"], []))]
    each = [
        {p: whole(prices.unit_cost(quote, book.plants[p], price)) for p in extra | served} for price in asked
    ]
    right = all(any(costs[p] <= min(costs.values()) * (1 + ALIKE) for costs in each) for p in extra)
    rule = Rule(
        "surplus", _at(book, quote, ""), f"the surplus of {use.what} is paid for where it costs least"
    )
    yield judged_as(rule, right)


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
