"""What the linear relaxation says a need and a share limit are worth.

In the relaxation a one-off cost is spread over what it can serve, and a price break over all that reaches
it, so that prices already hold a part of them; how far that is from the truth is checked by solving again
for the first of the list.
"""

from dataclasses import dataclass, replace

import numpy as np

from models.profile.rows import Floats
from solvers.milp import Problem, SolveOptions
from solvers.sourcing.budget import Budget
from solvers.sourcing.explore.formulation import Formulation

HAIR = 1e-3
"""Part by which needs are taken to be smaller."""

OF_NEEDS = ("demand", "fixed_share", "contract")
"""Groups of rows that speak of a part of a need."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of one relaxation, in money of the objective.

    Attributes:
        need: of each need, what one item unit less of it saves.
        limit: of each share limit, what one unit more of room in its row saves; at least 0 of a cap,
            at most 0 of a floor.
        quantity: of each award in the relaxation, in item units.
    """

    need: Floats
    limit: Floats
    quantity: Floats


def relaxed_prices(f: Formulation, budget: Budget) -> Prices | None:
    """Prices of the linear relaxation; None where time ran out or it has no solution.

    A bound that is reached takes a part of the price upon itself: where a source serves a whole need, the
    need's price could be that of the next source as well. So needs are taken to be a hair smaller than what
    the bounds were drawn for, unless that contradicts other rows.
    """
    relaxed = f.problem.relaxed()
    for problem in (_with_smaller_needs(f, relaxed), relaxed):
        if budget.spent:
            return None
        asked = budget.options
        options = SolveOptions("auto", budget.left, asked.gap, asked.threads, asked.seed)
        result = budget.solver.solve(problem, options)
        if result.values is not None and result.row_prices is not None:
            return _prices(f, result.values, result.row_prices)
    return None


def _with_smaller_needs(f: Formulation, problem: Problem) -> Problem:
    factor = np.ones(problem.rows)
    for group in OF_NEEDS:
        if group in f.milp.row_groups:
            rows = f.milp.row_groups[group]
            factor[rows.first : rows.first + rows.count] = 1 - HAIR
    return replace(problem, row_lower=problem.row_lower * factor, row_upper=problem.row_upper * factor)


def _prices(f: Formulation, values: Floats, row_prices: Floats) -> Prices:
    price = f.scaling.prices(row_prices)
    groups = f.milp.row_groups
    limits = np.zeros(len(f.tables.share_limits))
    if "share_limit" in groups:
        limits = -groups["share_limit"].of(price)
    quantity = f.milp.columns("quantity").of(f.scaling.values(values))
    return Prices(groups["demand"].of(price), limits, np.clip(quantity, 0.0, None))
