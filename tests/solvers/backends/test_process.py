"""Solver processes from outside: watched, ended at their limit, replaced when dead, leaving nobody behind."""

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from models.errors import BackendFailed, BackendUnavailable
from solvers.backends.process import SolverPool, SolverProcess, grace
from solvers.milp import Problem, Progress, SolveOptions, SolveResult, SolveStatus, StopReason
from tests.solvers.milp.problems import INF, market_split, problem

EASY = problem([2, 3], [((1, 1), 4, INF), ((1, 3), 6, INF)])
HARD = market_split(5, 40)
SLACK_S = 1.5
"""For a machine that is busy."""


class Watcher:
    """Keeps what it is told; acts when the child has begun to search."""

    def __init__(self, act=None, after_s=0.6):
        self.seen = []
        self.act = act
        self.began = time.monotonic()
        self.after_s = after_s
        self.acted_at = None
        self.cancel = False

    def progress(self, progress):
        self.seen.append(progress)

    def cancelled(self):
        if self.acted_at is None and self.act and time.monotonic() - self.began >= self.after_s:
            self.acted_at = time.monotonic()
            self.act()
        return self.cancel


def _ready():
    """A process that has its libraries."""
    process = SolverProcess()
    assert process.solve(EASY, SolveOptions()).status is SolveStatus.OPTIMAL
    return process


