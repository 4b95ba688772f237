"""A solver that answers what it is told to, and keeps what it was asked."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from solvers.backends.process import SILENT, Watch
from solvers.milp import Problem, SolveOptions, SolveResult, SolveStatus, StopReason

Answer = SolveResult | Callable[[Problem, SolveOptions], SolveResult]

NOTHING_IN_TIME = SolveResult(SolveStatus.NOTHING, StopReason.TIME, "scripted")
CANCELLED = SolveResult(SolveStatus.NOTHING, StopReason.CANCELLED, "scripted")
INFEASIBLE = SolveResult(SolveStatus.INFEASIBLE, StopReason.PROVED, "scripted")
UNBOUNDED = SolveResult(SolveStatus.UNBOUNDED, StopReason.PROVED, "scripted", message="no end")


class Scripted:
    """Gives the answers one after the other, then asks `rest`; without one the last answer is repeated."""

    def __init__(self, *answers: Answer, rest=None):
        self.answers = list(answers)
        self.rest = rest
        self.asked: list[tuple[Problem, SolveOptions]] = []

    def solve(self, problem: Problem, options: SolveOptions, watch: Watch = SILENT) -> SolveResult:
        """The next answer."""
        self.asked.append((problem, options))
        at = len(self.asked) - 1
        if at >= len(self.answers) and self.rest is not None:
            return self.rest.solve(problem, options, watch)
        answer = self.answers[min(at, len(self.answers) - 1)]
        return answer(problem, options) if callable(answer) else answer


def values(*x: float, status=SolveStatus.OPTIMAL, objective=None) -> Answer:
    """A solution in scaled units, with the objective it has unless another is claimed."""

    def answer(problem: Problem, options: SolveOptions) -> SolveResult:
        found = np.array(x, dtype=float)
        cost = float(problem.objective @ found) if objective is None else objective
        return SolveResult(status, StopReason.PROVED, "scripted", values=found, objective=cost, bound=cost)

    return answer


def stopped_short(solver) -> Answer:
    """What a real solver finds, said to have been stopped, with half its cost as the bound."""

    def answer(problem: Problem, options: SolveOptions) -> SolveResult:
        found = solver.solve(problem, options)
        return replace(
            found, status=SolveStatus.FEASIBLE, stop_reason=StopReason.TIME, bound=found.objective / 2
        )

    return answer
