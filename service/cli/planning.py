"""The commands that plan."""

import sys
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console

import service
from models.errors import TagenkaError
from service.cli.fail import OUTCOME_CODES
from service.cli.out import Out, make_place, say_where, write_out
from service.cli.watch import TerminalWatch
from service.exchange.read_profile import read_profile
from service.plans import Job, prepare
from service.reports.answer import answer_of
from service.reports.answer_details import plan_source
from service.reports.plan_text import print_outcome
from solvers.backends.process import SolverProcess
from solvers.sourcing.make_plan import make_plan
from solvers.sourcing.outcome import Outcome
from solvers.sourcing.solve import Solver

EXAMPLE = "motor-maker"


def run_plan(
    profile: Path,
    request_document: dict[str, Any],
    out: Out | None,
    process: SolverProcess,
    *,
    as_json: bool,
) -> int:
    """Plan in a solver process, show, and end the process; returns the exit code."""
    try:
        if out is not None:
            make_place(out)
        job = prepare(read_profile(profile), request_document)
        outcome = _watched(job, process)
    finally:
        process.kill()
    answer = answer_of(outcome)
    lost = None if out is None else write_out(plan_source(outcome, answer), out)
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        print_outcome(outcome, console())
    return say_where(out, lost, OUTCOME_CODES[outcome.kind], as_json=as_json)


def _watched(job: Job, solver: Solver) -> Outcome:
    watch = TerminalWatch()
    try:
        return make_plan(job.case, job.request, solver, watch)
    finally:
        watch.close()


def console() -> Console:
    """Where people read; wide enough for the tables where nobody says how wide it is."""
    return Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 110)


def demo_folder() -> Path:
    """The built-in example, in a checkout or an installed package.

    Raises:
        TagenkaError: it was not installed.
    """
    here = Path(service.__file__).resolve().parent
    for folder in (here / "_examples" / EXAMPLE, here.parent / "examples" / EXAMPLE):
        if folder.is_dir():
            return folder
    raise TagenkaError("the built-in example is not installed")
