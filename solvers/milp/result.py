"""What is asked of a solver and what it answers."""

from dataclasses import dataclass
from enum import StrEnum

from solvers.milp.problem import Floats


class SolveStatus(StrEnum):
    """What a solver's answer amounts to, derived from values, bound and claim together."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    NOTHING = "nothing"
    FAILED = "failed"


class StopReason(StrEnum):
    """Why a solver stopped."""

    PROVED = "proved"
    TIME = "time"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SolveOptions:
    """Limits of one solve.

    Attributes:
        backend: name of the backend; `auto` leaves the choice to the registry.
        time_limit_s: seconds the solver may take.
        gap: relative gap at which it may stop.
        threads: solver threads.
        seed: of the solver's own random choices.
        best_file: where the solver may keep its best solution so far, for the case that it is ended.
    """

    backend: str = "auto"
    time_limit_s: float = 60.0
    gap: float = 1e-3
    threads: int = 1
    seed: int = 0
    best_file: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solve is.

    Attributes:
        phase: what is being done.
        elapsed_s: seconds since the solve began.
        best: objective of the best solution so far; None while there is none.
        bound: what no solution can beat; None while unknown.
    """

    phase: str
    elapsed_s: float
    best: float | None = None
    bound: float | None = None

    @property
    def gap(self) -> float | None:
        """Relative distance of best and bound."""
        if self.best is None or self.bound is None:
            return None
        return abs(self.best - self.bound) / abs(self.best) if self.best else None


@dataclass(frozen=True, slots=True)
class SolveResult:
    """A solver's answer.

    Attributes:
        status: derived, see `SolveStatus`.
        stop_reason: why it stopped.
        backend: which backend answered.
        version: of the solver library.
        values: of every column; None where there is no solution.
        objective: of those values, as the solver counted it.
        bound: proven lower bound; None where the solver gave none.
        row_prices: dual value of every row, linear problems only.
        wall_s: seconds the solver itself took.
        message: the solver's own words, for people who look into a failure.
    """

    status: SolveStatus
    stop_reason: StopReason
    backend: str
    version: str = ""
    values: Floats | None = None
    objective: float | None = None
    bound: float | None = None
    row_prices: Floats | None = None
    wall_s: float = 0.0
    message: str = ""
