"""Every backend finds the optimum that was worked out by hand."""

import pytest

from tests.instances import hand_solved_exposure, hand_solved_periods  # noqa: F401 (add their cases)
from tests.instances.hand_solved import CASES
from tests.solvers.profiles import awards_of, planned, surplus_of

BACKENDS = ("ortools-highs", "pulp-highs", "pulp-cbc")


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", CASES)
def test_the_optimum_is_the_one_found_by_hand(solver, name, backend):
    case = CASES[name]()
    outcome = planned(solver, case.profile, case.request, backend=backend, gap=1e-6)
    assert outcome.kind == "planned"
    assert outcome.proof.status == "optimal"
    assert outcome.proof.backend == backend
    assert outcome.verification.passed
    assert outcome.plan.objective == pytest.approx(case.cost, rel=1e-9)
    assert awards_of(outcome) == pytest.approx(case.awards, rel=1e-6)
    assert surplus_of(outcome) == pytest.approx(case.surplus, rel=1e-6)


@pytest.mark.parametrize("name", CASES)
def test_each_case_shows_its_arithmetic(name):
    assert any(sign.isdigit() for sign in CASES[name].__doc__)
