"""Minimum order: a used quote buys at least its order, beyond the need if it must.

docs/mathematics/minimum_order.md
"""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import UNIT_KINDS
from models.profile.rows import Ints
from solvers.milp import Milp
from solvers.sourcing.surplus import cheapest_award, surplus_uses
from solvers.sourcing.switches import use_columns
from solvers.sourcing.tables import ProblemTables, names


@dataclass(frozen=True, slots=True)
class MinimumOrderBlock:
    """`sum of quantity + surplus >= min_order x use`, `surplus <= min_order x use`, in item units.

    Surplus is paid for and serves no need: it enters no share and no contract, so nothing but the
    minimum order can call for it.
    """

    name: str = "minimum_order"

    def applies(self, t: ProblemTables) -> bool:
        """Where a usable quote has a minimum order."""
        return bool(len(surplus_uses(t)))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """One surplus a quote, at the cost of its cheapest need."""
        uses = surplus_uses(t)
        order = t.uses.min_order[uses]
        surplus = m.variables(
            "surplus",
            len(uses),
            upper=order,
            scale=order,
            keys=lambda: [names(t.case, t.uses)[u] for u in uses],
        )
        cheapest = t.awards.offer[cheapest_award(t)[uses]]
        for kind in UNIT_KINDS:
            m.charge(kind, surplus.all, t.case.offers.unit[kind][cheapest] * t.discount[t.uses.period[uses]])

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """Reach the order when used, never beyond the capacity, and no surplus when not used."""
        uses = surplus_uses(t)
        everything = np.arange(len(uses))
        use = m.columns("use").at(use_columns(t)[uses])
        surplus = m.columns("surplus")
        order = t.uses.min_order[uses]

        def keys() -> list[str]:
            return [names(t.case, t.uses)[u] for u in uses]

        reach = m.rows("min_order", len(uses), lower=0.0, keys=keys)
        self._quantities(t, m, uses, reach.at(everything))
        m.terms(reach.at(everything), surplus.all, 1.0)
        m.terms(reach.at(everything), use, -order)
        only = m.rows("surplus_when_used", len(uses), upper=0.0, keys=keys)
        m.terms(only.at(everything), surplus.all, 1.0)
        m.terms(only.at(everything), use, -order)
        limited = np.flatnonzero(np.isfinite(t.uses.capacity[uses]))
        within = m.rows(
            "surplus_capacity", len(limited), upper=0.0, keys=lambda: [keys()[u] for u in limited]
        )
        self._quantities(t, m, uses[limited], within.at(np.arange(len(limited))))
        m.terms(within.at(np.arange(len(limited))), surplus.at(limited), 1.0)
        m.terms(within.at(np.arange(len(limited))), use[limited], -t.uses.capacity[uses[limited]])

    def _quantities(self, t: ProblemTables, m: Milp, uses: Ints, rows: Ints) -> None:
        row = np.full(len(t.uses.quote), -1, dtype=np.int64)
        row[uses] = rows
        award = np.flatnonzero(row[t.awards.use] >= 0)
        m.terms(row[t.awards.use[award]], m.columns("quantity").at(award), 1.0)


MINIMUM_ORDER = MinimumOrderBlock()
