"""A problem without the columns that are settled: what is left is small enough to solve many times."""

from dataclasses import dataclass, replace

import numpy as np

from models.profile.rows import Floats, Ints
from solvers.milp import Problem

ROUNDS = 20
"""How often rows with a single column are made bounds; what is left then is left to the solver."""

NOISE = 1e-7
"""By which bounds may cross before a problem is called impossible: solvers keep rows to about this."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """A smaller problem with the same solutions.

    Attributes:
        problem: of the columns that are left.
        column: their positions in the larger one.
        values: of all columns of the larger one; those that are left stand at 0.
        constant: what the settled ones cost.
    """

    problem: Problem
    column: Ints
    values: Floats
    constant: float

    def whole(self, values: Floats) -> Floats:
        """Values of all columns of the larger problem."""
        found = self.values.copy()
        found[self.column] = values
        return found


def reduced(problem: Problem) -> Reduced:
    """Drop settled columns, rows they alone stand in, and rows that are bounds of a single column."""
    for _ in range(ROUNDS):
        tighter = _with_bounds_of_rows(problem)
        if np.array_equal(tighter.lower, problem.lower) and np.array_equal(tighter.upper, problem.upper):
            return _without_settled(problem, bounds=1)
        problem = tighter
    return _without_settled(problem, bounds=0)


def _with_bounds_of_rows(problem: Problem) -> Problem:
    """The bounds that rows with one open column put on it."""
    open_ = problem.upper > problem.lower
    entry = np.flatnonzero(open_[problem.column])
    number = np.bincount(problem.row[entry], minlength=problem.rows)
    alone = entry[number[problem.row[entry]] == 1]
    row, column, value = problem.row[alone], problem.column[alone], problem.value[alone]
    given = problem.activity(np.where(open_, 0.0, problem.lower))[row]
    ends = (problem.row_lower[row] - given) / value, (problem.row_upper[row] - given) / value
    lower, upper = problem.lower.copy(), problem.upper.copy()
    np.maximum.at(lower, column, np.minimum(*ends))
    np.minimum.at(upper, column, np.maximum(*ends))
    whole = problem.integer
    lower[whole], upper[whole] = np.ceil(lower[whole] - NOISE), np.floor(upper[whole] + NOISE)
    crossed = (lower > upper) & (lower <= upper + NOISE)
    near = (upper - lower <= NOISE) & open_
    lower = np.where(crossed | near, upper, lower)
    return replace(problem, lower=lower, upper=upper)


def _without_settled(problem: Problem, *, bounds: int) -> Reduced:
    """What is left; rows of no more than `bounds` open columns are known to be bounds already."""
    open_ = problem.upper != problem.lower
    values = np.where(open_, 0.0, problem.lower)
    given = problem.activity(values)
    entry = np.flatnonzero(open_[problem.column])
    held = np.bincount(problem.row[entry], minlength=problem.rows) > bounds
    entry = entry[held[problem.row[entry]]]
    column, row = np.flatnonzero(open_), np.flatnonzero(held)
    new_column, new_row = np.cumsum(open_) - 1, np.cumsum(held) - 1
    smaller = Problem(
        lower=problem.lower[column],
        upper=problem.upper[column],
        integer=problem.integer[column],
        objective=problem.objective[column],
        row_lower=(problem.row_lower - given)[row],
        row_upper=(problem.row_upper - given)[row],
        row=new_row[problem.row[entry]],
        column=new_column[problem.column[entry]],
        value=problem.value[entry],
    )
    return Reduced(smaller, column, values, float(problem.objective @ values))
