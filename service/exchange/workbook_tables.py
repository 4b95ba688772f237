"""A table from a sheet of a workbook; two columns `key` and `value` hold what is no table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice

import numpy as np
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from models.places import Places, SheetPlace
from models.profile.collect import Collector
from models.profile.columns import Table
from models.profile.convert import as_float
from models.profile.read import RawTable
from models.profile.rows import Array, Ints, objects
from models.profile.typed_cells import TypedCells
from service.exchange.csv_bytes import refused
from service.exchange.csv_cells import MOST_TITLES
from service.exchange.keyed_table import keyed_table
from service.exchange.limits import MOST_COLUMNS
from service.exchange.table_read import (
    TableRead,
    Title,
    header_row,
    headers_as_written,
    key_value_names,
    named_columns,
    nameless,
    report_title,
)
from service.exchange.typed_cells import CellKind, Cells, Group, typed_column
from service.exchange.workbook_cells import Odd, Sheet, Value, address


@dataclass(frozen=True, slots=True)
class SheetCells:
    """What stands on a sheet.

    Attributes:
        head: number of the row of headers: the first that holds anything, unless a title stands above
            them; 0 where none does.
        title: what stands above them; None where nothing does.
        header: the headers, by the number of the column.
        rows: number of each further row that holds anything.
        columns: by the number of the column, position among `rows` and value of each cell.
        merged: the areas of merged cells.
    """

    head: int
    title: Title | None
    header: Mapping[int, str]
    rows: Ints
    columns: Mapping[int, tuple[list[int], list[Value]]]
    merged: tuple[str, ...]


def cells_of_sheet(sheet: Sheet, name: str, table: Table | None) -> SheetCells:
    """Read a sheet.

    Args:
        sheet: to be read.
        name: its name, for places.
        table: the table that it is; None where it is none.

    Raises:
        SheetError: its rows or cells are not in order.
    """
    filled = sheet.rows()
    above = list(islice(filled, MOST_TITLES + 1))
    if not above:
        return SheetCells(0, None, {}, np.zeros(0, dtype=np.int64), {}, tuple(sheet.merged))
    words = [{column: _word(value) for column, value in values} for _, values in above]
    top = header_row(table, [list(row.values()) for row in words]) if table else 0
    first, text = next(iter(words[0].items()))
    title = Title(above[0][0], f"{name}!{address(first, above[0][0])}", text) if top else None
    rows: list[int] = []
    columns: dict[int, tuple[list[int], list[Value]]] = {}
    for number, values in chain(above[top + 1 :], filled):
        for column, value in values:
            at, kept = columns.setdefault(column, ([], []))
            at.append(len(rows))
            kept.append(value)
        rows.append(number)
    lines = np.array(rows, dtype=np.int64)
    return SheetCells(above[top][0], title, words[top], lines, columns, tuple(sheet.merged))


def read_sheet(name: str, table: Table, found: SheetCells) -> TableRead:
    """Read one table.

    Args:
        name: of the sheet, for places.
        table: which table of the contract it is.
        found: what stands on the sheet.

    Raises:
        ProfileFormatError: it has too many columns or keys, or is no table of keys and values.
    """
    place = SheetPlace(name, found.head or 1, found.rows, {})
    if not found.head:
        return TableRead(place=place)
    collect = Collector(Places("csv", tables={table.name: place}))
    if found.title:
        report_title(found.title, found.head, collect)
    if max(len(found.header), len(found.columns)) > MOST_COLUMNS:
        raise refused(name, f"the sheet has more than {MOST_COLUMNS} columns; no table has so many")
    read = _read_pairs(table, found, place) if table.single else _read_rows(table, found, place)
    return replace(read, issues=(*collect.issues, *read.issues))


def _read_rows(table: Table, found: SheetCells, place: SheetPlace) -> TableRead:
    numbers = sorted(found.header)
    words = [found.header[number] for number in numbers]
    collect = Collector(Places("csv", tables={table.name: place}))
    names = named_columns(
        table, words, lambda at: f"{place.sheet}!{address(numbers[at], place.head)}", collect
    )
    at = {name: numbers[position] for name, position in names.items()}
    letters = {name: get_column_letter(number) for name, number in at.items()}
    place = replace(place, letters=letters, headers=headers_as_written(table, names, words))
    collect.places = Places("csv", tables={table.name: place})
    for number in sorted(set(found.columns) - set(numbers)):
        nameless(number - 1, f"{place.sheet}!{address(number, place.head)}", collect)
    columns: dict[str, Array | TypedCells] = dict.fromkeys(names, objects([]))
    for name, number in at.items():
        if name in table.names:
            columns[name] = typed_column(_column(found, number), table, name, collect)
    broken = _merged_cells(found, at, place, collect)
    raw = RawTable(columns, len(found.rows), is_text=True, broken=broken)
    return TableRead(raw, place, tuple(collect.issues))


def _read_pairs(table: Table, found: SheetCells, place: SheetPlace) -> TableRead:
    """A table of keys and values: one row, one column a key."""
    numbers = sorted(found.header)
    words = [found.header[number] for number in numbers]
    parts = key_value_names(words)
    if not parts:
        message = f"{table.name} has two columns, key and value, and a row for each of its keys"
        where = f"{place.sheet}!{address(numbers[0], place.head)}"
        raise refused(where, message, "head the columns key and value, or 項目 and 値", ",".join(words)[:80])
    if len(found.rows) > MOST_COLUMNS:
        raise refused(
            place.sheet, f"{table.name} has {len(found.rows)} keys; at most {MOST_COLUMNS} are read"
        )
    at = dict(zip(parts, numbers, strict=True))
    place = replace(place, letters={name: get_column_letter(number) for name, number in at.items()})
    key, value = _column(found, at["key"]), _column(found, at["value"])
    return keyed_table(table, key, value, found.rows.tolist(), place)


def _column(found: SheetCells, number: int) -> Cells:
    """The cells of a column, grouped by their type."""
    by_kind: dict[tuple[CellKind, str], tuple[list[int], list[Value]]] = {}
    for at, value in zip(*found.columns.get(number, ([], [])), strict=True):
        rows, values = by_kind.setdefault(_kind(value), ([], []))
        rows.append(at)
        values.append(value)
    groups = [_group(*kind, rows, values) for kind, (rows, values) in by_kind.items()]
    return Cells(len(found.rows), tuple(groups))


def _kind(value: Value) -> tuple[CellKind, str]:
    """The type of a cell, and what is wrong with one that cannot be read."""
    if isinstance(value, str):
        return "text", ""
    if isinstance(value, bool):
        return "bool", ""
    if isinstance(value, int | float):
        return "number", ""
    return ("other", value.hint) if isinstance(value, Odd) else ("day", "")


def _group(kind: CellKind, hint: str, at: list[int], values: list[Value]) -> Group:
    rows = np.array(at, dtype=np.int64)
    if kind == "number":
        return Group(kind, rows, np.array([as_float(value) for value in values]))
    if kind == "bool":
        return Group(kind, rows, np.array(values, dtype=bool))
    if kind == "day":
        return Group(kind, rows, np.array(values, dtype="datetime64[D]"))
    return Group(kind, rows, objects([v.found if isinstance(v, Odd) else v for v in values]), hint)


def _word(value: Value) -> str:
    """A header; numbers and days are no names, and are told as they look."""
    if isinstance(value, Odd):
        return value.found
    return value.isoformat() if isinstance(value, date) else str(value)


def _merged_cells(
    found: SheetCells, at: Mapping[str, int], place: SheetPlace, collect: Collector
) -> dict[str, Ints]:
    """Report merged cells: they hold their value in the first only, the others would count as empty.

    Returns:
        The rows of all merged areas, by the column they stand in.
    """
    broken: dict[str, Ints] = {}
    areas = _merged_areas(found, set(at.values()), place.head)
    for left, top, right, bottom in areas:
        rows = np.flatnonzero((found.rows >= top) & (found.rows <= bottom))
        for name in (name for name, number in at.items() if left <= number <= right):
            broken[name] = np.union1d(broken.get(name, rows), rows)
    if areas:
        left, top, right, bottom = areas[0]
        first = address(left, top)
        area = f"{first}:{address(right, bottom)}"
        message = f"the cells {area} are merged: only the first of them holds the value"
        where, hint = f"{place.sheet}!{first}", "unmerge them and fill each"
        collect.add("unreadable", where, message, found=area, hint=hint, others=len(areas) - 1)
    return broken


def _merged_areas(found: SheetCells, known: set[int], head: int) -> list[tuple[int, int, int, int]]:
    """Merged areas below the headers that begin in a known column and hold a value, from top to bottom."""
    areas = []
    for area in found.merged:
        left, top, right, bottom = range_boundaries(area)
        if left is None or top is None or right is None or bottom is None or bottom <= head:
            continue
        if left in known and _holds(found, left, top):
            areas.append((left, top, right, bottom))
    return sorted(areas, key=lambda area: (area[1], area[0]))


def _holds(found: SheetCells, column: int, row: int) -> bool:
    at = int(np.searchsorted(found.rows, row))
    return (
        at < len(found.rows) and int(found.rows[at]) == row and at in found.columns.get(column, ([], []))[0]
    )
