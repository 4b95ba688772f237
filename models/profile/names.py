"""Names that the contract does not have: of tables, and of columns of a table."""

from collections.abc import Collection

from models.issues import closest
from models.places import FilePlace, Places, SheetPlace
from models.profile.aliases import column_named, column_words, table_named, table_words
from models.profile.collect import Collector
from models.profile.columns import Table
from models.profile.schema import TABLES

NOTES = ("README", "はじめに")
"""Sheets for people are called so; they are passed over."""


def report_unknown_table(name: str, given: Collection[str], collect: Collector) -> None:
    """Add the fault of a table that the contract does not name.

    Args:
        name: as it came.
        given: the names of all tables that came; a table that is there is no guess for another one.
        collect: takes the fault.
    """
    close = closest(name, [word for word in table_words() if table_named(word) not in given])
    meant = f'did you mean "{close}"?' if close else ""
    hint = " ".join(part for part in (meant, _way_out(name, bool(close), collect.places)) if part)
    collect.add(
        "unknown_table", collect.places.of(name), f'there is no table "{name}"', found=name, hint=hint
    )


def _way_out(name: str, guessed: bool, places: Places) -> str:
    """What to do with a table that is none."""
    place = places.tables.get(name)
    if isinstance(place, SheetPlace):
        return f"{'otherwise ' if guessed else ''}delete the sheet, or call it {' or '.join(NOTES)}"
    if guessed:
        return ""
    way_out = "take the file away: " if isinstance(place, FilePlace) else ""
    return f"{way_out}the tables are {', '.join(TABLES)}"


def report_unknown_column(
    table: Table, name: str, row: int | None, given: Collection[str], collect: Collector
) -> None:
    """Add the fault of a column that the contract does not name.

    A column that is not there and may well be meant is marked: nothing is concluded from its absence.

    Args:
        table: whose column it would be.
        name: as it came.
        row: the first row that gives it; None where its header is to be named.
        given: the names of all columns that came.
        collect: takes the fault.
    """
    close = closest(name, column_words(table.name))
    if close is not None and column_named(table.name, close) not in given:
        collect.marks.add_column(table.name, column_named(table.name, close))
    places = collect.places
    known = ", ".join(places.word(table.name, column) for column in table.names)
    where = places.table_word(table.name)
    hint = f'did you mean "{close}"?' if close else f"{where} has: {known}"
    place = places.of(table.name, row, name)
    collect.add("unknown_column", place, f'{where} has no column "{name}"', found=name, hint=hint)
