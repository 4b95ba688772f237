from datetime import UTC, datetime, timedelta

import pytest

from models.errors import JobNotFound
from models.profile.document import profile_from_document
from service.jobs.profile_store import MemoryProfileStore, StoredProfile
from service.jobs.record import Ending, JobRecord, JobState
from service.jobs.store import MemoryJobStore

NOON = datetime(2027, 4, 1, 12, tzinfo=UTC)
DONE = Ending(JobState.SUCCEEDED, "planned", answer=b"{}")


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def store_with(*ids: str, **limits) -> MemoryJobStore:
    store = MemoryJobStore(**limits)
    for name in ids:
        store.add(JobRecord(name, NOON))
    return store


def test_an_unknown_job_is_not_found_by_any_way():
    store = store_with()
    for look in (store.get, lambda i: store.update(i, lambda r: r), lambda i: store.end(i, DONE)):
        with pytest.raises(JobNotFound):
            look("x")
    assert store.answer("x") is None


def test_the_jobs_that_ended_first_make_room():
    store = store_with("a", "b", "c", "d", most_ended=2)
    for name in ("c", "a", "b"):
        store.end(name, DONE)
    with pytest.raises(JobNotFound):
        store.get("c")
    assert store.answer("c") is None
    assert store.answer("a") == store.answer("b") == b"{}"


def test_a_job_that_has_not_ended_never_makes_room():
    store = store_with("a", "b", "c", "d", most_ended=1)
    assert [store.get(name).state for name in "abcd"] == [JobState.QUEUED] * 4


def test_a_job_is_forgotten_when_its_time_is_over():
    clock = Clock()
    store = store_with("a", "b", retention=timedelta(hours=1), clock=clock)
    store.end("a", DONE)
    clock.now += timedelta(minutes=61)
    store.add(JobRecord("c", clock.now))
    with pytest.raises(JobNotFound):
        store.get("a")
    assert store.get("b").state is JobState.QUEUED


def test_a_job_ends_once():
    store = store_with("a")
    first = store.end("a", DONE)
    assert store.end("a", Ending(JobState.FAILED, reason="late")) == first
    assert store.update("a", lambda r: r.started(NOON)) == first


def test_a_job_that_has_begun_is_not_ended_by_one_who_means_waiting_ones():
    store = store_with("a")
    store.update("a", lambda r: r.started(NOON))
    assert store.end("a", Ending(JobState.CANCELLED), waiting_only=True).state is JobState.RUNNING


def test_elapsed_time_counts_from_the_start_to_the_end():
    record = JobRecord("a", NOON)
    assert record.elapsed_s(NOON + timedelta(seconds=9)) == 0
    record = record.started(NOON)
    assert record.elapsed_s(NOON + timedelta(seconds=9)) == 9
    assert record.ended(DONE, NOON + timedelta(seconds=3)).elapsed_s(NOON + timedelta(seconds=9)) == 3


def stored(name: str) -> StoredProfile:
    return StoredProfile(name, NOON, profile_from_document({}), "", ())


def test_the_profile_that_was_not_used_for_longest_makes_room():
    store = MemoryProfileStore(most=2)
    store.add(stored("a"))
    store.add(stored("b"))
    store.get("a")
    store.add(stored("c"))
    assert store.get("a").id == "a"
    with pytest.raises(JobNotFound, match="store it again"):
        store.get("b")
