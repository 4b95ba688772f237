"""A workbook's bytes: written row by row, without formulas, and the same for the same answer."""

from datetime import datetime, time
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from service.exchange.cell_style import CellWriter, colour, formats, width_of
from service.exchange.sheets import Book, Mark, PageSheet, TableSheet
from service.exchange.whole_file import TimelessZip

MOST_ROWS = 1_000_000
"""Rows of one sheet; Excel has 1,048,576. A longer table goes on on a further sheet."""

_A4 = 9

_Sheet = Any
"""A write-only sheet; its stubs leave out what it takes over from an ordinary one."""


def write_workbook(book: Book, file: BinaryIO, most_rows: int = MOST_ROWS) -> None:
    """Write a workbook.

    Every text is a text cell, whatever it begins with. Numbers stand as in the answer; their format alone is
    rounded. Sheets print in landscape, as wide as one page, with the header on every page.

    Args:
        book: what is on it.
        file: where to; it stays open.
        most_rows: of a sheet.
    """
    made = Workbook(write_only=True)
    _describe(made, book)
    formats_of_book = formats(book.currency)
    for sheet in book.sheets:
        if isinstance(sheet, PageSheet):
            _write_page(made.create_sheet(sheet.title), sheet, formats_of_book)
            continue
        for number, begin in enumerate(range(0, max(len(sheet.rows), 1), most_rows), start=1):
            title = sheet.title if number == 1 else f"{sheet.title} {number}"
            part = TableSheet(title, sheet.columns, sheet.rows[begin : begin + most_rows], sheet.marks)
            _write_table(made.create_sheet(title), part, formats_of_book)
    # not Workbook.save: that puts the moment of saving into the file
    ExcelWriter(made, TimelessZip(file)).save()


def _describe(made: Workbook, book: Book) -> None:
    moment = datetime.combine(book.day, time())
    about = made.properties
    about.title, about.creator, about.language = book.title, "Tagenka", book.language
    about.identifier = book.identifier
    about.created = about.modified = moment


def _write_page(to: _Sheet, sheet: PageSheet, formats_of_book: dict[str, str]) -> None:
    _set_up(to, list(sheet.widths))
    to.sheet_view.showGridLines = False
    writers: dict[tuple[str, str], CellWriter] = {}
    for line in sheet.lines:
        row: list[Cell | None] = []
        for cell in line:
            if cell is None:
                row.append(None)
                continue
            # one writer a column and style, as a row is written only when all its cells are set
            key = (f"{len(row)}{cell.kind}", cell.look)
            if key not in writers:
                writers[key] = CellWriter(to, cell.kind, formats_of_book, cell.look)
            row.append(writers[key].cell_of(cell.value))
        to.append(row)


def _write_table(to: _Sheet, sheet: TableSheet, formats_of_book: dict[str, str]) -> None:
    _set_up(
        to,
        [width_of(column, [row[at] for row in sheet.rows[:1000]]) for at, column in enumerate(sheet.columns)],
    )
    to.freeze_panes = "B2"
    to.print_title_rows = "1:1"
    to.append([CellWriter(to, "text", formats_of_book, "header").cell_of(c.header) for c in sheet.columns])
    writers = [CellWriter(to, column.kind, formats_of_book, words=column.words) for column in sheet.columns]
    for row in sheet.rows:
        to.append([writer.cell_of(value) for writer, value in zip(writers, row, strict=True)])
    last = len(sheet.rows) + 1
    to.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"
    for mark in sheet.marks:
        cells = f"{get_column_letter(mark.first)}2:{get_column_letter(mark.last)}{last}"
        to.conditional_formatting.add(cells, _rule(mark))


def _rule(mark: Mark) -> Rule:
    look = {"font": Font(bold=True)} if mark.look == "strong" else {"fill": colour(mark.look)}
    found: Rule = FormulaRule(formula=[mark.formula], **look)  # type: ignore[no-untyped-call]
    return found


def _set_up(to: _Sheet, widths: list[float]) -> None:
    """Widths and print; they have to be there before the first row."""
    for at, width in enumerate(widths, start=1):
        to.column_dimensions[get_column_letter(at)].width = width
    to.page_setup.orientation, to.page_setup.paperSize = "landscape", _A4
    to.page_setup.fitToWidth, to.page_setup.fitToHeight = 1, 0
    to.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    to.oddFooter.center.text = "&A   &P / &N"
