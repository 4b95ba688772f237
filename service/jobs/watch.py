"""How a job is looked on: its progress goes to the store, its cancelling comes from outside."""

import threading

from service.jobs.store import JobStore
from solvers.milp import Progress


class JobWatch:
    """Watches one job."""

    def __init__(self, job_id: str, store: JobStore) -> None:
        """Watch a job of a store."""
        self._job_id = job_id
        self._store = store
        self._cancelled = threading.Event()
        self.reason = ""

    def progress(self, progress: Progress) -> None:
        """Keep how far the work is."""
        self._store.update(self._job_id, lambda record: record.reached(progress))

    def cancel(self, reason: str) -> None:
        """Ask the work to end; the first reason counts."""
        if not self._cancelled.is_set():
            self.reason = reason
            self._cancelled.set()

    def cancelled(self) -> bool:
        """Whether the work is to end now."""
        return self._cancelled.is_set()
