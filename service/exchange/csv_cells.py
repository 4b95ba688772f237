"""The cells of a CSV text as columns of texts, each row with its true line number."""

import csv
import io
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from models.profile.rows import Array, Ints, objects
from service.exchange.csv_bytes import refused, utf8_bytes
from service.exchange.csv_records import Records, records_of

BLANKS = " \t\u00a0\u3000"
"""Stripped from both ends of a cell: space, tab, no-break space and the Japanese full-width space."""


def no_lines() -> Ints:
    """The line numbers of a table without rows."""
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class CsvCells:
    """A CSV text, rows without any value left out.

    Attributes:
        header: the names on the first line that is not blank; empty where there is none.
        header_line: its line number.
        columns: the cells of each column, as texts without surrounding blanks.
        lines: the line each row begins on, counted from 1.
        widths: how many cells each row had; those missing are empty, those too many are cut off.
    """

    header: tuple[str, ...] = ()
    header_line: int = 1
    columns: tuple[Array, ...] = ()
    lines: Ints = field(default_factory=no_lines)
    widths: Ints = field(default_factory=no_lines)


def read_cells(data: bytes, file: str) -> CsvCells:
    """Read a CSV text.

    Raises:
        ProfileFormatError: the file is not UTF-8 text, not separated by commas, or quoted wrongly.
    """
    data = utf8_bytes(data, file)
    records = records_of(data, file)
    top = _first_filled(data, records)
    if top is None:
        return CsvCells()
    line = int(records.line[top])
    header = _header_of(data[records.start[top] : records.end[top]].decode(), f"{file}:{line}")
    last = _last_filled(data, records)
    body = slice(top + 1, last + 1)
    begin = int(records.end[top]) if last == top else int(records.start[top + 1])
    rest = data[begin : int(records.end[last])]
    if (records.cells[body] == len(header)).all():
        columns = _read_fast(rest, len(header), records.outer_blanks)
        lines, widths = records.line[body], records.cells[body]
    else:
        columns, lines, widths = _read_ragged(rest.decode(), len(header), file)
        lines = lines + int(records.line[top + 1]) - 1
    return _without_empty_rows(CsvCells(header, line, columns, lines, widths))


def _first_filled(data: bytes, records: Records) -> int | None:
    """The first record that holds more than blanks and commas."""
    return next((n for n in range(len(records.start)) if _is_filled(data, records, n)), None)


def _last_filled(data: bytes, records: Records) -> int:
    """The last such record; spreadsheets leave many blank ones below it."""
    return next(n for n in range(len(records.start) - 1, -1, -1) if _is_filled(data, records, n))


def _is_filled(data: bytes, records: Records, n: int) -> bool:
    return bool(data[records.start[n] : records.end[n]].strip(b" \t\r,"))


def _header_of(text: str, place: str) -> tuple[str, ...]:
    if "," not in text and (";" in text or "\t" in text):
        sign = "semicolons" if ";" in text else "tabs"
        hint = "save it as CSV with commas between the cells"
        raise refused(place, f"the cells are separated by {sign}", hint, text.strip()[:80])
    cells = next(csv.reader(io.StringIO(text.rstrip("\r"), newline=""), skipinitialspace=True))
    return tuple(cell.strip(BLANKS) for cell in cells)


def _read_fast(rest: bytes, width: int, outer_blanks: bool) -> tuple[Array, ...]:
    """Every row is known to have as many cells as the header: the only case pandas reads as it stands."""
    if not rest:
        return tuple(objects([]) for _ in range(width))
    frame = pd.read_csv(
        io.BytesIO(rest),
        header=None,
        names=list(range(width)),
        dtype=object,
        na_filter=False,
        keep_default_na=False,
        skip_blank_lines=False,
        skipinitialspace=True,
        index_col=False,
        quoting=csv.QUOTE_MINIMAL if b'"' in rest else csv.QUOTE_NONE,
        engine="c",
        low_memory=False,
    )
    columns = [frame[n].to_numpy(dtype=object) for n in range(width)]
    if outer_blanks:
        columns = [objects([cell.strip(BLANKS) for cell in column]) for column in columns]
    return tuple(columns)


def _read_ragged(rest: str, width: int, file: str) -> tuple[tuple[Array, ...], Ints, Ints]:
    """Row by row, for texts with blank lines or rows of another width than the header's."""
    reader = csv.reader(io.StringIO(rest, newline=""), skipinitialspace=True)
    rows, lines, widths = [], [], []
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip(BLANKS) for cell in cells]
            if any(stripped):
                rows.append((stripped + [""] * width)[:width])
                lines.append(line)
                widths.append(len(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise refused(file, f"this is not CSV: {error}") from None
    columns = tuple(objects(column) for column in zip(*rows, strict=True))
    return columns, np.array(lines, dtype=np.int64), np.array(widths, dtype=np.int64)


def _without_empty_rows(cells: CsvCells) -> CsvCells:
    """Leave out rows in which every cell is empty: they say nothing."""
    empty = np.flatnonzero(cells.columns[0] == "") if len(cells.lines) else no_lines()
    for column in cells.columns[1:]:
        if not len(empty):
            return cells
        empty = empty[column[empty] == ""]
    if not len(empty):
        return cells
    columns = tuple(np.delete(column, empty) for column in cells.columns)
    lines, widths = np.delete(cells.lines, empty), np.delete(cells.widths, empty)
    return CsvCells(cells.header, cells.header_line, columns, lines, widths)
