"""A formulation with its arrays: built once, and changed a little for each further solve."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.profile.rows import Ints
from solvers.milp import Milp, Problem
from solvers.milp.problem import Scaling
from solvers.sourcing.build import build
from solvers.sourcing.solve import Solved
from solvers.sourcing.tables import ProblemTables

NOBODY = -1
SHARED = -2


@dataclass(frozen=True, slots=True)
class Others:
    """Columns of other items.

    Attributes:
        columns: their positions, ascending.
        number: how many there are of each group.
    """

    columns: Ints
    number: dict[str, int]


@dataclass(frozen=True)
class Formulation:
    """Tables, what was built of them, and its arrays as solvers get them."""

    tables: ProblemTables
    milp: Milp
    problem: Problem
    scaling: Scaling

    @classmethod
    def of(cls, t: ProblemTables) -> "Formulation":
        """Build the tables' formulation."""
        milp = build(t)
        return cls(t, milp, *milp.freeze())

    @classmethod
    def solved(cls, solved: Solved) -> "Formulation":
        """The formulation that was solved."""
        return cls(solved.tables, solved.milp, solved.problem, solved.scaling)

    def of_others(self, item: int) -> "Others":
        """The whole-number columns that decide on one other item alone, group by group.

        What is added to an item adds nothing to the others, and keeps their order.
        """
        of_other = self.problem.integer & (self.items >= 0) & (self.items != item)
        number = {name: int(of_other[group.all].sum()) for name, group in self.milp.column_groups.items()}
        return Others(np.flatnonzero(of_other), {name: count for name, count in number.items() if count})

    def has_columns_of(self, other: "Formulation") -> bool:
        """Whether both have the same groups of columns, each of the same size."""
        return self.milp.column_groups == other.milp.column_groups

    @cached_property
    def items(self) -> Ints:
        """The item that each column decides on; below 0 where it decides on several, or on none.

        Read off the rows: a row that holds columns of one item alone is of that item, and so are its other
        columns, unless they stand in rows of other items too.
        """
        t, problem = self.tables, self.problem
        found = np.full(problem.columns, NOBODY, dtype=np.int64)
        found[self.milp.columns("quantity").all] = t.awards.item
        while True:
            rows = _one_of(found[problem.column], problem.row, problem.rows)
            columns = _one_of(rows[problem.row], problem.column, problem.columns)
            fresh = np.where(found == NOBODY, columns, found)
            if np.array_equal(fresh, found):
                return found
            found = fresh


def _one_of(item: Ints, at: Ints, count: int) -> Ints:
    """Of each place the one item among its entries; `SHARED` where there are several, `NOBODY` for none."""
    known = item >= 0
    least = np.full(count, np.iinfo(np.int64).max)
    most = np.full(count, NOBODY, dtype=np.int64)
    np.minimum.at(least, at[known], item[known])
    np.maximum.at(most, at[known], item[known])
    return np.where((most >= 0) & (least < most), SHARED, most)
