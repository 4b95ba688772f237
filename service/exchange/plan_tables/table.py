"""What a table of an answer is: described once, written in every form."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Literal

SCHEMA_VERSION = "1"
"""Of the tables below; another one when a column goes or changes its meaning, not when one is added."""

Document = Mapping[str, Any]
Row = Mapping[str, Any]
Cells = tuple[Any, ...]
Kind = Literal[
    "text",
    "choice",
    "sentence",
    "list",
    "whole",
    "number",
    "quantity",
    "money",
    "price",
    "quoted",
    "share",
    "flag",
    "date",
]
"""`choice` is a word of a fixed list, `sentence` a text to be read, `price` money for one unit.

Money and prices are in the profile's currency, but `quoted` prices in the terms and the currency of their
quote. Quantities are in item units, shares are 0..1.
"""

NUMBERS = frozenset(("number", "quantity", "money", "price", "quoted", "share"))
"""The kinds that are numbers with decimals."""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column: its name in every form, its kind, and what it means in one line."""

    name: str
    kind: Kind
    doc: str


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A table of an answer.

    Attributes:
        name: of the file and the sheet.
        doc: what a row is, in one line.
        rows: the rows in an answer, each with its values by column; those absent are null.
        columns: in the order they are written.
        of: the answers it belongs to, `plan` and `check`.
        single: it has one row, and people read it better as one line a column.
    """

    name: str
    doc: str
    rows: Callable[[Document], Iterable[Row]]
    columns: tuple[AnswerColumn, ...]
    of: tuple[str, ...] = ("plan",)
    single: bool = False


@dataclass(frozen=True, slots=True)
class AnswerSource:
    """An answer with what its tables have beyond it.

    Attributes:
        answer: the answer's document.
        kind: `plan` or `check`.
        details: further rows of some tables, by their name; made anew at every call.
        document: the JSON written beside the tables; None where it is the answer itself.
    """

    answer: Document
    kind: str = "plan"
    details: Mapping[str, Callable[[], Iterable[Row]]] = field(default_factory=dict)
    document: Document | None = None


def cells_of(table: AnswerTable, source: AnswerSource, *, detailed: bool = True) -> Iterator[Cells]:
    """The rows of a table as tuples in the order of its columns.

    Args:
        table: which.
        source: the answer.
        detailed: with the rows that the answer itself leaves out.
    """
    more = source.details.get(table.name) if detailed else None
    rows = chain(table.rows(source.answer), () if more is None else more())
    columns = [(column.name, _reader(column.kind)) for column in table.columns]
    for row in rows:
        yield tuple([read(row.get(name)) for name, read in columns])


def _reader(kind: Kind) -> Callable[[Any], Any]:
    if kind == "date":
        return _day
    return _number if kind in NUMBERS else _as_it_is


def _as_it_is(value: object) -> object:
    return value


def _number(value: float | None) -> float | None:
    """A number that is none is no value, as in JSON."""
    return None if value is None or value != value else value


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
