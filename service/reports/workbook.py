"""An answer as a workbook: the summary first, then a sheet for every table that has rows."""

from datetime import date

from models.tolerances import SHARE
from service.exchange.plan_tables import AnswerSource, AnswerTable, cells_of, tables_of
from service.exchange.plan_tables.table import Cells
from service.exchange.sheets import Book, Cell, Look, Mark, PageSheet, SheetColumn, TableSheet
from service.reports.labels import Labels
from service.reports.summary_cells import Line
from service.reports.workbook_summary import summary

READING_ORDER = (
    "clashes", "lowest_caps", "relaxation", "broken_rules", "awards", "moves", "costs", "costs_by_period",
    "cash_one_off", "investments", "share_limits", "exposure", "concentration", "single_country_items",
    "single_country", "hidden_awards", "hidden_shares",
    "binding", "reasons", "rfq_list", "target_prices", "preferences", "left_out", "verification", "warnings",
    "assumptions", "periods", "plan",
)  # fmt: skip
"""Of the sheets; a table that is not named comes after them."""

_ACTION_LOOKS: dict[str, Look] = {
    "add": "good", "increase": "good", "decrease": "notable", "drop": "bad", "new": "good",
    "moved": "notable", "short": "bad",
}  # fmt: skip


def book_of(source: AnswerSource, language: str = "en") -> Book:
    """The workbook of a plan or a check.

    Args:
        source: the answer; its details are left to CSV and Parquet, as no one reads a million rows.
        language: of headers, sheet names and the summary: en or ja. Ids, and sentences of the answer, stand
            as they are.
    """
    labels, answer = Labels(language), source.answer
    tables = sorted(tables_of(source.kind), key=_rank)
    if len(answer["provenance"]["periods"]) == 1:
        tables = [table for table in tables if table.name != "costs_by_period"]  # the same as `costs`
    found = {table.name: _sheet(table, source, labels) for table in tables}
    sheets = [sheet for sheet in found.values() if sheet is not None]
    shown = [table for table in tables if found[table.name] is not None]
    title = "title" if source.kind == "plan" else "title_check"
    return Book(
        title=labels.say(title, firm=answer["provenance"]["firm"]),
        language=language,
        currency=answer["costs"]["currency"],
        day=date.fromisoformat(answer["provenance"]["on"]),
        sheets=[summary(source, labels), *sheets, _columns_sheet(shown, labels)],
        identifier=answer.get("id"),
    )


def _rank(table: AnswerTable) -> int:
    return READING_ORDER.index(table.name) if table.name in READING_ORDER else len(READING_ORDER)


def _sheet(table: AnswerTable, source: AnswerSource, labels: Labels) -> PageSheet | TableSheet | None:
    """The sheet of a table; None for one without rows."""
    rows = list(cells_of(table, source, detailed=False))
    if not rows:
        return None
    if table.single:
        return _single_sheet(table, rows[0], labels)
    return TableSheet(
        title=labels.sheet(table.name),
        columns=_columns(table, source, labels),
        rows=rows,
        marks=_marks(table, labels),
    )


def _columns(table: AnswerTable, source: AnswerSource, labels: Labels) -> list[SheetColumn]:
    currency, found = source.answer["costs"]["currency"], []
    for column in table.columns:
        header = labels.column(table.name, column.name)
        if column.kind in ("money", "price"):
            header += f" ({currency})"
        found.append(SheetColumn(header, column.kind, labels.words() if column.kind == "choice" else {}))
    return found


def _single_sheet(table: AnswerTable, row: Cells, labels: Labels) -> PageSheet:
    """A table of one row, turned: a line a column."""
    lines: list[Line] = []
    for column, value in zip(table.columns, row, strict=True):
        shown = labels.word(value) if column.kind == "choice" else value
        cell = None if value is None else Cell(shown, column.kind)
        lines.append([Cell(labels.column(table.name, column.name), look="strong"), cell])
    return PageSheet(labels.sheet(table.name), (38, 70), lines)


def _marks(table: AnswerTable, labels: Labels) -> list[Mark]:
    """Colours for actions, for shares over what was asked, for totals and for checks that failed."""
    at = {column.name: number for number, column in enumerate(table.columns, start=1)}
    if "action" in at:
        return [_word_mark(at["action"], labels.word(word), look) for word, look in _ACTION_LOOKS.items()]
    if table.name == "exposure":
        return [_over_mark(at, "share_before"), _over_mark(at, "share")]
    if "kind" in at:
        return [Mark(1, len(table.columns), f'${_letter(at["kind"])}2="{labels.word("total")}"', "strong")]
    return [_word_mark(at["kept"], False, "bad")] if "kept" in at else []


def _word_mark(column: int, word: str | bool, look: Look) -> Mark:
    value = f'"{word}"' if isinstance(word, str) else str(word).upper()
    return Mark(column, column, f"${_letter(column)}2={value}", look)


def _over_mark(at: dict[str, int], share: str) -> Mark:
    """Over a cap or the each-country limit, or under a floor."""
    scope, limit, found = (f"${_letter(at[name])}2" for name in ("scope", "limit", share))
    given = f'{limit}<>"",{found}<>""'
    floor = f'LEFT({scope},6)="floor="'
    broken = f"IF({floor},{found}<{limit}-{SHARE:f},{found}>{limit}+{SHARE:f})"
    return Mark(at[share], at[share], f"AND({given},{broken})", "bad")


def _letter(column: int) -> str:
    """The letter of one of the first 26 columns."""
    return chr(ord("A") + column - 1)


def _columns_sheet(tables: list[AnswerTable], labels: Labels) -> TableSheet:
    """What every column means."""
    headers = [SheetColumn(labels.say(name), "text") for name in ("sheet", "header", "name")]
    rows: list[Cells] = [
        (
            labels.sheet(table.name),
            labels.column(table.name, column.name),
            f"{table.name}.{column.name}",
            column.doc,
        )
        for table in tables
        for column in table.columns
    ]
    return TableSheet(labels.say("columns"), [*headers, SheetColumn(labels.say("meaning"), "sentence")], rows)
