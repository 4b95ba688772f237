"""Keys that repeat, and names that no row has."""

from dataclasses import dataclass

import numpy as np

from models.case.view import View
from models.issues import did_you_mean, show
from models.profile.collect import MOST_ROWS, Collector
from models.profile.columns import Table
from models.profile.rows import Array, Ints, Mask, codes_of, is_absent, positions
from models.profile.schema import REQUIRED_TABLES, TABLES

MOST_KNOWN = 5000
"""Names among which a similar one is looked for."""
MOST_HINTS = 10
"""Unknown names of one table that get a similar one: each costs a look at all known ones."""
QUOTE_ID = ("id", "item", "supplier", "plant")
"""Columns that make a quote's id, given or not."""


def check_keys(view: View, collect: Collector) -> None:
    """Report rows whose key an earlier row has already."""
    for table in TABLES.values():
        rows = view.profile[table.name]
        if len(rows) < 2 or not table.key or table.waiting:
            continue
        columns = [view.quote_id] if table.name == "quotes" else [rows[name] for name in table.key]
        parts = QUOTE_ID if table.name == "quotes" else table.key
        sound = collect.marks.sound(table.name, len(rows), *parts)
        if len(columns) == 1 and len(set(columns[0].tolist())) == len(rows):
            continue
        if table.name != "quotes":
            sound &= ~is_absent(rows[table.key[0]])
        complete = np.flatnonzero(sound)
        repeated = np.zeros(len(rows), dtype=bool)
        repeated[complete] = _repeats(codes_of(*columns)[complete])
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
    names = ", ".join(collect.places.word(table.name, name) for name in table.key)
    where = collect.places.table_word(table.name)
    collect.rows(
        "duplicate_row",
        table.name,
        table.key[0],
        repeated,
        lambda row: (
            key(row),
            f"another row of {where} has the same {names}: {key(row)}",
            "keep one of them",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """Cells of one column that name what is not there.

    Attributes:
        rows: their rows.
        values: what they name.
    """

    table: str
    column: str
    rows: Ints
    values: list[str]


def check_references(view: View, collect: Collector) -> None:
    """Report names that the table they refer to does not have, each name once."""
    found: dict[str, list[_Named]] = {}
    for table in TABLES.values():
        rows = view.profile[table.name]
        if not len(rows) or table.waiting:
            continue
        for column in table.columns:
            if column.refers and _is_clear(column.refers, view, collect):
                named = _unknown(table.name, column.name, rows[column.name], _ids(column.refers, view))
                if named is not None:
                    found.setdefault(column.refers, []).append(named)
    for refers, cells in found.items():
        _report_unknown(refers, cells, view, collect)
    _check_categories(view, collect)


def _ids(refers: str, view: View) -> Array:
    return view.quote_id if refers == "quotes" else view.profile[refers]["id"]


def _is_clear(refers: str, view: View, collect: Collector) -> bool:
    """Whether a table's ids are all known; where it is missed itself, every name would be unknown."""
    missed = refers in REQUIRED_TABLES and not len(view.profile[refers])
    parts = QUOTE_ID if refers == "quotes" else ("id",)
    return not missed and not view.profile.marks.any(refers, *parts)


def _unknown(table: str, column: str, values: Array, ids: Array) -> _Named | None:
    named = set(values.tolist()) - {None}
    if not named or named <= set(ids.tolist()):
        return None
    rows = np.flatnonzero(~is_absent(values) & (positions(values, ids) < 0))
    return _Named(table, column, rows, values[rows].tolist())


def _report_unknown(refers: str, cells: list[_Named], view: View, collect: Collector) -> None:
    """One fault for each unknown name, at the first cell that has it."""
    where: dict[str, list[tuple[_Named, int]]] = {}
    for named in cells:
        collect.marks.add(named.table, named.column, named.rows)
        for row, value in zip(named.rows.tolist(), named.values, strict=True):
            where.setdefault(value, []).append((named, row))
    known = [str(i) for i in _ids(refers, view)[:MOST_KNOWN]]
    hints = {name: did_you_mean(name, known) for name in list(where)[:MOST_HINTS]}
    places = collect.places
    for name, spots in list(where.items())[:MOST_ROWS]:
        first, row = spots[0]
        word = places.word(first.table, first.column)
        message = f'{word} "{show(name)}" is not in {places.table_word(refers)}{_others(spots, collect)}'
        hint = hints.get(name) or "add it or correct the name"
        place = places.of(first.table, row, first.column)
        collect.add("unknown_reference", place, message, found=name, hint=hint, others=len(spots) - 1)
    rest = list(where.values())[MOST_ROWS:]
    if rest:
        first, row = rest[0][0]
        message = f"and {len(rest)} more names that are not in {places.table_word(refers)}, from here on"
        place = places.of(first.table, row, first.column)
        collect.add("unknown_reference", place, message, others=sum(map(len, rest)) - 1)


def _others(spots: list[tuple[_Named, int]], collect: Collector) -> str:
    """How many further cells have a name, and in which tables."""
    if len(spots) == 1:
        return ""
    tables = dict.fromkeys(collect.places.table_word(named.table) for named, _ in spots[1:])
    return f"; {len(spots) - 1} more cells name it, in {', '.join(tables)}"


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
