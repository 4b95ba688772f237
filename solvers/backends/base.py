"""What a backend is."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from solvers.milp import Problem, Progress, SolveOptions, SolveResult, SolveStatus, StopReason

Report = Callable[[Progress], None]


class Feature(StrEnum):
    """What a backend can do: declared, never sniffed."""

    INTEGERS = "integers"
    CONTINUOUS = "continuous"
    ROW_PRICES = "row_prices"
    PROGRESS = "progress"


class Backend(Protocol):
    """A solver behind the common interface; solves in the process it is called in."""

    @property
    def name(self) -> str:
        """The name users know it by."""

    @property
    def features(self) -> frozenset[Feature]:
        """What it can do."""

    def unavailable(self) -> str:
        """Why it cannot run here; empty where it can."""

    def solve(self, problem: Problem, options: SolveOptions, report: Report) -> SolveResult:
        """Solve within the limits.

        Raises:
            BackendFailed: the library refused the problem or broke down.
        """


def derived_status(
    *, has_values: bool, proved: bool, infeasible: bool, unbounded: bool, stopped: bool
) -> tuple[SolveStatus, StopReason]:
    """Status and stop reason from facts, never from a solver's word alone.

    A run that stopped at a limit is feasible at best, whatever it is called; the caller compares
    objective and bound and decides whether the gap was reached.
    """
    if unbounded and not stopped:
        return SolveStatus.UNBOUNDED, StopReason.PROVED
    if has_values:
        status = SolveStatus.OPTIMAL if proved else SolveStatus.FEASIBLE
        return status, StopReason.PROVED if proved else StopReason.TIME
    if infeasible and not stopped:
        return SolveStatus.INFEASIBLE, StopReason.PROVED
    return SolveStatus.NOTHING, StopReason.TIME if stopped else StopReason.FAILED
