"""Supplier capacity: all quotes of a site share it, each at its rate.

docs/mathematics/supplier_capacity.md
"""

from dataclasses import dataclass

import numpy as np

from models.profile.rows import Ints
from solvers.milp import Milp
from solvers.sourcing.starts import supplier_starts
from solvers.sourcing.surplus import surplus_uses
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class SupplierCapacityBlock:
    """`sum of capacity_rate x (quantity + surplus) <= capacity`, in capacity units a period.

    Where the supplier is to be onboarded the right side is `capacity x onboard`: the same for a yes
    or no, and a tighter relaxation (as in capacitated facility location).
    """

    name: str = "supplier_capacity"

    def applies(self, t: ProblemTables) -> bool:
        """Where a supplier's capacity is limited."""
        return bool(len(t.supplier_capacities.supplier))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """No variables of its own."""

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """One row a supplier and period."""
        limits = t.supplier_capacities
        span = len(t.case.periods) + 1
        row = np.full(len(t.case.suppliers.id) * span, -1, dtype=np.int64)
        row[limits.supplier * span + limits.period] = np.arange(len(limits.supplier))
        onboard = supplier_starts(t).at(limits.supplier, limits.period)
        waits = onboard >= 0
        rows = m.rows(
            "supplier_capacity",
            len(limits.supplier),
            upper=np.where(waits, 0.0, limits.capacity),
            keys=lambda: _names(t),
        )
        self._quantities(t, m, row, rows.first)
        at = np.flatnonzero(waits)
        m.terms(rows.at(at), m.columns("onboard").at(onboard[at]), -limits.capacity[at])

    def _quantities(self, t: ProblemTables, m: Milp, row: Ints, first: int) -> None:
        span = len(t.case.periods) + 1
        mine = row[t.awards.supplier * span + t.awards.period]
        award = np.flatnonzero((mine >= 0) & (t.award_upper > 0))
        rate = t.case.quotes.capacity_rate
        m.terms(first + mine[award], m.columns("quantity").at(award), rate[t.awards.quote[award]])
        surplus = m.columns("surplus")
        if surplus.count:
            uses = surplus_uses(t)
            mine = row[t.uses.supplier[uses] * span + t.uses.period[uses]]
            at = np.flatnonzero(mine >= 0)
            m.terms(first + mine[at], surplus.at(at), rate[t.uses.quote[uses[at]]])


def _names(t: ProblemTables) -> list[str]:
    limits, several = t.supplier_capacities, len(t.case.periods) > 1
    ids = t.case.suppliers.id[limits.supplier].tolist()
    return [f"{name},{period}" if several else name for name, period in zip(ids, limits.period, strict=True)]


SUPPLIER_CAPACITY = SupplierCapacityBlock()
