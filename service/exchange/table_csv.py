"""A table of an answer as CSV, in which a spreadsheet runs nothing."""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from service.exchange.plan_tables import AnswerTable
from service.exchange.plan_tables.table import Cells
from service.exchange.write_csv import number_text

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet takes a text that begins so for a formula; the full-width signs where it is set to an East
Asian language. Source: OWASP, "CSV Injection"."""


def write_csv_table(file: BinaryIO, table: AnswerTable, rows: Iterable[Cells], *, bom: bool = False) -> None:
    """Write a table with its header.

    Absent values are empty cells, lists are joined by semicolons. A text that a spreadsheet would run as a
    formula gets an apostrophe before it; numbers are written as they are, and a negative one is no formula.

    Args:
        file: where to; it stays open.
        table: which; its columns are the header.
        rows: values in the order of the columns.
        bom: begin with a byte-order mark, by which Excel knows UTF-8.
    """
    if bom:
        file.write(BOM_UTF8)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    # csv leaves a lone CR unquoted, which a reader takes for the end of the line
    plain = csv.writer(text, lineterminator="\n")
    quoted = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow([column.name for column in table.columns])
    for row in rows:
        cells = [_cell(value) for value in row]
        writer = quoted if any("\r" in cell for cell in cells) else plain
        writer.writerow(cells)
    text.detach()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(float(value))  # numpy's own floats are written with their type
    if isinstance(value, tuple | list):
        return _cell(";".join(map(_cell, value)))
    return value.isoformat() if isinstance(value, date) else str(value)


def harmless(text: str) -> str:
    """A text that no spreadsheet runs."""
    return "'" + text if text.startswith(FORMULA) else text
