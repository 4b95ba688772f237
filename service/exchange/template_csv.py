"""A folder of CSV files to fill in: the headers of every table, explanations in a text beside them."""

import codecs
import csv
import io
from pathlib import Path

from models.profile.columns import Table
from models.profile.schema import SCHEMA_VERSION, TABLES
from service.exchange import template_words as words
from service.exchange.template_words import WORDS, Language

README = "README.md"


def write_template_folder(folder: Path, language: Language) -> None:
    """Write the files.

    Args:
        folder: where; made if need be.
        language: of headers and explanations; file names stay as the contract has them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        (folder / f"{name}.csv").write_bytes(_csv_bytes(_rows(table, language)))
    (folder / README).write_text(_readme(language), encoding="utf-8")


def _rows(table: Table, language: Language) -> list[list[str]]:
    names = [words.column_name(table, column, language) for column in table.columns]
    if not table.single:
        return [names]
    values = [SCHEMA_VERSION if column.name == "schema_version" else "" for column in table.columns]
    head = [words.key_value_name(part, language) for part in ("key", "value")]
    return [head, *([name, value] for name, value in zip(names, values, strict=True))]


def _csv_bytes(rows: list[list[str]]) -> bytes:
    """UTF-8 with a byte-order mark, by which a spreadsheet knows it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _readme(language: Language) -> str:
    said = WORDS[language]
    lines = [f"# {said.title}", "", *(f"- {step}" for step in said.steps)]
    for name, table in TABLES.items():
        shown = words.table_name(table, language)
        title = f"{name}.csv" if shown == name else f"{name}.csv ({shown})"
        lines += ["", f"## {title}", "", words.table_doc(table, language), ""]
        for column in table.columns:
            name, doc = words.column_name(table, column, language), words.column_doc(table, column, language)
            need, kind = words.need(table, column, language), words.kind(column, language)
            lines.append(f"- `{name}` [{need}] {doc} ({kind})")
    return "\n".join(lines) + "\n"
