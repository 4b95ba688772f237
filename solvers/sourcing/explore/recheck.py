"""The first of the list solved again: below which price does a new source win, and what does it bring?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

import numpy as np

from solvers.sourcing.budget import Budget
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.explain.explanation import MissingQuote
from solvers.sourcing.explore.again import SOME, Surroundings, judged, surroundings
from solvers.sourcing.explore.break_even import Tried, break_even
from solvers.sourcing.explore.first import first_checked
from solvers.sourcing.explore.formulation import Formulation
from solvers.sourcing.explore.missing import by_money
from solvers.sourcing.explore.reprice import repriced
from solvers.sourcing.explore.sources import Extended, with_sources
from solvers.sourcing.solve import Solved


def rechecked(solved: Solved, rows: tuple[MissingQuote, ...], budget: Budget) -> tuple[MissingQuote, ...]:
    """The rows with the first few solved again, in the order that follows from it.

    Args:
        solved: the plan's own solve, with values.
        rows: ranked by the relaxation.
        budget: of time; what does not fit stays unchecked.
    """
    around = tuple(surroundings(solved, budget))
    return first_checked(rows, lambda row: _solved_again(around, row), by_money, budget)


def _solved_again(around: Iterable[Surroundings], row: MissingQuote) -> MissingQuote:
    for place in around:
        at = _NewSource(place, row)
        if row.entry_price <= 0 or at.alone is None:
            continue
        price, matched = row.matched_price, at.tried(row.matched_price)
        if matched is None:
            continue
        won, lost = ([(price, matched)], inf) if matched.wins else ([], price or inf)
        found = break_even(at.tried, row.entry_price, won, lost)
        if found.checked is None and found.in_time:
            return row
        if found.checked is not None:
            return replace(row, entry_price=found.price, checked=found.checked, money=matched.gain)
    return row


@dataclass(frozen=True)
class _NewSource:
    """A new source for all needs of an item, beside everything the plan could choose from."""

    around: Surroundings
    row: MissingQuote

    @cached_property
    def item(self) -> int:
        """Position of the item."""
        return int(np.flatnonzero(self.around.plan.tables.case.items.id == self.row.item)[0])

    @cached_property
    def alone(self) -> float | None:
        """The least cost without the source."""
        found = self.around.solve(self.around.plan, self.item, self.row.entry_price * self.row.quantity)
        return None if found is None else found.cost

    @cached_property
    def _extended(self) -> Extended:
        """The plan's case with the source, at the price that the search begins with."""
        return with_sources(self.around.plan.tables.case, (self.row,))

    def tried(self, price: float) -> Tried | None:
        """The cheapest plan with the source at a landed cost."""
        if self.alone is None or self.around.budget.spent:
            return None
        made, quote = self._extended, int(self._extended.quote[0])
        case = repriced(made.case, quote, price / self.row.entry_price)
        f = Formulation.of(build_tables(case, self.around.plan.tables.request))
        found = self.around.solve(f, self.item, price * self.row.quantity, self.alone)
        if found is None:
            return None
        t = f.tables
        mine = np.flatnonzero(t.awards.quote == quote)
        quantity = np.clip(f.milp.columns("quantity").of(found.values)[mine], 0.0, None)
        weight = float(quantity @ t.discount[t.awards.period[mine]])
        return judged(price, self.alone - found.cost, weight, bought=weight > SOME * self.row.quantity)
