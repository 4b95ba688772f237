"""A table of keys and values from cells with types of their own: one row, one column a key."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.places import FilePlace, Places
from models.profile.collect import Collector
from models.profile.columns import Table
from models.profile.read import RawTable
from models.profile.rows import Array, objects
from models.profile.typed_cells import TypedCells
from service.exchange.table_read import (
    TablePlace,
    TableRead,
    headers_as_written,
    named_keys,
    single_count,
)
from service.exchange.typed_cells import Cells, Group, shown, typed_column


def keyed_table(
    table: Table, keys: Cells, values: Cells, numbers: Sequence[int], place: TablePlace
) -> TableRead:
    """Read a table of keys and values.

    Args:
        table: which one.
        keys: the cells of the column `key`.
        values: those of the column `value`.
        numbers: number of each row, as people count.
        place: where the table stands.
    """
    collect = Collector(Places("csv", tables={table.name: place}))
    words = [str(shown(keys, row)) for row in range(keys.count)]
    given = [row for row in range(keys.count) if words[row] or shown(values, row) != ""]
    rows = [(words[row], shown(values, row), numbers[row]) for row in given]
    at = named_keys(table, rows, lambda word, number: _place(place, word, number), collect)
    rows_of = {name: given[position] for name, position in at.items()}
    place = replace(place, keys={name: numbers[row] for name, row in rows_of.items()})
    place = replace(place, headers=headers_as_written(table, rows_of, words))
    collect.places = Places("csv", tables={table.name: place})
    count = single_count(table, any(shown(values, row) != "" for row in rows_of.values()))
    columns: dict[str, Array | TypedCells] = dict.fromkeys(rows_of, objects([""] * count))
    for name, row in rows_of.items():
        if name in table.names and count:
            columns[name] = typed_column(_one(values, row), table, name, collect)
    return TableRead(RawTable(columns, count, is_text=True), place, tuple(collect.issues))


def _place(place: TablePlace, word: str, number: int) -> str:
    if isinstance(place, FilePlace):
        return f"{place.file}:{number} {word}".rstrip()
    return f"{place.sheet}!{place.letters.get('value', '')}{number}"


def _one(cells: Cells, row: int) -> Cells:
    """The cell of one row as a column of its own."""
    first = np.zeros(1, dtype=np.int64)
    groups = (Group(g.kind, first, g.values[g.rows == row], g.hint) for g in cells.groups)
    return Cells(1, tuple(group for group in groups if len(group.values)))
