"""A reduced problem has the solutions of the one it was made of."""

from dataclasses import replace

import numpy as np
import pytest

from solvers.milp import Milp, SolveOptions
from solvers.sourcing.explore.reduced import reduced


def problem_of(rows, *, lower, upper, cost, integer=()):
    """A problem of `(coefficients, least, most)` rows."""
    milp = Milp()
    whole = np.isin(np.arange(len(cost)), integer)
    x = milp.variables("x", len(cost), lower=lower, upper=upper, integer=whole)
    milp.charge("cost", x.all, cost)
    for number, (coefficients, least, most) in enumerate(rows):
        row = milp.rows(f"row {number}", 1, lower=least, upper=most)
        milp.terms(row.at(np.zeros(len(cost), dtype=np.int64)), x.all, coefficients)
    return milp.problem()


def test_what_is_settled_is_left_out_and_counted():
    """x = 3 is settled, so 2 x + y >= 10 asks for y >= 4, a bound: nothing is left but y and z together."""
    problem = problem_of(
        [([2, 1, 0], 10, np.inf), ([0, 1, 1], 6, np.inf)], lower=[3, 0, 0], upper=[3, 9, 9], cost=[5, 1, 2]
    )
    found = reduced(problem)
    assert found.constant == 15
    assert found.column.tolist() == [1, 2]
    assert (found.problem.lower.tolist(), found.problem.upper.tolist()) == ([4, 0], [9, 9])
    assert found.problem.rows == 1
    assert found.whole(np.array([6.0, 0.0])).tolist() == [3, 6, 0]


def test_a_switch_that_is_off_takes_with_it_what_hangs_on_it():
    """quantity <= 8 switch with the switch at 0: quantity is 0, and the other source takes the need of 5."""
    problem = problem_of(
        [([1, -8, 0], -np.inf, 0), ([1, 0, 1], 5, 5)], lower=[0, 0, 0], upper=[8, 0, 8], cost=[1, 0, 3]
    )
    found = reduced(problem)
    assert (found.problem.columns, found.problem.rows) == (0, 0)
    assert found.constant == 15
    assert found.values.tolist() == [0, 0, 5]


def test_bounds_of_whole_numbers_are_whole():
    """2 x <= 7 for a whole x: at most 3."""
    found = reduced(problem_of([([2, 0], -np.inf, 7)], lower=0, upper=9, cost=[-1, 1], integer=[0]))
    assert found.problem.upper.tolist() == [3, 9]


@pytest.mark.parametrize("seed", range(12))
def test_the_least_cost_is_the_same(seed, solver):
    random = np.random.default_rng(seed)
    rows = [
        (random.integers(-3, 4, 8).astype(float), -np.inf, float(random.integers(4, 12))) for _ in range(6)
    ]
    problem = problem_of(
        rows, lower=np.zeros(8), upper=np.full(8, 5.0), cost=random.uniform(-3, 2, 8), integer=[0, 3]
    )
    held = random.random(8) < 0.5
    problem = replace(problem, upper=np.where(held, 0.0, problem.upper))
    found = reduced(problem)
    options = SolveOptions(gap=1e-9)
    whole, part = solver.solve(problem, options), None
    if found.problem.columns:
        part = solver.solve(found.problem, options)
    least = found.constant + (part.objective if part is not None else 0.0)
    assert least == pytest.approx(whole.objective, abs=1e-6)
    values = found.whole(part.values if part is not None else np.zeros(0))
    assert problem.violation(values) < 1e-6
