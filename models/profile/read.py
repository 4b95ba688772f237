"""From wire tables to typed tables: unknown names, types, ranges and words are checked here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from models.issues import Issue
from models.places import Places
from models.profile.check_cells import (
    check_range,
    check_required,
    check_words,
    needs,
    refuse_waiting,
    report_types,
)
from models.profile.collect import Collector
from models.profile.columns import Column, Table
from models.profile.convert import from_json, from_text
from models.profile.lengths import check_lengths
from models.profile.marks import Marks
from models.profile.names import report_unknown_column, report_unknown_table
from models.profile.rows import Array, Rows, absent_column, empty_rows, is_absent
from models.profile.schema import TABLES
from models.profile.typed_cells import TypedCells


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it came: columns of wire values, one entry a row.

    Attributes:
        columns: wire values by header; JSON values or cell texts, or cells that have types of their own.
            A column of numbers may come as floats, NaN where a cell is empty: a reader of large files
            converts them in passing.
        count: number of rows.
        is_text: whether the values are cell texts.
        broken: rows that the reader reported already, by the column whose cells they are; where that is
            empty, rows of which no cell can be trusted.
    """

    columns: Mapping[str, Array | list[object] | TypedCells]
    count: int
    is_text: bool = False
    broken: Mapping[str, Array] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourcingProfile:
    """The tables of a profile, names as the firm wrote them, with what reading found.

    Attributes:
        tables: every table of the contract; those not given have no rows.
        places: where each row stands in the user's input.
        issues: faults and warnings found while reading; `open_case` reports them with its own.
        marks: the cells these faults are of.
    """

    tables: Mapping[str, Rows]
    places: Places = field(default_factory=Places)
    issues: tuple[Issue, ...] = ()
    marks: Marks = field(default_factory=Marks)

    def __getitem__(self, table: str) -> Rows:
        """The table of that name."""
        return self.tables[table]


def read_tables(
    raw: Mapping[str, RawTable], places: Places, before: tuple[Issue, ...] = ()
) -> SourcingProfile:
    """Type every column of every table, and name all that is unknown, ill-typed or out of range.

    Args:
        raw: the tables as they came.
        places: where their rows stand.
        before: issues the file reader found already.
    """
    collect = Collector(places)
    for name in raw:
        if name not in TABLES:
            report_unknown_table(name, raw, collect)
    tables = {
        name: _read_table(table, raw[name], collect) if name in raw else empty_rows(table)
        for name, table in TABLES.items()
    }
    return SourcingProfile(tables, places, (*before, *collect.issues), collect.marks)


def _read_table(table: Table, raw: RawTable, collect: Collector) -> Rows:
    for column, rows in raw.broken.items():
        collect.marks.add(table.name, column, rows)
    for name in raw.columns:
        if name not in table.names:
            report_unknown_column(table, name, _first_row_with(name, raw), raw.columns, collect)
    columns = {c.name: _read_column(table, c, raw, collect) for c in table.columns}
    if raw.count:
        refuse_waiting(table, columns, collect)
    return Rows(columns, raw.count)


def _first_row_with(name: str, raw: RawTable) -> int | None:
    """The first row that gives a column; None for cells, whose header names it."""
    values = raw.columns[name]
    if raw.is_text or isinstance(values, TypedCells):
        return None
    return next((row for row, value in enumerate(values) if value is not None), 0)


def _read_column(table: Table, column: Column, raw: RawTable, collect: Collector) -> Array:
    if column.name not in raw.columns:
        if column.required and raw.count:
            _report_column(table, column, collect)
        return absent_column(column, raw.count)
    values = raw.columns[column.name]
    if isinstance(values, TypedCells):
        done = values.done
    elif raw.is_text:
        assert isinstance(values, np.ndarray)
        done = from_text(values, column)
    else:
        done = from_json(list(values), column)
    report_types(table, column, values, done, collect)
    check_required(table, column, is_absent(done.column) & ~done.wrong & ~done.endless, collect)
    check_range(table, column, done.column, collect)
    check_words(table, column, done.column, collect)
    check_lengths(table, column, done.column, collect)
    return done.column


def _report_column(table: Table, column: Column, collect: Collector) -> None:
    """One fault for a required column that no row gives, unless one was misspelt that may well be it."""
    if (table.name, column.name) not in collect.marks.columns:
        place = collect.places.of(table.name, 0 if table.single else None, column.name)
        collect.add("missing_value", place, needs(table, column, collect.places))
        collect.marks.add_column(table.name, column.name)