def _group(number):
    """The living processes of a group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == number and fields[0] not in "ZX":
            found.append(int(stat.parent.name))
    return found


def _gone(number):
    until = time.monotonic() + 3
    while time.monotonic() < until:
        if not _group(number):
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def process():
    made = _ready()
    yield made
    made.kill()


@pytest.mark.parametrize("limit", [(0.1, 2.0), (20.0, 2.0), (60.0, 6.0)])
def test_a_process_is_given_two_seconds_or_a_tenth_more(limit):
    assert grace(limit[0]) == limit[1]


@pytest.mark.parametrize("backend", ["ortools-highs", "ortools-scip", "pulp-cbc", "pulp-highs"])
def test_a_solve_ends_with_its_limit_and_is_no_proof(solver, backend):
    began = time.monotonic()
    result = solver.solve(HARD, SolveOptions(backend, time_limit_s=0.3))
    assert time.monotonic() - began <= 0.3 + grace(0.3) + SLACK_S
    assert result.status in (SolveStatus.FEASIBLE, SolveStatus.NOTHING)
    assert result.stop_reason is StopReason.TIME
    if result.values is not None:
        assert HARD.violation(result.values) <= 1e-4
        assert result.objective >= 0
    assert result.bound is None or result.bound <= result.objective


def test_a_child_that_outstays_its_limit_is_killed(process):
    stopped = Watcher(lambda: os.kill(process._child.pid, signal.SIGSTOP), after_s=0.1)
    began = time.monotonic()
    result = process.solve(HARD, SolveOptions(time_limit_s=0.3), stopped)
    elapsed = time.monotonic() - began
    assert result.status in (SolveStatus.NOTHING, SolveStatus.FEASIBLE)
    assert result.stop_reason is StopReason.TIME
    assert 0.3 + grace(0.3) <= elapsed <= 0.3 + grace(0.3) + SLACK_S
    assert not process.alive


def test_a_pool_works_on_after_a_child_was_killed():
    with SolverPool() as pool:
        assert pool.solve(EASY, SolveOptions()).objective == pytest.approx(9)
        with pool.lend() as process:
            first = process
        stopped = Watcher(lambda: os.kill(first._child.pid, signal.SIGSTOP), after_s=0.05)
        late = pool.solve(HARD, SolveOptions(time_limit_s=0.1), stopped)
        assert late.stop_reason is StopReason.TIME
        assert not first.alive
        assert pool.solve(EASY, SolveOptions()).objective == pytest.approx(9)


@pytest.mark.parametrize("backend", ["ortools-highs", "pulp-cbc"])
def test_cancelling_ends_a_solve_at_once_and_leaves_no_process_behind(process, backend):
    watcher = Watcher()

    def cancel():
        watcher.cancel = True

    watcher.act = cancel
    result = process.solve(HARD, SolveOptions(backend, time_limit_s=60), watcher)
    assert time.monotonic() - watcher.acted_at <= 0.5
    assert result.stop_reason is StopReason.CANCELLED
    assert result.values is None or HARD.violation(result.values) <= 1e-4
    assert not process.alive
    assert _gone(process._child.pid)


def test_the_best_solution_of_a_cancelled_solve_is_kept_with_its_bound(process):
    watcher = Watcher(after_s=1.5)

    def cancel():
        watcher.cancel = True

    watcher.act = cancel
    result = process.solve(HARD, SolveOptions("ortools-highs", time_limit_s=60), watcher)
    assert (result.status, result.stop_reason) == (SolveStatus.FEASIBLE, StopReason.CANCELLED)
    assert HARD.violation(result.values) <= 1e-4
    assert result.objective == pytest.approx(float(HARD.objective @ result.values))
    assert result.bound is None or result.bound <= result.objective


def test_cancelling_before_the_child_is_ready_is_an_answer_too():
    process = SolverProcess()
    watcher = Watcher()
    watcher.cancel = True
    result = process.solve(EASY, SolveOptions(), watcher)
    assert result.stop_reason is StopReason.CANCELLED
    assert not process.alive


def test_cbc_runs_as_a_process_of_its_own_in_the_childs_group(process):
    groups = []

    def look():
        until = time.monotonic() + 5
        while time.monotonic() < until and len(groups) < 2:
            groups[:] = _group(process._child.pid)
            time.sleep(0.02)

    process.solve(HARD, SolveOptions("pulp-cbc", time_limit_s=1.0), Watcher(look))
    assert len(groups) == 2


def test_a_dead_child_is_an_error_and_its_cbc_dies_with_it(process):
    watcher = Watcher(lambda: os.kill(process._child.pid, signal.SIGKILL))
    with pytest.raises(BackendFailed, match=r"solver process died \(exit code -9\)"):
        process.solve(HARD, SolveOptions("pulp-cbc", time_limit_s=60), watcher)
    assert _gone(process._child.pid)


def test_a_pool_replaces_a_dead_child():
    with SolverPool() as pool:
        with pool.lend() as process:
            first = process
        watcher = Watcher(lambda: os.kill(first._child.pid, signal.SIGKILL), after_s=0.1)
        with pytest.raises(BackendFailed):
            pool.solve(HARD, SolveOptions(time_limit_s=60), watcher)
        assert pool.solve(EASY, SolveOptions()).status is SolveStatus.OPTIMAL
        with pool.lend() as second:
            assert second is not first


def test_a_pool_replaces_a_child_that_died_idle():
    with SolverPool() as pool:
        pool.solve(EASY, SolveOptions())
        with pool.lend() as process:
            first = process
        os.kill(first._child.pid, signal.SIGKILL)
        first._child.wait()
        assert pool.solve(EASY, SolveOptions()).status is SolveStatus.OPTIMAL


def test_a_killed_process_refuses_work_with_an_error_of_ours(process):
    process.kill()
    with pytest.raises(BackendFailed, match="gone"):
        process.solve(EASY, SolveOptions())


def test_killing_twice_is_killing_once(process):
    process.kill()
    process.kill()
    assert not process.alive


def test_what_the_watcher_raises_ends_the_child_it_watched():
    class Broken(Watcher):
        def cancelled(self):
            raise KeyError("broken")

    with SolverPool() as pool:
        with pool.lend() as process:
            first = process
        with pytest.raises(KeyError):
            pool.solve(HARD, SolveOptions(time_limit_s=60), Broken())
        assert not first.alive
        assert pool.solve(EASY, SolveOptions()).status is SolveStatus.OPTIMAL


def test_a_refusal_crosses_from_the_child_as_it_was_raised(process):
    with pytest.raises(BackendUnavailable, match="ortools-glop takes linear relaxations only"):
        process.solve(problem([1], [], integer=True), SolveOptions("ortools-glop"))
    assert process.alive
    assert process.solve(EASY, SolveOptions()).status is SolveStatus.OPTIMAL


def test_an_unknown_backend_is_refused_before_anything_is_sent(process):
    with pytest.raises(BackendUnavailable):
        process.solve(EASY, SolveOptions("nobody"))
    assert process.solve(EASY, SolveOptions()).status is SolveStatus.OPTIMAL


def test_closing_a_pool_ends_its_children_lent_ones_when_they_come_back():
    pool = SolverPool(2)
    with pool.lend() as lent:
        idle = pool._idle.get()
        pool._idle.put(idle)
        pool.close()
        assert not idle.alive
        assert lent.alive
    assert not lent.alive


def test_two_solves_run_at_once_in_a_pool_of_two():
    with SolverPool(2) as pool:
        results = {}

        def run(name, made):
            results[name] = pool.solve(made, SolveOptions(time_limit_s=0.5))

        threads = [threading.Thread(target=run, args=pair) for pair in (("hard", HARD), ("easy", EASY))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert results["easy"].objective == pytest.approx(9)
        assert results["hard"].stop_reason is StopReason.TIME


@pytest.mark.parametrize("backend", ["ortools-highs", "ortools-scip"])
def test_progress_is_told_while_the_search_goes_on(solver, backend):
    watcher = Watcher()
    result = solver.solve(HARD, SolveOptions(backend, time_limit_s=0.6), watcher)
    bests = [p.best for p in watcher.seen if p.best is not None]
    assert bests == sorted(bests, reverse=True)
    assert bests[-1] >= result.objective - 1e-6
    assert all(p.phase == "solve" for p in watcher.seen)
    elapsed = [p.elapsed_s for p in watcher.seen]
    assert elapsed == sorted(elapsed)


def test_the_gap_of_progress_is_relative_to_the_best_solution():
    assert Progress("solve", 0.0, 200.0, 150.0).gap == 0.25
    assert Progress("solve", 0.0, 200.0).gap is None
    assert Progress("solve", 0.0, 0.0, 0.0).gap is None


NOISY_CHILD = """
import os, sys
from solvers.backends import worker
from solvers.milp import SolveResult, SolveStatus, StopReason

