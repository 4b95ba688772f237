"""Texts no longer than a cell of a spreadsheet, in every form, so that a table means the same in each."""

import numpy as np

from models.profile.collect import Collector
from models.profile.columns import Column, Table
from models.profile.rows import Array

LONGEST_TEXT = 32_767
"""Signs of a text. Source: Microsoft, "Excel specifications and limits", total characters of a cell."""

_TEXTS = ("id", "text", "list")


def check_lengths(table: Table, column: Column, values: Array, collect: Collector) -> None:
    """Report texts, and lists of texts, that no cell could hold."""
    if column.kind not in _TEXTS or not len(values):
        return
    if max(map(len, filter(None, values.tolist())), default=0) <= _most_parts(column):
        return
    lengths = np.fromiter((_length(value) for value in values), np.int64, len(values))
    word = collect.places.word(table.name, column.name)
    collect.rows(
        "text_too_long",
        table.name,
        column.name,
        lengths > LONGEST_TEXT,
        lambda row: (
            values[row],
            f"{word} is a text of {lengths[row]:,} characters; at most {LONGEST_TEXT:,} are read",
            "shorten it",
        ),
    )


def _most_parts(column: Column) -> int:
    """So many signs, or parts of a list, need no closer look; every list gets one."""
    return 0 if column.kind == "list" else LONGEST_TEXT


def _length(value: str | tuple[str, ...] | None) -> int:
    return len(value if isinstance(value, str) else ";".join(value or ()))
