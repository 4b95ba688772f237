"""What a column and a table of the contract are."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "text", "number", "bool", "date", "country", "currency", "choice", "list", "any"]
Waiting = Literal["", "refused", "unused"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: the contract's name, the same in every form.
        kind: how its values are read; `id` and `text` are text, `list` is text parts.
        doc: one line for people: meaning, unit, default.
        required: whether every row must give it.
        low: least number allowed (inclusive unless `open_low`).
        high: largest number allowed (inclusive unless `open_high`).
        whole: only whole numbers.
        choices: the words allowed for kind `choice`.
        refers: the table whose `id` the value must name.
        waiting: `refused` when giving it is a fault until it is honoured, `unused` when it has no
            bearing on a plan yet and is only warned of.
    """

    name: str
    kind: Kind
    doc: str
    required: bool = False
    low: float | None = None
    high: float | None = None
    open_low: bool = False
    open_high: bool = False
    whole: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""
    waiting: Waiting = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the contract.

    Attributes:
        name: the contract's name: a JSON key, a CSV file, a sheet.
        doc: one line for people.
        columns: in the order of the documentation.
        key: the columns that no two rows may share; empty where rows may repeat.
        single: an object in JSON, and two columns `key`, `value` in table form.
        waiting: as for a column, for the whole table.
    """

    name: str
    doc: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    single: bool = False
    waiting: Waiting = ""

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(c for c in self.columns if c.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(c.name for c in self.columns)


def ident(name: str, doc: str, *, refers: str = "", required: bool = True, waiting: Waiting = "") -> Column:
    """A column that identifies a row, here or in the table it refers to."""
    return Column(name, "id", doc, required=required, refers=refers, waiting=waiting)


def text(name: str, doc: str, *, required: bool = False, waiting: Waiting = "") -> Column:
    """A free text."""
    return Column(name, "text", doc, required=required, waiting=waiting)


def choice(name: str, words: str, doc: str, *, waiting: Waiting = "") -> Column:
    """One word of a list."""
    return Column(name, "choice", doc, choices=tuple(words.split()), waiting=waiting)


def amount(name: str, doc: str, *, required: bool = False, waiting: Waiting = "") -> Column:
    """A number of at least 0."""
    return Column(name, "number", doc, required=required, low=0.0, waiting=waiting)


def positive(name: str, doc: str, *, required: bool = False, waiting: Waiting = "") -> Column:
    """A number above 0."""
    return Column(name, "number", doc, required=required, low=0.0, open_low=True, waiting=waiting)


def share(name: str, doc: str, *, required: bool = False, waiting: Waiting = "") -> Column:
    """A share or rate in 0..1."""
    return Column(name, "number", doc, required=required, low=0.0, high=1.0, waiting=waiting)


def whole(name: str, doc: str, *, low: int = 0, waiting: Waiting = "") -> Column:
    """A whole number."""
    return Column(name, "number", doc, low=float(low), whole=True, waiting=waiting)


def flag(name: str, doc: str, *, waiting: Waiting = "") -> Column:
    """True or false."""
    return Column(name, "bool", doc, waiting=waiting)


def day(name: str, doc: str, *, waiting: Waiting = "") -> Column:
    """An ISO 8601 date."""
    return Column(name, "date", doc, waiting=waiting)


def country(name: str, doc: str, *, required: bool = False, waiting: Waiting = "") -> Column:
    """An ISO 3166 alpha-2 code."""
    return Column(name, "country", doc, required=required, waiting=waiting)


def currency(name: str, doc: str, *, required: bool = False, waiting: Waiting = "") -> Column:
    """An ISO 4217 code."""
    return Column(name, "currency", doc, required=required, waiting=waiting)


def parts(name: str, doc: str, *, waiting: Waiting = "") -> Column:
    """A list of texts; `;` between them in a cell."""
    return Column(name, "list", doc, waiting=waiting)
