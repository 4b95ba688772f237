"""A column whose cells came with types of their own, as in a workbook or a Parquet file."""

from collections.abc import Callable
from dataclasses import dataclass

from models.profile.convert import Converted


@dataclass(frozen=True, slots=True)
class TypedCells:
    """A column that its reader has converted already, by the contract's kind.

    Attributes:
        done: the typed values and the rows that could not be converted.
        found: what stood in a row, as its user saw it.
        hint: the way out for a row that could not be converted; may be empty.
    """

    done: Converted
    found: Callable[[int], object]
    hint: Callable[[int], str]

    def __getitem__(self, row: int) -> object:
        """What stood in a row."""
        return self.found(row)
