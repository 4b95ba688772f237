"""A problem as arrays: what a solution of it breaks."""

import numpy as np
import pytest

from solvers.milp.problem import Scaling, power_of_two
from tests.solvers.milp.problems import INF, problem


def test_activity_is_the_product_of_matrix_and_solution():
    made = problem([0, 0], [((1, 2), -INF, INF), ((0, 0), -INF, INF), ((3, -1), -INF, INF)])
    assert made.activity(np.array([2.0, 5.0])).tolist() == [12.0, 0.0, 1.0]


def test_a_problem_without_rows_has_no_activity():
    assert problem([1, 1], []).activity(np.zeros(2)).tolist() == []


@pytest.mark.parametrize(
    ("x", "broken_by"),
    [
        ([1.0, 1.0], 0.0),
        ([1.0, 2.5], 0.5),
        ([0.0, 0.0], 1.0),
        ([4.25, 0.0], 2.25),
        ([-0.75, 2.0], 0.75),
        ([1.0, 1.4], 0.4),
        ([1.0, 1.8], 0.2),
    ],
    ids=["kept", "row above", "row below", "column above", "column below", "between wholes", "near a whole"],
)
def test_the_violation_is_the_largest_of_rows_bounds_and_whole_numbers(x, broken_by):
    made = problem([0, 0], [((1, 1), 1, 3)], lower=0, upper=[2, 3], integer=[False, True])
    assert made.violation(np.array(x)) == pytest.approx(broken_by)


def test_what_is_no_number_is_no_solution():
    made = problem([0, 0], [((1, 1), 1, 3)])
    assert made.violation(np.array([np.nan, 1.0])) == INF


def test_a_free_row_and_a_free_column_break_nothing():
    made = problem([0], [((1,), -INF, INF)], lower=-INF)
    assert made.violation(np.array([-1e12])) == 0.0


def test_a_problem_of_whole_numbers_may_have_fixed_fractions():
    whole = problem([1, 1], [], upper=[1, 1], integer=[True, False])
    fixed = problem([1, 1], [], lower=[0, 0.5], upper=[1, 0.5], integer=[True, False])
    assert not whole.is_pure_integer
    assert fixed.is_pure_integer


def test_relaxing_takes_the_whole_numbers_and_nothing_else():
    made = problem([1, 2], [((1, 1), 1, 1)], upper=1, integer=True)
    relaxed = made.relaxed()
    assert not relaxed.integer.any()
    assert relaxed.objective is made.objective
    assert relaxed.value is made.value


@pytest.mark.parametrize(
    ("value", "power"), [(1, 1), (3, 4), (2.8, 2), (1000, 1024), (0.3, 0.25), (0, 1), (1e-9, 2.0**-30)]
)
def test_the_nearest_power_of_two_in_the_logarithm(value, power):
    assert power_of_two(np.array([float(value)]))[0] == power


def test_dividing_by_a_power_of_two_loses_no_digit():
    values = np.random.default_rng(0).random(1000) * 10.0 ** np.arange(-5, 5).repeat(100)
    powers = power_of_two(values)
    assert (values / powers * powers == values).all()
    assert (np.abs(np.log2(values / powers)) <= 0.5).all()


def test_scaling_is_undone_column_by_column():
    scaling = Scaling(np.array([10.0, 1.0]), 4.0)
    assert scaling.values(np.array([0.5, 3.0])).tolist() == [5.0, 3.0]
