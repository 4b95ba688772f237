"""Keys that repeat, and names that no row has."""

import numpy as np

from models.case.view import View
from models.issues import did_you_mean
from models.profile.collect import Collector
from models.profile.columns import Table
from models.profile.rows import Array, Mask, codes_of, is_absent, positions
from models.profile.schema import TABLES

MOST_KNOWN = 5000
"""Names among which a similar one is looked for."""
MOST_HINTS = 10
"""Unknown names of one column that get a similar one: each costs a look at all known ones."""


def check_keys(view: View, collect: Collector) -> None:
    """Report rows whose key an earlier row has already."""
    for table in TABLES.values():
        rows = view.profile[table.name]
        if len(rows) < 2 or not table.key or table.waiting:
            continue
        columns = [view.quote_id] if table.name == "quotes" else [rows[name] for name in table.key]
        if len(columns) == 1 and len(set(columns[0].tolist())) == len(rows):
            continue
        complete = np.ones(len(rows), dtype=bool)
        if table.name != "quotes":
            complete = ~is_absent(rows[table.key[0]])
        repeated = _repeats(codes_of(*columns)) & complete
        if repeated.any():
            _report_repeats(table, columns, repeated, view, collect)


def _repeats(codes: Array) -> Mask:
    """Entries whose code an earlier entry has."""
    _, first = np.unique(codes, return_index=True)
    again = np.ones(len(codes), dtype=bool)
    again[first] = False
    return again


def _report_repeats(
    table: Table, columns: list[Array], repeated: Mask, view: View, collect: Collector
) -> None:
    def key(row: int) -> str:
        return ", ".join(str(c[row]) for c in columns if not is_absent(c[row : row + 1])[0])

    if table.name == "quotes":
        defaulted = repeated & is_absent(view.profile["quotes"]["id"])
        collect.rows(
            "quote_id_needed",
            "quotes",
            "id",
            defaulted,
            lambda row: (
                key(row),
                f'another quote has the id "{key(row)}" already',
                "give each of them an id",
            ),
        )
        repeated = repeated & ~defaulted
    names = ", ".join(table.key)
    collect.rows(
        "duplicate_row",
        table.name,
        table.key[0],
        repeated,
        lambda row: (
            key(row),
            f"another row of {table.name} has the same {names}: {key(row)}",
            "keep one of them",
        ),
    )


def check_references(view: View, collect: Collector) -> None:
    """Report names that the table they refer to does not have."""
    for table in TABLES.values():
        rows = view.profile[table.name]
        if not len(rows) or table.waiting:
            continue
        for column in table.columns:
            if column.refers:
                ids = view.quote_id if column.refers == "quotes" else view.profile[column.refers]["id"]
                _check_reference(table.name, column.name, rows[column.name], ids, column.refers, collect)
    _check_categories(view, collect)


def _check_reference(
    table: str, column: str, values: Array, ids: Array, refers: str, collect: Collector
) -> None:
    named = set(values.tolist()) - {None}
    if not named or named <= set(ids.tolist()):
        return
    unknown = ~is_absent(values) & (positions(values, ids) < 0)
    known = [str(i) for i in ids[:MOST_KNOWN]]
    looked = dict.fromkeys(values[unknown].tolist())
    hints = {name: did_you_mean(str(name), known) for name in list(looked)[:MOST_HINTS]}
    collect.rows(
        "unknown_reference",
        table,
        column,
        unknown,
        lambda row: (
            values[row],
            f'{column} "{values[row]}" is not in {refers}',
            hints.get(values[row]) or "add it or correct the name",
        ),
    )


def _check_categories(view: View, collect: Collector) -> None:
    values, known = view.profile["exclusions"]["category"], view.profile["items"]["category"]
    unknown = ~is_absent(values) & ~np.isin(values.astype(str), known.astype(str))
    if unknown.any():
        names = {str(k) for k in known if k is not None}
        collect.rows(
            "unknown_reference",
            "exclusions",
            "category",
            unknown,
            lambda row: (
                values[row],
                f'no item has the category "{values[row]}"',
                did_you_mean(str(values[row]), names),
            ),
        )
