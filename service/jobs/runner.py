"""Runs jobs in threads of its own, so many at once, and lets others wait for them."""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from uuid import uuid4

from models.errors import QueueFull, TagenkaError
from service.jobs.record import Ending, JobRecord, JobState, utc_now
from service.jobs.store import JobStore
from service.jobs.watch import JobWatch
from solvers.backends.process import Watch

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What work comes to: its outcome, and its answer as JSON text."""

    outcome: str
    body: bytes


Work = Callable[[str, Watch], Answer]
"""Gets the job's id and who looks on; runs in a thread of the runner."""


@dataclass(frozen=True, slots=True)
class _Active:
    """A job that has not ended; `done` is resolved when it has."""

    work: Work
    watch: JobWatch
    done: Future[None]


class JobRunner:
    """Takes on work, runs it, and keeps what comes of it in a store."""

    def __init__(self, store: JobStore, workers: int, max_queued: int) -> None:
        """Run so many jobs at once and let so many more wait."""
        self.store = store
        self._most = workers + max_queued
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="tagenka-job")
        self._lock = threading.Lock()
        self._active: dict[str, _Active] = {}
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether it takes on nothing any more."""
        return self._closed

    def check_room(self) -> None:
        """Make sure that a job can be taken on now.

        Raises:
            QueueFull: as many jobs wait as may wait, or the service is stopping.
        """
        if self._closed:
            raise QueueFull("the service is stopping; ask again when it is back")
        if len(self._active) >= self._most:
            raise QueueFull(f"{len(self._active)} jobs are running or waiting; ask again later")

    def submit(self, work: Work) -> JobRecord:
        """Take on work; the job is in the store when this returns.

        Raises:
            QueueFull: as many jobs wait as may wait, or the service is stopping.
        """
        record = JobRecord(uuid4().hex, utc_now())
        with self._lock:
            self.check_room()
            self.store.add(record)
            self._active[record.id] = _Active(work, JobWatch(record.id, self.store), Future())
            self._threads.submit(self._run, record.id)
        logger.info("job %s queued", record.id)
        return record

    async def wait(self, job_id: str, seconds: float) -> JobRecord:
        """The job when it has ended, or as it is after so many seconds."""
        active = self._active.get(job_id)
        if active is not None and seconds > 0:
            await asyncio.wait([asyncio.wrap_future(active.done)], timeout=seconds)
        return self.store.get(job_id)

    def cancel(self, job_id: str, reason: str = "cancelled on request") -> JobRecord:
        """Ask a job to end; a waiting one ends at once, one that has ended stays as it is.

        Raises:
            JobNotFound: there is no job of that id.
        """
        active = self._active.get(job_id)
        if active is None:
            return self.store.get(job_id)
        active.watch.cancel(reason)
        ending = Ending(JobState.CANCELLED, reason=f"{reason}, before it began")
        record = self.store.end(job_id, ending, waiting_only=True)
        if record.state.ended:
            self._release(job_id)
        return record

    def stop(self) -> None:
        """Take on nothing more, and cancel what has not ended."""
        with self._lock:
            self._closed = True
            waiting = list(self._active)
        for job_id in reversed(waiting):
            self.cancel(job_id, "the service stopped")

    def close(self) -> None:
        """Stop, and wait until every job has ended."""
        self.stop()
        self._threads.shutdown(wait=True)

    def _run(self, job_id: str) -> None:
        active = self._active.get(job_id)
        if active is None:
            return
        if self.store.update(job_id, lambda r: r.started(utc_now())).state is not JobState.RUNNING:
            return
        try:
            ending = _ending(active.work(job_id, active.watch), active.watch)
        except Exception as error:  # the edge of the thread: a job must end, whatever happened
            ending = _ending_without(error, active.watch, job_id)
        record = self.store.end(job_id, ending)
        self._release(job_id)
        logger.info("job %s %s after %.3f s", job_id, record.state, record.elapsed_s(utc_now()))

    def _release(self, job_id: str) -> None:
        with self._lock:
            active = self._active.pop(job_id, None)
        if active is not None:
            active.done.set_result(None)


def _ending(answer: Answer, watch: JobWatch) -> Ending:
    if watch.cancelled():
        return Ending(JobState.CANCELLED, answer.outcome, watch.reason, answer=answer.body)
    return Ending(JobState.SUCCEEDED, answer.outcome, answer=answer.body)


def _ending_without(error: Exception, watch: JobWatch, job_id: str) -> Ending:
    if watch.cancelled():
        logger.debug("job %s, cancelled, ended with %s", job_id, error)
        return Ending(JobState.CANCELLED, reason=watch.reason)
    if isinstance(error, TagenkaError):
        logger.error("job %s failed: %s", job_id, error.code)
        return Ending(JobState.FAILED, reason=str(error) or error.code, error=error.code)
    logger.error("job %s failed", job_id, exc_info=error)
    reason = f"a failure of ours ({type(error).__name__}); the server's log names job {job_id}"
    return Ending(JobState.FAILED, reason=reason, error="internal_error")
