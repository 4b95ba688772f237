"""Published instances are solved to their published optimum by every backend that can take them."""

import pytest

from solvers.backends.registry import report
from tests.instances import gap, holmberg, orlib, scms
from tests.instances.data import need
from tests.instances.plan import planned

MIXED = ("ortools-highs", "ortools-scip", "pulp-cbc", "pulp-highs")
WHOLE = (*MIXED, "ortools-cpsat")


def sorted_by_time(names, long):
    """The names as parameters, the long ones marked slow."""
    return [pytest.param(name, marks=pytest.mark.slow) if name in long else name for name in names]


def check_optimum(outcome, optimum):
    """The published figures are rounded to three decimals."""
    assert outcome.kind == "planned"
    assert outcome.proof.status == "optimal"
    assert outcome.verification.passed
    assert outcome.plan.objective == pytest.approx(optimum, rel=1e-6, abs=1e-3)


@pytest.mark.parametrize("backend", MIXED)
@pytest.mark.parametrize("name", orlib.INSTANCES)
def test_capacitated_warehouses_reach_the_published_optimum(solver, name, backend):
    instance = orlib.read_cap(need("orlib_cap") / f"{name}.txt")
    outcome = planned(solver, orlib.profile_of(instance), gap=1e-7, backend=backend)
    check_optimum(outcome, orlib.optimum(name))


@pytest.mark.parametrize("name", sorted_by_time(holmberg.INSTANCES, holmberg.LONG))
def test_single_source_location_reaches_the_published_optimum(solver, name):
    instance = holmberg.read_holmberg(need("cflp_holmberg") / f"{name}.gz")
    outcome = planned(solver, holmberg.profile_of(instance), holmberg.REQUEST, gap=1e-7, time_limit_s=600)
    check_optimum(outcome, holmberg.optimum(name))


@pytest.mark.parametrize("backend", ["ortools-scip", "pulp-cbc", "pulp-highs", "ortools-cpsat"])
def test_single_source_location_is_solved_by_every_backend_alike(solver, backend):
    instance = holmberg.read_holmberg(need("cflp_holmberg") / "p1.gz")
    outcome = planned(solver, holmberg.profile_of(instance), holmberg.REQUEST, gap=1e-7, backend=backend)
    check_optimum(outcome, holmberg.optimum("p1"))


@pytest.mark.parametrize("name", sorted_by_time(gap.INSTANCES, gap.LONG))
def test_generalised_assignment_reaches_the_published_optimum(solver, name):
    profile = gap.profile_of(gap.read_gap(gap.path_of(name)))
    outcome = planned(solver, profile, gap.REQUEST, gap=1e-7, time_limit_s=600)
    check_optimum(outcome, gap.optimum(name))


@pytest.mark.parametrize("backend", ["ortools-scip", "pulp-cbc", "pulp-highs", "ortools-cpsat"])
def test_generalised_assignment_is_solved_by_every_backend_alike(solver, backend):
    name = gap.INSTANCES[0]
    profile = gap.profile_of(gap.read_gap(gap.path_of(name)))
    outcome = planned(solver, profile, gap.REQUEST, gap=1e-7, backend=backend)
    check_optimum(outcome, gap.optimum(name))


def test_the_backends_of_this_file_are_available():
    here = {row.name for row in report() if row.available}
    assert set(WHOLE) <= here


def test_a_real_delivery_history_is_planned_under_a_cap_on_its_largest_country(solver):
    built = scms.scms_profile(need(scms.FILE), 2011)
    outcome = planned(solver, built.profile, scms.capped_request(built))
    assert outcome.proof.status == "optimal"
    assert outcome.verification.passed
    row = next(r for r in outcome.plan.exposure.rows if r.scope.startswith("cap="))
    assert row.share <= 0.8 * built.top_share + 1e-6
    assert outcome.plan.objective >= float(outcome.plan.standing.reference.total) * 0.5
