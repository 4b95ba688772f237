"""Lines of a workbook's summary: small words for making them."""

import textwrap
from collections.abc import Callable, Iterable, Sequence

from service.exchange.plan_tables import AnswerSource
from service.exchange.plan_tables.table import Kind
from service.exchange.sheets import Cell, Look
from service.reports.labels import Labels

Line = Sequence[Cell | None]
Block = Callable[[AnswerSource, Labels], Iterable[Line]]
"""A part of the summary; without lines where the answer has nothing for it."""

MOST_LINES = 15
"""Of a list in the summary; the sheet of its table has all of them."""

_SIGNS_A_LINE = 130
"""A longer sentence goes on in the next line: a cell that flows over its neighbours does not wrap."""


def heading(text: str) -> list[Line]:
    """The heading of a block, with an empty line before it."""
    return [(), (Cell(text, look="heading"),)]


def header(labels: Labels, *sentences: str) -> Line:
    """The header of a small table."""
    return [Cell(labels.say(sentence), look="header") for sentence in sentences]


def note(text: str, look: Look = "plain") -> list[Line]:
    """A sentence across the page."""
    return [(Cell(part, look=look),) for part in textwrap.wrap(text, _SIGNS_A_LINE) or [""]]


def cells(kind: Kind, values: Iterable[object], look: Look = "plain") -> list[Cell | None]:
    """Values of one kind."""
    return [None if value is None else Cell(value, kind, look) for value in values]


def listed(lines: Sequence[Line], sheet: str, labels: Labels) -> list[Line]:
    """The first lines of a list, and where the rest is."""
    rest = len(lines) - MOST_LINES
    if rest <= 0:
        return list(lines)
    return [*lines[:MOST_LINES], *note(labels.say("more", count=rest, sheet=labels.sheet(sheet)), "quiet")]


def per_cent(share: float, places: int = 1) -> str:
    """A share in a sentence."""
    return f"{100 * share:.{places}f} %"
