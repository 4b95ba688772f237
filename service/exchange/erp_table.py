"""One table of an ERP as it was exported: texts by column, each row with its line number.

An export is CSV with commas, semicolons or tabs, UTF-8 with or without a byte-order mark, plain or gzip.
Nothing in it is typed here: what a text means is for `erp_values`.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from models.issues import did_you_mean
from service.exchange.csv_bytes import BLANKS, refused, text_of

SUFFIXES = (".csv", ".csv.gz", ".txt", ".txt.gz")


@dataclass(frozen=True, slots=True)
class Reject:
    """A row of an export that is not used.

    Attributes:
        file: name of the file.
        line: the line it begins on, counted from 1, the header included.
        key: the ERP's own key of the row; may be empty.
        reason: why it is left out.
    """

    file: str
    line: int
    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class ErpTable:
    """An exported table.

    Attributes:
        file: name of the file.
        rows: the columns asked for as texts, and `line`; a column the file does not have is empty.
        has: the columns asked for that the file has.
        count: rows of the file that hold anything, those of another width included.
        rejects: rows whose width is not the header's.
    """

    file: str
    rows: pd.DataFrame
    has: frozenset[str]
    count: int
    rejects: tuple[Reject, ...] = ()


def find_file(folder: Path, table: str) -> Path | None:
    """The file of a table in a folder, whatever its suffix and case; None where there is none.

    Raises:
        ProfileFormatError: two files have the table.
    """
    names = {f"{table}{suffix}".lower() for suffix in SUFFIXES}
    found = sorted(p for p in folder.iterdir() if p.is_file() and p.name.lower() in names)
    if len(found) > 1:
        raise refused(found[1].name, f"{found[0].name} has the same table", "keep one of them")
    return found[0] if found else None


def read_table(path: Path, wanted: Sequence[str], required: Sequence[str] = ()) -> ErpTable:
    """Read the columns that are wanted of an exported table.

    Args:
        path: the file.
        wanted: names of columns.
        required: those without which the table says nothing.

    Raises:
        ProfileFormatError: the file cannot be read, or a required column is missing.
    """
    records = _records(text_of(path), path.name)
    header_line, header = next(records, (1, []))
    header = [name.strip(BLANKS) for name in header]
    at = {name: header.index(name) for name in wanted if name in header}
    missing = [name for name in required if name not in at]
    if missing:
        hint = did_you_mean(missing[0], header) or f"the file begins with {', '.join(header[:5])}"
        place = f"{path.name}:{header_line}"
        raise refused(place, f"{path.name} has no column {', '.join(missing)}", hint, missing[0])
    lines: list[int] = []
    kept: list[list[str]] = []
    rejects: list[Reject] = []
    for line, cells in records:
        if len(cells) == len(header):
            lines.append(line)
            kept.append([cells[n].strip(BLANKS) for n in at.values()])
        else:
            reason = f"the row has {len(cells)} cells, the header {len(header)}"
            rejects.append(Reject(path.name, line, "", reason))
    frame = pd.DataFrame(kept, columns=list(at), dtype=object)
    for name in wanted:
        if name not in at:
            frame[name] = ""
    frame["line"] = lines
    return ErpTable(path.name, frame, frozenset(at), len(lines) + len(rejects), tuple(rejects))


def rejects_of(file: str, rows: pd.DataFrame, reason: str | Sequence[str], key: str = "") -> list[Reject]:
    """Rejects of rows that have a column `line`.

    Args:
        file: name of the file.
        rows: the rows.
        reason: one for all, or one a row.
        key: the column that holds the ERP's key.
    """
    reasons = [reason] * len(rows) if isinstance(reason, str) else list(reason)
    keys = rows[key].tolist() if key else [""] * len(rows)
    return [
        Reject(file, int(line), str(one), why)
        for line, one, why in zip(rows["line"], keys, reasons, strict=True)
    ]


def first_reasons(index: pd.Index, tests: Iterable[tuple[pd.Series, str | pd.Series]]) -> pd.Series:
    """Why each row is left out: the words of the first test it fails, or an empty text.

    Args:
        index: the rows.
        tests: rows that fail, and words for all of them or one a row.
    """
    reason = pd.Series("", index=index, dtype=object)
    for fails, words in tests:
        hit = fails.astype(bool) & (reason == "")
        reason = reason.mask(hit, words)
    return reason


def _records(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The records that hold anything, each with the line it begins on."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    line = 1
    try:
        for cells in reader:
            if any(cell.strip(BLANKS) for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise refused(f"{file}:{line}", f"this is not CSV: {error}") from None
