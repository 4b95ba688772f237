"""From wire tables to typed tables: unknown names, types, ranges and words are checked here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from models.issues import Issue, did_you_mean
from models.places import Places
from models.profile.aliases import column_words, table_words
from models.profile.collect import Collector
from models.profile.columns import Column, Table
from models.profile.convert import WHAT, Converted, from_json, from_text
from models.profile.rows import Array, Mask, Rows, absent_column, empty_rows, is_absent
from models.profile.schema import TABLES
from models.profile.typed_cells import TypedCells
from models.regions import groups
from models.units import COUNTRIES, CURRENCIES

LARGEST = 1e18
"""No number may be larger, so that every product of price, quantity and rate stays finite."""
SMALLEST = 1e-18
"""No number that must be above 0 may be smaller: prices are divided by some of them."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it came: columns of wire values, one entry a row.

    Attributes:
        columns: wire values by header; JSON values or cell texts, or cells that have types of their own.
            A column of numbers may come as floats, NaN where a cell is empty: a reader of large files
            converts them in passing.
        count: number of rows.
        is_text: whether the values are cell texts.
    """

    columns: Mapping[str, Array | list[object] | TypedCells]
    count: int
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class SourcingProfile:
    """The tables of a profile, names as the firm wrote them, with what reading found.

    Attributes:
        tables: every table of the contract; those not given have no rows.
        places: where each row stands in the user's input.
        issues: faults and warnings found while reading; `open_case` reports them with its own.
    """

    tables: Mapping[str, Rows]
    places: Places = field(default_factory=Places)
    issues: tuple[Issue, ...] = ()

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
            hint = (
                did_you_mean(name, table_words()) or "the contract's tables are in docs/reference/profile.md"
            )
            collect.add(
                "unknown_table", places.of(name), f'there is no table "{name}"', found=name, hint=hint
            )
    tables = {
        name: _read_table(table, raw[name], collect) if name in raw else empty_rows(table)
        for name, table in TABLES.items()
    }
    return SourcingProfile(tables, places, (*before, *collect.issues))


def _read_table(table: Table, raw: RawTable, collect: Collector) -> Rows:
    for name in raw.columns:
        if name not in table.names:
            hint = (
                did_you_mean(name, column_words(table.name)) or f"{table.name} has: {', '.join(table.names)}"
            )
            place = collect.places.of(table.name, _first_row_with(name, raw), name)
            collect.add(
                "unknown_column", place, f'{table.name} has no column "{name}"', found=name, hint=hint
            )
    columns = {c.name: _read_column(table, c, raw, collect) for c in table.columns}
    if raw.count:
        _refuse_waiting(table, columns, collect)
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
    _report_types(table, column, values, done, collect)
    _check_required(table, column, is_absent(done.column) & ~done.wrong & ~done.endless, collect)
    _check_range(table, column, done.column, collect)
    _check_words(table, column, done.column, collect)
    return done.column


def _report_column(table: Table, column: Column, collect: Collector) -> None:
    """One fault for a required column that no row gives: its name may only be misspelt."""
    place = collect.places.of(table.name, 0 if table.single else None, column.name)
    collect.add("missing_value", place, f"{table.name} needs {column.name}: {column.doc}")


def _report_types(
    table: Table,
    column: Column,
    values: Array | list[object] | TypedCells,
    done: Converted,
    collect: Collector,
) -> None:
    what = WHAT.get(column.kind, "a text")
    if column.waiting == "refused":
        _refuse_rows(table, column, values, done.wrong | done.endless, collect)
        return
    if done.wrong.any():
        collect.rows(
            "wrong_type",
            table.name,
            column.name,
            done.wrong,
            lambda row: (values[row], f"{column.name} must be {what}", _type_hint(column, values, row)),
        )
    if done.endless.any():
        collect.rows(
            "not_finite",
            table.name,
            column.name,
            done.endless,
            lambda row: (values[row], f"{column.name} must be a finite number", "leave it empty if unknown"),
        )


def _type_hint(column: Column, values: Array | list[object] | TypedCells, row: int) -> str:
    if isinstance(values, TypedCells) and values.hint(row):
        return values.hint(row)
    value = values[row]
    if column.kind == "number" and isinstance(value, str):
        return "write digits with a point for decimals, no thousands separators, units or full-width digits"
    if column.kind in ("id", "text") and isinstance(value, int | float):
        return f'write it as text: "{value}"'
    if column.kind == "date":
        return "dates are ISO 8601: year-month-day"
    return ""


def _check_required(table: Table, column: Column, missing: Array, collect: Collector) -> None:
    if column.required and missing.any():
        collect.rows(
            "missing_value",
            table.name,
            column.name,
            missing,
            lambda _row: ("", f"{table.name} needs {column.name}: {column.doc}", ""),
        )


def _check_range(table: Table, column: Column, values: Array, collect: Collector) -> None:
    if column.kind != "number":
        return
    low = -LARGEST if column.low is None else column.low
    high = LARGEST if column.high is None else column.high
    with np.errstate(invalid="ignore"):
        off = values < (low + SMALLEST if column.open_low else low)
        off |= (values >= high) if column.open_high else (values > high)
        if column.whole:
            off |= ~np.isnan(values) & (values != np.floor(values))
    if off.any():
        hint = "shares and rates are 0..1, not per cent" if column.high == 1.0 else ""
        collect.rows(
            "out_of_range",
            table.name,
            column.name,
            off,
            lambda row: (
                float(values[row]),
                f"{column.name} must be {_range_words(column, values[row])}",
                hint,
            ),
        )


def _range_words(column: Column, value: float) -> str:
    if column.high is None and abs(value) > LARGEST:
        return f"a number of at most {LARGEST:g}"
    if column.open_low and 0 < value < SMALLEST:
        return f"a number of at least {SMALLEST:g}"
    what = "a whole number" if column.whole else "a number"
    low = "" if column.low is None else f" {'above' if column.open_low else 'of at least'} {column.low:g}"
    high = "" if column.high is None else f" and {'below' if column.open_high else 'at most'} {column.high:g}"
    return what + low + high


def _check_words(table: Table, column: Column, values: Array, collect: Collector) -> None:
    """Countries, currencies and choices, looked up once a distinct word."""
    known = _known_words(table, column)
    if known is None:
        return
    words = {w for w in set(values.tolist()) if w is not None and w not in known}
    if not words:
        return
    code = {"choice": "unknown_choice", "currency": "unknown_currency"}.get(column.kind, "unknown_country")
    off = np.fromiter((v in words for v in values), bool, len(values))
    collect.rows(
        code,
        table.name,
        column.name,
        off,
        lambda row: (values[row], _words_message(column), did_you_mean(str(values[row]), known)),
    )


def _known_words(table: Table, column: Column) -> frozenset[str] | None:
    if table.name == "tariffs" and column.name == "origin":
        return COUNTRIES | frozenset(groups()) | {"*"}
    if column.kind == "country":
        return COUNTRIES
    if column.kind == "currency":
        return CURRENCIES
    return frozenset(column.choices) if column.kind == "choice" else None


def _words_message(column: Column) -> str:
    if column.kind == "choice":
        return f"{column.name} must be one of: {', '.join(column.choices)}"
    if column.kind == "text":
        return f"{column.name} must be a country code, a country group, or * for all"
    standard = (
        "an ISO 4217 currency code" if column.kind == "currency" else "an ISO 3166 alpha-2 country code"
    )
    return f"{column.name} must be {standard}, in capitals"


def _refuse_waiting(table: Table, columns: Mapping[str, Array], collect: Collector) -> None:
    """Refuse what is not honoured yet; warn of what has no bearing on a plan yet."""
    place = collect.places.of(table.name)
    if table.waiting == "refused":
        message = f"the table {table.name} is not honoured yet; leave it out"
        collect.add("not_yet_supported", place, message, found=table.name)
        return
    if table.waiting == "unused":
        message = f"the table {table.name} has no bearing on a plan yet"
        collect.add("not_used", place, message, found=table.name, severity="warning")
        return
    for column in table.columns:
        if column.waiting:
            _refuse_column(table, column, columns[column.name], collect)


def _refuse_column(table: Table, column: Column, values: Array, collect: Collector) -> None:
    given = ~is_absent(values)
    if not given.any():
        return
    if column.waiting == "refused":
        _refuse_rows(table, column, values, given, collect)
        return
    first = int(np.flatnonzero(given)[0])
    message = f"{column.name} has no bearing on a plan yet"
    place = collect.places.of(table.name, first, column.name)
    collect.add("not_used", place, message, found=values[first], severity="warning")


def _refuse_rows(
    table: Table, column: Column, values: Array | list[object] | TypedCells, given: Mask, collect: Collector
) -> None:
    message = f"{column.name} is not honoured yet; leave it out"
    collect.rows("not_yet_supported", table.name, column.name, given, lambda row: (values[row], message, ""))
