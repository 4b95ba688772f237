"""The command that turns a customs schedule into tariffs."""

import sys
from pathlib import Path

import click
import orjson

from models.profile.schema import TABLES
from service.cli.planning import console
from service.exchange.customs_duties import AGREEMENTS
from service.exchange.customs_file import read_schedule
from service.exchange.customs_schedule import Conversion, convert
from service.exchange.write_csv import write_table
from service.reports.words import plain_table

LEFT_OUT = "no group of countries here has their beneficiaries, which are lists that change"


def run_tariffs(file: Path, out: Path, prefixes: tuple[str, ...], unit: str | None, *, as_json: bool) -> None:
    """Read a schedule, write the table, and say what was read and what could not be said."""
    digits = tuple(_digits(prefix) for prefix in prefixes)
    found = convert(read_schedule(file, tuple(AGREEMENTS)), digits, unit)
    if not found.codes:
        raise click.BadParameter(
            f"no code of {file.name} begins with {', '.join(prefixes)}", param_hint="--hs"
        )
    try:
        write_table(TABLES["tariffs"], found.tariffs, out)
    except OSError as error:
        raise click.UsageError(f"--out {out}: nothing can be written there ({error.strerror})") from None
    if as_json:
        document = {"file": str(file), "out": str(out), "unit": unit, **found.as_dict()}
        sys.stdout.buffer.write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        _print(found, file, out, unit)


def _digits(prefix: str) -> str:
    """The digits of an HS prefix; dots and blanks say nothing."""
    digits = "".join(sign for sign in prefix if sign not in ". -")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 9):
        raise click.BadParameter(
            f'"{prefix}": write the first digits of a code, like 85 or 8501.10', param_hint="--hs"
        )
    return digits


def _print(found: Conversion, file: Path, out: Path, unit: str | None) -> None:
    shown = console()
    shown.print(f"{file.name}: {found.lines:,} lines, {found.codes:,} codes of nine digits kept")
    shown.print(f"{out}: {len(found.tariffs):,} rows\n")
    table = plain_table("duty", "goods of", "number >", "text only >", "in brackets >", "rows >")
    for source in found.sources:
        counts = (source.numbers, source.words, source.not_applied, source.rows)
        table.add_row(source.agreement or "base rate", source.origin, *(f"{count:,}" for count in counts))
    shown.print(table)
    _print_words(found, unit)
    left_out = ", ".join(f"{column.upper()} {count:,}" for column, count in found.left_out.items())
    shown.print(f"\nLeft out: {left_out} codes; {LEFT_OUT}.")


def _print_words(found: Conversion, unit: str | None) -> None:
    """What has a text and no number; only the quote's own rate, or a person, can say it."""
    if not found.without_number:
        return
    shown = console()
    shown.print(f"\nNot one number, so the row has the text alone ({found.codes_without_number:,} codes):")
    for why, count in found.without_number.items():
        shown.print(f"  {count:>6,}  {why}")
    shown.print("A quote of such goods gives its duty_rate.", end="")
    shown.print("" if unit else " Duties in money for a unit are written with --unit.")
