"""Whatever random rules clash: the clash is one, and the relaxation written into the documents works."""

import json

from hypothesis import assume, given

from service.reports.answer import answer_of
from solvers.milp import SolveOptions, SolveStatus
from solvers.sourcing.budget import Budget
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.diagnose.clash import smallest_clash
from solvers.sourcing.diagnose.lowest import lowest_cap
from solvers.sourcing.diagnose.relaxation import least_relaxation
from solvers.sourcing.rules import leaders, rules_of, with_limit, without
from solvers.sourcing.solve import solve_tables
from tests.properties.cases import cases
from tests.properties.test_properties import open_or_skip, quick
from tests.solvers.profiles import loosened, planned

OPTIONS = SolveOptions(time_limit_s=20.0, gap=1e-4)


def _holds(solver, t) -> bool:
    status = solve_tables(t, solver, OPTIONS).result.status
    assert status in (SolveStatus.OPTIMAL, SolveStatus.INFEASIBLE)
    return status is SolveStatus.OPTIMAL


def _infeasible(solver, pair):
    """The tables of an example whose rules clash; others are none."""
    tables = build_tables(*open_or_skip(pair))
    assume(not _holds(solver, tables))
    return tables


@quick(40)
@given(pair=cases())
def test_a_clash_cannot_hold_and_holds_without_any_one_of_its_rules(solver, pair):
    t = _infeasible(solver, pair)
    clash = smallest_clash(t, Budget(solver, OPTIONS, 30.0))
    assert clash.smallest
    others = [rule for rule in rules_of(t) if rule not in clash.rules]
    assert not _holds(solver, without(t, others))
    for rule in clash.rules:
        assert _holds(solver, without(t, [*others, rule]))


@quick(40)
@given(pair=cases())
def test_the_relaxation_works_when_it_is_written_into_profile_and_request(solver, pair):
    t = _infeasible(solver, pair)
    steps = least_relaxation(t, Budget(solver, OPTIONS, 30.0)).steps
    assert steps
    changed = loosened(pair, steps)
    assert planned(solver, *changed, diagnosis_s=0.0).kind == "planned"


@quick(40)
@given(pair=cases())
def test_the_lowest_share_works_and_a_step_less_does_not(solver, pair):
    t = _infeasible(solver, pair)
    for number in leaders(t):
        found = lowest_cap(t, number, Budget(solver, OPTIONS, 30.0))
        if found.limit is None:
            continue
        assert _holds(solver, with_limit(t, number, found.limit))
        tighter = found.limit + (-1e-4 if t.share_limits[number].is_cap else 1e-4)
        if found.proven and 0 <= tighter <= 1:
            assert not _holds(solver, with_limit(t, number, tighter))


@quick(25)
@given(pair=cases())
def test_every_outcome_is_explained_in_plain_json(solver, pair):
    open_or_skip(pair)
    outcome = planned(solver, *pair, gap=1e-6, explain="quick", diagnosis_s=10.0)
    document = json.loads(json.dumps(answer_of(outcome)))
    assert document["outcome"] == outcome.kind
    if outcome.kind == "planned":
        needed = {row["item"] for row in pair[0]["demand"] if row["quantity"] > 0}
        assert {row["item"] for row in document["explanation"]["items"]} == needed
    else:
        assert document["explanation"]["infeasible"]["complete"]
    assert document["explanation"]["left_out"] == []
