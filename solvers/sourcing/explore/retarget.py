"""The first target prices solved again: below which price does a quote win that lost?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from models.case.cost_kinds import CostKind
from models.profile.rows import Floats
from solvers.sourcing.budget import Budget
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.explain.explanation import TargetPrice
from solvers.sourcing.explore.again import SOME, Surroundings, judged, surroundings
from solvers.sourcing.explore.break_even import Tried, break_even
from solvers.sourcing.explore.first import first_checked
from solvers.sourcing.explore.formulation import Formulation
from solvers.sourcing.explore.lost import nearest_first
from solvers.sourcing.explore.reprice import repriced
from solvers.sourcing.solve import Solved


def retargeted(solved: Solved, rows: tuple[TargetPrice, ...], budget: Budget) -> tuple[TargetPrice, ...]:
    """The rows with the first few solved again, in the order that follows from it.

    Args:
        solved: the plan's own solve, with values.
        rows: ranked by the relaxation.
        budget: of time; what does not fit stays unchecked.
    """
    around = tuple(surroundings(solved, budget))
    return first_checked(rows, lambda row: _solved_again(around, row), nearest_first, budget)


def _solved_again(around: Iterable[Surroundings], row: TargetPrice) -> TargetPrice:
    for place in around:
        at = _Cheaper(place, row)
        if at.alone is None:
            continue
        found = break_even(at.tried, row.target_price / row.unit_price, lost=1.0)
        if found.checked is None and found.in_time:
            return row
        if found.checked is not None:
            return replace(row, target_price=found.price * row.unit_price, checked=found.checked)
    return row


@dataclass(frozen=True)
class _Cheaper:
    """A quote that lost, at a part of its price."""

    around: Surroundings
    row: TargetPrice

    @cached_property
    def quote(self) -> int:
        """Position of the quote."""
        return int(np.flatnonzero(self.around.plan.tables.case.quotes.id == self.row.quote)[0])

    @cached_property
    def item(self) -> int:
        """Position of its item."""
        return int(self.around.plan.tables.case.quotes.item[self.quote])

    @cached_property
    def alone(self) -> float | None:
        """The least cost at the price it asks."""
        plan = self.around.plan
        found = self.around.solve(plan, self.item, self._worth)
        return None if found is None else found.cost

    @cached_property
    def _quantity(self) -> float:
        """What the quote could serve at most."""
        t = self.around.plan.tables
        return float(t.award_upper[t.awards.quote == self.quote].sum())

    @cached_property
    def _worth(self) -> float:
        """What all of that costs at the price it asks."""
        offers = self.around.plan.tables.case.offers
        return self._quantity * float(offers.unit[CostKind.PURCHASE][offers.quote == self.quote].max())

    def tried(self, part: float) -> Tried | None:
        """The cheapest plan with the quote at a part of its price."""
        if self.around.budget.spent or self.alone is None:
            return None
        plan = self.around.plan
        t = build_tables(repriced(plan.tables.case, self.quote, part), plan.tables.request)
        f = Formulation.of(t)
        alike = f.has_columns_of(plan)
        found = self.around.solve(f, self.item, self._worth, self.alone)
        if found is None:
            return None
        bought = np.clip(f.milp.columns("quantity").of(found.values), 0.0, None)
        used = float(bought[t.awards.quote == self.quote].sum())
        weight = used / self._quantity * self._worth
        if alike:
            weight = float((_charged(plan) - _charged(f)) @ found.values) / (1 - part)
        return judged(part, self.alone - found.cost, weight, bought=used > SOME * self._quantity)


def _charged(f: Formulation) -> Floats:
    """What a unit of each column costs, in money: linear in a quote's prices."""
    charged: Floats = f.problem.objective * f.scaling.objective / f.scaling.column
    return charged
