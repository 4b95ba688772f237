"""Cells of a workbook: formats, widths, looks, and texts that stay texts."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from models.units import minor_unit
from service.exchange.plan_tables.table import Kind
from service.exchange.sheets import Look, SheetColumn
from service.exchange.table_csv import FORMULA

MOST_NAMES = 20
"""Names of a list that a cell shows; CSV and Parquet have all of them."""

_MOST_SIGNS = 32_767
"""Of a cell's text, in Excel."""

_LINE_BREAK = re.compile(r"\r\n?")
_NAVY, _PALE = "1F3864", "F2F2F2"
_FILLS: Mapping[str, str] = {"header": _NAVY, "good": "E2EFDA", "notable": "FFF2CC", "bad": "F8CBAD"}
_FACE = "Calibri"
"""That of the cells without a look; a font that names none is shown in whatever the program likes."""

_FONTS: Mapping[str, Font] = {
    "title": Font(_FACE, 16, bold=True, color=_NAVY),
    "heading": Font(_FACE, 12, bold=True, color=_NAVY),
    "header": Font(_FACE, 11, bold=True, color="FFFFFF"),
    "strong": Font(_FACE, 11, bold=True),
    "quiet": Font(_FACE, 11, italic=True, color="595959"),
}
_WIDTHS: Mapping[Kind, float] = {
    "whole": 9,
    "number": 15,
    "quantity": 14,
    "money": 17,
    "price": 15,
    "quoted": 15,
    "share": 10,
    "flag": 11,
    "date": 12,
    "sentence": 80,
    "list": 60,
}
_NARROWEST, _WIDEST = 10.0, 48.0


def formats(currency: str) -> dict[str, str]:
    """Number formats by kind; amounts with the decimals of their currency, prices with two more."""
    places = minor_unit(currency)
    money = "#,##0" + ("." + "0" * places if places else "")
    return {
        "money": f"{money};[Red]-{money}",
        "price": "#,##0." + "0" * (places + 2),
        "quoted": "#,##0.00####",
        "quantity": "[=0]0;[>=100]#,##0;#,##0.00",
        "number": "[>=100]#,##0;0.00##",
        "share": "0.0%",
        "whole": "0",
        "date": "yyyy-mm-dd",
    }


def colour(look: Look) -> PatternFill:
    """The fill of a look."""
    return PatternFill("solid", start_color=_FILLS[look], end_color=_FILLS[look])


def width_of(column: SheetColumn, values: Sequence[Any]) -> float:
    """Characters a column needs; a long text is wrapped or cut off at the next cell."""
    header = min(max(map(_signs, column.header.split()), default=0.0) + 4, _WIDEST)
    if column.kind in _WIDTHS:
        return max(_WIDTHS[column.kind], header)
    shown = (column.words.get(value, value) for value in values if value is not None)
    longest = max((_signs(str(value)) for value in shown), default=0.0)
    return min(max(longest + 2, header, _NARROWEST), _WIDEST)


def _signs(text: str) -> float:
    """How wide a text is: signs of East Asian scripts are twice as wide as others."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


class CellWriter:
    """Makes the cells of one column and one style.

    It gives the same cell again with another value: a row is written as soon as it is appended, and a style
    takes longer to set than the rest of the cell.
    """

    def __init__(
        self,
        sheet: Any,  # noqa: ANN401 - as `create_sheet` of a write-only workbook gives it
        kind: Kind,
        formats_of_book: Mapping[str, str],
        look: Look = "plain",
        words: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare the style."""
        self._kind = kind
        self._words = words or {}
        self._cell = _styled(WriteOnlyCell(sheet), kind, formats_of_book, look)
        self._guarded = _styled(WriteOnlyCell(sheet), kind, formats_of_book, look)
        # what Excel sets for a text typed after an apostrophe: it stays a text when the cell is edited
        self._guarded.quotePrefix = True

    def cell_of(self, value: Any) -> Cell | None:  # noqa: ANN401 - of whatever kind the column is
        """The cell of a value; none for no value."""
        if value is None:
            return None
        if isinstance(value, bool | int | float | date):
            self._cell.value = value
            return self._cell
        text = clean(self._words.get(value, value) if isinstance(value, str) else joined(value))
        cell = self._guarded if text.startswith(FORMULA) else self._cell
        cell.value = text
        cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
        return cell


def joined(names: Sequence[object]) -> str:
    """A list for people."""
    shown = "; ".join(map(str, names[:MOST_NAMES]))
    return shown + (f"; … (+{len(names) - MOST_NAMES})" if len(names) > MOST_NAMES else "")


def clean(text: str) -> str:
    """A text that a cell can hold: no control signs, one form of line break, not too long."""
    found = ILLEGAL_CHARACTERS_RE.sub("\ufffd", _LINE_BREAK.sub("\n", text))
    return found if len(found) <= _MOST_SIGNS else found[: _MOST_SIGNS - 1] + "…"


def _styled(cell: Cell, kind: Kind, formats_of_book: Mapping[str, str], look: Look) -> Cell:
    if kind in formats_of_book:
        cell.number_format = formats_of_book[kind]
    if look in _FONTS:
        cell.font = _FONTS[look]
    if look in _FILLS:
        cell.fill = colour(look)
    if look == "strong":
        cell.border = Border(top=Side("thin"))
    wrap = look == "header" or kind in ("sentence", "list")
    cell.alignment = Alignment(vertical="center" if look == "header" else "top", wrap_text=wrap)
    return cell
