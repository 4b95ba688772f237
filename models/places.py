"""Where a value stands in the user's own input."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Places:
    """Turns table, row and column into the place a user can go to.

    Attributes:
        form: `json` gives JSON pointers, `csv` gives `quotes.csv:17 unit_price`.
        prefix: JSON pointer of the profile inside a larger document.
        lines: line number of each row of a CSV table, counted from 1, header included.
        keys: line number of each key of a key-value table.
    """

    form: Literal["json", "csv"] = "json"
    prefix: str = ""
    lines: Mapping[str, npt.NDArray[np.int64]] = field(default_factory=dict)
    keys: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def of(self, table: str, row: int | None = None, column: str = "") -> str:
        """The place of a value; of a row where no column is named, of a table where no row is."""
        if self.form == "csv":
            return self._in_csv(table, row, column)
        if row is not None and table not in ("profile", "firm", "horizon", "shareholders"):
            return f"{self.prefix}/{table}/{row}" + (f"/{escape(column)}" if column else "")
        parts = [] if table == "profile" else [table]
        if table == "shareholders":
            parts = ["firm", "shareholders"]
        if row is not None and table not in ("profile", "firm", "horizon"):
            parts.append(str(row))
        if column:
            parts.append(escape(column))
        return (self.prefix + "".join("/" + p for p in parts)) or "/"

    def _in_csv(self, table: str, row: int | None, column: str) -> str:
        line: int | None = None
        if table in self.keys:
            line = self.keys[table].get(column)
        elif row is not None:
            lines = self.lines.get(table)
            line = int(lines[row]) if lines is not None and row < len(lines) else row + 2
        where = f"{table}.csv" + (f":{line}" if line else "")
        return f"{where} {column}" if column else where


def escape(token: str) -> str:
    """A token of a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")
