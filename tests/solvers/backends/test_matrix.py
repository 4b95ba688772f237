"""Every backend solves the same small problems to their known optima, or says why it does not."""

import numpy as np
import pytest

from models.errors import BackendFailed, BackendUnavailable
from solvers.backends.registry import BACKENDS
from solvers.milp import SolveOptions, SolveStatus, StopReason
from tests.solvers.milp.problems import INF, problem

MIXED = ("ortools-highs", "ortools-scip", "pulp-cbc", "pulp-highs")
LINEAR = (*MIXED, "ortools-glop", "ortools-pdlp")
WHOLE = (*MIXED, "ortools-cpsat")

# Least cost and the only solution that has it.
LINEAR_PROBLEMS = {
    # The corner where both rows are tight.
    "two rows": (problem([2, 3], [((1, 1), 4, INF), ((1, 3), 6, INF)]), 9.0, [3.0, 1.0]),
    "an equality": (problem([1, 2], [((1, 1), 10, 10)], upper=[4, INF]), 16.0, [4.0, 6.0]),
    "a row between two bounds": (problem([1, 2], [((1, 1), 3, 5)], upper=10), 3.0, [3.0, 0.0]),
    "a free variable": (problem([1], [((1,), -3, INF)], lower=-INF), -3.0, [-3.0]),
    "a free variable that is bounded by another": (
        problem([1, 0], [((1, 1), 0, INF)], lower=[-INF, 0], upper=[INF, 5]),
        -5.0,
        [-5.0, 5.0],
    ),
    "negative costs": (problem([-1, -2], [((1, 1), -INF, 4)], upper=[3, 3]), -7.0, [1.0, 3.0]),
    "no rows": (problem([1, -1], [], upper=5), -5.0, [0.0, 5.0]),
    "a row without entries": (problem([1], [((0,), -INF, 2)], lower=1), 1.0, [1.0]),
    "a fixed variable": (problem([1, 5], [((1, 1), 3, INF)], lower=[0, 2], upper=[INF, 2]), 11.0, [1.0, 2.0]),
    "no variables": (problem([], []), 0.0, []),
}
WHOLE_PROBLEMS = {
    # 5 a + 4 b + 3 c fill at most 10: of values 10, 7 and 4 the best is 17, b and a.
    "a knapsack": (problem([-10, -7, -4], [((5, 4, 3), -INF, 10)], upper=1, integer=True), -17.0, [1, 1, 0]),
    "a knapsack of many": (problem([-3, -2], [((2, 3), -INF, 12)], integer=True, upper=9), -18.0, [6, 0]),
    "whole numbers below zero": (problem([1], [((2,), -7, INF)], lower=-9, integer=True), -3.0, [-3]),
    "an equality of whole numbers": (problem([4, 3], [((3, 5), 19, 19)], integer=True), 18.0, [3, 2]),
}
MIXED_PROBLEMS = {
    # Opening costs 10: worth it, since 4 units cost 1 there and 5 elsewhere.
    "a fixed charge": (
        problem(
            [1, 5, 10],
            [((1, 1, 0), 4, 4), ((1, 0, -4), -INF, 0)],
            upper=[INF, INF, 1],
            integer=[False, False, True],
        ),
        14.0,
        [4.0, 0.0, 1.0],
    ),
    "a fixed charge that is too high": (
        problem(
            [1, 5, 17],
            [((1, 1, 0), 4, 4), ((1, 0, -4), -INF, 0)],
            upper=[INF, INF, 1],
            integer=[False, False, True],
        ),
        20.0,
        [0.0, 4.0, 0.0],
    ),
}
INFEASIBLE = {
    "bounds against a row": (problem([1], [((1,), 2, INF)], upper=1), False),
    "two rows": (problem([1, 1], [((1, 1), 3, INF), ((1, 1), -INF, 2)]), False),
    "a row without entries": (problem([1], [((0,), 2, INF)], upper=1), False),
    "parity": (problem([1, 1], [((2, 2), 1, 1)], upper=1, integer=True), True),
    "whole numbers between fractions": (problem([1], [((1,), 0.25, 0.75)], integer=True, upper=5), True),
}
UNBOUNDED = problem([-1, 0], [((1, -1), -INF, 1)])


