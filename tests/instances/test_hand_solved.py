"""Every backend finds the optimum that was worked out by hand."""

import pytest

from models.plan.plan import Plan
from solvers.sourcing.outcome import Outcome
from tests.instances import (  # noqa: F401 (add their cases)
    hand_solved_caps,
    hand_solved_commitments,
    hand_solved_counts,
    hand_solved_destinations,
    hand_solved_duties,
    hand_solved_exposure,
    hand_solved_needs,
    hand_solved_periods,
    hand_solved_prices,
    hand_solved_projects,
    hand_solved_rebates,
    hand_solved_sources,
)
from tests.instances.hand_solved import CASES, HandSolved
from tests.solvers.profiles import awards_of, planned, surplus_of

BACKENDS = ("ortools-highs", "pulp-highs", "pulp-cbc")
NOISE = 1e-6
"""The most that a plan may pass a rule by, and that a share may differ by."""


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", CASES)
def test_the_optimum_is_the_one_found_by_hand(solver, name, backend):
    case = CASES[name]()
    outcome = planned(solver, case.profile, case.request, backend=backend, gap=1e-6)
    assert outcome.kind == "planned"
    assert outcome.proof.status == "optimal"
    assert outcome.proof.backend == backend
    assert outcome.plan.objective == pytest.approx(case.cost, rel=1e-9)
    assert awards_of(outcome) == pytest.approx(case.awards, rel=1e-6)
    assert surplus_of(outcome) == pytest.approx(case.surplus, rel=1e-6)
    assert _agreements(outcome.plan) == case.rests_on
    loss = {found.agreement: found.loss for found in outcome.plan.preferences}
    assert loss == pytest.approx(case.loss, rel=1e-9)
    if case.china is not None:
        assert _china(outcome.plan) == pytest.approx(case.china, abs=NOISE)
    _check_recount(outcome, case)


def _check_recount(outcome: Outcome, case: HandSolved) -> None:
    """The independent check passes and comes to the same cost and share."""
    checked = outcome.verification
    assert checked.passed, checked.broken
    assert max(check.excess for check in checked.rules) <= NOISE
    recounted = {check.what: check.recounted for check in checked.money}
    assert recounted["objective"] == pytest.approx(case.cost, rel=1e-9)
    if case.china is not None:
        period = " in period 1" if len(outcome.case.periods) > 1 else ""
        share = recounted[f"share of CN in firm, spend by origin{period}"]
        assert share == pytest.approx(case.china, abs=NOISE)


def _china(plan: Plan) -> float:
    """China's share of spend by origin in the first period."""
    key = ("firm", 1, "origin", "spend", "CN")
    rows = plan.exposure.rows
    return next(r.share for r in rows if (r.scope, r.period, r.measure, r.base, r.country) == key)


def _agreements(plan: Plan) -> dict[str, str]:
    """What each award rests on, as `HandSolved.rests_on`."""
    awards = plan.awards
    return {
        quote: name for quote, name in zip(awards.quote, awards.agreement, strict=True) if name is not None
    }


@pytest.mark.parametrize("name", CASES)
def test_each_case_shows_its_arithmetic(name):
    assert any(sign.isdigit() for sign in CASES[name].__doc__)
