"""What holds of shares whatever the numbers: measures, the reference base, and soft rules."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.case.bases import BASES
from models.case.content import MEASURES
from models.case.cost_kinds import CostKind
from models.plan.decisions import Decisions
from models.plan.evaluate import evaluate, exposure_of
from models.plan.verify import verify
from models.request import PlanRequest
from solvers.milp import SolveOptions, SolveStatus
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.solve import solve_tables
from tests.properties.cases import profiles
from tests.properties.test_properties import CLOSE, GAP, open_or_skip, quick
from tests.solvers.profiles import planned

DEAR = 1e7
"""A point at this price is worth more than any of these profiles costs."""


def some_plan(case, seed):
    """Quantities on random offers, whatever the rules say."""
    chance = np.random.default_rng(seed)
    offers = np.flatnonzero(chance.random(len(case.offers.quote)) < 0.7)
    amounts = chance.integers(1, 100, len(offers)).astype(float)
    return Decisions(offers, np.ones(len(offers), dtype=np.int64), amounts, np.zeros(len(offers)))


def shares(case, decisions, measure=None):
    """Shares by scope, base and country (and measure, unless one is named)."""
    rows = exposure_of(case, PlanRequest(), decisions).rows
    return {
        (r.scope, r.base, r.country, *(() if measure else (r.measure,))): r.share
        for r in rows
        if measure in (None, r.measure)
    }


@quick(40)
@given(document=profiles(), seed=st.integers(0, 2**20))
def test_without_content_looking_through_is_origin(document, seed):
    case, _ = open_or_skip((document | {"content": []}, {}))
    decisions = some_plan(case, seed)
    through, origin = (shares(case, decisions, m) for m in ("look_through", "origin"))
    assert through.keys() <= origin.keys()
    assert all(through[key] == origin[key] for key in through)


@quick(40)
@given(document=profiles(), seed=st.integers(0, 2**20))
def test_any_is_never_below_another_measure(document, seed):
    case, _ = open_or_skip((document, {}))
    found = shares(case, some_plan(case, seed))
    for (scope, base, country, measure), share in found.items():
        most = found.get((scope, base, country, "any"))
        if share is not None and most is not None:
            assert share <= most + 1e-12, (scope, base, country, measure)


@quick(30)
@given(document=profiles(), seed=st.integers(0, 2**20), factor=st.sampled_from([0.1, 0.5, 3]))
def test_another_price_changes_no_share_at_reference_prices(document, seed, factor):
    """Reference prices given; one quote's price cut or raised: its shares of spend move, these do not."""
    items = [row | {"reference_price": 7 + at} for at, row in enumerate(document["items"])]
    quotes = [row | {"unit_price": row["unit_price"] * factor} if not at else row
              for at, row in enumerate(document["quotes"])]  # fmt: skip
    one, _ = open_or_skip((document | {"items": items}, {}))
    two, _ = open_or_skip((document | {"items": items, "quotes": quotes}, {}))
    before, after = (shares(case, some_plan(case, seed)) for case in (one, two))
    at_reference = {key for key in before if key[1] == "reference"}
    assert at_reference
    assert all(before[key] == after[key] for key in at_reference)


def least_cost(solver, pair):
    solved = solve_tables(build_tables(*open_or_skip(pair)), solver, SolveOptions("ortools-highs", 20.0, GAP))
    assert solved.result.status in (SolveStatus.OPTIMAL, SolveStatus.INFEASIBLE)
    return np.inf if solved.objective is None else solved.objective


def capped(share, **columns):
    return {"caps": [{"id": "cap", "countries": ["CN"], "max_share": share, **columns}]}


kinds = st.fixed_dictionaries({"base": st.sampled_from(BASES), "measure": st.sampled_from(MEASURES)})


@quick(25)
@given(document=profiles(), kind=kinds, share=st.sampled_from([0.1, 0.3, 0.6]))
def test_a_soft_cap_of_a_great_price_is_a_hard_one(solver, document, kind, share):
    """Where the cap can be kept; else the soft one has a plan, and pays."""
    hard = least_cost(solver, (document, capped(share, **kind)))
    outcome = planned(solver, document, capped(share, elastic_price=DEAR, **kind), gap=GAP, diagnosis_s=0.0)
    if hard == np.inf:
        assume(outcome.kind == "planned")
        assert outcome.plan.after.by_kind[CostKind.POLICY] > 0
        return
    assert outcome.plan.objective == pytest.approx(hard, rel=CLOSE, abs=CLOSE)


@quick(25)
@given(document=profiles(), kind=kinds, share=st.sampled_from([0.1, 0.3, 0.6]))
def test_a_soft_cap_of_no_price_is_none(solver, document, kind, share):
    free = least_cost(solver, (document, {}))
    assert least_cost(solver, (document, capped(share, elastic_price=0, **kind))) == pytest.approx(
        free, rel=CLOSE, abs=CLOSE
    )


@quick(20)
@given(document=profiles(plain=True), kind=kinds, share=st.sampled_from([0.1, 0.3, 0.6]))
def test_the_cost_rises_with_the_price_and_never_above_the_hard_cap_s(solver, document, kind, share):
    costs = [
        least_cost(solver, (document, capped(share, elastic_price=price, **kind)))
        for price in (0, 10, 100, 1000)
    ]
    costs.append(least_cost(solver, (document, capped(share, **kind))))
    for less, more in itertools.pairwise(costs):
        assert less <= more * (1 + CLOSE) + CLOSE


@quick(15)
@given(
    document=profiles(), kind=kinds, price=st.sampled_from([1, 20, 500]), share=st.sampled_from([0.2, 0.5])
)
def test_what_soft_rules_cost_is_counted_as_it_is_solved_and_checked(solver, document, kind, price, share):
    """The formulation, the second count and the independent check say the same of a soft cap and floor."""
    floor = {"id": "floor", "countries": ["ASEAN"], "min_share": share, "elastic_price": price, **kind}
    pair = document, capped(share, elastic_price=price, **kind) | {"floors": [floor]}
    case, request = open_or_skip(pair)
    solved = solve_tables(build_tables(case, request), solver, SolveOptions("ortools-highs", 20.0, GAP))
    assume(solved.result.values is not None)
    counted = evaluate(case, request, solved.decisions)
    assert counted.objective == pytest.approx(solved.cost_in_use, rel=CLOSE, abs=CLOSE)
    assert verify(case, request, counted).passed
