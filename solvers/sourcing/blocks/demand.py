"""Demand: every need is met, or short at its price. docs/mathematics/demand.md."""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from models.profile.rows import Ints
from solvers.milp import Milp
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class DemandBlock:
    """`sum of quantity over the need's awards + short = demand`, in item units."""

    name: str = "demand"

    def applies(self, t: ProblemTables) -> bool:
        """Always."""
        return True

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """A shortage for each need that has a price for it."""
        at = _shortable(t)
        needs = t.case.needs
        price = np.where(t.free_short[at], 0.0, np.nan_to_num(t.case.items.shortage_cost[needs.item[at]]))
        demand = needs.quantity[at]
        short = m.variables("short", len(at), upper=demand, scale=demand, keys=lambda: _names(t, at))
        m.charge(CostKind.SHORTAGE, short.all, price * t.discount[needs.period[at]])

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """One balance a need."""
        needs, awards = t.case.needs, t.awards
        everything = np.arange(len(needs.item))
        rows = m.rows(
            "demand",
            len(everything),
            lower=needs.quantity,
            upper=needs.quantity,
            keys=lambda: _names(t, everything),
        )
        m.terms(rows.at(awards.need), m.columns("quantity").all, 1.0)
        m.terms(rows.at(_shortable(t)), m.columns("short").all, 1.0)


def _shortable(t: ProblemTables) -> Ints:
    return np.flatnonzero(~np.isnan(t.case.items.shortage_cost[t.case.needs.item]) | t.free_short)


def _names(t: ProblemTables, at: Ints) -> list[str]:
    needs, case = t.case.needs, t.case
    plants, periods = len(case.plants.id) > 1, len(case.periods) > 1
    return [
        ",".join(
            [str(case.items.id[needs.item[n]])]
            + ([str(case.plants.id[needs.plant[n]])] if plants else [])
            + ([str(needs.period[n])] if periods else [])
        )
        for n in at
    ]


DEMAND = DemandBlock()
