"""Solving a problem's tables: built, scaled, handed over, read back."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from models.plan.decisions import Decisions
from models.profile.rows import Floats
from solvers.backends.process import SILENT, Watch
from solvers.milp import Milp, Problem, Progress, SolveOptions, SolveResult
from solvers.milp.problem import Scaling
from solvers.sourcing.build import build
from solvers.sourcing.read import cost_in_use, read_decisions
from solvers.sourcing.tables import ProblemTables


class Solver(Protocol):
    """Whatever solves arrays: a solver process or a pool of them."""

    def solve(self, problem: Problem, options: SolveOptions, watch: Watch = SILENT) -> SolveResult:
        """Solve within the limits."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A solver's answer with the formulation it belongs to.

    Attributes:
        milp: the formulation.
        problem: its arrays as the solver got them.
        scaling: how to undo their scaling.
        result: the answer, in scaled units.
    """

    tables: ProblemTables
    milp: Milp
    problem: Problem
    scaling: Scaling
    result: SolveResult

    @property
    def decisions(self) -> Decisions:
        """The awards; only where there are values."""
        assert self.result.values is not None
        return read_decisions(self.tables, self.milp, self.scaling, self.result.values)

    @property
    def quantity(self) -> Floats:
        """Quantities of all awards as the solver left them, in item units."""
        assert self.result.values is not None
        return self.milp.columns("quantity").of(self.scaling.values(self.result.values))

    @property
    def cost_in_use(self) -> float:
        """The solver's own count, less what is switched on in vain; only where there are values."""
        assert self.result.values is not None
        return cost_in_use(self.tables, self.milp, self.scaling, self.result.values)

    @property
    def objective(self) -> float | None:
        """The solver's own count of the cost."""
        return None if self.result.objective is None else self.result.objective * self.scaling.objective

    @property
    def bound(self) -> float | None:
        """The solver's bound of the cost."""
        return None if self.result.bound is None else self.result.bound * self.scaling.objective


def solve_tables(t: ProblemTables, solver: Solver, options: SolveOptions, watch: Watch = SILENT) -> Solved:
    """Build the formulation and solve it; progress is passed on in money."""
    milp = build(t)
    problem, scaling = milp.freeze()
    return Solved(
        t, milp, problem, scaling, solver.solve(problem, options, _InMoney(watch, scaling.objective))
    )


class _InMoney:
    """Passes progress on, best and bound back in the units of the objective."""

    def __init__(self, watch: Watch, factor: float) -> None:
        self._watch = watch
        self._factor = factor

    def progress(self, progress: Progress) -> None:
        """Undo the scaling."""
        best, bound = (None if v is None else v * self._factor for v in (progress.best, progress.bound))
        self._watch.progress(Progress(progress.phase, progress.elapsed_s, best, bound))

    def cancelled(self) -> bool:
        """As the watch says."""
        return self._watch.cancelled()


def polished(solved: Solved, solver: Solver, options: SolveOptions) -> Solved:
    """The same yes-or-no decisions with quantities solved anew: as clean as a linear solve is."""
    values = solved.result.values
    assert values is not None
    whole = np.round(values)
    fixed = solved.problem.integer
    problem = Problem(
        lower=np.where(fixed, whole, solved.problem.lower),
        upper=np.where(fixed, whole, solved.problem.upper),
        integer=np.zeros(solved.problem.columns, dtype=bool),
        objective=solved.problem.objective,
        row_lower=solved.problem.row_lower,
        row_upper=solved.problem.row_upper,
        row=solved.problem.row,
        column=solved.problem.column,
        value=solved.problem.value,
    )
    result = solver.solve(problem, options)
    if result.values is None:
        return solved
    return Solved(solved.tables, solved.milp, solved.problem, solved.scaling, result)
