"""A workbook as data: what stands on its sheets, and how it is meant to look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from service.exchange.plan_tables.table import Cells, Kind

Look = Literal["plain", "title", "heading", "header", "strong", "quiet", "good", "notable", "bad"]
"""How a cell looks: `header` is that of a column, `good`, `notable` and `bad` have a colour."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a table.

    Attributes:
        header: as people read it.
        kind: decides format and width.
        words: what stands for a word of a `choice`; others stand as they are.
    """

    header: str
    kind: Kind
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """A look for the cells of some columns where a formula holds; spreadsheets keep it up to date.

    Attributes:
        first: number of the first column, counted from 1.
        last: number of the last.
        formula: over the second row, the first below the header, without the sign =.
        look: a colour, or `strong` for bold.
    """

    first: int
    last: int
    formula: str
    look: Look


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet that is one table: a header that stays in sight, a filter, and one row below the other."""

    title: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Cells]
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a page."""

    value: Any
    kind: Kind = "text"
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class PageSheet:
    """A sheet to be read from top to bottom; a line is its cells from the first column on.

    Attributes:
        widths: of its columns, in characters.
    """

    title: str
    widths: Sequence[float]
    lines: Sequence[Sequence[Cell | None]]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook.

    Attributes:
        language: of its headers; ISO 639.
        currency: of its amounts; decides their decimals.
        day: stands for the moment it was made, so that the same answer gives the same bytes.
        identifier: of the plan, where it has one.
    """

    title: str
    language: str
    currency: str
    day: date
    sheets: Sequence[PageSheet | TableSheet]
    identifier: str | None = None
