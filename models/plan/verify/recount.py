"""The costs of a plan counted again, by kind and period."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from models.plan.verify.book import Book
from models.plan.verify.commitments import Taken, due_together
from models.plan.verify.desk import Desk
from models.plan.verify.judge import total
from models.plan.verify.lines import Line, grouped
from models.plan.verify.policy import policy_costs
from models.plan.verify.records import Record, given, records
from models.plan.verify.steps import REACHED
from models.request import PlanRequest

UNIT_KINDS = ("purchase", "freight", "insurance", "duty", "handling", "quality", "carrying")
ROUNDING = 1e-9
"""A gap below this part of what is wanted is the rounding of floating-point numbers, nothing missed."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Unrounded money by kind and period; a kind that is not there costs nothing.

    Attributes:
        factors: what money of each period is worth at the start of the horizon.
    """

    amounts: dict[tuple[str, int], float]
    factors: dict[int, float]

    def of(self, kind: str) -> float:
        """A kind over the horizon."""
        return total(amount for (name, _), amount in self.amounts.items() if name == kind)

    @property
    def objective(self) -> float:
        """The present value of all kinds."""
        return total(amount * self.factors[period] for (_, period), amount in self.amounts.items())


def recount(desk: Desk, request: PlanRequest) -> Costs:
    """Count every kind of cost again."""
    book = desk.book
    found: dict[tuple[str, int], list[float]] = defaultdict(list)
    for period, group in grouped(desk.lines, lambda line: line.period).items():
        for kind in UNIT_KINDS:
            found[kind, period] = [getattr(line.cost, kind) * line.bought for line in group]
    for start in desk.cash:
        if start.kind != "investment":
            found[start.kind, start.period].append(desk.clock.carried(start.cash))
    others = {
        "investment": _investments(desk),
        "shortage": _shortages(book, desk.taken),
        "shortfall": _shortfalls(book, desk.taken),
        "policy": policy_costs(book, request, desk.tally, desk.catalogue),
        "rebates": _rebates(book, desk.lines),
    }
    for kind, amounts in others.items():
        for period, amount in amounts:
            found[kind, period].append(amount)
    factors = {period.number: desk.clock.factor(period.number) for period in book.periods}
    return Costs({key: total(amounts) for key, amounts in found.items()}, factors)


def _investments(desk: Desk) -> Iterator[tuple[int, float]]:
    """Expenses when a project starts, and what is left of it in the last period."""
    last = desk.book.periods[-1].number
    for project in desk.projects.started.values():
        residual, life = given(project.record["residual_value"]), project.record["life_years"]
        if last == 1:
            yield last, desk.clock.carried(project.expenses, residual, life)
        else:
            yield project.period, project.expenses
            yield last, -residual


def _missing(wanted: float, found: float) -> float:
    gap = wanted - found
    return gap if gap > ROUNDING * wanted else 0.0


def _shortages(book: Book, taken: Taken) -> Iterator[tuple[int, float]]:
    """What every need that may stay short costs; others have no price."""
    for (item, period), plants in book.needs.items():
        price = book.items[item]["shortage_cost"]
        if price is not None:
            for plant, need in plants.items():
                quantity = taken.served.get((item, plant, period), 0.0)
                yield period, price * _missing(need.quantity, quantity)


def _shortfalls(book: Book, taken: Taken) -> Iterator[tuple[int, float]]:
    """What contracts cost that are not taken in full: the cheapest to miss are missed first."""
    for dues in due_together(book, taken):
        missing = _missing(total(due.least for due in dues), dues[0].taken)
        priced = [due for due in dues if due.contract["shortfall_price"] is not None]
        for due in sorted(priced, key=lambda due: float(due.contract["shortfall_price"])):
            part = min(missing, due.least)
            missing -= part
            yield due.period, due.contract["shortfall_price"] * part


def _rebates(book: Book, lines: list[Line]) -> Iterator[tuple[int, float]]:
    """Period and amount, below zero: the rate of the highest step reached, on the whole spend.

    Spend is the price in force of all that is bought of the supplier, surplus included.
    """
    steps = grouped(records(book.profile, "rebates"), lambda row: row["supplier"])
    some = (line for line in lines if line.supplier["id"] in steps) if steps else ()
    for (name, period), group in grouped(some, lambda line: (line.supplier["id"], line.period)).items():
        spend = total(line.cost.purchase * line.bought for line in group)
        yield period, -_rebate_rate(steps[name], spend) * spend


def _rebate_rate(steps: list[Record], spend: float) -> float:
    """The rate of the highest step that a spend reaches; none below the first."""
    reached = [step for step in steps if spend >= step["from_spend"] * REACHED]
    return float(max(reached, key=lambda step: float(step["from_spend"]))["rate"]) if reached else 0.0
