"""An answer as a set of tables in a folder or a zip, with the whole answer as JSON beside them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

import orjson

from service.exchange.plan_tables import AnswerSource, AnswerTable, cells_of, tables_of
from service.exchange.table_csv import write_csv_table
from service.exchange.table_parquet import metadata_of, write_parquet_table
from service.exchange.whole_file import TimelessZip, replacing

DOCUMENTS = {"plan": "answer.json", "check": "check.json"}
"""Name of the JSON file beside the tables, by kind of answer."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """The form of each table.

    Attributes:
        bom: whether CSV begins with a byte-order mark.
    """

    name: Literal["csv", "parquet"] = "csv"
    bom: bool = False


def write_folder(source: AnswerSource, folder: Path, form: TableForm) -> None:
    """Write every table of the answer, empty ones too, so that no file of an older answer is taken for it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in _files(source, form):
        with replacing(folder / name) as file:
            write(file)


def write_zip(source: AnswerSource, file: BinaryIO, form: TableForm) -> None:
    """Write the same files as one zip; the same answer gives the same bytes."""
    with TimelessZip(file) as archive:
        for name, write in _files(source, form):
            content = BytesIO()
            write(content)
            archive.writestr(name, content.getvalue())


def _files(source: AnswerSource, form: TableForm) -> Iterator[tuple[str, Callable[[BinaryIO], None]]]:
    """Names, and what writes the content."""
    for table in tables_of(source.kind):
        yield f"{table.name}.{form.name}", partial(_write_table, table, source, form)
    yield DOCUMENTS[source.kind], partial(_write_json, source)


def _write_table(table: AnswerTable, source: AnswerSource, form: TableForm, file: BinaryIO) -> None:
    rows = cells_of(table, source)
    if form.name == "csv":
        write_csv_table(file, table, rows, bom=form.bom)
    else:
        write_parquet_table(file, table, rows, metadata_of(source))


def _write_json(source: AnswerSource, file: BinaryIO) -> None:
    document = source.answer if source.document is None else source.document
    file.write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")