def _options(backend, **columns):
    return SolveOptions(backend, **({"time_limit_s": 20.0, "gap": 1e-6} | columns))


def _check_optimum(solver, backend, made, cost, x):
    result = solver.solve(made, _options(backend))
    loose = 1e-5 if backend == "ortools-pdlp" else 1e-7
    assert result.status is SolveStatus.OPTIMAL
    assert result.stop_reason is StopReason.PROVED
    assert result.backend == backend
    assert result.version.split()[0] in ("ortools", "pulp")
    assert result.objective == pytest.approx(cost, abs=loose)
    assert result.values.tolist() == pytest.approx(x, abs=loose)
    assert made.violation(result.values) <= loose
    assert result.bound <= cost + loose
    assert cost - result.bound <= 1e-6 * abs(cost) + loose
    return result


@pytest.mark.parametrize("backend", LINEAR)
@pytest.mark.parametrize("name", LINEAR_PROBLEMS)
def test_linear_problems_are_solved_to_their_optimum(solver, backend, name):
    _check_optimum(solver, backend, *LINEAR_PROBLEMS[name])


@pytest.mark.parametrize("backend", WHOLE)
@pytest.mark.parametrize("name", WHOLE_PROBLEMS)
def test_problems_of_whole_numbers_are_solved_to_their_optimum(solver, backend, name):
    result = _check_optimum(solver, backend, *WHOLE_PROBLEMS[name])
    assert np.abs(result.values - np.round(result.values)).max() <= 1e-6


@pytest.mark.parametrize("backend", MIXED)
@pytest.mark.parametrize("name", MIXED_PROBLEMS)
def test_mixed_problems_are_solved_to_their_optimum(solver, backend, name):
    _check_optimum(solver, backend, *MIXED_PROBLEMS[name])


@pytest.mark.parametrize("backend", [*LINEAR, "ortools-cpsat"])
@pytest.mark.parametrize("name", INFEASIBLE)
def test_what_cannot_hold_is_infeasible_and_proved(solver, backend, name):
    made, whole = INFEASIBLE[name]
    if (whole and backend not in WHOLE) or (not whole and backend not in LINEAR):
        return
    if backend == "ortools-cpsat" and name == "whole numbers between fractions":
        made = problem([1, 1], [((2, 4), 1, 1)], integer=True, upper=5)
    result = solver.solve(made, _options(backend))
    assert (result.status, result.stop_reason) == (SolveStatus.INFEASIBLE, StopReason.PROVED)
    assert result.values is None
    assert result.objective is None


@pytest.mark.parametrize("backend", LINEAR)
def test_what_has_no_least_cost_is_never_called_solved(solver, backend):
    try:
        result = solver.solve(UNBOUNDED, _options(backend))
    except BackendFailed:
        return  # SCIP breaks down on a cost without end, and says so.
    assert result.status in (SolveStatus.UNBOUNDED, SolveStatus.INFEASIBLE)


@pytest.mark.parametrize("backend", ["ortools-highs", "pulp-cbc", "pulp-highs"])
def test_a_cost_without_end_is_called_unbounded(solver, backend):
    assert solver.solve(UNBOUNDED, _options(backend)).status is SolveStatus.UNBOUNDED


@pytest.mark.parametrize("backend", ["ortools-glop", "ortools-pdlp"])
def test_relaxations_come_with_a_price_for_every_row(solver, backend):
    made = problem([2, 3], [((1, 1), 4, INF), ((1, 3), 6, INF), ((1, 0), -INF, 100)])
    result = solver.solve(made, _options(backend))
    # One more unit of the first row costs 1.5, of the second 0.5; together they explain the cost.
    assert result.row_prices.tolist() == pytest.approx([1.5, 0.5, 0.0], abs=1e-5)
    assert result.row_prices @ np.array([4, 6, 0]) == pytest.approx(result.objective, abs=1e-4)


@pytest.mark.parametrize("backend", ["ortools-glop", "ortools-pdlp"])
def test_a_backend_for_relaxations_refuses_whole_numbers(solver, backend):
    with pytest.raises(BackendUnavailable, match="linear relaxations only"):
        solver.solve(problem([1], [((1,), 1, INF)], integer=True), _options(backend))


