"""A budget of time for the solves that follow the main one."""

import time
from dataclasses import dataclass, field

from solvers.backends.process import SILENT, Watch
from solvers.milp import Progress, SolveOptions, SolveStatus
from solvers.sourcing.solve import Solved, Solver, solve_tables
from solvers.sourcing.tables import ProblemTables

LEAST_S = 0.05
"""Below this a solve is not worth starting."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Further solves until a deadline.

    Attributes:
        solver: where they run.
        options: backend, gap, threads and seed of each.
        seconds: of all of them together.
        watch: who looks on.
    """

    solver: Solver
    options: SolveOptions
    seconds: float
    watch: Watch = SILENT
    began: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.seconds - (time.monotonic() - self.began)

    @property
    def spent(self) -> bool:
        """Whether nothing more should be started."""
        return self.left < LEAST_S or self.watch.cancelled()

    def solve(self, t: ProblemTables, phase: str) -> Solved | None:
        """Solve within what is left; None where nothing is."""
        if self.spent:
            return None
        self.watch.progress(Progress(phase, time.monotonic() - self.began))
        options = SolveOptions(
            backend=self.options.backend,
            time_limit_s=self.left,
            gap=self.options.gap,
            threads=self.options.threads,
            seed=self.options.seed,
        )
        return solve_tables(t, self.solver, options, _Quiet(self.watch))


class _Quiet:
    """Passes on cancelling but not the progress of inner solves."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def progress(self, progress: Progress) -> None:
        """Say nothing."""

    def cancelled(self) -> bool:
        """As the outer watch says."""
        return self._watch.cancelled()


def is_feasible(solved: Solved | None) -> bool | None:
    """True or false where it is settled, None where time ran out."""
    if solved is None:
        return None
    if solved.result.values is not None:
        return True
    return False if solved.result.status is SolveStatus.INFEASIBLE else None
