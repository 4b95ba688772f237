"""Where jobs and their answers are kept."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from models.errors import JobNotFound
from service.jobs.record import Ending, JobRecord, JobState, utc_now


class JobStore(Protocol):
    """Keeps job records; every change is one atomic step."""

    def add(self, record: JobRecord) -> None:
        """Keep a new job; it is kept when this returns."""

    def get(self, job_id: str) -> JobRecord:
        """The job as it is now.

        Raises:
            JobNotFound: there is no job of that id.
        """

    def update(self, job_id: str, change: Callable[[JobRecord], JobRecord]) -> JobRecord:
        """Replace a record by what `change` makes of it; gives the new one.

        Raises:
            JobNotFound: there is no job of that id.
        """

    def end(self, job_id: str, ending: Ending, *, waiting_only: bool = False) -> JobRecord:
        """End a job and keep its answer; a job that ended before stays as it is.

        Args:
            job_id: which job.
            ending: how it ends.
            waiting_only: leave it as it is once it has begun.

        Raises:
            JobNotFound: there is no job of that id.
        """

    def answer(self, job_id: str) -> bytes | None:
        """The answer's JSON text; None where the job has none (yet)."""


class MemoryJobStore:
    """Jobs of this process; gone when it ends. The oldest ended jobs make room for new ones."""

    def __init__(
        self,
        most_ended: int = 1000,
        retention: timedelta | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Start empty.

        Args:
            most_ended: how many ended jobs are kept.
            retention: how long an ended job is kept at most; None = for ever.
            clock: gives the present moment.
        """
        self._most_ended = most_ended
        self._retention = retention
        self._clock = clock
        self._lock = threading.Lock()
        self._records: dict[str, JobRecord] = {}
        self._answers: dict[str, bytes] = {}
        self._ended: dict[str, datetime] = {}

    def add(self, record: JobRecord) -> None:
        """Keep a new job."""
        with self._lock:
            self._make_room()
            self._records[record.id] = record

    def get(self, job_id: str) -> JobRecord:
        """The job as it is now."""
        with self._lock:
            return self._known(job_id)

    def update(self, job_id: str, change: Callable[[JobRecord], JobRecord]) -> JobRecord:
        """Replace a record."""
        with self._lock:
            record = change(self._known(job_id))
            self._records[job_id] = record
            return record

    def end(self, job_id: str, ending: Ending, *, waiting_only: bool = False) -> JobRecord:
        """End a job and keep its answer."""
        with self._lock:
            before = self._known(job_id)
            if before.state.ended or (waiting_only and before.state is not JobState.QUEUED):
                return before
            now = self._clock()
            record = before.ended(ending, now)
            if ending.answer is not None:
                self._answers[job_id] = ending.answer
            self._records[job_id] = record
            self._ended[job_id] = now
            self._make_room()
            return record

    def answer(self, job_id: str) -> bytes | None:
        """The answer's JSON text."""
        with self._lock:
            return self._answers.get(job_id)

    def _known(self, job_id: str) -> JobRecord:
        if job_id not in self._records:
            raise JobNotFound(f'there is no job "{job_id}"; ended jobs are kept for a while only')
        return self._records[job_id]

    def _make_room(self) -> None:
        """Forget the ended jobs that are too many or too old; they stand in the order they ended."""
        oldest = None if self._retention is None else self._clock() - self._retention
        for job_id, ended_at in list(self._ended.items()):
            too_old = oldest is not None and ended_at < oldest
            if len(self._ended) <= self._most_ended and not too_old:
                return
            del self._ended[job_id], self._records[job_id]
            self._answers.pop(job_id, None)
