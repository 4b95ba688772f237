"""From cells with types of their own to the contract's kinds; nothing is rounded and nothing guessed.

A text is read as a cell of a CSV file is. A whole number in a column of texts is its digits, since
spreadsheets make numbers of codes; what a spreadsheet may have lost on the way is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from models.profile.collect import Collector
from models.profile.columns import Column, Table
from models.profile.convert import Converted, from_text
from models.profile.rows import Array, Ints, Mask, absent_column, objects
from models.profile.typed_cells import TypedCells

CellKind = Literal["text", "number", "bool", "day", "other"]

EXACT = 1e15
"""A spreadsheet keeps fifteen digits of a number: from here on an id may have lost some."""
_FIRST, _LAST = np.datetime64("0001-01-01", "D"), np.datetime64("9999-12-31", "D")
_HS_DIGITS = (2, 4, 6, 8, 9, 10, 11, 12)
"""Digits an HS code can have: chapter, heading, subheading, and national codes of eight to twelve."""

_HS_HINT = (
    "a number loses the zeros at its ends: format the column as text and write the code with all its digits"
)
_AS_TEXT = "format the column as text and write the value again"
_HINTS: dict[tuple[CellKind, str], str] = {
    ("bool", "number"): "write the number itself",
    ("day", "number"): "the cell holds a date: format it as a number and write the value again",
    ("number", "date"): "the cell holds a plain number: format it as a date, or write 2027-04-01 as text",
    ("bool", "text"): f"the cell holds true or false: {_AS_TEXT}",
    ("day", "text"): f"the cell holds a date: {_AS_TEXT}",
    ("number", "text"): f"the cell holds a number that is not whole: {_AS_TEXT}",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Cells of one type in a column.

    Attributes:
        kind: their type; `other` fits no column.
        rows: the rows they stand in, rising.
        values: objects of text without outer blanks, integers or floats, truth values, days; of `other`
            whatever shows what was found.
        hint: of `other`: what is wrong with it, and the way out.
    """

    kind: CellKind
    rows: Ints
    values: Array
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """A column of cells; a row in none of the groups is empty."""

    count: int
    groups: tuple[Group, ...]


def converted(cells: Cells, column: Column) -> Array | TypedCells:
    """A column for `read_tables`: as texts where all cells are texts, else as the column's kind."""
    if all(group.kind == "text" for group in cells.groups):
        texts = np.full(cells.count, "", dtype=object)
        for group in cells.groups:
            texts[group.rows] = group.values
        return texts
    out = absent_column(column, cells.count)
    wrong, endless = np.zeros(cells.count, dtype=bool), np.zeros(cells.count, dtype=bool)
    hints: list[str] = []
    for group in cells.groups:
        done, hint = _of_group(group, column)
        out[group.rows], wrong[group.rows], endless[group.rows] = done.column, done.wrong, done.endless
        hints.append(hint)

    def hint_of(row: int) -> str:
        pairs = zip(cells.groups, hints, strict=True)
        return next((hint for group, hint in pairs if _holds(group, row)), "")

    return TypedCells(Converted(out, wrong, endless), lambda row: shown(cells, row), hint_of)


def typed_column(cells: Cells, table: Table, name: str, collect: Collector) -> Array | TypedCells:
    """A column of the contract for `read_tables`; HS codes that are numbers are warned of.

    Args:
        cells: as they came.
        table: of the contract.
        name: of the column.
        collect: takes the warning; its places are those of the table.
    """
    if name == "hs_code":
        _warn_of_numbers(cells, table, collect)
    return converted(cells, table.column(name))


def _warn_of_numbers(cells: Cells, table: Table, collect: Collector) -> None:
    """One warning for all HS codes that are read, but as numbers may have lost a leading zero."""
    rows = [group.rows[~_lost_digits(group.values)] for group in cells.groups if group.kind == "number"]
    count = sum(map(len, rows))
    if count:
        first = min(int(each[0]) for each in rows if len(each))
        message = f"{count} HS code(s) are stored as numbers, which lose leading zeros"
        hint = "check them; format the column as text, and 0101 stays 0101"
        place = collect.places.of(table.name, first, "hs_code")
        found = shown(cells, first)
        collect.add("hs_code_as_number", place, message, found=found, hint=hint, severity="warning")


