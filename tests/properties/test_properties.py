"""What holds whatever the numbers: families of solvers agree, rules cost, order means nothing."""

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from models.errors import ProfileError, RequestError
from models.plan.decisions import Decisions
from models.plan.evaluate import evaluate
from models.plan.verify import verify
from solvers.milp import SolveOptions, SolveStatus
from solvers.sourcing.build import build
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.rules import rules_of, without
from solvers.sourcing.seed import constructed_plan
from solvers.sourcing.solve import solve_tables
from tests.properties.cases import Pair, cases, profiles
from tests.solvers.profiles import Document, awards_of, opened, planned, profile, quote

GAP = 1e-6
CLOSE = 1e-5
"""Relative: two gaps, the tolerance of rows, and the cleaning of values."""


def quick(examples: int):
    """The same few examples every time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def open_or_skip(pair: Pair):
    """A case and its request; a profile with faults (a need nobody may serve) is no example."""
    try:
        return opened(*pair)
    except (ProfileError, RequestError):
        assume(False)
        raise


def _planned(solver, pair: Pair, backend: str = "ortools-highs"):
    open_or_skip(pair)
    return planned(solver, *pair, backend=backend, gap=GAP, diagnosis_s=0.0)


def _least_cost(solver, tables, backend: str = "ortools-highs") -> float:
    """The least cost of tables; infinite where nothing keeps their rules."""
    solved = solve_tables(tables, solver, SolveOptions(backend, 20.0, GAP))
    assert solved.result.status in (SolveStatus.OPTIMAL, SolveStatus.INFEASIBLE)
    return np.inf if solved.objective is None else solved.objective


def _no_more(less: float, more: float) -> bool:
    return less <= more or less - more <= CLOSE * max(abs(less), abs(more), 1.0)


# Two families of solvers


@quick(60)
@given(pair=cases())
def test_highs_and_cbc_agree_on_the_verdict_and_the_cost(solver, pair):
    one, other = (_planned(solver, pair, backend) for backend in ("ortools-highs", "pulp-cbc"))
    assert one.kind == other.kind
    if one.kind == "planned":
        assert one.verification.passed
        assert other.verification.passed
        assert one.plan.objective == pytest.approx(other.plan.objective, rel=CLOSE, abs=CLOSE)
        for outcome in (one, other):
            assert outcome.proof.status == "optimal"
            assert outcome.proof.bound <= min(one.plan.objective, other.plan.objective) * (1 + CLOSE) + CLOSE


@quick(15)
@given(pair=cases())
def test_scip_and_highs_through_pulp_agree_too(solver, pair):
    one, other = (_planned(solver, pair, backend) for backend in ("ortools-scip", "pulp-highs"))
    assert one.kind == other.kind
    if one.kind == "planned":
        assert one.plan.objective == pytest.approx(other.plan.objective, rel=CLOSE, abs=CLOSE)


# Rules cost


@quick(40)
@given(pair=cases(), data=st.data())
def test_dropping_any_rule_never_raises_the_cost(solver, pair, data):
    tables = build_tables(*open_or_skip(pair))
    rules = [rule for rule in rules_of(tables) if rule.kind != "need"]
    assume(rules)
    dropped = data.draw(st.sets(st.sampled_from(rules), min_size=1, max_size=2))
    assert _no_more(_least_cost(solver, without(tables, dropped)), _least_cost(solver, tables))


@quick(20)
@given(pair=cases(plain=True), base=st.sampled_from(["spend", "landed", "quantity"]))
def test_the_cost_falls_as_the_cap_rises(solver, pair, base):
    document, request = pair
    costs = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        cap = {"id": "cap", "countries": ["CN"], "max_share": share, "base": base}
        costs.append(_least_cost(solver, build_tables(*open_or_skip((document, request | {"caps": [cap]})))))
    for tighter, looser in itertools.pairwise(costs):
        assert _no_more(looser, tighter)


@quick(15)
@given(document=profiles(plain=True))
def test_the_cost_is_convex_in_a_cap_on_quantity_where_nothing_is_whole(solver, document):
    shares = np.linspace(0, 1, 6)
    costs = []
    for share in shares:
        cap = {"id": "cap", "countries": ["CN"], "max_share": float(share), "base": "quantity"}
        costs.append(_least_cost(solver, build_tables(*open_or_skip((document, {"caps": [cap]})))))
    for left, middle, right in zip(costs, costs[1:], costs[2:], strict=False):
        assert _no_more(middle, (left + right) / 2)


# Order and units mean nothing


@quick(25)
@given(pair=cases(), data=st.data())
def test_the_order_of_rows_means_nothing(solver, pair, data):
    document, request = pair
    turned = dict(document)
    for name in ("items", "demand", "suppliers", "quotes"):
        turned[name] = data.draw(st.permutations(document[name]))
    one, other = _planned(solver, pair), _planned(solver, (turned, request))
    assert one.kind == other.kind
    if one.kind == "planned":
        assert one.plan.objective == pytest.approx(other.plan.objective, rel=CLOSE, abs=CLOSE)


MONEY = {
    "quotes": ("unit_price", "freight", "qualification_cost"),
    "suppliers": ("onboarding_cost",),
    "items": ("shortage_cost", "reference_price"),
    "contracts": ("shortfall_price",),
}
AMOUNTS = {
    "demand": ("quantity",),
    "quotes": ("capacity", "min_order"),
    "suppliers": ("capacity",),
    "contracts": ("quantity",),
    "allocation": ("quantity",),
}


def _scaled(document: Document, columns: Mapping[str, tuple[str, ...]], factor: float) -> Document:
    scaled: dict[str, Any] = dict(document)
    for table, names in columns.items():
        if table in scaled:
            scaled[table] = [
                {name: value * factor if name in names else value for name, value in row.items()}
                for row in scaled[table]
            ]
    return scaled


@quick(20)
@given(pair=cases(), factor=st.sampled_from([1e-3, 1e3, 1e6]))
def test_another_currency_scales_the_cost_and_nothing_else(solver, pair, factor):
    document, request = pair
    dearer = _scaled(request, {"caps": ("elastic_price",), "floors": ("elastic_price",)}, factor)
    one, other = _planned(solver, pair), _planned(solver, (_scaled(document, MONEY, factor), dearer))
    assert one.kind == other.kind
    if one.kind == "planned":
        assert other.plan.objective == pytest.approx(factor * one.plan.objective, rel=CLOSE, abs=CLOSE)


@quick(20)
@given(pair=cases(), factor=st.sampled_from([1e-3, 1e3, 1e6]))
def test_another_unit_of_quantity_scales_the_quantities_and_nothing_else(solver, pair, factor):
    document, request = pair
    scaled = _scaled(_scaled(document, AMOUNTS, factor), {"quotes": ("unit_price", "freight")}, 1 / factor)
    per_unit = {name: MONEY[name] for name in ("items", "contracts")}
    one, other = _planned(solver, pair), _planned(solver, (_scaled(scaled, per_unit, 1 / factor), request))
    assert one.kind == other.kind
    if one.kind == "planned":
        assert other.plan.objective == pytest.approx(one.plan.objective, rel=CLOSE, abs=CLOSE)


# Bounds


@quick(40)
@given(pair=cases(), seed=st.integers(0, 2**20))
def test_relaxation_optimum_and_any_split_that_holds_come_in_this_order(solver, pair, seed):
    case, request = open_or_skip(pair)
    tables = build_tables(case, request)
    milp = build(tables)
    problem, scaling = milp.freeze()
    relaxed = solver.solve(problem.relaxed(), SolveOptions("ortools-glop"))
    best = _least_cost(solver, tables)
    if relaxed.status is SolveStatus.INFEASIBLE:
        assert best == np.inf
        return
    assert _no_more(relaxed.objective * scaling.objective, best)
    for cost in _costs_of_splits(case, request, tables, seed):
        assert _no_more(best, cost)


def _costs_of_splits(case, request, tables, seed):
    """Costs of random splits, and of the constructed plan, as far as they pass the check."""
    found = constructed_plan(tables)
    if found is not None:
        yield found[0].objective
    random = np.random.default_rng(seed)
    for power in (1, 4, 16):
        weight = random.random(len(tables.awards.offer)) ** power * (tables.award_upper > 0)
        weight[random.random(len(weight)) < 0.3] = 0.0
        total = np.bincount(tables.awards.need, weights=weight, minlength=len(case.needs.item))
        share = weight / np.where(total > 0, total, 1.0)[tables.awards.need]
        quantity = share * tables.awards.demand
        kept = quantity > 0
        split = Decisions(
            tables.awards.offer[kept],
            tables.awards.period[kept],
            quantity[kept],
            np.zeros(int(kept.sum())),
        )
        plan = evaluate(case, request, split)
        if verify(case, request, plan).passed:
            yield plan.objective


# One item, nothing fixed: filling in order of unit cost


@quick(30)
@given(data=st.data(), demand=st.integers(10, 500))
def test_one_item_is_filled_in_order_of_unit_cost(solver, data, demand):
    count = data.draw(st.integers(1, 5))
    prices = data.draw(st.lists(st.integers(1, 100), min_size=count, max_size=count))
    room = data.draw(st.lists(st.integers(1, 300), min_size=count, max_size=count))
    assume(sum(room) >= demand)
    names = [f"s{at}" for at in range(count)]
    quotes = [quote("m", s, p, capacity=r) for s, p, r in zip(names, prices, room, strict=True)]
    left, cost = demand, 0
    for price, most in sorted(zip(prices, room, strict=True)):
        taken = min(left, most)
        cost += taken * price
        left -= taken
    outcome = planned(solver, profile({"m": demand}, dict.fromkeys(names, "CN"), quotes), gap=GAP)
    assert outcome.plan.objective == pytest.approx(cost)


# Brute force


@st.composite
def single_source_cases(draw):
    """Every item goes to one supplier: few enough ways to try them all."""
    items, sites = range(draw(st.integers(1, 3))), range(draw(st.integers(2, 3)))
    whole = st.integers(10, 90)
    return {
        "demand": [draw(whole) for _ in items],
        "price": [[draw(whole) for _ in sites] for _ in items],
        "once": [[draw(sometimes_zero(st.integers(50, 900))) for _ in sites] for _ in items],
        "onboarding": [draw(sometimes_zero(st.integers(50, 900))) for _ in sites],
        "capacity": [draw(st.integers(40, 200)) for _ in sites],
        "country": [draw(st.sampled_from(["CN", "VN"])) for _ in sites],
        "share": draw(st.integers(0, 10)) / 10,
    }


def sometimes_zero(strategy):
    return st.one_of(st.just(0), strategy)


def _by_brute_force(case) -> float:
    """The least cost over every way to give each item to one supplier; infinite where none holds."""
    best = np.inf
    items, sites = range(len(case["demand"])), range(len(case["country"]))
    for way in itertools.product(sites, repeat=len(items)):
        load = [sum(case["demand"][i] for i in items if way[i] == s) for s in sites]
        if any(load[s] > case["capacity"][s] for s in sites):
            continue
        spend = [case["demand"][i] * case["price"][i][way[i]] for i in items]
        china = sum(spend[i] for i in items if case["country"][way[i]] == "CN")
        if china > case["share"] * sum(spend) + 1e-9:
            continue
        once = sum(case["once"][i][way[i]] for i in items) + sum(case["onboarding"][s] for s in set(way))
        best = min(best, sum(spend) + once)
    return best


@pytest.mark.parametrize("backend", ["ortools-highs", "pulp-cbc"])
@quick(30)
@given(case=single_source_cases())
def test_trying_every_way_finds_nothing_cheaper(solver, backend, case):
    items, sites = range(len(case["demand"])), range(len(case["country"]))
    document = profile(
        {f"i{i}": case["demand"][i] for i in items},
        {
            f"s{s}": {
                "country": case["country"][s],
                "capacity": case["capacity"][s],
                "onboarding_cost": case["onboarding"][s],
            }
            for s in sites
        },
        [
            quote(f"i{i}", f"s{s}", case["price"][i][s], qualification_cost=case["once"][i][s])
            for i in items
            for s in sites
        ],
        {f"i{i}": {"max_suppliers": 1} for i in items},
    )
    request = {"caps": [{"id": "cap", "countries": ["CN"], "max_share": case["share"]}]}
    outcome = planned(solver, document, request, backend=backend, gap=GAP, diagnosis_s=0.0)
    best = _by_brute_force(case)
    assert outcome.kind == ("infeasible" if best == np.inf else "planned")
    if outcome.kind == "planned":
        assert outcome.plan.objective == pytest.approx(best, rel=CLOSE)
        assert len(awards_of(outcome)) == len(case["demand"])


def test_the_random_cases_are_of_every_kind(solver):
    kinds = {"planned": 0, "infeasible": 0}

    @quick(60)
    @given(pair=cases())
    def count(pair):
        kinds[_planned(solver, pair).kind] += 1

    count()
    # Which examples are drawn depends on the modules loaded beside this one.
    assert kinds["planned"] >= 8
    assert kinds["infeasible"] >= 1
