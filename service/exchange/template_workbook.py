"""A workbook to fill in: a sheet a table, with its headers, explanations, lists to choose from and formats.

Explanations are notes on the headers and messages beside the cell that is being filled, so that nothing
stands between the rows: the tables may be sorted, filtered, and pasted into.
"""

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from models.profile.columns import Column, Table
from models.profile.schema import SCHEMA_VERSION, TABLES
from service.exchange import template_words as words
from service.exchange.template_words import NEEDED, WORDS, Language
from service.exchange.whole_file import replacing
from service.exchange.workbook_cells import LAST_ROW

_REQUIRED, _OPTIONAL, _NOT_YET = "FF1F3864", "FFD9E2F3", "FFEDEDED"
_FORMATS = {"number": "General", "bool": "General", "date": "yyyy-mm-dd"}
_TEXT = "@"
_LETTERS = {"country": 2, "currency": 3}
_LONGEST_TITLE, _LONGEST_PROMPT, _LONGEST_ERROR, _LONGEST_LIST = 32, 255, 225, 255


def write_template_workbook(path: Path, language: Language) -> None:
    """Write the workbook.

    Args:
        path: the file; it is there whole or not at all.
        language: of headers, sheet names and explanations.
    """
    book = Workbook()
    front = book.active
    assert isinstance(front, Worksheet)
    _fill_readme(front, language)
    for table in TABLES.values():
        sheet = book.create_sheet(words.table_name(table, language))
        if table.name in NEEDED:
            sheet.sheet_properties.tabColor = _REQUIRED
        if table.single:
            _fill_keys(sheet, table, language)
        else:
            _fill_columns(sheet, table, language)
        sheet.freeze_panes = "A2"
    with replacing(path) as file:
        book.save(file)


def _fill_columns(sheet: Worksheet, table: Table, language: Language) -> None:
    for at, column in enumerate(table.columns, start=1):
        letter = get_column_letter(at)
        name = words.column_name(table, column, language)
        cell = sheet.cell(1, at, name)
        _head(cell, table, column, language)
        sheet.column_dimensions[letter].width = max(12, 2 * len(name) if language == "ja" else len(name) + 4)
        sheet.column_dimensions[letter].number_format = _FORMATS.get(column.kind, _TEXT)
        _guide(sheet, f"{letter}2:{letter}{LAST_ROW}", table, column, language)


def _fill_keys(sheet: Worksheet, table: Table, language: Language) -> None:
    """One row a key, its value to be written beside it, its explanation after that."""
    for at, part in enumerate(("key", "value", "note"), start=1):
        cell = sheet.cell(1, at, words.key_value_name(part, language))
        cell.font = Font(bold=True)
    for at, column in enumerate(table.columns, start=2):
        _head(sheet.cell(at, 1, words.column_name(table, column, language)), table, column, language)
        value = sheet.cell(at, 2, SCHEMA_VERSION if column.name == "schema_version" else None)
        value.number_format = _FORMATS.get(column.kind, _TEXT)
        note = words.explanation(table, column, language).replace("\n", " ")
        sheet.cell(at, 3, note)
        _guide(sheet, f"B{at}", table, column, language)
    for letter, width in (("A", 28), ("B", 32), ("C", 90)):
        sheet.column_dimensions[letter].width = width


def _head(cell: Any, table: Table, column: Column, language: Language) -> None:  # noqa: ANN401 - or merged
    """Style a header or key by whether it is required, and note what it means."""
    waiting = table.waiting or column.waiting
    colour = _NOT_YET if waiting == "refused" else _REQUIRED if column.required else _OPTIONAL
    cell.fill = PatternFill("solid", start_color=colour)
    cell.font = Font(bold=True, color="FFFFFFFF" if colour == _REQUIRED else "FF000000")
    cell.alignment = Alignment(vertical="top")
    cell.number_format = _TEXT
    cell.comment = Comment(words.explanation(table, column, language), "Tagenka", height=110, width=320)


def _guide(sheet: Worksheet, area: str, table: Table, column: Column, language: Language) -> None:
    """Show the explanation beside the cell that is filled, and stop values that cannot be."""
    rule = DataValidation(**_rule(column), allow_blank=True)
    rule.showInputMessage = True
    rule.promptTitle = words.column_name(table, column, language)[:_LONGEST_TITLE]
    rule.prompt = words.explanation(table, column, language)[:_LONGEST_PROMPT]
    if rule.type is not None:
        rule.showErrorMessage = True
        rule.errorTitle = WORDS[language].wrong[:_LONGEST_TITLE]
        rule.error = words.kind(column, language)[:_LONGEST_ERROR]
    rule.add(area)
    sheet.add_data_validation(rule)


def _rule(column: Column) -> dict[str, Any]:
    """What a spreadsheet can check while a cell is filled; the rest is checked when the file is read."""
    if column.kind in ("choice", "bool"):
        listed = ",".join(column.choices) if column.choices else "TRUE,FALSE"
        return {"type": "list", "formula1": f'"{listed}"'} if len(listed) < _LONGEST_LIST else {}
    if column.kind == "date":
        return {"type": "date", "operator": "greaterThan", "formula1": "1"}
    if column.kind in _LETTERS:
        return {"type": "textLength", "operator": "equal", "formula1": str(_LETTERS[column.kind])}
    if column.kind != "number":
        return {}
    what = "whole" if column.whole else "decimal"
    if column.low is not None and column.high is not None:
        return {
            "type": what,
            "operator": "between",
            "formula1": f"{column.low:g}",
            "formula2": f"{column.high:g}",
        }
    if column.low is not None:
        operator = "greaterThan" if column.open_low else "greaterThanOrEqual"
        return {"type": what, "operator": operator, "formula1": f"{column.low:g}"}
    return {"type": what, "operator": "between", "formula1": "-1E+18", "formula2": "1E+18"}


def _fill_readme(sheet: Worksheet, language: Language) -> None:
    """How to fill in the workbook, and every column with its meaning."""
    said = WORDS[language]
    other: Language = "en" if language == "ja" else "ja"
    sheet.title = said.readme
    sheet.append([said.title])
    for step in said.steps:
        sheet.append([step])
    sheet.append([])
    sheet.append(list(said.heads))
    bold = sheet.max_row
    for table in TABLES.values():
        for column in table.columns:
            sheet.append(
                [
                    words.table_name(table, language),
                    words.column_name(table, column, language),
                    words.column_name(table, column, other),
                    words.need(table, column, language),
                    words.kind(column, language),
                    words.column_doc(table, column, language),
                ]
            )
    for cell in (sheet.cell(1, 1), *(sheet.cell(bold, at) for at in range(1, len(said.heads) + 1))):
        assert isinstance(cell, Cell)
        cell.font = Font(bold=True, size=14 if cell.row == 1 else 11)
    for letter, width in zip("ABCDEF", (18, 22, 22, 16, 34, 90), strict=True):
        sheet.column_dimensions[letter].width = width
