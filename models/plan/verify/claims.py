"""The money a plan claims, against the recount: costs, awards and one-off cash."""

import math
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from models.plan.plan import Awards, Plan
from models.plan.verify.book import Book
from models.plan.verify.commitments import due_together
from models.plan.verify.desk import Desk
from models.plan.verify.judge import total
from models.plan.verify.lines import Line
from models.plan.verify.one_offs import OneOff
from models.plan.verify.projects import Projects
from models.plan.verify.recount import ROUNDING, Costs
from models.plan.verify.result import MoneyCheck
from models.tolerances import MONEY
from models.units import minor_unit

LAST_DIGITS = 4
"""Steps of the last digit that may be lost when two decimal amounts and a limit are written as floats."""

TRIFLE = 1e-3
"""Part of a minor unit: a unit cost that is off by less than this on the whole award is the same."""

ONE_OFF_KINDS = ("qualification", "tooling", "onboarding", "investment")


def check_costs(book: Book, plan: Plan, costs: Costs) -> Iterator[MoneyCheck]:
    """Each kind, their total, and the present value, rounded and not."""
    places = minor_unit(book.currency)
    smallest = 10.0**-places
    claimed = {str(kind): float(amount) for kind, amount in plan.after.by_kind.items()}
    kinds = dict.fromkeys((*claimed, *(kind for kind, _ in costs.amounts)))
    counted = {kind: to_minor_unit(costs.of(kind), places) for kind in kinds}
    for kind in kinds:
        yield within(f"cost of {kind}", claimed.get(kind, math.nan), counted[kind], smallest)
    adds_up = plan.after.total == sum(plan.after.by_kind.values(), Decimal(0))
    whole = within("total cost", float(plan.after.total), total(counted.values()), smallest * len(kinds))
    yield MoneyCheck(whole.what, whole.claimed, whole.recounted, whole.kept and adds_up)
    yield from _by_period(book, plan, costs, smallest)
    slack = smallest * len(kinds) * len(book.periods)
    yield within("present value", float(plan.after.present_value), costs.objective, slack)
    yield close_to("objective", plan.objective, costs.objective, smallest)


def _by_period(book: Book, plan: Plan, costs: Costs, smallest: float) -> Iterator[MoneyCheck]:
    """Each kind in each of several periods, not rounded."""
    if len(book.periods) == 1:
        return
    claimed = {str(kind): amounts.tolist() for kind, amounts in plan.after.exact.items()}
    for kind in dict.fromkeys((*claimed, *(kind for kind, _ in costs.amounts))):
        amounts = claimed.get(kind, [])
        for period in (period.number for period in book.periods):
            amount = amounts[period - 1] if len(amounts) == len(book.periods) else math.nan
            what = f"cost of {kind}{book.when(period)}"
            yield close_to(what, amount, costs.amounts.get((kind, period), 0.0), smallest)


def check_project_cash(book: Book, plan: Plan, projects: Projects) -> Iterator[MoneyCheck]:
    """The expenses of every project that is started."""
    for claim in plan.investments:
        if claim.id in projects.started:
            expenses = projects.started[claim.id].expenses
            yield close_to(f"cash of {claim.id}", claim.cash, expenses, 10.0 ** -minor_unit(book.currency))


def check_cash(book: Book, plan: Plan, starts: list[OneOff]) -> Iterator[MoneyCheck]:
    """The undiscounted cash of everything that starts, by kind."""
    claimed = {str(kind): cash for kind, cash in plan.cash_one_off.items()}
    for kind in ONE_OFF_KINDS:
        cash = total(start.cash for start in starts if start.kind == kind)
        yield close_to(f"cash of {kind}", claimed.pop(kind, 0.0), cash, 10.0 ** -minor_unit(book.currency))
    for kind, cash in claimed.items():
        yield within(f"cash of {kind}", cash, 0.0, 0.0)


def check_award_money(book: Book, awards: Awards, lines: list[Line]) -> Iterator[MoneyCheck]:
    """Unit cost, spend and landed cost of every award."""
    smallest = 10.0 ** -minor_unit(book.currency)
    each, spend, landed = (getattr(awards, n).tolist() for n in ("unit_landed_cost", "spend", "landed_cost"))
    for line in lines:
        at, what = line.at, f"award {line.at} ({line.quote['id']})"
        yield close_to(f"unit landed cost of {what}", each[at], line.cost.landed, a_trifle(line, smallest))
        yield close_to(f"spend of {what}", spend[at], line.cost.purchase * line.bought, smallest)
        yield close_to(f"landed cost of {what}", landed[at], line.cost.landed * line.bought, smallest)


def a_trifle(line: Line, smallest: float) -> float:
    """How far the cost of a unit may be off: where next to nothing is bought, two counts lose its digits.

    The steps of a price are dealt out beside a million units of other plants, say.
    """
    return TRIFLE * smallest / line.bought if line.bought > 0 else 0.0


def check_misses(desk: Desk, plan: Plan) -> Iterator[MoneyCheck]:
    """What is short of needs and of contracts, each added up: in which order a plan lists them is its own."""
    book, served = desk.book, desk.taken.served
    gaps = [
        max(need.quantity - served.get((item, plant, period), 0.0), 0.0)
        for (item, period), needs in book.needs.items()
        for plant, need in needs.items()
    ]
    needed = total(need.quantity for needs in book.needs.values() for need in needs.values())
    yield _added_up("missing of needs", plan.missing.tolist(), gaps, needed)
    dues = [(total(d.least for d in some), some[0].taken) for some in due_together(book, desk.taken)]
    gaps = [max(least - taken, 0.0) for least, taken in dues]
    yield _added_up("shortfall of contracts", plan.shortfall.tolist(), gaps, total(due for due, _ in dues))


def _added_up(what: str, claimed: list[float], gaps: list[float], whole: float) -> MoneyCheck:
    slack = MONEY * max(total(claimed), total(gaps)) + ROUNDING * whole
    return within(what, total(claimed), total(gaps), slack)


def close_to(what: str, claimed: float, recounted: float, smallest: float) -> MoneyCheck:
    """Unrounded amounts: relative to the larger, one minor unit always allowed."""
    return within(what, claimed, recounted, MONEY * max(abs(claimed), abs(recounted)) + smallest)


def within(what: str, claimed: float, recounted: float, slack: float) -> MoneyCheck:
    """A claim that may differ by so much; what is no finite number is never right.

    Two amounts in cents are a cent apart only up to the last digits of a float: these are no difference.
    """
    gap = abs(claimed - recounted)
    lost = LAST_DIGITS * math.ulp(max(abs(claimed), abs(recounted)))
    return MoneyCheck(what, claimed, recounted, math.isfinite(gap) and gap <= slack + lost)


def to_minor_unit(amount: float, places: int) -> float:
    """An amount rounded to so many decimal places, halves away from zero."""
    if not math.isfinite(amount):
        return amount
    return float(Decimal(repr(amount)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
