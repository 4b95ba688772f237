"""What is known of a job. Its state says how the work got on, its outcome what the answer is."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from solvers.milp import Progress

WAITING = Progress("queued", 0.0)


class JobState(StrEnum):
    """How far a job is; never how good its answer is."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether it will never change again."""
        return self not in (JobState.QUEUED, JobState.RUNNING)


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended.

    Attributes:
        state: succeeded, failed or cancelled.
        outcome: planned, infeasible or undecided, where there is an answer.
        reason: in words, for failed and cancelled.
        error: code of the error behind a failure.
        answer: the answer's JSON text, where there is one.
    """

    state: JobState
    outcome: str | None = None
    reason: str | None = None
    error: str | None = None
    answer: bytes | None = None


@dataclass(frozen=True, slots=True)
class JobRecord:
    """One job at one moment; a change makes another record.

    Attributes:
        id: of the job, and of the plan it makes.
        has_answer: whether its answer can be fetched.
        error: code of the error behind a failure.
    """

    id: str
    created_at: datetime
    state: JobState = JobState.QUEUED
    outcome: str | None = None
    has_answer: bool = False
    reason: str | None = None
    error: str | None = None
    progress: Progress = WAITING
    started_at: datetime | None = None
    ended_at: datetime | None = None

    def started(self, now: datetime) -> "JobRecord":
        """Running from now on; unchanged unless it was waiting."""
        if self.state is not JobState.QUEUED:
            return self
        return replace(self, state=JobState.RUNNING, started_at=now, progress=Progress("start", 0.0))

    def reached(self, progress: Progress) -> "JobRecord":
        """Further on; what a stage does not say of best and bound stays as it was."""
        if self.state is not JobState.RUNNING:
            return self
        best = self.progress.best if progress.best is None else progress.best
        bound = self.progress.bound if progress.bound is None else progress.bound
        return replace(self, progress=Progress(progress.phase, progress.elapsed_s, best, bound))

    def ended(self, ending: Ending, now: datetime) -> "JobRecord":
        """Over; unchanged if it was over before."""
        if self.state.ended:
            return self
        return replace(
            self,
            state=ending.state,
            outcome=ending.outcome,
            has_answer=ending.answer is not None,
            reason=ending.reason,
            error=ending.error,
            ended_at=now,
        )

    def elapsed_s(self, now: datetime) -> float:
        """Seconds it has run, or ran."""
        if self.started_at is None:
            return 0.0
        return max(0.0, ((self.ended_at or now) - self.started_at).total_seconds())
