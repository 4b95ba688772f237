"""Gets the solver processes going before the first plan, and knows whether they are."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from models.errors import SolverError
from solvers.backends.process import SolverPool
from solvers.milp import Problem, Progress, SolveOptions


class WarmUp:
    """One small solve in each process of a pool, on threads of its own."""

    def __init__(self, pool: SolverPool, size: int) -> None:
        """Begin; returns at once."""
        self._watch = _Watch()
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="tagenka-warm-up")
        self._solves = [self._threads.submit(_solve, pool, self._watch) for _ in range(size)]

    def missing(self) -> str:
        """What is not ready yet, in words; empty when everything is."""
        if not all(solve.done() for solve in self._solves):
            return "the solver processes are starting"
        return next(filter(None, (_trouble(solve) for solve in self._solves)), "")

    def stop(self) -> None:
        """End what has not ended, so that every process is back in the pool."""
        self._watch.ended.set()
        self._threads.shutdown(wait=True)


class _Watch:
    """Lets go of a process as soon as it is asked to."""

    def __init__(self) -> None:
        self.ended = threading.Event()

    def progress(self, progress: Progress) -> None:
        """Say nothing."""

    def cancelled(self) -> bool:
        """Whether the server stops."""
        return self.ended.is_set()


def _solve(pool: SolverPool, watch: _Watch) -> None:
    one, none = np.ones(1), np.zeros(1)
    entry = np.zeros(1, dtype=np.int64)
    problem = Problem(none, one, np.ones(1, dtype=bool), one, none, one, entry, entry, one)
    pool.solve(problem, SolveOptions(time_limit_s=10.0), watch)


def _trouble(solve: Future[None]) -> str:
    error = solve.exception()
    if error is None:
        return ""
    return (
        str(error)
        if isinstance(error, SolverError)
        else f"the solver processes fail ({type(error).__name__})"
    )
