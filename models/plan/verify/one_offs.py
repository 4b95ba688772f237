"""What starts: a source used for the first time is qualified, tooled and onboarded, once.

It starts as late as its first use allows; once started, it stays started.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from models.plan.verify.book import Book
from models.plan.verify.clock import Clock, days_after
from models.plan.verify.judge import Rule, in_time, money_at_most, number, total
from models.plan.verify.lines import Line
from models.plan.verify.prices import Prices
from models.plan.verify.records import given
from models.plan.verify.result import RuleCheck
from models.plan.verify.today import Today
from models.request import PlanRequest

FIRST = 1
BUDGETS = {"one_off": ("qualification", "tooling", "onboarding"), "capital": ("investment",)}


@dataclass(frozen=True, slots=True)
class OneOff:
    """Cash for one thing that starts."""

    kind: str
    period: int
    cash: float


class Start(NamedTuple):
    """A quote or a supplier that starts.

    Attributes:
        table: `quotes` or `suppliers`.
        line: an award of its first use.
        days: from its start until it can be used.
    """

    table: str
    line: Line
    days: float


def starts(today: Today, lines: list[Line]) -> list[Start]:
    """All that is used and is not used today."""
    used = sorted((line for line in lines if line.bought > 0), key=lambda line: line.period)
    quotes = {line.quote["id"]: line for line in reversed(used)}
    suppliers = {line.supplier["id"]: line for line in reversed(used)}
    found: list[Start] = []
    for name, line in quotes.items():
        if name not in today.quotes:
            days = 0.0 if line.quote["qualified"] else given(line.quote["qualification_days"])
            found.append(Start("quotes", line, days))
    for name, line in suppliers.items():
        if name not in today.suppliers and not line.supplier["onboarded"]:
            found.append(Start("suppliers", line, given(line.supplier["onboarding_days"])))
    return found


def one_offs(clock: Clock, prices: Prices, started: list[Start]) -> list[OneOff]:
    """The cash of all that starts; what would have had to start before the horizon, in its first period."""
    found: list[OneOff] = []
    for start in started:
        period = clock.latest_start(start.line.period, start.days) or FIRST
        if start.table == "quotes":
            found.extend(_quote_starts(prices, start.line, period))
        else:
            found.append(OneOff("onboarding", period, given(start.line.supplier["onboarding_cost"])))
    return found


def _quote_starts(prices: Prices, line: Line, period: int) -> list[OneOff]:
    """Tooling for every quote that is new, qualification for those not qualified yet."""
    quote = line.quote
    tooling = prices.in_currency(quote["tooling_cost"], quote["currency"])
    qualification = prices.in_currency(quote["qualification_cost"], quote["currency"])
    found = [OneOff("tooling", period, tooling)]
    return found if quote["qualified"] else [*found, OneOff("qualification", period, qualification)]


def check_waiting(book: Book, clock: Clock, started: list[Start]) -> Iterator[RuleCheck]:
    """In a transition nothing is used before it can be ready, had it started on the first day."""
    for start in started:
        if clock.transition and start.days > 0:
            day = clock.begin(start.line.period)
            if start.table == "quotes":
                record, column, words = start.line.quote, "qualification_days", "qualified"
            else:
                record, column, words = start.line.supplier, "onboarding_days", "onboarded"
            ready = days_after(clock.begin(FIRST), start.days)
            text = (
                f"{record['id']} is used on {day} and takes {number(start.days)} days to be {words}, "
                f"until {ready}"
            )
            place = book.place(start.table, record["row"], column)
            yield in_time(Rule("lead_time", place, text), ready - day)


def check_budget(book: Book, request: PlanRequest, cash: list[OneOff]) -> Iterator[RuleCheck]:
    """What starts costs no more, undiscounted, than the caller gives; a residual value buys nothing."""
    for name, kinds in BUDGETS.items():
        limit: float | None = None if request.budget is None else getattr(request.budget, name)
        if limit is not None:
            text = f"at most {number(limit)} {book.currency} are spent on {', '.join(kinds)}"
            found = total(one_off.cash for one_off in cash if one_off.kind in kinds)
            yield money_at_most(Rule("budget", f"/request/budget/{name}", text), limit, found)
