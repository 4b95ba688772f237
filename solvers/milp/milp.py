"""A formulation under construction: named groups of columns and rows, filled by arrays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solvers.milp.problem import Floats, Ints, Mask, Problem, Scaling, power_of_two

Values = float | npt.ArrayLike
Keys = Callable[[], Sequence[str]]

MILD_COST = 2.0**20
"""Costs above this are scaled down before a solver sees them, to suit its absolute tolerances."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A group of columns: `first`, `first + 1`, … of `count`."""

    name: str
    first: int
    count: int

    @property
    def all(self) -> Ints:
        """Positions of all columns of the group."""
        return np.arange(self.first, self.first + self.count)

    def at(self, index: npt.ArrayLike) -> Ints:
        """Positions of some columns of the group."""
        return self.first + np.asarray(index, dtype=np.int64)

    def of(self, values: Floats) -> Floats:
        """The group's part of a vector over all columns."""
        return values[self.first : self.first + self.count]


@dataclass(frozen=True, slots=True)
class Rows:
    """A group of rows: `first`, `first + 1`, … of `count`."""

    name: str
    first: int
    count: int

    def at(self, index: npt.ArrayLike) -> Ints:
        """Positions of some rows of the group."""
        return self.first + np.asarray(index, dtype=np.int64)

    def of(self, values: Floats) -> Floats:
        """The group's part of a vector over all rows."""
        return values[self.first : self.first + self.count]


class Milp:
    """Collects groups of columns, rows, terms and charges; `freeze` makes a `Problem` of them."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.column_groups: dict[str, Columns] = {}
        self.row_groups: dict[str, Rows] = {}
        self.column_keys: dict[str, Keys | None] = {}
        self.row_keys: dict[str, Keys | None] = {}
        self._columns = self._rows = 0
        self._bounds: list[tuple[Floats, Floats, Mask, Floats]] = []
        self._row_bounds: list[tuple[Floats, Floats]] = []
        self._terms: list[tuple[Ints, Ints, Floats]] = []
        self._charges: list[tuple[str, Ints, Floats]] = []

    def variables(
        self,
        name: str,
        count: int,
        *,
        lower: Values = 0.0,
        upper: Values = np.inf,
        integer: bool | npt.ArrayLike = False,
        scale: Values = 1.0,
        keys: Keys | None = None,
    ) -> Columns:
        """Add a group of columns.

        Args:
            name: the group's name, once.
            count: how many.
            lower: bound of each, or of all.
            upper: bound of each, or of all.
            integer: which are whole numbers.
            scale: a typical size of each; solvers see x / scale, and where whole, that is whole.
            keys: names the columns for people, called only when needed.
        """
        assert name not in self.column_groups, name
        group = Columns(name, self._columns, count)
        self._columns += count
        self.column_groups[name] = group
        self.column_keys[name] = keys
        whole = np.broadcast_to(np.asarray(integer, dtype=bool), count)
        self._bounds.append((_spread(lower, count), _spread(upper, count), whole, _spread(scale, count)))
        return group

    def columns(self, name: str) -> Columns:
        """The group of that name; an empty one where nobody added it."""
        return self.column_groups.get(name, Columns(name, 0, 0))

    def rows(
        self,
        name: str,
        count: int,
        *,
        lower: Values = -np.inf,
        upper: Values = np.inf,
        keys: Keys | None = None,
    ) -> Rows:
        """Add a group of rows, without terms yet."""
        assert name not in self.row_groups, name
        group = Rows(name, self._rows, count)
        self._rows += count
        self.row_groups[name] = group
        self.row_keys[name] = keys
        self._row_bounds.append((_spread(lower, count), _spread(upper, count)))
        return group

    def terms(self, rows: Ints, columns: Ints, coefficients: Values) -> None:
        """Add coefficients; those of one row and column add up."""
        count = len(rows)
        assert len(columns) == count
        if count:
            self._terms.append((rows, columns, _spread(coefficients, count)))

    def charge(self, kind: str, columns: Ints, unit_cost: Values) -> None:
        """Add costs to the objective under a name."""
        if len(columns):
            self._charges.append((kind, columns, _spread(unit_cost, len(columns))))

    def charges(self, values: Floats) -> dict[str, float]:
        """What a solution costs, by the names given to the charges."""
        found: dict[str, float] = {}
        for kind, columns, cost in self._charges:
            found[kind] = found.get(kind, 0.0) + float(cost @ values[columns])
        return found

    def problem(self) -> Problem:
        """The arrays in the units they were given in; terms of one row and column are added up."""
        lower, upper, integer, _ = (np.concatenate(part) for part in zip(*self._bounds, strict=True))
        empty = np.zeros(0)
        row_lower, row_upper = (
            (np.concatenate(part) for part in zip(*self._row_bounds, strict=True))
            if self._row_bounds
            else (empty, empty)
        )
        row, column, value = self._entries()
        return Problem(lower, upper, integer, self._objective(), row_lower, row_upper, row, column, value)

    def freeze(self) -> tuple[Problem, Scaling]:
        """The arrays as solvers get them, and how to undo their scaling.

        Columns are divided by their typical size; rows by the power of two next to their largest
        coefficient, and costs by a common power of two where they are large: solvers' tolerances
        are absolute.
        """
        plain = self.problem()
        column = np.concatenate([scale for _, _, _, scale in self._bounds])
        value = plain.value * column[plain.column]
        largest = np.zeros(plain.rows)
        np.maximum.at(largest, plain.row, np.abs(value))
        divide = power_of_two(largest)
        cost = plain.objective * column
        top = float(np.max(np.abs(cost), initial=0.0))
        factor = float(power_of_two(np.array([top / MILD_COST]))[0]) if top > MILD_COST else 1.0
        problem = Problem(
            lower=plain.lower / column,
            upper=plain.upper / column,
            integer=plain.integer,
            objective=cost / factor,
            row_lower=plain.row_lower / divide,
            row_upper=plain.row_upper / divide,
            row=plain.row,
            column=plain.column,
            value=value / divide[plain.row],
        )
        return problem, Scaling(column, factor, divide)

    def _objective(self) -> Floats:
        objective = np.zeros(self._columns)
        for _, columns, cost in self._charges:
            np.add.at(objective, columns, cost)
        return objective

    def _entries(self) -> tuple[Ints, Ints, Floats]:
        if not self._terms:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
        # One number a place, and no copy that is not needed: a large problem has tens of millions of entries.
        key = np.concatenate([row * np.int64(self._columns) + column for row, column, _ in self._terms])
        value = np.concatenate([part for _, _, part in self._terms])
        order = np.argsort(key, kind="stable")
        key, value = key[order], value[order]
        first = np.concatenate([[True], key[1:] != key[:-1]])
        if not first.all():
            value = np.add.reduceat(value, np.flatnonzero(first))
            key = key[first]
        kept = value != 0
        if not kept.all():
            key, value = key[kept], value[kept]
        row, column = np.divmod(key, self._columns)
        return row, column, value


def _spread(values: Values, count: int) -> Floats:
    return np.broadcast_to(np.asarray(values, dtype=float), count)
