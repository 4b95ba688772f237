"""A built formulation as plain arrays: what crosses to a solver process."""

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Problem:
    """Minimise `objective @ x` with `row_lower <= A x <= row_upper`, `lower <= x <= upper`.

    Attributes:
        lower, upper: bounds of each column; infinite where free.
        integer: which columns are whole numbers.
        objective: cost of each column.
        row_lower, row_upper: bounds of each row.
        row, column, value: the entries of A, row by row.
    """

    lower: Floats
    upper: Floats
    integer: Mask
    objective: Floats
    row_lower: Floats
    row_upper: Floats
    row: Ints
    column: Ints
    value: Floats

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.lower)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.row_lower)

    @property
    def is_pure_integer(self) -> bool:
        """Whether every column that is not fixed is a whole number."""
        return bool(np.all(self.integer | (self.lower == self.upper)))

    def relaxed(self) -> "Problem":
        """The same without whole numbers."""
        return replace(self, integer=np.zeros(self.columns, dtype=bool))

    def activity(self, x: Floats) -> Floats:
        """A x."""
        return np.bincount(self.row, weights=self.value * x[self.column], minlength=self.rows)

    def violation(self, x: Floats) -> float:
        """The largest amount by which x breaks a row, a bound or a whole number."""
        if np.isnan(x).any():
            return float("inf")
        activity = self.activity(x)
        parts = [
            np.max(self.row_lower - activity, initial=0.0),
            np.max(activity - self.row_upper, initial=0.0),
            np.max(self.lower - x, initial=0.0),
            np.max(x - self.upper, initial=0.0),
            np.max(np.abs(x - np.round(x))[self.integer], initial=0.0),
        ]
        return float(max(parts))


@dataclass(frozen=True, slots=True)
class Scaling:
    """How a problem was scaled: x = column * x', cost = objective * cost', row = divide * row'."""

    column: Floats
    objective: float
    divide: Floats = field(default_factory=lambda: np.ones(0))

    def values(self, scaled: Floats) -> Floats:
        """Values of the columns in their own units."""
        return scaled * self.column

    def prices(self, scaled: Floats) -> Floats:
        """Prices of the rows in their own units."""
        return scaled * self.objective / self.divide


def power_of_two(values: Floats) -> Floats:
    """The power of two nearest to each value in the logarithm: scaling by it loses no digit."""
    safe = np.where(values > 0, values, 1.0)
    return np.exp2(np.round(np.log2(safe)))
