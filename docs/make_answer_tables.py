"""Writes docs/reference/answer_tables.md from the list of tables.

Run it as `.venv/bin/python docs/make_answer_tables.py`.
"""

from pathlib import Path

from service.exchange.plan_tables import TABLES, AnswerColumn, AnswerTable
from service.exchange.plan_tables.table import SCHEMA_VERSION
from service.exchange.table_parquet import arrow_type
from service.reports.labels import Labels

PAGE = Path(__file__).resolve().parent / "reference" / "answer_tables.md"

HEAD = f"""\
# Tables of an answer

<!-- Written by docs/make_answer_tables.py from service/exchange/plan_tables. Do not edit. -->

What `--out` and `GET /v1/plans/{{plan_id}}` write, version {SCHEMA_VERSION}. The tables are the same in
every form: a CSV or Parquet file a table, or a sheet of the workbook. A column may be added; one that
goes or changes its meaning makes another version.

- **Every table is always there** as CSV and Parquet, without rows where the answer has nothing for it.
  The workbook leaves such sheets out, and `costs_by_period` where there is one period.
- **Money** is in the answer's currency (`plan.currency`), **quantities** are in item units, **shares**
  are 0..1 (a workbook shows them as per cent). An absent value is an empty cell, in Parquet a null.
- **CSV** is UTF-8 with `,` and `.`, lists joined by `;`, true and false as `true` and `false`. A text
  that a spreadsheet would run as a formula gets an apostrophe before it. `--bom` begins each file with a
  byte-order mark, by which Excel knows UTF-8.
- **Parquet** has the types below, the meaning of a column in its metadata (`description`), and in that of
  the file `tagenka.table`, `tagenka.schema_version`, `tagenka.version`, `tagenka.answer` (plan or check),
  `tagenka.plan_id` (empty from the command line), `tagenka.currency`, `tagenka.on`,
  `tagenka.profile_digest` and `tagenka.request_digest`.
- **The workbook** begins with a summary and ends with a sheet that explains every column. It has no
  formulas: every text is a text cell. `--language ja` gives Japanese headers, sheet names and words; ids,
  and the sentences of the answer, stand as they are. Of `exposure` and `concentration` it has the firm,
  categories and rules; items and plants are in the files of the command line.
- The same answer gives the same bytes of a workbook or a zip; what was measured, `provenance.seconds`, is
  in `answer.json` alone.

"""

NAMES = {"plan": "Plans", "check": "Checks"}


def page() -> str:
    """The whole page."""
    contents = "\n".join(f"- [{table.name}](#{table.name}): {table.doc}" for table in TABLES)
    return HEAD + contents + "\n" + "".join(_section(table) for table in TABLES)


def _section(table: AnswerTable) -> str:
    labels = [Labels(language).sheet(table.name) for language in ("en", "ja")]
    of = " and ".join(NAMES[kind] for kind in table.of)
    head = "| Column | Type | Meaning | In Japanese |\n|---|---|---|---|\n"
    rows = "".join(_row(table, column) for column in table.columns)
    return f"\n## {table.name}\n\n{table.doc} {of}. Sheet: {labels[0]}, {labels[1]}.\n\n{head}{rows}"


def _row(table: AnswerTable, column: AnswerColumn) -> str:
    japanese = Labels("ja").column(table.name, column.name)
    kind = {"list<item: string>": "list of string"}.get(found := str(arrow_type(column.kind)), found)
    what = (
        kind
        if column.kind in ("text", "flag", "date", "list", "whole", "number")
        else f"{column.kind}, {kind}"
    )
    cells = (column.name, what, column.doc, japanese)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
