"""The rows of a profile's tables as plain records: what the firm wrote, absent values as None."""

from collections.abc import Sequence
from typing import Any

from models.profile.read import SourcingProfile
from models.profile.rows import Array, is_absent
from models.profile.schema import TABLES

Record = dict[str, Any]
"""A row by column name; `row` is its number in the table."""


def records(profile: SourcingProfile, table: str, which: Sequence[int] | None = None) -> list[Record]:
    """The rows of a table, or only those with the given numbers."""
    rows = profile[table] if which is None else profile[table].take(which)
    names = ["row"]
    columns: list[list[Any]] = [list(range(len(rows)) if which is None else which)]
    for column in TABLES[table].columns:
        names.append(column.name)
        columns.append(_plain(rows[column.name], column.kind))
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def only_record(profile: SourcingProfile, table: str) -> Record:
    """The one row of a table that has one, or a record in which nothing is given."""
    found = records(profile, table)
    return found[0] if found else {"row": None} | dict.fromkeys(TABLES[table].names)


def _plain(values: Array, kind: str) -> list[Any]:
    if kind in ("number", "bool"):
        absent = is_absent(values)
        values = values.astype(bool if kind == "bool" else float).astype(object)
        values[absent] = None
    cells: list[Any] = values.tolist()
    return cells


def given(value: float | None, default: float = 0.0) -> float:
    """The value, or the default where none is given."""
    return default if value is None else value
