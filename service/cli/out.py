"""The option --out: which form, whether anything can be written there, and the writing itself."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from service.cli.fail import OURS

if TYPE_CHECKING:
    from service.exchange.plan_tables import AnswerSource

_ELSEWHERE = {
    ".csv": "an answer is several tables: name a folder or a .zip",
    ".parquet": "an answer is several tables: name a folder or a .zip, with --format parquet",
    ".json": "--json writes the answer to standard output, and a folder gets it as answer.json",
    ".xls": "workbooks are written as .xlsx",
    ".xlsm": "workbooks are written as .xlsx",
    ".ods": "workbooks are written as .xlsx",
}
"""Endings that promise what is not written."""


@dataclass(frozen=True, slots=True)
class Out:
    """Where an answer goes.

    Attributes:
        form: of the tables, or `xlsx` for a workbook.
        bom: whether CSV begins with a byte-order mark.
        language: of a workbook.
    """

    path: Path
    form: Literal["csv", "parquet", "xlsx"]
    bom: bool = False
    language: str = "en"

    @property
    def is_file(self) -> bool:
        """Whether it is one file: a workbook or a zip."""
        return self.form == "xlsx" or _ending(self.path) == ".zip"


def out_of(path: Path | None, form: str | None, language: str | None, *, bom: bool) -> Out | None:
    """What the options ask for; None where nothing is to be written.

    Raises:
        click.UsageError: they contradict each other, or the ending promises another form.
    """
    if path is None:
        given = {"--format": form, "--language": language, "--bom": bom}
        if any(given.values()):
            name = next(name for name, value in given.items() if value)
            raise click.UsageError(f"{name} goes with --out")
        return None
    ending = _ending(path)
    if ending in _ELSEWHERE and not path.is_dir():
        raise click.UsageError(f"--out {path}: {_ELSEWHERE[ending]}")
    chosen = form or ("xlsx" if ending == ".xlsx" else "csv")
    if (chosen == "xlsx") != (ending == ".xlsx"):
        way = "name a file that ends in .xlsx" if chosen == "xlsx" else "name a folder or a .zip"
        raise click.UsageError(f"--format {chosen} --out {path}: {way}")
    if bom and chosen != "csv":
        raise click.UsageError(f"--bom is for CSV; this is {chosen}")
    if language and chosen != "xlsx":
        raise click.UsageError(f"--language is for a workbook; {chosen} has the names of the contract")
    return Out(path, cast(Literal["csv", "parquet", "xlsx"], chosen), bom, language or "en")


def _ending(path: Path) -> str:
    return path.suffix.lower()


def make_place(out: Out) -> None:
    """Make sure, before anything is solved, that the answer can be written: no plan is lost for want of it.

    Raises:
        click.UsageError: it cannot.
    """
    if out.is_file and out.path.is_dir():
        raise click.UsageError(f"--out {out.path}: that is a folder; name a file")
    folder = out.path.parent if out.is_file else out.path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".tagenka"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise click.UsageError(f"--out {out.path}: nothing can be written there ({error.strerror})") from None


def write_out(source: "AnswerSource", out: Out) -> str | None:
    """Write an answer; gives what went wrong, so that it can still be shown."""
    try:
        _write(source, out)
    except OSError as error:
        return f"--out {out.path}: the answer could not be written ({error.strerror or error})"
    return None


def _write(source: "AnswerSource", out: Out) -> None:
    # imported here: a plan without files needs neither openpyxl nor pyarrow
    from service.exchange.whole_file import replacing

    if out.form == "xlsx":
        from service.exchange.write_workbook import write_workbook
        from service.reports.workbook import book_of

        with replacing(out.path) as file:
            write_workbook(book_of(source, out.language), file)
        return
    from service.exchange.write_answer import TableForm, write_folder, write_zip

    form = TableForm(out.form, out.bom)
    if not out.is_file:
        write_folder(source, out.path, form)
        return
    with replacing(out.path) as file:
        write_zip(source, file, form)


def say_where(out: Out | None, lost: str | None, code: int, *, as_json: bool) -> int:
    """Tell people where the answer is; returns the exit code: a failure where it could not be written."""
    if out is None:
        return code
    if lost is not None:
        click.echo(f"tagenka: {lost}", err=True)
        return OURS
    if not as_json:
        what = "The workbook is" if out.form == "xlsx" else "The tables are in"
        sys.stdout.write(f"\n{what} {out.path}\n")
    return code
