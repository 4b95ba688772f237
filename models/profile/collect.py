"""Gathers issues row by row of a table, so that all are reported at once."""

from collections.abc import Callable

import numpy as np

from models.issues import Issue, Severity, show
from models.places import Places
from models.profile.rows import Array

MOST_ROWS = 100
"""Rows of one table and column that one code names singly; the rest is counted in one more issue."""


class Collector:
    """A list of issues under construction."""

    def __init__(self, places: Places) -> None:
        """Start empty, for input whose places these are."""
        self.places = places
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
    ) -> None:
        """Add one issue."""
        self.issues.append(Issue(code, severity, place, show(found), message, hint))

    def rows(
        self,
        code: str,
        table: str,
        column: str,
        rows: Array,
        say: Callable[[int], tuple[object, str, str]],
        *,
        severity: Severity = "fault",
    ) -> None:
        """Add an issue for each row that a mask or index array names.

        Args:
            code: the public code.
            table: the table of the rows.
            column: the column that is at fault; may be empty.
            rows: mask over the table, or row numbers.
            say: gives (found, message, hint) of a row.
            severity: fault or warning.
        """
        at = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        for row in at[:MOST_ROWS]:
            found, message, hint = say(int(row))
            place = self.places.of(table, int(row), column)
            self.issues.append(Issue(code, severity, place, show(found), message, hint))
        more = len(at) - MOST_ROWS
        if more > 0:
            place = self.places.of(table, int(at[MOST_ROWS]), column)
            self.issues.append(Issue(code, severity, place, "", f"and {more} more rows like it from here on"))
