"""What PuLP's statistics amount to: scripted ones, as real solvers have left them."""

from types import SimpleNamespace

import numpy as np
import pytest
from pulp import LpSolveStatus

from solvers.backends.pulp_backends import BACKENDS, PulpBackend
from solvers.milp import SolveOptions, SolveStatus, StopReason
from tests.solvers.milp.problems import INF, problem

CBC, HIGHS = (next(b for b in BACKENDS if b.name == name) for name in ("pulp-cbc", "pulp-highs"))
COVER = problem([3, 5], [((1, 1), 1, INF)], upper=1, integer=True)
STOPPED_LOG = "Result - Stopped on time limit\nObjective value:      5.0\nLower bound:      2.500\n"
WITHIN_GAP_LOG = "Result - Optimal solution found (within gap tolerance)\nLower bound:      4.9\n"


def _read(status, values, *, backend=CBC, log="", bound=None, gap=1e-3):
    stats = SimpleNamespace(
        status=status, status_str=str(status), has_solution=values is not None, best_bound=bound
    )
    variables = [SimpleNamespace(varValue=v) for v in (values or [None, None])]
    return backend._result(stats, variables, COVER, SolveOptions(backend.name, gap=gap), (log, 0.1))


def test_an_optimal_answer_is_optimal():
    result = _read(LpSolveStatus.Optimal, [1.0, 0.0])
    assert (result.status, result.stop_reason) == (SolveStatus.OPTIMAL, StopReason.PROVED)
    assert result.objective == 3.0
    assert result.bound == pytest.approx(3.0 * (1 - 1e-3))


@pytest.mark.parametrize(
    "status", [LpSolveStatus.TimeLimit, LpSolveStatus.Interrupted, LpSolveStatus.Stopped]
)
def test_a_run_that_stopped_at_its_limit_is_feasible_at_best(status):
    result = _read(status, [0.0, 1.0], log=STOPPED_LOG)
    assert (result.status, result.stop_reason) == (SolveStatus.FEASIBLE, StopReason.TIME)
    assert result.objective == 5.0
    assert result.bound == pytest.approx(2.5, rel=1e-4)
    assert result.bound < 2.5  # what is printed is rounded


def test_a_stopped_run_without_a_printed_bound_has_none():
    assert _read(LpSolveStatus.TimeLimit, [0.0, 1.0]).bound is None


@pytest.mark.parametrize("left", [[0.0, 0.0], [0.5, 0.5], [2.0, 0.0], [None, 1.0]])
def test_values_that_are_no_solution_are_no_solution(left):
    result = _read(LpSolveStatus.TimeLimit, left, log=STOPPED_LOG)
    assert result.status is SolveStatus.NOTHING
    assert result.stop_reason is StopReason.TIME
    assert result.values is None
    assert result.objective is None


def test_a_claim_of_optimality_without_a_solution_is_a_failure():
    result = _read(LpSolveStatus.Optimal, [0.0, 0.0])
    assert (result.status, result.stop_reason) == (SolveStatus.NOTHING, StopReason.FAILED)


def test_a_bound_far_below_the_claim_is_believed_before_the_claim():
    assert _read(LpSolveStatus.Optimal, [1.0, 0.0], backend=HIGHS, bound=2.0).bound == 2.0


def test_a_bound_above_the_claim_is_kept():
    result = _read(LpSolveStatus.Optimal, [1.0, 0.0], backend=HIGHS, bound=2.9999, gap=0.1)
    assert result.bound == 2.9999


def test_the_best_solution_of_cbc_is_never_taken_for_its_bound():
    result = _read(LpSolveStatus.GapLimit, [0.0, 1.0], log=WITHIN_GAP_LOG, bound=5.0, gap=0.05)
    assert result.bound == pytest.approx(4.9, rel=1e-4)
    assert result.bound < 4.9


def test_an_infeasible_answer_is_infeasible():
    assert _read(LpSolveStatus.Infeasible, None).status is SolveStatus.INFEASIBLE


def test_a_missing_solver_is_named_with_what_brings_it():
    absent = PulpBackend("pulp-nobody", "GUROBI", "Gurobi (the package gurobipy)")
    why = absent.unavailable()
    if why:
        assert "gurobipy" in why


def test_a_solution_is_measured_with_the_problems_own_rows():
    result = _read(LpSolveStatus.Optimal, [1.0 - 5e-5, 0.0])
    assert result.status is SolveStatus.OPTIMAL
    assert result.objective == pytest.approx(3.0 - 1.5e-4)
    assert isinstance(result.values, np.ndarray)