class Noisy:
    name = "noisy"
    def solve(self, problem, options, report):
        os.write(1, b"native noise\\n" * 1000)
        print("python noise", flush=True)
        os.system("echo noise of a process")
        return SolveResult(SolveStatus.OPTIMAL, StopReason.PROVED, "noisy", values=problem.lower)

worker.find = lambda name: Noisy()
worker.main()
"""


def test_what_a_solver_prints_never_mixes_with_its_answers():
    child = subprocess.Popen(
        [sys.executable, "-c", NOISY_CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    sent = pickle.dumps(("noisy", EASY, SolveOptions())) * 2
    answers, noise = child.communicate(sent, timeout=60)
    stream = list(_messages(answers))
    assert [kind for kind, _ in stream] == ["ready", "started", "result", "started", "result"]
    assert all(isinstance(what, SolveResult) for kind, what in stream if kind == "result")
    assert child.returncode == 0
    for words in (b"native noise", b"python noise", b"noise of a process"):
        assert words in noise


def _messages(data):
    stream = io.BytesIO(data)
    while stream.tell() < len(data):
        yield pickle.load(stream)


def test_a_big_problem_crosses_unharmed(solver):
    count = 40_000
    made = Problem(
        lower=np.ones(count),
        upper=np.full(count, 2.0),
        integer=np.zeros(count, dtype=bool),
        objective=np.ones(count),
        row_lower=np.zeros(1),
        row_upper=np.full(1, INF),
        row=np.zeros(count, dtype=np.int64),
        column=np.arange(count),
        value=np.ones(count),
    )
    result = solver.solve(made, SolveOptions("ortools-glop"))
    assert result.objective == pytest.approx(count)
    assert len(result.values) == count


@pytest.mark.parametrize("backend", ["ortools-highs", "pulp-highs", "ortools-scip", "pulp-cbc"])
def test_a_process_solves_with_one_thread_and_with_two_one_after_the_other(backend):
    made = market_split(2, 12)
    process = SolverProcess()
    found = [process.solve(made, SolveOptions(backend, 20.0, threads=threads)) for threads in (1, 2, 1)]
    process.kill()
    assert [result.status for result in found] == [SolveStatus.OPTIMAL] * 3
    assert [result.objective for result in found] == pytest.approx([2.0] * 3)
