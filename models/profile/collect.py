"""Gathers issues row by row of a table, so that all are reported at once."""

from collections.abc import Callable, Sequence

import numpy as np

from models.issues import Issue, Severity, show
from models.places import Places
from models.profile.marks import Marks
from models.profile.rows import Array, Mask

MOST_ROWS = 100
"""Rows of one table and column that one code names singly; the rest is counted in one more issue."""

CELL = frozenset(
    """missing_value wrong_type not_finite out_of_range unknown_choice unknown_country unknown_currency
    text_too_long not_yet_supported unknown_reference""".split()
)
"""Faults of a cell by itself: what it says counts for nothing. The others are of what rows say together."""


class Collector:
    """A list of issues under construction."""

    def __init__(self, places: Places, marks: Marks | None = None) -> None:
        """Start empty, for input whose places these are and of which these cells are known to be wrong."""
        self.places = places
        self.marks = Marks() if marks is None else marks.copy()
        self.issues: list[Issue] = []

    def add(
        self,
        code: str,
        place: str,
        message: str,
        *,
        found: object = "",
        hint: str = "",
        severity: Severity = "fault",
        others: int = 0,
    ) -> None:
        """Add one issue."""
        self.issues.append(Issue(code, severity, place, show(found), message, hint, others))

    def rows(
        self,
        code: str,
        table: str,
        column: str,
        rows: Array,
        say: Callable[[int], tuple[object, str, str]],
        *,
        severity: Severity = "fault",
        using: Sequence[str] = (),
    ) -> None:
        """Add an issue for each row that a mask or index array names; mark cells that count for nothing.

        A cell that is marked already gets no other issue, and no conclusion is drawn from it.

        Args:
            code: the public code.
            table: the table of the rows.
            column: the column that is at fault; may be empty.
            rows: mask over the table, or row numbers.
            say: gives (found, message, hint) of a row.
            severity: fault or warning.
            using: further columns of the table that the rule looks at; rows in which one of them has a
                fault of its own are left out.
        """
        at = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        at = self.marks.unmarked(table, at, *using, *([column] if column else []))
        if column and len(at) and severity == "fault" and code in CELL:
            self.marks.add(table, column, at)
        for row in at[:MOST_ROWS]:
            found, message, hint = say(int(row))
            place = self.places.of(table, int(row), column)
            self.issues.append(Issue(code, severity, place, show(found), message, hint))
        self._count_rest(code, table, column, at, severity)

    def alike(
        self,
        code: str,
        table: str,
        column: str,
        rows: Mask,
        values: Array,
        say: Callable[[int, int], tuple[object, str, str]],
    ) -> None:
        """Add one fault for all rows with the same value, at the first of them.

        Args:
            code: the public code.
            table: the table of the rows.
            column: the column that is at fault.
            rows: which rows are at fault.
            values: those of the column.
            say: gives (found, message, hint) of a row and of how many further ones have its value.
        """
        at = self.marks.unmarked(table, np.flatnonzero(rows), column)
        same: dict[object, list[int]] = {}
        for row in at.tolist():
            same.setdefault(values[row], []).append(row)
        for found_in in same.values():
            others = len(found_in) - 1
            found, message, hint = say(found_in[0], others)
            place = self.places.of(table, found_in[0], column)
            self.add(code, place, message, found=found, hint=hint, others=others)

    def _count_rest(self, code: str, table: str, column: str, at: Array, severity: Severity) -> None:
        """One more issue for all rows beyond those that are named."""
        more = len(at) - MOST_ROWS
        if more > 0:
            place = self.places.of(table, int(at[MOST_ROWS]), column)
            message = f"and {more} more rows like it from here on"
            self.issues.append(Issue(code, severity, place, "", message, others=more - 1))
