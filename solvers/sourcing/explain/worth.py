"""What a share limit is worth: the plan solved without it, and one percentage point either way.

A mixed-integer problem has no shadow prices, so each figure is a solve of its own; the total and the
steps are kept apart, and each carries the uncertainty that the gaps of the two solves leave.
"""

from solvers.sourcing.budget import Budget, is_feasible
from solvers.sourcing.explain.explanation import Worth
from solvers.sourcing.proof import Proof
from solvers.sourcing.rules import Rule, with_limit, without
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording import limit_name

STEP = 0.01
"""One percentage point."""


def worth_of(t: ProblemTables, number: int, proof: Proof, budget: Budget) -> Worth | None:
    """Solve without the limit and one point either way; None where not even the first was possible."""
    limit = t.share_limits[number]
    assert proof.objective is not None
    assert proof.bound is not None
    spread = proof.objective - proof.bound
    free = budget.solve(without(t, [Rule("share_limit", number)]), f"worth of {limit_name(t, number)}")
    if free is None or free.objective is None:
        return None
    spread = max(spread, free.objective - (free.bound if free.bound is not None else free.objective))
    total = proof.objective - free.objective
    direction = 1 if limit.is_cap else -1
    looser = _cost_at(t, number, min(1.0, max(0.0, limit.limit + direction * STEP)), budget)
    tighter_share = limit.limit - direction * STEP
    possible = 0 <= tighter_share <= 1
    tighter = _cost_at(t, number, tighter_share, budget) if possible else (None, True)
    return Worth(
        total=max(0.0, total),
        looser=None if looser[0] is None else max(0.0, proof.objective - looser[0]),
        tighter=None if tighter[0] is None else max(0.0, tighter[0] - proof.objective),
        step=1.0,
        unit="percentage points",
        uncertainty=max(0.0, spread),
        tighter_infeasible=tighter[1],
    )


def _cost_at(t: ProblemTables, number: int, share: float, budget: Budget) -> tuple[float | None, bool]:
    """Cost with the limit at a share, and whether that is impossible."""
    solved = budget.solve(with_limit(t, number, share), f"worth of {limit_name(t, number)}")
    if solved is None:
        return None, False
    return solved.objective, is_feasible(solved) is False
