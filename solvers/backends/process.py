"""Solver processes seen from outside: warm, watched, and killed when they outstay their limit."""

import os
import pickle
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from models.errors import BackendFailed, TagenkaError
from solvers.backends.best_solution import rescued
from solvers.backends.registry import find
from solvers.milp import Problem, Progress, SolveOptions, SolveResult, SolveStatus, StopReason

START_LIMIT_S = 120.0
"""Seconds a new process may take to import its solver library."""
POLL_S = 0.05


class Watch(Protocol):
    """Somebody who looks on while a solve runs."""

    def progress(self, progress: Progress) -> None:
        """Called as the solve gets on."""

    def cancelled(self) -> bool:
        """Whether the solve is to end now."""


class Silent:
    """Looks on without a word."""

    def progress(self, progress: Progress) -> None:
        """Say nothing."""

    def cancelled(self) -> bool:
        """Never cancel."""
        return False


SILENT = Silent()


def grace(time_limit_s: float) -> float:
    """Seconds beyond its limit after which a solver process is killed."""
    return max(2.0, time_limit_s / 10)


class SolverProcess:
    """One child process; solves one problem at a time."""

    def __init__(self) -> None:
        """Start the process; it imports its libraries while the caller goes on."""
        self._start()

    def _start(self) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "solvers.backends.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._messages: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(self._child, self._messages), daemon=True).start()
        self._ready = False
        self._threads: int | None = None
        self._folder = Path(tempfile.mkdtemp(prefix="tagenka-"))

    @property
    def alive(self) -> bool:
        """Whether it can take another problem."""
        return self._child.poll() is None

    def solve(self, problem: Problem, options: SolveOptions, watch: Watch = SILENT) -> SolveResult:
        """Solve in the child; it is killed when it outstays its limit or the watcher cancels.

        Raises:
            BackendFailed: the child died or its solver broke down.
        """
        name = find(options.backend).name
        self._take_threads(options.threads)
        if not self._await_ready(watch):
            self.kill()
            return _nothing(name, StopReason.CANCELLED, 0.0)
        best = self._folder / "best.sol"
        best.unlink(missing_ok=True)
        self._send((name, problem, replace(options, best_file=str(best))))
        began: float | None = None
        bound: float | None = None
        while True:
            kind, content = self._next()
            if kind == "started":
                began = time.monotonic()
            elif kind == "progress":
                bound = content.bound if content.bound is not None else bound
                watch.progress(content)
            elif kind == "result":
                assert isinstance(content, SolveResult)
                return content
            elif kind in ("error", "dead"):
                raise self._failure(name, content)
            elapsed = 0.0 if began is None else time.monotonic() - began
            stop = _stop(elapsed, options, watch)
            if stop is not None:
                self._end_group()
                found = rescued(best, problem, name, stop, bound)
                self.kill()
                return _nothing(name, stop, elapsed) if found is None else replace(found, wall_s=elapsed)

    def _take_threads(self, threads: int) -> None:
        """Start anew where HiGHS would refuse: it keeps to the threads of its first solve in a process."""
        if self.alive and self._threads not in (None, threads):
            self.kill()
            self._start()
        self._threads = threads

    def _send(self, message: tuple[str, Problem, SolveOptions]) -> None:
        assert self._child.stdin is not None
        try:
            pickle.dump(message, self._child.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._child.stdin.flush()
        except (OSError, ValueError):  # the latter of a stream that `kill` closed
            raise BackendFailed(f"{message[0]}: the solver process is gone") from None

    def _failure(self, name: str, content: object) -> TagenkaError:
        """What to raise: the error the child sent, or that it died."""
        if isinstance(content, TagenkaError):
            return content
        code = self._end_group()
        return BackendFailed(f"{name}: the solver process died (exit code {code})")

    def _next(self) -> tuple[str, Any]:
        try:
            return self._messages.get(timeout=POLL_S)
        except queue.Empty:
            return ("nothing", None)

    def _await_ready(self, watch: Watch) -> bool:
        """Wait until the child has its libraries; False where the watcher cancels first."""
        began = time.monotonic()
        while not self._ready:
            kind, _ = self._next()
            if kind == "ready":
                self._ready = True
            elif watch.cancelled():
                return False
            elif kind == "dead" or time.monotonic() - began > START_LIMIT_S:
                self.kill()
                raise BackendFailed("the solver process did not start")
        return True

    def kill(self) -> None:
        """End the process and whatever it started, at once."""
        self._end_group()
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end_group(self) -> int:
        """End the child and the solvers it runs as processes of their own; returns the child's exit code."""
        # Once the child is waited for, its number may belong to somebody else.
        if self._child.returncode is None:
            try:
                os.killpg(self._child.pid, signal.SIGKILL)
            except ProcessLookupError:
                self._child.kill()
        return self._child.wait()


def _listen(child: subprocess.Popen[bytes], messages: queue.SimpleQueue[tuple[str, Any]]) -> None:
    assert child.stdout is not None
    while True:
        try:
            messages.put(pickle.load(child.stdout))  # noqa: S301 - our own child wrote it
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            messages.put(("dead", None))
            return


def _nothing(name: str, reason: StopReason, elapsed: float) -> SolveResult:
    return SolveResult(SolveStatus.NOTHING, reason, name, wall_s=elapsed, message="the process was ended")


def _stop(elapsed: float, options: SolveOptions, watch: Watch) -> StopReason | None:
    """Why a solve is to be ended from outside, if it is."""
    if watch.cancelled():
        return StopReason.CANCELLED
    return StopReason.TIME if elapsed > options.time_limit_s + grace(options.time_limit_s) else None


class SolverPool:
    """Warm solver processes, lent one at a time; a dead one is replaced."""

    def __init__(self, size: int = 1) -> None:
        """Start so many processes.

        Args:
            size: how many solves may run at once; more wait.
        """
        self._idle: queue.SimpleQueue[SolverProcess] = queue.SimpleQueue()
        self._closed = False
        for _ in range(size):
            self._idle.put(SolverProcess())

    @contextmanager
    def lend(self) -> Iterator[SolverProcess]:
        """A process for one solve; waits while all are lent."""
        process = self._idle.get()
        try:
            if not process.alive:
                process.kill()
                process = SolverProcess()
            yield process
        except BaseException:
            # Whatever interrupted us, an answer may still be on its way: never lend this one again.
            process.kill()
            raise
        finally:
            self._idle.put(process)
            if self._closed:
                self.close()

    def solve(self, problem: Problem, options: SolveOptions, watch: Watch = SILENT) -> SolveResult:
        """Solve in one of the processes."""
        with self.lend() as process:
            return process.solve(problem, options, watch)

    def close(self) -> None:
        """End every idle process; those lent end when they come back."""
        self._closed = True
        while True:
            try:
                self._idle.get_nowait().kill()
            except queue.Empty:
                return

    def __enter__(self) -> "SolverPool":
        """The pool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
