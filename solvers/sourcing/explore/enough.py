"""How many new sources an infeasible profile needs before some plan keeps every rule."""

from dataclasses import dataclass, replace

import numpy as np

from solvers.milp import SolveOptions, SolveStatus
from solvers.sourcing.budget import Budget
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.explain.explanation import MissingQuote
from solvers.sourcing.explore.formulation import Formulation
from solvers.sourcing.explore.sources import with_sources
from solvers.sourcing.tables import ProblemTables


def until_enough(
    t: ProblemTables, rows: tuple[MissingQuote, ...], budget: Budget
) -> tuple[MissingQuote, ...]:
    """The rows of an infeasible profile, each with whether it and all before it make a plan possible.

    The number that is enough is found by halving: more sources never make a plan impossible.
    """
    if budget.spent or not rows:
        return rows
    possible_with = _Possible(t, rows, budget)
    few, many = 0, len(rows)
    if not (possible := possible_with.first(many)):
        return rows if possible is None else tuple(replace(row, enough=False) for row in rows)
    while many - few > 1:
        middle = (few + many) // 2
        possible = possible_with.first(middle)
        if possible is None:
            break
        few, many = (few, middle) if possible else (middle, many)
    known = few if many - few > 1 else many
    return tuple(
        replace(row, enough=at >= many) if at >= many or at <= known else row
        for at, row in enumerate(rows, start=1)
    )


@dataclass(frozen=True, slots=True)
class _Possible:
    """What no plan keeps, and the sources it may be given."""

    tables: ProblemTables
    rows: tuple[MissingQuote, ...]
    budget: Budget

    def first(self, count: int) -> bool | None:
        """Whether some plan keeps every rule with the first of the rows at their entry prices.

        None where time ran out.
        """
        if self.budget.spent:
            return None
        made = with_sources(self.tables.case, self.rows[:count])
        problem = Formulation.of(build_tables(made.case, self.tables.request)).problem
        anything = replace(problem, objective=np.zeros(problem.columns))
        asked = self.budget.options
        options = SolveOptions(asked.backend, self.budget.left, 1.0, asked.threads, asked.seed)
        result = self.budget.solver.solve(anything, options)
        if result.values is not None:
            return True
        return False if result.status is SolveStatus.INFEASIBLE else None
