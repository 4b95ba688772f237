"""Share limits: caps, floors and the each-country cap. docs/mathematics/share_limits.md."""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from solvers.milp import Milp
from solvers.sourcing.share_limits import soft_limits
from solvers.sourcing.spend import limit_terms
from solvers.sourcing.tables import ProblemTables, ShareLimit


@dataclass(frozen=True, slots=True)
class ShareLimitsBlock:
    """`sum of (part - limit) x base x quantity <= 0` over the awards in scope; `>= 0` for a floor.

    This is the share `sum of part x base x quantity / sum of base x quantity` against its limit,
    multiplied out: linear although the total that the share is taken of changes with the plan. A soft
    limit has an `excess` on its side of the row, at its price.
    """

    name: str = "share_limits"

    def applies(self, t: ProblemTables) -> bool:
        """Where a cap or floor binds."""
        return bool(t.share_limits)

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """An excess for each soft limit and period, charged by the percentage point."""
        limits = [t.share_limits[number] for number in soft_limits(t)]
        point = np.array([limit.point for limit in limits])
        price = np.array([limit.price if limit.size > 0 else 0.0 for limit in limits], dtype=float)
        worth = t.discount[[limit.period for limit in limits]] if limits else 0.0
        # A point may be tiny beside the largest award: its coefficient must not vanish in the row.
        largest = [np.max(limit.base * t.awards.demand[limit.index], initial=0.0) for limit in limits]
        scale = np.maximum(point, np.array(largest) / 1000)
        excess = m.variables(
            "excess", len(limits), scale=scale, keys=lambda: [_name(t, limit) for limit in limits]
        )
        m.charge(CostKind.POLICY, excess.all, price / point * worth)

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """One row a limit and period."""
        limits = t.share_limits
        is_cap = np.array([limit.is_cap for limit in limits])
        rows = m.rows(
            "share_limit",
            len(limits),
            lower=np.where(is_cap, -np.inf, 0.0),
            upper=np.where(is_cap, 0.0, np.inf),
            keys=lambda: [_name(t, limit) for limit in limits],
        )
        for at, limit in enumerate(limits):
            terms, part = limit_terms(t, m, limit)
            row = rows.at(np.full(len(part), at))
            m.terms(row, terms.column, (part - limit.limit) * terms.amount)
        soft = soft_limits(t)
        m.terms(rows.at(soft), m.columns("excess").all, np.where(is_cap[soft], -1.0, 1.0))


def _name(t: ProblemTables, limit: ShareLimit) -> str:
    period = f",{limit.period}" if len(t.case.periods) > 1 else ""
    return f"{limit.source}:{limit.label}{period}"


SHARE_LIMITS = ShareLimitsBlock()
