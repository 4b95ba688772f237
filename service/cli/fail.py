"""From an error to words and an exit code."""

import os
import sys
import traceback

import click
import orjson

from models.errors import BackendUnavailable, IssuesError, SettingsError, TagenkaError
from models.issues import Issue

OURS, WRONG_USE, FAULTS, INFEASIBLE, UNDECIDED = 1, 2, 3, 4, 5
OUTCOME_CODES = {"planned": 0, "infeasible": INFEASIBLE, "undecided": UNDECIDED}


def exit_with(error: BaseException) -> int:
    """Say what went wrong on standard output (with --json) or standard error; returns the exit code."""
    if isinstance(error, IssuesError):
        show_issues(error.issues, as_json="--json" in sys.argv)
        return FAULTS
    code = error.code if isinstance(error, TagenkaError) else "internal_error"
    message = str(error) or type(error).__name__
    _show_as_json(code, message)
    click.echo(f"tagenka: {message}", err=True)
    if not isinstance(error, TagenkaError):
        click.echo("this is a failure of ours; set TAGENKA_DEBUG=1 to see where, and report it", err=True)
        if os.environ.get("TAGENKA_DEBUG"):
            traceback.print_exception(error)
    return WRONG_USE if isinstance(error, BackendUnavailable | SettingsError) else OURS


def wrong_use(error: click.ClickException) -> int:
    """Say how the command is used; returns the exit code."""
    _show_as_json("wrong_use", error.format_message())
    error.show()
    return WRONG_USE


def _show_as_json(code: str, message: str) -> None:
    """The one JSON document that --json promises."""
    if "--json" in sys.argv:
        document = {"faults": [], "error": {"code": code, "message": message}}
        sys.stdout.buffer.write(orjson.dumps(document) + b"\n")


def show_issues(issues: tuple[Issue, ...], *, as_json: bool) -> None:
    """Every fault and warning: as one JSON document, or a line each for people."""
    if as_json:
        document = {"faults": [issue.as_dict() for issue in issues]}
        sys.stdout.buffer.write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")
        return
    stop = [issue for issue in issues if issue.severity == "fault"]
    click.echo(f"{len(stop)} fault(s), nothing was planned:", err=True)
    for issue in issues:
        mark = "fault  " if issue.severity == "fault" else "warning"
        click.echo(f"  {mark}  {issue.place}  [{issue.code}]", err=True)
        found = f' (found "{issue.found}")' if issue.found and issue.found not in issue.message else ""
        click.echo(f"           {issue.message}{found}" + (f"; {issue.hint}" if issue.hint else ""), err=True)
