"""The cells of a sheet, row by row and only those that are there, whatever size the sheet claims.

openpyxl's own iteration pads every row to the size a sheet states, and tells a formula's text or its
value, not both. Its parser of rows gives each cell as it stands, so that is what is used here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet._reader import FORMULA_TAG, MERGE_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from service.exchange.csv_bytes import BLANKS

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The largest sheet there is."""

_ELSEWHERE = re.compile(r"(?<![\w\]\[])\[\d+\]")
"""How a formula names another workbook: `[1]Sheet!A1`; brackets after a name are a table's."""
_NO_VALUE = (
    "the formula's value was not saved: open the workbook in a spreadsheet and save it, or write the value"
)
_FROM_ELSEWHERE = "the value comes from another workbook: copy it and paste it as a value"
_DAMAGED = "the cell holds nothing that can be read: write the value again"
_ERROR = "the cell holds an error: correct its formula, or write the value"
_HAS_TIME = "the cell has a time of day: write the day alone"
_NO_TIME = "the cell holds a time: format it as what it is, and write the value again"


class SheetError(ValueError):
    """Rows or cells that stand twice, backwards or outside of any sheet."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that cannot be read as a value.

    Attributes:
        found: what its user sees.
        hint: what is wrong with it, and the way out.
    """

    found: str
    hint: str


Value = str | int | float | bool | date | Odd
"""What a cell can hold; empty ones are left out."""


@dataclass(slots=True)
class Sheet:
    """A sheet that is read once.

    Attributes:
        sheet: openpyxl's read-only sheet; what its rows need of it is not in its public part.
        merged: the areas of merged cells; known after the rows are read.
    """

    sheet: Any
    merged: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, list[tuple[int, Value]]]]:
        """Number of each row that holds anything, with column and value of its cells.

        Raises:
            SheetError: rows or cells are not in order.
        """
        book = self.sheet.parent
        with self.sheet._get_source() as source:
            parser = _Parser(
                source,
                self.sheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            last = 0
            for number, cells in parser.only_rows(self.merged):
                if not last < number <= LAST_ROW:
                    raise SheetError(f"row {number} stands after row {last}")
                last = number
                values = _values(number, cells)
                if values:
                    yield number, values


class _Parser(WorkSheetParser):
    """openpyxl's parser, which also says what a cell's formula is."""

    def only_rows(self, merged: list[str]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """The rows; all else of the sheet but merged areas says nothing about values and is not read."""
        self.elsewhere: set[str | None] = set()
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == MERGE_TAG:
                merged.extend(area.get("ref", "") for area in element)

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """A cell; one with a formula that gives no value to rely on holds an `Odd` instead."""
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except (ValueError, IndexError, OverflowError):
            cell = self._damaged(element)
        formula = element.find(FORMULA_TAG)
        if formula is not None:
            text = f"={formula.text or ''}"
            empty_text = element.get("t") == "str" and element.find(VALUE_TAG) is not None
            if self._reaches_out(formula):
                cell["value"] = Odd(text, _FROM_ELSEWHERE)
            elif cell["value"] is None and not empty_text:
                cell["value"] = Odd(text, _NO_VALUE)
        if cell["data_type"] == "e":
            cell["value"] = Odd(str(cell["value"]), _ERROR)
        return cell

    def _damaged(self, element: Element) -> dict[str, Any]:
        """A cell whose value is none of its type: NaN, or a text that is not there."""
        row, column = coordinate_to_tuple(element.get("r", ""))
        self.col_counter = column
        found = (element.findtext(VALUE_TAG) or "")[:200]
        return {"row": row, "column": column, "value": Odd(found, _DAMAGED), "data_type": "n"}

    def _reaches_out(self, formula: Element) -> bool:
        """Whether a formula, or the one it shares, names another workbook."""
        shared = formula.get("si") if formula.get("t") == "shared" else None
        found = _ELSEWHERE.search(formula.text or "") is not None
        if found and shared is not None:
            self.elsewhere.add(shared)
        return found or (shared is not None and shared in self.elsewhere)


def address(column: int, row: int) -> str:
    """What a cell is called: `D17`."""
    return f"{get_column_letter(column)}{row}"


def _values(number: int, cells: list[dict[str, Any]]) -> list[tuple[int, Value]]:
    """The filled cells of a row."""
    found: list[tuple[int, Value]] = []
    last = 0
    for cell in cells:
        column = cell["column"]
        if not last < column <= LAST_COLUMN or cell["row"] != number:
            raise SheetError(f"a cell of row {number} stands after column {last}")
        last = column
        value = _value(cell["value"])
        if value is not None:
            found.append((column, value))
    return found


def _value(value: object) -> Value | None:
    """A cell's value without outer blanks; None where it says nothing."""
    if isinstance(value, str):
        return value.replace("_x000D_", "\r").strip(BLANKS) or None
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else Odd(value.isoformat(" "), _HAS_TIME)
    if value is None or isinstance(value, bool | int | float | date | Odd):
        return value
    return Odd(str(value), _NO_TIME)
