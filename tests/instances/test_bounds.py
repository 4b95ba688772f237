"""What holds of any plan, proven or not: the published value lies between its bound and its cost.

Time limits cut the solves off, so nothing here depends on how fast the machine is.
"""

import pytest

from tests.instances import tbed1, two_stage, yang
from tests.instances.data import need
from tests.instances.plan import planned

NOISE = 1e-6
"""Relative tolerance of the published figures and of the plan's own rules."""


def check_between(outcome, published, rounding=0.0):
    """The published value lies between bound and plan, and the plan passes the independent check."""
    assert outcome.kind == "planned"
    assert outcome.verification.passed
    proof, slack = outcome.proof, NOISE * published + rounding
    assert proof.bound <= published + slack
    assert outcome.plan.objective >= published - slack
    assert proof.gap == pytest.approx((proof.objective - proof.bound) / proof.objective)
    assert (proof.status == "optimal") == (proof.gap <= outcome.request.effort.gap + 1e-9)


def yang_outcome(solver, name, **effort):
    instance = yang.read_yang(need(yang.FOLDER) / f"{name}.gz")
    return planned(solver, yang.profile_of(instance), yang.REQUEST, **effort)


def tbed1_outcome(solver, name, request=None, **effort):
    instance = tbed1.read_tbed1(need(tbed1.FOLDER) / f"{name}.gz")
    return planned(solver, tbed1.profile_of(instance), request, **effort)


def test_a_larger_location_problem_is_bounded_at_a_coarse_gap(solver):
    check_between(yang_outcome(solver, "p1", gap=0.05), yang.optimum("p1"))


@pytest.mark.slow
@pytest.mark.parametrize("name", yang.INSTANCES)
def test_a_larger_location_problem_is_bounded_within_a_minute(solver, name):
    check_between(yang_outcome(solver, name, gap=1e-7), yang.optimum(name))


def test_ninety_thousand_quotes_are_bounded_within_seconds(solver):
    outcome = tbed1_outcome(solver, "p1", gap=1e-7, time_limit_s=5)
    check_between(outcome, tbed1.optimum("p1"), tbed1.ROUNDING)


@pytest.mark.slow
@pytest.mark.parametrize("name", tbed1.INSTANCES)
def test_ninety_thousand_quotes_reach_the_published_optimum_with_split_supply(solver, name):
    outcome = tbed1_outcome(solver, name, gap=1e-7, time_limit_s=600)
    check_between(outcome, tbed1.optimum(name), tbed1.ROUNDING)
    assert outcome.proof.status == "optimal"
    assert outcome.plan.objective == pytest.approx(tbed1.optimum(name), abs=tbed1.ROUNDING)


@pytest.mark.slow
def test_one_supplier_an_item_costs_at_least_the_optimum_with_split_supply(solver):
    outcome = tbed1_outcome(solver, "p1", tbed1.SINGLE_SOURCE, gap=0.1)
    assert outcome.verification.passed
    assert outcome.plan.objective >= tbed1.optimum("p1") - tbed1.ROUNDING
    assert outcome.proof.objective - outcome.proof.bound <= outcome.proof.gap * outcome.proof.objective + 1e-6
    assert set(outcome.plan.awards.share) == {1.0}


def both_tiers(solver, name, **effort):
    """The bound of the relaxed tier, and the cost of the plans of both tiers together."""
    instance = two_stage.read_two_stage(need(two_stage.FOLDER) / f"{name}.txt.gz")
    first = planned(solver, two_stage.relaxed(instance), **effort)
    cost, flows = 0.0, {}
    awards = first.plan.awards
    for supplier, item, quantity in zip(awards.supplier, awards.item, awards.quantity, strict=True):
        satellite, customer = int(supplier[1:]) - 1, int(item[1:]) - 1
        flows[satellite] = flows.get(satellite, 0.0) + float(quantity)
        cost += float(quantity) * instance.outbound[satellite][customer]
    cost += sum(instance.satellites[satellite][1] for satellite in flows)
    second = planned(solver, two_stage.fed(instance, flows), **effort)
    assert first.verification.passed
    assert second.verification.passed
    return first.proof.bound, cost + second.plan.objective


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.slow) if n[-4] > "1" else n for n in two_stage.INSTANCES]
)
def test_two_tiers_planned_one_after_the_other_enclose_the_published_values(solver, name):
    bound, cost = both_tiers(solver, name, gap=0.005, time_limit_s=60)
    assert bound <= two_stage.best_known(name) * (1 + NOISE)
    assert cost >= two_stage.lower_bound(name) * (1 - NOISE)