def shown(cells: Cells, row: int) -> object:
    """What stands in a row, as its user sees it; an empty text where nothing does."""
    for group in cells.groups:
        if _holds(group, row):
            value = group.values[int(np.searchsorted(group.rows, row))]
            return value.item() if isinstance(value, np.generic) and value.dtype.kind != "M" else value
    return ""


def joined(parts: Sequence[Group], count: int) -> Cells:
    """A column of those groups that have any cell."""
    return Cells(count, tuple(part for part in parts if len(part.rows)))


def _of_group(group: Group, column: Column) -> tuple[Converted, str]:
    """The cells of a group as the column's kind, and a hint for those that cannot be."""
    kind = column.kind
    if group.kind == "text":
        return from_text(group.values, column), ""
    if group.kind == "other":
        return _all_wrong(group, column), group.hint
    if group.kind == "number":
        return _numbers(group, column)
    if group.kind == "bool" and kind == "bool":
        return _right(group.values.astype(float)), ""
    if group.kind == "day" and kind == "date":
        days = group.values.astype("datetime64[D]")
        off = (days < _FIRST) | (days > _LAST)
        return Converted(np.where(off, np.datetime64("NaT", "D"), days), off, np.zeros(len(off), bool)), ""
    wanted = kind if kind in ("number", "bool", "date") else "text"
    return _all_wrong(group, column), _HINTS.get((group.kind, wanted), "")


def _numbers(group: Group, column: Column) -> tuple[Converted, str]:
    values = group.values
    if column.kind == "number":
        numbers = values.astype(float)
        endless = ~np.isfinite(numbers)
        return Converted(np.where(endless, np.nan, numbers), np.zeros(len(values), bool), endless), ""
    if column.kind == "bool":
        off = (values != 0) & (values != 1)
        return Converted(np.where(off, np.nan, values.astype(float)), off, np.zeros(len(off), bool)), ""
    if column.kind == "date":
        return _all_wrong(group, column), _HINTS["number", "date"]
    if column.kind == "list":
        return from_text(objects([_text_of(value) for value in values.tolist()]), column), ""
    if column.name == "hs_code":
        lost, hint = _lost_digits(values), _HS_HINT
    else:
        lost = ~_is_whole(values)
        hint = _number_hint(values[lost])
    out = absent_column(column, len(values))
    out[~lost] = _digits(values[~lost])
    return Converted(out, lost, np.zeros(len(values), bool)), hint


def _number_hint(lost: Array) -> str:
    large = len(lost) > 0 and bool((np.abs(lost.astype(float)) >= EXACT).any())
    many = f"a number keeps fifteen digits, some may be lost: {_AS_TEXT}"
    return many if large else _HINTS["number", "text"]


def _is_whole(values: Array) -> Mask:
    """Whether the digits of each number are all there."""
    if values.dtype.kind in "iu":
        return np.ones(len(values), dtype=bool)
    with np.errstate(invalid="ignore"):
        whole: Mask = (values == np.floor(values)) & (np.abs(values) < EXACT)
    return whole


def _lost_digits(values: Array) -> Mask:
    """HS codes that cannot be whole as they stand: a fraction, or a number of digits that no code has."""
    lost = ~_is_whole(values)
    digits = objects([len(text) for text in _digits(values[~lost]).tolist()])
    lost[np.flatnonzero(~lost)] = ~np.isin(digits.astype(np.int64), _HS_DIGITS)
    return lost


def _digits(values: Array) -> Array:
    """Whole numbers as texts."""
    whole = values if values.dtype.kind in "iu" else values.astype(np.int64)
    return whole.astype(str).astype(object)


def _right(column: Array) -> Converted:
    none = np.zeros(len(column), dtype=bool)
    return Converted(column, none, none)


def _all_wrong(group: Group, column: Column) -> Converted:
    count = len(group.rows)
    return Converted(absent_column(column, count), np.ones(count, bool), np.zeros(count, bool))


def _holds(group: Group, row: int) -> bool:
    at = int(np.searchsorted(group.rows, row))
    return at < len(group.rows) and int(group.rows[at]) == row


def _text_of(value: float | int) -> str:
    """A number as a person writes it: whole ones as their digits."""
    return str(int(value)) if float(value).is_integer() and abs(value) < EXACT else repr(value)
