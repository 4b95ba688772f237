"""Where a value stands in the user's own input."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where a table stands in a file of its own: `quotes.csv:17 unit_price`.

    Attributes:
        file: name of the file.
        rows: number of each row, as people count: the line of a CSV text, the data row of a Parquet file.
        keys: number of each key, for a key-value table; `rows` is not looked at then.
        headers: the header as it is written, by the column's name, where it is another; of a column that
            is not there the word for it in the language of the others.
    """

    file: str
    rows: Numbers | None = None
    keys: Mapping[str, int] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def of(self, row: int | None, column: str) -> str:
        """The place of a value, a row, a column or the file."""
        number: int | None = None
        if self.keys is not None:
            number = self.keys.get(column)
        elif row is not None:
            number = row + 2 if self.rows is None or row >= len(self.rows) else int(self.rows[row])
        where = f"{self.file}:{number}" if number else self.file
        return f"{where} {self.headers.get(column, column)}" if column else where


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where a table stands in a workbook, as its cells are called there: `quotes!D17`.

    Attributes:
        sheet: name of the sheet.
        head: number of the row with the headers.
        rows: number of each row.
        keys: row of each key, for a key-value table; its values are in the column `letters["value"]`.
        letters: letter of each column, by its name; one that the sheet lacks has none.
        headers: as for a file.
    """

    sheet: str
    head: int
    rows: Numbers
    letters: Mapping[str, str]
    keys: Mapping[str, int] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def of(self, row: int | None, column: str) -> str:
        """The place of a value, a row, a header or the sheet."""
        if self.keys is not None:
            at = self.keys.get(column)
            return f"{self.sheet}!{self.letters.get('value', '')}{at}" if at else self._named(column)
        letter = self.letters.get(column, "")
        if row is None:
            return f"{self.sheet}!{letter}{self.head}" if letter else self._named(column)
        number = int(self.rows[row]) if row < len(self.rows) else ""
        named = "" if letter or not column else f" {self.headers.get(column, column)}"
        return f"{self.sheet}!{letter}{number}{named}"

    def _named(self, column: str) -> str:
        return f"{self.sheet} {self.headers.get(column, column)}".rstrip()


@dataclass(frozen=True, slots=True)
class Places:
    """Turns table, row and column into the place a user can go to.

    Attributes:
        form: `json` gives JSON pointers, `csv` a place in a file or on a sheet.
        prefix: JSON pointer of the profile inside a larger document.
        tables: the file or sheet of each table; where it says nothing, its CSV file.
    """

    form: Literal["json", "csv"] = "json"
    prefix: str = ""
    tables: Mapping[str, FilePlace | SheetPlace] = field(default_factory=dict)

    def of(self, table: str, row: int | None = None, column: str = "") -> str:
        """The place of a value; of a row where no column is named, of a table where no row is."""
        if self.form == "csv":
            return self.tables.get(table, FilePlace(f"{table}.csv")).of(row, column)
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

    def word(self, table: str, column: str) -> str:
        """What a column is called in the user's own input; its name in the contract where nothing is said."""
        place = self.tables.get(table)
        return column if place is None else place.headers.get(column, column)

    def table_word(self, table: str) -> str:
        """What a table is called in the user's own input: the sheet, or the file without its ending."""
        place = self.tables.get(table)
        if place is None:
            return table
        return place.sheet if isinstance(place, SheetPlace) else PurePath(place.file).stem or table


def escape(token: str) -> str:
    """A token of a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")
