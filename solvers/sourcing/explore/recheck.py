"""The first of the list solved again: below which price does a new source win, and what does it bring?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

import numpy as np

from solvers.sourcing.budget import Budget
from solvers.sourcing.explain.explanation import MissingQuote
from solvers.sourcing.explore.again import FINE, SOME, Surroundings, surroundings
from solvers.sourcing.explore.break_even import CLOSE, Tried, break_even
from solvers.sourcing.explore.missing import by_money
from solvers.sourcing.explore.sources import new_sources, with_sources
from solvers.sourcing.solve import Solved

MOST_CHECKED = 5
"""Items that are solved again; the others keep the relaxation's word."""


def rechecked(
    solved: Solved, rows: tuple[MissingQuote, ...], objective: float, budget: Budget
) -> tuple[MissingQuote, ...]:
    """The rows with the first few solved again, in the order that follows from it.

    Args:
        solved: the plan's own solve, with values.
        rows: ranked by the relaxation.
        objective: present value of the plan.
        budget: of time; what does not fit stays unchecked.
    """
    around = tuple(surroundings(solved, budget))
    found = [_solved_again(around, row, objective) for row in rows[:MOST_CHECKED]]
    return by_money((*found, *rows[MOST_CHECKED:]))


def _solved_again(around: Iterable[Surroundings], row: MissingQuote, objective: float) -> MissingQuote:
    for place in around:
        at = _NewSource(place, row, objective)
        if row.entry_price <= 0 or at.alone is None:
            continue
        matched = at.tried(row.matched_price)
        if matched is None:
            continue
        price = row.matched_price
        won, lost = ([(price, matched)], inf) if matched.wins else ([], price or inf)
        found = break_even(at.tried, row.entry_price, won, lost)
        if found.checked is not None:
            return replace(row, entry_price=found.price, checked=found.checked, money=matched.gain)
    return row


@dataclass(frozen=True)
class _NewSource:
    """A new source for all needs of an item, beside everything the plan could choose from."""

    around: Surroundings
    row: MissingQuote
    objective: float

    @cached_property
    def item(self) -> int:
        """Position of the item."""
        return int(np.flatnonzero(self.around.plan.tables.case.items.id == self.row.item)[0])

    @cached_property
    def alone(self) -> float | None:
        """The least cost without the source; the plan's own where nothing better is around it."""
        plan = self.around.plan
        found = self.around.solve(plan, plan.problem, self.item, self.row.entry_price * self.row.quantity)
        return None if found is None else min(found.cost, self.objective)

    def tried(self, price: float) -> Tried | None:
        """The cheapest plan with the source at a landed cost."""
        if self.alone is None:
            return None
        plan = self.around.plan
        t, sources = plan.tables, new_sources(plan.tables, (self.row,), np.array([price]))
        problem, worth = with_sources(plan, sources), price * self.row.quantity
        found = self.around.solve(plan, problem, self.item, worth, self.alone)
        if found is None:
            return None
        used = found.values[plan.problem.columns :]
        need = np.flatnonzero(t.case.needs.item == self.item)
        quantity = np.clip(used, 0.0, None) * t.case.needs.quantity[need]
        weight = float(quantity @ t.discount[t.case.needs.period[need]])
        gain = self.alone - found.cost
        if weight <= SOME * self.row.quantity or gain <= FINE * CLOSE * price * weight:
            return Tried(0.0, price)
        return Tried(gain, price + gain / weight)
