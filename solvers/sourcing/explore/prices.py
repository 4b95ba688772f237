"""What the linear relaxation says a need and a share limit are worth.

In the relaxation a one-off cost is spread over what it can serve, so that prices already hold a part
of it; how far that is from the truth is checked by solving again for the first of the list.
"""

from dataclasses import dataclass, replace

import numpy as np

from models.profile.rows import Floats
from solvers.milp import Milp, SolveOptions
from solvers.sourcing.budget import Budget
from solvers.sourcing.build import build
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of one relaxation, in money of the objective.

    Attributes:
        need: of each need, what one more item unit of it costs.
        limit: of each share limit, what one unit more of room in its row saves; at least 0 of a cap,
            at most 0 of a floor.
        quantity: of each award in the relaxation, in item units.
    """

    need: Floats
    limit: Floats
    quantity: Floats


def relaxed_prices(t: ProblemTables, budget: Budget) -> Prices | None:
    """Prices of the linear relaxation; None where time ran out or it has no solution."""
    if budget.spent:
        return None
    milp = build(t)
    problem, scaling = milp.freeze()
    asked = budget.options
    options = SolveOptions("auto", budget.left, asked.gap, asked.threads, asked.seed)
    relaxed = replace(problem.relaxed(), upper=_without_needless(t, milp, problem.upper))
    result = budget.solver.solve(relaxed, options)
    if result.values is None or result.row_prices is None:
        return None
    price = scaling.prices(result.row_prices)
    limits = np.zeros(len(t.share_limits))
    if "share_limit" in milp.row_groups:
        limits = -milp.row_groups["share_limit"].of(price)
    return Prices(
        need=milp.row_groups["demand"].of(price),
        limit=limits,
        quantity=np.clip(milp.columns("quantity").of(scaling.values(result.values)), 0.0, None),
    )


def _without_needless(t: ProblemTables, milp: Milp, upper: Floats) -> Floats:
    """Bounds without those that other rows hold already.

    An award never exceeds its need, nor a start what is bought; but a bound that is reached takes a part of
    the price upon itself, and the need's price would be that of the next source instead of the one in use.
    """
    found = upper.copy()
    whole = t.award_upper >= t.awards.demand * (1 - 1e-9)
    found[milp.columns("quantity").at(np.flatnonzero(whole))] = np.inf
    uncounted = np.flatnonzero(~t.counted_uses[t.switched_uses])
    found[milp.columns("use").at(uncounted)] = np.inf
    for group in ("started", "onboard"):
        found[milp.columns(group).all] = np.inf
    return found
