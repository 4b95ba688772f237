"""Capacities over several items or sites. docs/mathematics/capacities.md."""

from dataclasses import dataclass

import numpy as np

from models.profile.rows import pairs_of
from solvers.milp import Milp, Rows
from solvers.sourcing.spend import step_terms
from solvers.sourcing.surplus import cheapest_award, surplus_uses
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class CapacitiesBlock:
    """`sum of rate x (quantity + surplus) <= quantity of the capacity`, a period.

    The rate is 1 in units, the price in spend, and what `capacity_use` says of a resource.
    """

    name: str = "capacities"

    def applies(self, t: ProblemTables) -> bool:
        """Where a row of `capacities` is in force."""
        return bool(len(t.capacities.row))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """No variables of its own."""

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """One row a capacity and period."""
        limits, case = t.capacities, t.case
        ids = case.profile["capacities"]["id"]
        rows = m.rows(
            "capacity",
            len(limits.row),
            upper=limits.quantity,
            keys=lambda: [
                f"{ids[case.capacities.row[r]]},{case.capacities.period[r]}" for r in limits.row.tolist()
            ],
        )
        load = np.flatnonzero(t.award_upper[limits.load_award] > 0)
        column = m.columns("quantity").at(limits.load_award[load])
        m.terms(rows.at(limits.load_limit[load]), column, limits.load_rate[load])
        self._surplus(t, m, rows)
        self._beyond_breaks(t, m, rows)

    def _surplus(self, t: ProblemTables, m: Milp, rows: Rows) -> None:
        """Surplus uses capacity at the award that would carry it."""
        uses = surplus_uses(t)
        column = np.full(len(t.awards.offer), -1, dtype=np.int64)
        column[cheapest_award(t)[uses]] = m.columns("surplus").all
        mine = column[t.capacities.load_award]
        at = np.flatnonzero(mine >= 0)
        m.terms(rows.at(t.capacities.load_limit[at]), mine[at], t.capacities.load_rate[at])

    def _beyond_breaks(self, t: ProblemTables, m: Milp, rows: Rows) -> None:
        """What is bought beyond a price break spends the difference to the quote's own price."""
        limits, more = t.capacities, step_terms(t, m)
        counted = np.flatnonzero(t.case.capacities.in_spend[limits.row[limits.load_limit]])
        at, load = pairs_of(more.award, limits.load_award[counted])
        m.terms(rows.at(limits.load_limit[counted[load]]), more.column[at], more.amount[at])


CAPACITIES = CapacitiesBlock()
