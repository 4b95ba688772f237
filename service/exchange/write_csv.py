"""Profiles as CSV files; a file is there whole or not at all."""

import csv
import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from models.issues import show
from models.profile.columns import Column, Table
from models.profile.read import SourcingProfile
from models.profile.rows import Array, Rows
from models.profile.schema import TABLES
from service.exchange.csv_bytes import BLANKS, refused
from service.exchange.whole_file import replacing

_QUOTED: Final = csv.QUOTE_ALL
_AS_NEEDED: Final = csv.QUOTE_MINIMAL

_EXACT = 1e15
"""Below it a float holds every whole number exactly, so that 1000.0 may be written 1000."""


def write_profile(profile: SourcingProfile, folder: Path) -> None:
    """Write every table and column that has values, so that reading the folder gives the same profile.

    The folder then holds this profile and no other: files of tables it does not have are removed.

    Args:
        profile: the tables.
        folder: where; made if need be.

    Raises:
        ProfileFormatError: a text that no cell can hold, such as one that ends in a blank.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        rows = profile[name]
        columns = _given_columns(table, rows)
        path = folder / f"{name}.csv"
        if not columns:
            path.unlink(missing_ok=True)
        elif table.single:
            values = [cells[0] for cells in columns.values()]
            _write(path, {"key": list(columns), "value": values})
        else:
            _write(path, columns)


def write_table(table: Table, rows: Rows, path: Path) -> None:
    """Write one table of a profile: the columns that have values, or all where none has.

    Args:
        table: its schema.
        rows: its rows.
        path: the file; folders are made if need be.

    Raises:
        ProfileFormatError: a text that no cell can hold.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, _given_columns(table, rows) or {name: [] for name in table.names})


def _write(path: Path, columns: Mapping[str, Sequence[str]]) -> None:
    """Write columns of texts below their names."""
    # csv leaves a lone CR unquoted, which a reader takes for the end of the line
    bare_return = any("\r" in cell for cells in columns.values() for cell in cells)
    with replacing(path) as file, io.TextIOWrapper(file, encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n", quoting=_QUOTED if bare_return else _AS_NEEDED)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))


def _given_columns(table: Table, rows: Rows) -> dict[str, list[str]]:
    return {c.name: _texts(table, c, rows[c.name]) for c in table.columns if rows.given(c.name).any()}


def _texts(table: Table, column: Column, values: Array) -> list[str]:
    """The cells of a typed column; absent values are empty."""
    if column.kind == "number":
        return _number_texts(values)
    if column.kind == "bool":
        return ["" if math.isnan(v) else "true" if v else "false" for v in values.tolist()]
    if column.kind == "date":
        return ["" if day is None else day.isoformat() for day in values.tolist()]
    if column.kind == "list":
        _check_parts(table, column, values)
        return ["" if parts is None else ";".join(parts) for parts in values.tolist()]
    _check_holdable(table, column, {v for v in values.tolist() if v is not None})
    return ["" if text is None else text for text in values.tolist()]


def _number_texts(values: Array) -> list[str]:
    whole = (values == np.floor(values)) & (np.abs(values) < _EXACT)
    if whole.all():
        return [str(v) for v in values.astype(np.int64).tolist()]
    return ["" if math.isnan(v) else number_text(v) for v in values.tolist()]


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)


def _check_parts(table: Table, column: Column, values: Array) -> None:
    """Refuse lists that would be read back as others."""
    lists = [value for value in values.tolist() if value is not None]
    _check_holdable(table, column, {part for parts in lists for part in parts})
    for value in lists:
        if not value or any(";" in part or part != part.strip() or not part for part in value):
            message = "no cell can hold this list: it is empty, or a part is empty or has a semicolon in it"
            raise refused(f"{table.name}.csv {column.name}", message, found=show(value))


def _check_holdable(table: Table, column: Column, texts: set[str]) -> None:
    """Refuse texts that would be read back as others."""
    for text in texts:
        if text != text.strip(BLANKS) or "\0" in text or not _is_encodable(text):
            message = "no cell can hold this text: a blank at its begin or end, NUL, or half a character"
            raise refused(f"{table.name}.csv {column.name}", message, found=show(text))


def _is_encodable(text: str) -> bool:
    """Whether the text holds no half of a surrogate pair, which JSON can express and UTF-8 cannot."""
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)
