import asyncio
import threading
import time
from collections.abc import Iterator

import pytest

from models.errors import BackendFailed, JobNotFound, QueueFull
from service.jobs.record import JobRecord, JobState
from service.jobs.runner import Answer, JobRunner
from service.jobs.store import MemoryJobStore
from solvers.milp import Progress

PLANNED = Answer("planned", b'{"outcome":"planned"}')


class Gate:
    """Work that waits until it is let through or cancelled."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.open = threading.Event()

    def __call__(self, job_id, watch) -> Answer:
        self.begun.set()
        while not self.open.wait(0.005) and not watch.cancelled():
            pass
        return PLANNED


@pytest.fixture
def runner() -> Iterator[JobRunner]:
    made = JobRunner(MemoryJobStore(), workers=1, max_queued=1)
    yield made
    made.close()


def ended(runner: JobRunner, record: JobRecord, seconds: float = 5) -> JobRecord:
    return asyncio.run(runner.wait(record.id, seconds))


def test_work_that_comes_to_an_answer_is_a_job_that_succeeded(runner):
    record = ended(runner, runner.submit(lambda job_id, watch: PLANNED))
    assert (record.state, record.outcome, record.has_answer) == (JobState.SUCCEEDED, "planned", True)
    assert runner.store.answer(record.id) == PLANNED.body
    assert record.created_at <= record.started_at <= record.ended_at


def test_a_job_is_in_the_store_before_submit_returns(runner):
    gate = Gate()
    record = runner.submit(gate)
    assert runner.store.get(record.id).state in (JobState.QUEUED, JobState.RUNNING)


def test_waiting_ends_with_the_job_and_not_later(runner):
    gate = Gate()
    record = runner.submit(gate)
    threading.Timer(0.05, gate.open.set).start()
    began = time.monotonic()
    assert ended(runner, record, 30).state is JobState.SUCCEEDED
    assert time.monotonic() - began < 5


def test_waiting_gives_the_job_as_it_is_when_the_time_is_over(runner):
    gate = Gate()
    assert ended(runner, runner.submit(gate), 0.05).state is JobState.RUNNING


def test_one_who_stops_waiting_does_not_stop_the_job(runner):
    gate = Gate()
    record = runner.submit(gate)

    async def leave() -> None:
        task = asyncio.create_task(runner.wait(record.id, 30))
        await asyncio.sleep(0.02)
        task.cancel()

    asyncio.run(leave())
    gate.open.set()
    assert ended(runner, record).state is JobState.SUCCEEDED
    assert runner.store.answer(record.id) == PLANNED.body


def test_an_error_raised_on_purpose_fails_the_job_in_its_own_words(runner):
    def work(job_id, watch):
        raise BackendFailed("the solver process died")

    record = ended(runner, runner.submit(work))
    assert (record.state, record.reason, record.error) == (
        JobState.FAILED,
        "the solver process died",
        "backend_failed",
    )
    assert not record.has_answer


def test_an_error_nobody_foresaw_fails_the_job_without_its_details(runner):
    def work(job_id, watch):
        raise KeyError("a price of seventeen")

    record = ended(runner, runner.submit(work))
    assert record.state is JobState.FAILED
    assert "seventeen" not in record.reason
    assert "Traceback" not in record.reason
    assert record.id in record.reason


def test_a_cancelled_job_that_had_a_plan_keeps_it(runner):
    gate = Gate()
    record = runner.submit(gate)
    assert gate.begun.wait(5)
    assert runner.cancel(record.id).state is JobState.RUNNING
    record = ended(runner, record)
    assert (record.state, record.outcome, record.reason) == (
        JobState.CANCELLED,
        "planned",
        "cancelled on request",
    )
    assert runner.store.answer(record.id) == PLANNED.body


def test_a_cancelled_job_whose_work_breaks_off_has_no_answer(runner):
    begun = threading.Event()

    def work(job_id, watch):
        begun.set()
        while not watch.cancelled():
            time.sleep(0.005)
        raise BackendFailed("ended")

    record = runner.submit(work)
    assert begun.wait(5)
    runner.cancel(record.id)
    record = ended(runner, record)
    assert (record.state, record.outcome, record.has_answer) == (JobState.CANCELLED, None, False)


def test_a_waiting_job_that_is_cancelled_ends_at_once_and_never_runs(runner):
    gate, ran = Gate(), []
    first = runner.submit(gate)
    assert gate.begun.wait(5)
    second = runner.submit(lambda job_id, watch: ran.append(job_id) or PLANNED)
    assert runner.cancel(second.id).state is JobState.CANCELLED
    gate.open.set()
    ended(runner, first)
    ended(runner, runner.submit(lambda job_id, watch: PLANNED))
    assert ran == []


def test_a_job_that_has_ended_stays_as_it_is(runner):
    record = ended(runner, runner.submit(lambda job_id, watch: PLANNED))
    assert runner.cancel(record.id) == record


def test_cancelling_an_unknown_job_says_so(runner):
    with pytest.raises(JobNotFound, match="nobody"):
        runner.cancel("nobody")


def test_more_jobs_than_may_wait_are_refused_until_one_ends(runner):
    gate = Gate()
    first = runner.submit(gate)
    second = runner.submit(lambda job_id, watch: PLANNED)
    with pytest.raises(QueueFull, match="2 jobs"):
        runner.submit(lambda job_id, watch: PLANNED)
    gate.open.set()
    ended(runner, first)
    ended(runner, second)
    assert ended(runner, runner.submit(lambda job_id, watch: PLANNED)).state is JobState.SUCCEEDED


def test_closing_cancels_what_runs_and_what_waits():
    runner = JobRunner(MemoryJobStore(), workers=1, max_queued=5)
    gate = Gate()
    running = runner.submit(gate)
    assert gate.begun.wait(5)
    waiting = runner.submit(lambda job_id, watch: PLANNED)
    runner.close()
    assert runner.store.get(running.id).reason == "the service stopped"
    assert runner.store.get(waiting.id).state is JobState.CANCELLED
    with pytest.raises(QueueFull, match="stopping"):
        runner.submit(gate)


def test_what_a_later_stage_does_not_say_of_best_and_bound_stays(runner):
    def work(job_id, watch):
        watch.progress(Progress("solve", 0.1, best=110.0, bound=100.0))
        watch.progress(Progress("explain", 0.2))
        return PLANNED

    progress = ended(runner, runner.submit(work)).progress
    assert (progress.phase, progress.best, progress.bound) == ("explain", 110.0, 100.0)
    assert progress.gap == pytest.approx(10 / 110)
