"""What a column's cells may hold: types, ranges, words, and nothing that waits for a later version.

Each fault names its rows and the way out.
"""

from collections.abc import Mapping

import numpy as np

from models.places import Places
from models.profile.collect import Collector
from models.profile.columns import Column, Table
from models.profile.convert import WHAT, Converted
from models.profile.readings import reading_hint, word_hint
from models.profile.rows import Array, Mask, is_absent
from models.profile.typed_cells import TypedCells
from models.regions import groups
from models.units import COUNTRIES, CURRENCIES

LARGEST = 1e18
"""No number may be larger, so that every product of price, quantity and rate stays finite."""
SMALLEST = 1e-18
"""No number that must be above 0 may be smaller: prices are divided by some of them."""


def report_types(
    table: Table,
    column: Column,
    values: Array | list[object] | TypedCells,
    done: Converted,
    collect: Collector,
) -> None:
    """Report the rows whose cells are of another type, or no finite number.

    Args:
        table: whose column it is.
        column: the column.
        values: the cells as they came.
        done: what converting them gave.
        collect: where faults go.
    """
    what, word = WHAT.get(column.kind, "a text"), collect.places.word(table.name, column.name)
    if column.waiting == "refused":
        _refuse_rows(table, column, values, done.wrong | done.endless, collect)
        return
    if done.wrong.any():
        collect.rows(
            "wrong_type",
            table.name,
            column.name,
            done.wrong,
            lambda row: (values[row], f"{word} must be {what}", _type_hint(column, values, row, collect)),
        )
    if done.endless.any():
        collect.rows(
            "not_finite",
            table.name,
            column.name,
            done.endless,
            lambda row: (values[row], f"{word} must be a finite number", "leave it empty if unknown"),
        )


def _type_hint(
    column: Column, values: Array | list[object] | TypedCells, row: int, collect: Collector
) -> str:
    if isinstance(values, TypedCells) and values.hint(row):
        return values.hint(row)
    value = values[row]
    if meant := reading_hint(column, value):
        return meant.lower() if collect.places.form == "json" else meant  # JSON has true and false
    if column.kind == "number" and isinstance(value, str):
        return "write digits with a point for decimals, no thousands separators, units or full-width digits"
    if column.kind in ("id", "text") and isinstance(value, int | float):
        return f'write it as text: "{value}"'
    if column.kind == "date":
        return "dates are ISO 8601: year-month-day"
    return ""


def needs(table: Table, column: Column, places: Places) -> str:
    """That a table must give a column, in the words of what was given."""
    return f"{places.table_word(table.name)} needs {places.word(table.name, column.name)}: {column.doc}"


def check_required(table: Table, column: Column, missing: Array, collect: Collector) -> None:
    """Report the rows that give nothing where something must be given."""
    if column.required and missing.any():
        collect.rows(
            "missing_value",
            table.name,
            column.name,
            missing,
            lambda _row: ("", needs(table, column, collect.places), ""),
        )


def check_range(table: Table, column: Column, values: Array, collect: Collector) -> None:
    """Report numbers outside the column's bounds, and fractions where only whole numbers are allowed."""
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
        word = collect.places.word(table.name, column.name)
        collect.rows(
            "out_of_range",
            table.name,
            column.name,
            off,
            lambda row: (
                float(values[row]),
                f"{word} must be {_range_words(column, values[row])}",
                _range_hint(column, float(values[row])),
            ),
        )


def _range_hint(column: Column, value: float) -> str:
    if column.high != 1.0:
        return ""
    meant = f": write {value / 100:g}" if 1 < value < 100 and value.is_integer() else ""
    return f"shares and rates are 0..1, not per cent{meant}"


def _range_words(column: Column, value: float) -> str:
    if column.high is None and abs(value) > LARGEST:
        return f"a number of at most {LARGEST:g}"
    if column.open_low and 0 < value < SMALLEST:
        return f"a number of at least {SMALLEST:g}"
    what = "a whole number" if column.whole else "a number"
    low = "" if column.low is None else f" {'above' if column.open_low else 'of at least'} {column.low:g}"
    high = "" if column.high is None else f" and {'below' if column.open_high else 'at most'} {column.high:g}"
    return what + low + high


def check_words(table: Table, column: Column, values: Array, collect: Collector) -> None:
    """Countries, currencies and choices, looked up once a distinct word."""
    known = _known_words(table, column)
    if known is None:
        return
    words = {w for w in set(values.tolist()) if w is not None and w not in known}
    if not words:
        return
    code = {"choice": "unknown_choice", "currency": "unknown_currency"}.get(column.kind, "unknown_country")
    off = np.fromiter((v in words for v in values), bool, len(values))
    word = collect.places.word(table.name, column.name)
    collect.rows(
        code,
        table.name,
        column.name,
        off,
        lambda row: (values[row], _words_message(column, word), word_hint(column, str(values[row]), known)),
    )


def _known_words(table: Table, column: Column) -> frozenset[str] | None:
    if table.name == "tariffs" and column.name == "origin":
        return COUNTRIES | frozenset(groups()) | {"*"}
    if column.kind == "country":
        return COUNTRIES
    if column.kind == "currency":
        return CURRENCIES
    return frozenset(column.choices) if column.kind == "choice" else None


def _words_message(column: Column, word: str) -> str:
    if column.kind == "choice":
        return f"{word} must be one of: {', '.join(column.choices)}"
    if column.kind == "text":
        return f"{word} must be a country code, a country group, or * for all"
    standard = (
        "an ISO 4217 currency code" if column.kind == "currency" else "an ISO 3166 alpha-2 country code"
    )
    return f"{word} must be {standard}, in capitals"


def refuse_waiting(table: Table, columns: Mapping[str, Array], collect: Collector) -> None:
    """Refuse what is not honoured yet; warn of what has no bearing on a plan yet."""
    place = collect.places.of(table.name)
    if table.waiting == "refused":
        message = f"the table {collect.places.table_word(table.name)} is not honoured yet; leave it out"
        collect.add("not_yet_supported", place, message, found=table.name)
        return
    if table.waiting == "unused":
        message = f"the table {collect.places.table_word(table.name)} has no bearing on a plan yet"
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
    message = f"{collect.places.word(table.name, column.name)} has no bearing on a plan yet"
    place = collect.places.of(table.name, first, column.name)
    collect.add("not_used", place, message, found=values[first], severity="warning")


def _refuse_rows(
    table: Table, column: Column, values: Array | list[object] | TypedCells, given: Mask, collect: Collector
) -> None:
    message = f"{collect.places.word(table.name, column.name)} is not honoured yet; leave it out"
    collect.rows("not_yet_supported", table.name, column.name, given, lambda row: (values[row], message, ""))
