"""The costs of a plan counted again, by kind and period."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from models.plan.verify.book import Book
from models.plan.verify.commitments import Taken, due_together
from models.plan.verify.judge import total
from models.plan.verify.lines import Line, grouped
from models.plan.verify.one_offs import OneOff, discount_rate, one_off_factor, years_a_period

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


def recount(book: Book, lines: list[Line], starts: list[OneOff], taken: Taken) -> Costs:
    """Count every kind of cost again."""
    found: dict[tuple[str, int], list[float]] = defaultdict(list)
    for period, group in grouped(lines, lambda line: line.period).items():
        for kind in UNIT_KINDS:
            found[kind, period] = [getattr(line.cost, kind) * line.bought for line in group]
    factor = one_off_factor(book)
    for start in starts:
        found[start.kind, start.period].append(start.cash * factor)
    for period, amount in _shortages(book, taken):
        found["shortage", period].append(amount)
    for period, amount in _shortfalls(book, taken):
        found["shortfall", period].append(amount)
    return Costs({key: total(amounts) for key, amounts in found.items()}, _factors(book))


def _factors(book: Book) -> dict[int, float]:
    """One over (1 + rate) to the years since the start."""
    rate, years = discount_rate(book), years_a_period(book)
    return {period.number: (1 + rate) ** -((period.number - 1) * years) for period in book.periods}


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
