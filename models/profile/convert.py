"""From wire values to typed columns; what cannot be converted is named, never repaired."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from models.profile.columns import Column
from models.profile.rows import Array, Mask, absent_column, objects
from models.units import parse_date

TRUE_WORDS = frozenset({"true", "1"})
FALSE_WORDS = frozenset({"false", "0"})
WHAT = {
    "number": "a number",
    "bool": "true or false",
    "date": "a date like 2027-04-01",
    "list": "a list of texts",
}


@dataclass(frozen=True, slots=True)
class Converted:
    """A typed column and the rows that could not be converted.

    Attributes:
        column: typed values; absent where the row gives none or cannot be converted.
        wrong: rows whose value is of another type.
        endless: rows whose number is NaN or infinite.
    """

    column: Array
    wrong: Mask
    endless: Mask


def from_json(values: list[object], column: Column) -> Converted:
    """A column of JSON values; null means absent."""
    count = len(values)
    none = np.zeros(count, dtype=bool)
    if column.kind == "number":
        return _numbers_from_json(values, count)
    if column.kind in ("id", "text", "country", "currency", "choice"):
        kinds = set(map(type, values))
        if kinds <= {str, type(None)}:
            return Converted(_blank_to_none(objects(values)), none, none)
        wrong = np.fromiter((v is not None and not isinstance(v, str) for v in values), bool, count)
        return Converted(
            _blank_to_none(objects([v if isinstance(v, str) else None for v in values])), wrong, none
        )
    return _each(values, column, _JSON_READERS[column.kind])


def _blank_to_none(column: Array) -> Array:
    """An empty text says nothing: it is absent, as an empty cell is."""
    column[column == ""] = None
    return column


def _numbers_from_json(values: list[object], count: int) -> Converted:
    kinds = set(map(type, values))
    if kinds <= {int, float, type(None)}:
        out = np.fromiter((np.nan if v is None else as_float(v) for v in values), float, count)
        wrong = np.zeros(count, dtype=bool)
    else:
        wrong = np.fromiter((v is not None and type(v) not in (int, float) for v in values), bool, count)
        out = np.fromiter((as_float(v) if type(v) in (int, float) else np.nan for v in values), float, count)
    given = np.fromiter((v is not None for v in values), bool, count) & ~wrong
    endless = given & ~np.isfinite(out)
    return Converted(np.where(endless, np.nan, out), wrong, endless)


def as_float(value: object) -> float:
    """A number; one beyond all bounds is endless."""
    try:
        return float(value)  # type: ignore[arg-type]
    except OverflowError:
        return float("inf")


def from_text(cells: Array, column: Column) -> Converted:
    """A column of texts as they stand in cells; an empty cell means absent.

    Floats, NaN where the cell was empty, are taken as they are.
    """
    count = len(cells)
    none = np.zeros(count, dtype=bool)
    if cells.dtype.kind == "f":
        return Converted(cells, none, none)
    filled = cells != ""
    if not filled.any():
        return Converted(absent_column(column, count), none, none)
    if column.kind == "number":
        stripped = pd.Series(cells, dtype=object)
        numbers = pd.to_numeric(stripped, errors="coerce").to_numpy(dtype=float)
        not_number = filled & np.isnan(numbers)
        named = np.zeros(count, dtype=bool)
        at = np.flatnonzero(not_number)
        named[at] = [str(cells[i]).strip().lower() in ("nan", "-nan", "+nan") for i in at]
        endless = (filled & np.isinf(numbers)) | named
        return Converted(np.where(np.isfinite(numbers), numbers, np.nan), not_number & ~named, endless)
    if column.kind in ("id", "text", "country", "currency", "choice"):
        out = cells.astype(object)
        out[~filled] = None
        return Converted(out, none, none)
    return _each_distinct(cells, column)


def _each_distinct(cells: Array, column: Column) -> Converted:
    """Convert each distinct text once: a million flags are two words, a million dates some hundreds."""
    codes, words = pd.factorize(cells)
    done = _each([word or None for word in words], column, _TEXT_READERS[column.kind])
    return Converted(done.column[codes], done.wrong[codes], done.endless[codes])


def _each(values: list[object], column: Column, read: Callable[[object], object]) -> Converted:
    """Convert one by one: values of few kinds, or few values."""
    count = len(values)
    out = absent_column(column, count)
    wrong = np.zeros(count, dtype=bool)
    for row, value in enumerate(values):
        if value is None:
            continue
        found = read(value)
        if found is None:
            wrong[row] = True
        else:
            out[row] = found
    return Converted(out, wrong, np.zeros(count, dtype=bool))


def _bool_of_json(value: object) -> float | None:
    return float(value) if isinstance(value, bool) else None


def _date_of_json(value: object) -> np.datetime64 | None:
    day: date | None = parse_date(value) if isinstance(value, str) else None
    return None if day is None else np.datetime64(day, "D")


def _list_of_json(value: object) -> tuple[str, ...] | None:
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    return None


def _bool_of_text(value: object) -> float | None:
    word = str(value).strip().lower()
    return 1.0 if word in TRUE_WORDS else 0.0 if word in FALSE_WORDS else None


def _list_of_text(value: object) -> tuple[str, ...]:
    return tuple(part.strip() for part in str(value).split(";") if part.strip())


_JSON_READERS: dict[str, Callable[[object], object]] = {
    "bool": _bool_of_json,
    "date": _date_of_json,
    "list": _list_of_json,
}
_TEXT_READERS: dict[str, Callable[[object], object]] = {
    "bool": _bool_of_text,
    "date": _date_of_json,
    "list": _list_of_text,
}