@pytest.mark.parametrize(
    ("made", "taken"),
    [
        (problem([-1], [((1,), -INF, 2.5)], upper=9, integer=True), True),
        (problem([-1.7], [((0.1,), -INF, 0.3)], upper=9, integer=True), True),
        (problem([-1], [((0.123456,), -INF, 1)], upper=9, integer=True), True),
        (problem([-1], [((1,), -INF, 2)], upper=9), False),
        (problem([-1, -1], [((1, 1), -INF, 2)], upper=9, integer=[True, False]), False),
        (problem([-1], [((1 / 3,), -INF, 1)], upper=9, integer=True), False),
        (problem([-1], [((1,), -INF, np.pi)], upper=9, integer=True), False),
        (problem([-1], [((1,), 1 / 7, INF)], upper=9, integer=True), False),
    ],
    ids=[
        "halves",
        "tenths",
        "six decimals",
        "a fraction",
        "one fraction of two",
        "a third in the matrix",
        "an irrational limit",
        "a seventh as least",
    ],
)
def test_cpsat_takes_whole_numbers_with_exact_coefficients_only(solver, made, taken):
    if taken:
        assert solver.solve(made, _options("ortools-cpsat")).status is SolveStatus.OPTIMAL
    else:
        with pytest.raises(BackendUnavailable, match="whole numbers"):
            solver.solve(made, _options("ortools-cpsat"))


def test_cpsat_takes_a_fixed_fraction(solver):
    made = problem([-1, 1], [((1, 2), -INF, 4)], lower=[0, 0.5], upper=[9, 0.5], integer=[True, False])
    result = solver.solve(made, _options("ortools-cpsat"))
    assert result.values.tolist() == [3.0, 0.5]


@pytest.mark.parametrize("backend", LINEAR)
def test_a_linear_problem_is_proven_without_a_gap_however_wide_the_gap_allowed(solver, backend):
    made, cost, _ = LINEAR_PROBLEMS["two rows"]
    result = solver.solve(made, _options(backend, gap=0.1))
    assert result.bound == pytest.approx(cost, abs=1e-5)


@pytest.mark.parametrize("backend", MIXED)
def test_the_bound_holds_where_a_gap_is_allowed(solver, backend):
    random = np.random.default_rng(7)
    weights = random.integers(10, 60, 25)
    made = problem((-weights - 5.0).tolist(), [(weights.tolist(), -INF, 400)], upper=1, integer=True)
    exact = solver.solve(made, _options(backend)).objective
    result = solver.solve(made, _options(backend, gap=0.05))
    assert result.status is SolveStatus.OPTIMAL
    assert result.bound <= exact + 1e-6
    assert result.objective <= exact + 0.05 * abs(exact) + 1e-6
    assert result.objective - result.bound <= 0.05 * abs(result.objective) + 1e-6


@pytest.mark.parametrize("backend", WHOLE)
def test_one_thread_and_a_seed_give_the_same_solution_twice(solver, backend):
    random = np.random.default_rng(3)
    sizes = random.integers(5, 40, (4, 12))
    costs = random.integers(5, 60, (4, 12))
    rows = [(np.eye(12)[at].tolist() * 4, 1, 1) for at in range(12)]
    for site in range(4):
        load = np.zeros((4, 12))
        load[site] = sizes[site]
        rows.append((load.ravel().tolist(), -INF, 80))
    made = problem(costs.ravel().tolist(), rows, upper=1, integer=True)
    one = solver.solve(made, _options(backend, seed=11))
    other = solver.solve(made, _options(backend, seed=11))
    assert one.status is SolveStatus.OPTIMAL
    assert one.values.tolist() == other.values.tolist()
    assert (one.objective, one.bound) == (other.objective, other.bound)


def test_the_backends_of_this_file_are_those_of_the_registry():
    commercial = {"pulp-gurobi", "pulp-cplex", "pulp-xpress", "pulp-copt", "pulp-mosek"}
    assert {*LINEAR, *WHOLE} == set(BACKENDS) - commercial
