"""The lines of Japan's customs schedule, from the CSV file that holds it.

The file has a line for every heading and statistical line; the columns read are named in `COLUMNS`. General,
temporary and WTO rates are often printed on a heading only: their columns ending in `_inherited` repeat the
nearest value above a line.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.exchange.csv_bytes import refused, text_of

GENERAL, TEMPORARY, WTO = "general_inherited", "temporary_inherited", "wto_inherited"
BASE = (GENERAL, TEMPORARY, WTO)
GSP, LDC = "gsp", "ldc"
_CODE = ("stat_code", "stat_suffix")


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A statistical line.

    Attributes:
        code: its nine digits.
        printed: the rates as printed by column; columns without one are left out.
    """

    code: str
    printed: dict[str, str]


@dataclass(frozen=True, slots=True)
class ScheduleFile:
    """What a file holds.

    Attributes:
        name: of the file.
        rows: how many it has, headings included.
        lines: the statistical lines, in the file's order.
    """

    name: str
    rows: int
    lines: tuple[ScheduleLine, ...]


def read_schedule(path: Path, agreements: tuple[str, ...]) -> ScheduleFile:
    """Read a schedule, plain or gzip.

    Args:
        path: the file.
        agreements: columns of agreements; the file must have all of them.

    Raises:
        ProfileFormatError: the file cannot be read, is no such schedule, or has no statistical line.
    """
    wanted = (*BASE, GSP, LDC, *agreements)
    reader = csv.reader(io.StringIO(text_of(path), newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(header, wanted, path.name)
        rows = list(_rows(reader, header, path.name))
    except csv.Error as error:
        raise refused(f"{path.name}:{reader.line_num}", f"the line is no CSV: {error}") from None
    found = [(_code(row), row) for row in rows]
    lines = tuple(
        ScheduleLine(code, {name: row[name] for name in wanted if row[name].strip()})
        for code, row in found
        if code
    )
    if not lines:
        message = "no line has a code of nine digits: stat_code and stat_suffix together"
        raise refused(path.name, message, "give the schedule of statistical lines")
    return ScheduleFile(path.name, len(rows), lines)


def _check_header(header: list[str], wanted: tuple[str, ...], file: str) -> None:
    missing = [name for name in (*_CODE, *wanted) if name not in header]
    if missing:
        message = f"the file has no column {', '.join(missing)}: it is no customs schedule of this form"
        raise refused(
            f"{file}:1", message, "docs/reference/duty.md names the columns", found=", ".join(header)
        )


def _rows(reader: Iterator[list[str]], header: list[str], file: str) -> Iterator[dict[str, str]]:
    for number, cells in enumerate(reader, start=2):
        if len(cells) != len(header):
            message = f"row {number} has {len(cells)} cells, the header {len(header)}"
            raise refused(file, message, "a comma inside a cell needs quotes")
        yield dict(zip(header, cells, strict=True))


def _code(row: dict[str, str]) -> str:
    """Nine digits, or nothing for a heading."""
    code = row["stat_code"].replace(".", "").strip() + row["stat_suffix"].strip()
    return code if len(code) == 9 and code.isascii() and code.isdecimal() else ""
