"""Share limits: caps, floors and the each-country cap. docs/mathematics/share_limits.md."""

from dataclasses import dataclass

import numpy as np

from solvers.milp import Milp
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class ShareLimitsBlock:
    """`sum of (part - limit) x base x quantity <= 0` over the awards in scope; `>= 0` for a floor.

    This is the share `sum of part x base x quantity / sum of base x quantity` against its limit,
    multiplied out: linear although the total that the share is taken of changes with the plan.
    """

    name: str = "share_limits"

    def applies(self, t: ProblemTables) -> bool:
        """Where a cap or floor binds."""
        return bool(t.share_limits)

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """No variables of its own."""

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """One row a limit and period."""
        limits = t.share_limits
        is_cap = np.array([limit.is_cap for limit in limits])
        rows = m.rows(
            "share_limit",
            len(limits),
            lower=np.where(is_cap, -np.inf, 0.0),
            upper=np.where(is_cap, 0.0, np.inf),
            keys=lambda: [f"{limit.source}:{limit.label}" for limit in limits],
        )
        for at, limit in enumerate(limits):
            open_ = t.award_upper[limit.index] > 0
            index = limit.index[open_]
            coefficient = (limit.part - limit.limit)[open_] * limit.base[open_]
            m.terms(rows.at(np.full(len(index), at)), m.columns("quantity").at(index), coefficient)


SHARE_LIMITS = ShareLimitsBlock()
