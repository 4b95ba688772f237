"""The cells of a CSV text as columns of texts, each row with its true line number."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np

from models.profile.rows import Array, Ints, Mask
from service.exchange.csv_bytes import refused, utf8_bytes
from service.exchange.csv_columns import BLANKS, columns_of
from service.exchange.csv_records import Records, records_of


def no_lines() -> Ints:
    """The line numbers of a table without rows."""
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class CsvCells:
    """A CSV text, rows without any value left out.

    Attributes:
        header: the names on the first line that is not blank; empty where there is none.
        header_line: its line number.
        columns: the cells of each column, as texts without surrounding blanks; as floats (NaN where
            empty) where numbers were asked for and every filled cell is one.
        lines: the line each row begins on, counted from 1.
        widths: how many cells each row had; those missing are empty, those too many are cut off.
    """

    header: tuple[str, ...] = ()
    header_line: int = 1
    columns: tuple[Array, ...] = ()
    lines: Ints = field(default_factory=no_lines)
    widths: Ints = field(default_factory=no_lines)


def read_cells(data: bytes, file: str, numbers: Collection[str] = ()) -> CsvCells:
    """Read a CSV text.

    Args:
        data: content of the file.
        file: its name, for the place of a fault.
        numbers: headers of the columns to give as floats if they can be.

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
    body = _between(records, top + 1, _last_filled(data, records) + 1)
    body, rest = _with_even_records(body, data, len(header), file)
    longest = int(np.max(body.end - body.start, initial=0))
    asked = [at for at, name in enumerate(header) if name in numbers]
    columns = columns_of(rest, len(header), longest, records.outer_blanks, asked)
    return _without_empty_rows(CsvCells(header, line, columns, body.line, body.cells))


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


def _between(records: Records, first: int, last: int) -> Records:
    """The records from the first to before the last."""
    return _chosen(records, slice(first, last))


def _chosen(records: Records, which: slice | Mask) -> Records:
    columns = (records.start, records.end, records.cells, records.line, records.loose)
    return Records(*(column[which] for column in columns), outer_blanks=records.outer_blanks)


def _with_even_records(body: Records, data: bytes, width: int, file: str) -> tuple[Records, bytes]:
    """The records below the header that hold anything, and their text, each with as many cells as it.

    Records of another width, and those with blanks around quotes, are written anew; blank ones go.
    """
    if not len(body.start):
        return body, b""
    odd = np.flatnonzero((body.cells != width) | body.loose)
    if not len(odd):
        return body, data[body.start[0] : body.end[-1]]
    kept = np.ones(len(body.start), dtype=bool)
    pieces: list[bytes] = []
    done = 0
    for at, text in zip(odd.tolist(), _rewritten(body, odd, data, width, file), strict=True):
        pieces.append(data[body.start[done] : body.start[at]])
        pieces.append(text)
        kept[at] = bool(text)
        done = at + 1
    if done < len(body.start):
        pieces.append(data[body.start[done] : body.end[-1]])
    return _chosen(body, kept), b"".join(pieces)


def _rewritten(body: Records, odd: Ints, data: bytes, width: int, file: str) -> Iterator[bytes]:
    """Each odd record with `width` cells, missing ones empty; nothing for one without any value."""
    texts = (data[body.start[at] : body.end[at]].decode() for at in odd.tolist())
    try:
        for cells in csv.reader(texts, skipinitialspace=True):
            stripped = [cell.strip(BLANKS) for cell in cells]
            even = (stripped + [""] * width)[:width]
            yield _quoted(even) if any(stripped) else b""
    except csv.Error as error:
        raise refused(file, f"this is not CSV: {error}") from None


def _quoted(cells: list[str]) -> bytes:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells).encode() + b"\n"


def _without_empty_rows(cells: CsvCells) -> CsvCells:
    """Leave out rows in which every cell is empty: they say nothing.

    A row of another width that is still here holds a value beyond the header, and is at fault.
    """
    if not len(cells.lines):
        return cells
    empty = np.flatnonzero(_is_empty(cells.columns[0]) & (cells.widths == len(cells.header)))
    for column in cells.columns[1:]:
        if not len(empty):
            return cells
        empty = empty[_is_empty(column[empty])]
    if not len(empty):
        return cells
    columns = tuple(np.delete(column, empty) for column in cells.columns)
    lines, widths = np.delete(cells.lines, empty), np.delete(cells.widths, empty)
    return CsvCells(cells.header, cells.header_line, columns, lines, widths)


def _is_empty(column: Array) -> Mask:
    empty: Mask = np.isnan(column) if column.dtype.kind == "f" else column == ""
    return empty
