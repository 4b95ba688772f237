"""A table from a CSV file; two columns `key` and `value` hold what is no table."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from models.errors import ProfileFormatError
from models.issues import Issue, did_you_mean
from models.places import FilePlace, Places
from models.profile.aliases import column_named, column_words
from models.profile.collect import Collector
from models.profile.columns import Table
from models.profile.read import RawTable
from models.profile.rows import Array, objects
from service.exchange.csv_bytes import refused, unreadable
from service.exchange.csv_cells import CsvCells, read_cells
from service.exchange.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from service.exchange.table_read import (
    TableRead,
    Title,
    header_row,
    headers_as_written,
    key_value_names,
    named_columns,
    named_keys,
    nameless,
    report_title,
    single_count,
)

_FILLED = re.compile(rb"[^\s,\xef\xbb\xbf][^\r\n]*")
"""The first line from its first cell that holds anything."""


def read_csv(file: str, table: Table, read: Callable[[], bytes]) -> TableRead:
    """Read one table.

    Args:
        file: its name, for places.
        table: which table of the contract it is.
        read: gives its bytes.
    """
    place = FilePlace(file)
    try:
        data = read()
        _check_size(data, file)
        if table.single:
            cells = read_cells(data, file, header_of=partial(header_row, table))
            found = _read_pairs(table, cells, replace(place, rows=cells.lines))
        else:
            cells = read_cells(data, file, _names_numbers(table), partial(header_row, table))
            found = _read_rows(table, cells, replace(place, rows=cells.lines))
        return replace(found, issues=(*_title_issues(cells, file), *found.issues))
    except ProfileFormatError as error:
        return TableRead(place=place, stop=error.issues)
    except OSError as error:
        return TableRead(place=place, stop=(unreadable(file, f"it cannot be read: {error.strerror}"),))


def _title_issues(cells: CsvCells, file: str) -> list[Issue]:
    collect = Collector(Places("csv"))
    if cells.title_line:
        title = Title(cells.title_line, f"{file}:{cells.title_line}", cells.title)
        report_title(title, cells.header_line, collect)
    return collect.issues


def _names_numbers(table: Table) -> Callable[[str], bool]:
    """Whether a header, in English or Japanese, is that of a column of numbers."""
    numbers = {column.name for column in table.columns if column.kind == "number"}
    return lambda word: column_named(table.name, word) in numbers


def _check_size(data: bytes, file: str) -> None:
    """Refuse a text with more lines, cells or columns than are read, before any of them is looked at."""
    lines = data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
    if lines > MOST_ROWS:
        raise refused(file, f"the file has {lines} lines; at most {MOST_ROWS} are read")
    cells = data.count(b",") + lines
    if cells > MOST_CELLS:
        raise refused(file, f"the file has {cells} cells; at most {MOST_CELLS} are read")
    first = _FILLED.search(data)
    if first and first[0].count(b",") >= MOST_COLUMNS:
        raise refused(file, f"the first line has more than {MOST_COLUMNS} columns; no table has so many")


def _read_rows(table: Table, cells: CsvCells, place: FilePlace) -> TableRead:
    collect = Collector(Places("csv", tables={table.name: place}))

    def header_place(at: int) -> str:
        return f"{place.file}:{cells.header_line} {cells.header[at]}".rstrip()

    names = named_columns(table, cells.header, header_place, collect)
    for at, word in enumerate(cells.header):
        if not word and cells.columns and (cells.columns[at] != "").any():
            nameless(at, header_place(at), collect)
    broken = _report_widths(table, cells, collect)
    columns = {name: cells.columns[at] if cells.columns else objects([]) for name, at in names.items()}
    place = replace(place, headers=headers_as_written(table, names, cells.header))
    raw = RawTable(columns, len(cells.lines), is_text=True, broken=broken)
    return TableRead(raw, place, tuple(collect.issues))


def _report_widths(table: Table, cells: CsvCells, collect: Collector) -> dict[str, Array]:
    """Report rows with more or fewer cells than the header; returns them, as no cell of theirs counts."""
    wanted = len(cells.header)

    def say(row: int) -> tuple[object, str, str]:
        width = int(cells.widths[row])
        many = "a comma inside a cell needs double quotes around the cell"
        hint = many if width > wanted else "an empty cell still needs its comma"
        return width, f"the row has {width} cells, the header {wanted}", hint

    odd = cells.widths != wanted
    collect.rows("unreadable", table.name, "", odd, say)
    return {"": np.flatnonzero(odd)} if odd.any() else {}


def _read_pairs(table: Table, cells: CsvCells, place: FilePlace) -> TableRead:
    """A table of keys and values: one row, one column a key."""
    if not cells.header:
        return TableRead(place=place)
    if not key_value_names(cells.header):
        raise ProfileFormatError([_wrong_header(table, cells, place.file)])
    if len(cells.lines) > MOST_COLUMNS:
        many = f"{table.name} has {len(cells.lines)} keys; at most {MOST_COLUMNS} are read"
        raise refused(place.file, many)
    collect = Collector(Places("csv", tables={table.name: place}))
    _report_widths(table, cells, collect)
    words, values = cells.columns[:2] if cells.columns else (objects([]), objects([]))
    lines = cells.lines.tolist()
    rows = zip(words.tolist(), values.tolist(), lines, strict=True)
    keys = named_keys(table, rows, lambda key, line: f"{place.file}:{line} {key}".rstrip(), collect)
    columns: dict[str, Array] = {name: objects([values[at]]) for name, at in keys.items()}
    count = single_count(table, any(values[at] for at in keys.values()))
    place = replace(
        place,
        keys={name: lines[at] for name, at in keys.items()},
        headers=headers_as_written(table, keys, words.tolist()),
    )
    raw = RawTable(columns if count else dict.fromkeys(columns, objects([])), count, is_text=True)
    return TableRead(raw, place, tuple(collect.issues))


def _wrong_header(table: Table, cells: CsvCells, file: str) -> Issue:
    message = f"{table.name} has two columns, key and value, and a row for each of its keys"
    close = did_you_mean(cells.header[0], column_words(table.name))
    hint = "write each key and its value on a line of its own" if close else "begin the file with: key,value"
    return unreadable(f"{file}:{cells.header_line}", message, hint, ",".join(cells.header)[:80])
