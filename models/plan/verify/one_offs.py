"""Costs that fall once: what is used for the first time is qualified, tooled and onboarded."""

from dataclasses import dataclass

from models.plan.verify.book import Book
from models.plan.verify.lines import Line
from models.plan.verify.prices import Prices
from models.plan.verify.records import given, only_record
from models.plan.verify.today import Today

YEARS = {"year": 1.0, "quarter": 1 / 4, "month": 1 / 12}


@dataclass(frozen=True, slots=True)
class OneOff:
    """Cash for one thing that starts."""

    kind: str
    period: int
    cash: float


def one_offs(book: Book, prices: Prices, today: Today, lines: list[Line]) -> list[OneOff]:
    """All that starts, in the period of its first use."""
    used = sorted((line for line in lines if line.bought > 0), key=lambda line: line.period)
    quotes = {line.quote["id"]: line for line in reversed(used)}
    suppliers = {line.supplier["id"]: line for line in reversed(used)}
    found: list[OneOff] = []
    for name, line in quotes.items():
        if name not in today.quotes:
            found.extend(_quote_starts(prices, line))
    for name, line in suppliers.items():
        if name not in today.suppliers and not line.supplier["onboarded"]:
            cash = given(line.supplier["onboarding_cost"])
            found.append(OneOff("onboarding", line.period, cash))
    return found


def _quote_starts(prices: Prices, line: Line) -> list[OneOff]:
    """Tooling for every quote that is new, qualification for those not qualified yet."""
    quote = line.quote
    tooling = prices.in_currency(quote["tooling_cost"], quote["currency"])
    qualification = prices.in_currency(quote["qualification_cost"], quote["currency"])
    found = [OneOff("tooling", line.period, tooling)]
    return found if quote["qualified"] else [*found, OneOff("qualification", line.period, qualification)]


def years_a_period(book: Book) -> float:
    """Length of a period in years."""
    return YEARS[only_record(book.profile, "horizon")["period"] or "year"]


def discount_rate(book: Book) -> float:
    """The rate a year at which later money counts less."""
    return given(only_record(book.profile, "horizon")["discount_rate"])


def one_off_factor(book: Book) -> float:
    """The part of a one-off cost that a one-period plan carries.

    Over E evaluation years and periods of p years the cost is an annuity of n = E / p payments at the
    rate of a period i = (1 + r)^p - 1: each is i / (1 - (1 + i)^-n) of the cost, or 1 / n where i = 0.
    """
    evaluation_years = only_record(book.profile, "horizon")["evaluation_years"]
    if evaluation_years is None or len(book.periods) > 1:
        return 1.0
    payments = evaluation_years / years_a_period(book)
    if payments < 1:
        return 1.0
    rate = (1 + discount_rate(book)) ** years_a_period(book) - 1
    return 1 / payments if rate == 0 else float(rate / (1 - (1 + rate) ** -payments))
