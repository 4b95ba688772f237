"""Which cells have a fault of their own, so that no rule draws conclusions from them."""

from dataclasses import dataclass, field

import numpy as np

from models.profile.rows import Array, Ints, Mask


@dataclass(slots=True)
class Marks:
    """Cells of a profile that are known to be wrong.

    Attributes:
        cells: numbers of rows by table and column; where the column is empty, rows of which no cell counts.
        columns: tables and columns of which no cell counts.
    """

    cells: dict[tuple[str, str], Ints] = field(default_factory=dict)
    columns: set[tuple[str, str]] = field(default_factory=set)

    def add(self, table: str, column: str, rows: Array) -> None:
        """Mark the cells of a column in some rows; without a column, all cells of the rows."""
        known = self.cells.get((table, column), np.zeros(0, dtype=np.int64))
        self.cells[table, column] = np.union1d(known, rows).astype(np.int64)

    def add_column(self, table: str, column: str) -> None:
        """Mark every cell of a column."""
        self.columns.add((table, column))

    def any(self, table: str, *columns: str) -> bool:
        """Whether any cell of these columns is marked; without columns, any of the table."""
        marked = {name for name in self.columns | set(self.cells) if name[0] == table}
        return any(column in ("", *columns) for _, column in marked) if columns else bool(marked)

    def sound(self, table: str, count: int, *columns: str) -> Mask:
        """Which rows of a table have no marked cell in these columns."""
        found = np.ones(count, dtype=bool)
        for column in ("", *columns):
            if (table, column) in self.columns:
                return np.zeros(count, dtype=bool)
            at = self.cells.get((table, column))
            if at is not None:
                found[at] = False
        return found

    def unmarked(self, table: str, rows: Ints, *columns: str) -> Ints:
        """Of some rows those without a marked cell in these columns."""
        for column in ("", *columns):
            if (table, column) in self.columns:
                return rows[:0]
            at = self.cells.get((table, column))
            if at is not None:
                rows = rows[~np.isin(rows, at)]
        return rows

    def copy(self) -> "Marks":
        """The same marks, to be added to."""
        return Marks(dict(self.cells), set(self.columns))
