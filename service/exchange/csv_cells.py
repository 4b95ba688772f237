"""The cells of a CSV text as columns of texts, each row with its true line number."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from models.profile.rows import Array, Ints, Mask, distinct
from service.exchange.csv_bytes import BLANKS, refused, utf8_bytes
from service.exchange.csv_columns import columns_of
from service.exchange.csv_records import Records, records_of

MOST_TITLES = 10
"""Lines above the headers of a table that are looked at: titles, units, a day of printing."""
_LONGEST_HEADER = 100_000
"""Signs of a line that are looked at for names."""
_MOST_AT_ONCE = 10_000
"""Records that are held as lists of cells while they are written anew."""


def no_lines() -> Ints:
    """The line numbers of a table without rows."""
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class CsvCells:
    """A CSV text, rows without any value left out.

    Attributes:
        header: the names on the first line that is not blank, unless that is a title; empty where there
            is none.
        header_line: its line number.
        title_line: the line of a title above it; 0 where there is none.
        title: what stands there.
        columns: the cells of each column, as texts without surrounding blanks; as floats (NaN where
            empty) where numbers were asked for and every filled cell is one.
        lines: the line each row begins on, counted from 1.
        widths: how many cells each row had; those missing are empty, those too many are cut off.
    """

    header: tuple[str, ...] = ()
    header_line: int = 1
    title_line: int = 0
    title: str = ""
    columns: tuple[Array, ...] = ()
    lines: Ints = field(default_factory=no_lines)
    widths: Ints = field(default_factory=no_lines)


def read_cells(
    data: bytes,
    file: str,
    is_number: Callable[[str], bool] = lambda _: False,
    header_of: Callable[[Sequence[Sequence[str]]], int] = lambda _: 0,
) -> CsvCells:
    """Read a CSV text.

    Args:
        data: content of the file.
        file: its name, for the place of a fault.
        is_number: whether the column of a header is to be given as floats if it can be.
        header_of: which of the first lines that hold anything is the header; those above it are a title.

    Raises:
        ProfileFormatError: the file is not UTF-8 text, not separated by commas, or quoted wrongly.
    """
    data = utf8_bytes(data, file)
    records = records_of(data, file)
    top = _first_filled(data, records)
    if top is None:
        return CsvCells()
    first = _first_lines(data, records, top)
    at = header_of([cells for _, cells in first])
    title_line, title = (int(records.line[top]), first[0][1][0]) if at else (0, "")
    top = first[at][0]
    line = int(records.line[top])
    header = _header_of(data[records.start[top] : records.end[top]].decode(), f"{file}:{line}")
    body = _chosen(records, slice(top + 1, _last_filled(data, records) + 1))
    body, rest = _with_even_records(body, data, len(header), file)
    longest = int(np.max(body.end - body.start, initial=0))
    asked = [at for at, name in enumerate(header) if is_number(name)]
    columns = columns_of(rest, len(header), longest, records.outer_blanks, asked)
    return _without_empty_rows(CsvCells(header, line, title_line, title, columns, body.line, body.cells))


def _first_lines(data: bytes, records: Records, top: int) -> list[tuple[int, list[str]]]:
    """The first records that hold anything, with their positions: of a title, if any, and the header."""
    near = range(top, min(len(records.start), top + 1 + MOST_TITLES))
    filled = [at for at in near if _is_filled(data, records, at)]
    return [(at, _words_of(data[records.start[at] : records.end[at]].decode())) for at in filled]


def _words_of(text: str) -> list[str]:
    """The cells of a record that hold anything."""
    cells = next(
        csv.reader(io.StringIO(text[:_LONGEST_HEADER].rstrip("\r"), newline=""), skipinitialspace=True)
    )
    return [cell.strip(BLANKS) for cell in cells if cell.strip(BLANKS)] or [""]


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


def _chosen(records: Records, which: slice | Mask) -> Records:
    return Records(
        start=records.start[which],
        end=records.end[which],
        cells=records.cells[which],
        line=records.line[which],
        loose=records.loose[which],
        outer_blanks=records.outer_blanks,
    )


def _with_even_records(body: Records, data: bytes, width: int, file: str) -> tuple[Records, bytes]:
    """The records below the header that hold anything, and their text, each with as many cells as it.

    Records of another width, and those with blanks around quotes, are written anew; blank ones go.
    """
    if not len(body.start):
        return body, b""
    odd = np.flatnonzero((body.cells != width) | body.loose)
    kept = np.ones(len(body.start), dtype=bool)
    pieces: list[bytes] = []
    done = 0
    for run in _runs(odd):
        rows = _rows_of(body, run, data, file)
        kept[run] = [any(cell.strip(BLANKS) for cell in row) for row in rows]
        pieces.append(data[body.start[done] : body.start[run[0]]])
        pieces.append(_even_text([row for row, full in zip(rows, kept[run], strict=True) if full], width))
        done = int(run[-1]) + 1
    if done < len(body.start):
        pieces.append(data[body.start[done] : body.end[-1]])
    return (_chosen(body, kept) if len(odd) else body), b"".join(pieces)


def _runs(odd: Ints) -> list[Ints]:
    """Records that follow each other, not too many at once."""
    if not len(odd):
        return []
    gaps = np.flatnonzero(np.diff(odd) > 1) + 1
    return np.split(odd, distinct(np.concatenate([gaps, np.arange(_MOST_AT_ONCE, len(odd), _MOST_AT_ONCE)])))


def _rows_of(body: Records, run: Ints, data: bytes, file: str) -> list[list[str]]:
    """The cells of some records."""
    texts = (data[body.start[at] : body.end[at]].decode() for at in run)
    try:
        return list(csv.reader(texts, skipinitialspace=True))
    except csv.Error as error:
        raise refused(file, f"this is not CSV: {error}") from None


def _even_text(rows: list[list[str]], width: int) -> bytes:
    """The text of rows with `width` cells each: missing ones are empty, more are cut off."""
    text = io.StringIO(newline="")
    missing = [""] * width
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        (row + missing)[:width] for row in rows
    )
    return text.getvalue().encode()


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
    return replace(cells, columns=columns, lines=lines, widths=widths)


def _is_empty(column: Array) -> Mask:
    empty: Mask = np.isnan(column) if column.dtype.kind == "f" else column == ""
    return empty
