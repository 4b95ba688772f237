"""Why nothing keeps all rules: a clash that is one, the lowest caps, and a relaxation that works."""

import json
from pathlib import Path

import pytest

from solvers.milp import SolveOptions, SolveStatus
from solvers.sourcing.budget import Budget
from solvers.sourcing.diagnose.clash import smallest_clash
from solvers.sourcing.diagnose.lowest import lowest_cap, rounded_share
from solvers.sourcing.diagnose.relaxation import least_relaxation
from solvers.sourcing.rules import rules_of, with_limit, without
from solvers.sourcing.solve import solve_tables
from solvers.sourcing.wording import wording
from tests.solvers.profiles import loosened, planned, profile, quote, tables_of
from tests.solvers.sourcing.scripted import NOTHING_IN_TIME, Scripted

EXAMPLE = Path(__file__).parents[3] / "examples" / "infeasible"
A, B, C = quote("m", "a", 100), quote("m", "b", 110), quote("m", "c", 130)


def _m(*quotes, items=None, **tables):
    """100 of m, from China, Vietnam and Thailand."""
    return profile({"m": 100}, {"a": "CN", "b": "VN", "c": "TH"}, quotes or (A, B, C), items, **tables)


def _years(count):
    return {"start": "2027-04-01", "count": count}


def _lock(share):
    return {"item": "m", "supplier": "a", "share": share}


def _capacity_of_a(capacity):
    return [{"id": "a", "country": "CN", "capacity": capacity}, {"id": "b", "country": "VN"}]


def _cap(share, name="china", countries=("CN",), **columns):
    return {"id": name, "countries": list(countries), "max_share": share, "base": "quantity", **columns}


def _example():
    return tuple(
        json.loads((EXAMPLE / name).read_text(encoding="utf-8")) for name in ("profile.json", "request.json")
    )


# Each with the kinds of its only smallest clash.
CLASHES = {
    "lots that a capacity cannot hold": (
        _m(A | {"capacity": 110, "lot_size": 30}),
        {},
        ["lot", "need", "quote_capacity"],
    ),
    # Were more of a to be had, under 50 of b at 110 would keep the share: 50 x 100 of 10,500.
    "a cap on spend and a price that falls with what is bought": (
        _m(
            A | {"capacity": 40},
            B | {"capacity": 60},
            price_breaks=[{"quote": "m@b", "from_quantity": 50, "unit_price": 50}],
        ),
        {"caps": [_cap(0.5, base="spend")]},
        ["cap", "need", "quote_capacity", "quote_capacity"],
    ),
    "a cap and a need with one source": (
        _m(A),
        {"caps": [_cap(0.1)]},
        ["cap", "need"],
    ),
    "a cap and two capacities": (
        _m(A, B | {"capacity": 30}, C | {"capacity": 20}),
        {"caps": [_cap(0.4)]},
        ["cap", "need", "quote_capacity", "quote_capacity"],
    ),
    "a cap and a floor": (
        _m(),
        {
            "caps": [_cap(0.3, "asean", ["ASEAN"])],
            "floors": [{"id": "vn", "countries": ["VN"], "min_share": 0.4, "base": "quantity"}],
        },
        ["cap", "floor", "need"],
    ),
    "every single country": (
        _m(),
        {"each_country": {"max_share": 0.3, "base": "quantity"}},
        ["each_country", "need"],
    ),
    "a contract and a capacity": (
        _m(A | {"capacity": 40}, B, contracts=[{"item": "m", "supplier": "a", "quantity": 60}]),
        {},
        ["contract", "quote_capacity"],
    ),
    "a contract and the capacity of a supplier": (
        profile(
            {"m": 100},
            {"a": {"country": "CN", "capacity": 40}, "b": "VN"},
            (A, B),
            contracts=[{"item": "m", "supplier": "a", "quantity": 60}],
        ),
        {},
        ["contract", "supplier_capacity"],
    ),
    "a contract for more than is needed": (
        _m(contracts=[{"item": "m", "supplier": "a", "quantity": 140}]),
        {},
        ["contract"],
    ),
    "a lock and a cap": (
        _m(locks=[{"item": "m", "supplier": "a", "share": 0.6}]),
        {"caps": [_cap(0.5)]},
        ["cap", "lock"],
    ),
    "a fixed share and a largest share": (
        _m(A | {"max_share": 0.2}, B),
        {"fixed": [{"item": "m", "supplier": "a", "share": 0.5}]},
        ["fixed", "max_share"],
    ),
    "a fixed share and a lock": (
        _m(locks=[{"item": "m", "supplier": "a", "share": 0.7}]),
        {"fixed": [{"item": "m", "supplier": "b", "share": 0.5}]},
        ["fixed", "lock"],
    ),
    "an exclusion and a capacity": (
        _m(A | {"capacity": 60}, B, exclusions=[{"supplier": "b"}]),
        {},
        ["exclusion", "need", "quote_capacity"],
    ),
    "an exclusion and a lock": (
        _m(locks=[{"item": "m", "supplier": "b", "share": 0.1}], exclusions=[{"country": "VN"}]),
        {},
        ["exclusion", "lock"],
    ),
    "an exclusion and a contract": (
        _m(contracts=[{"item": "m", "supplier": "b", "quantity": 10}], exclusions=[{"country": "VN"}]),
        {},
        ["contract", "exclusion"],
    ),
    "two bars on the only others": (
        _m(A | {"capacity": 60}, B | {"lead_time_days": 99}, C),
        {"max_lead_time_days": 90, "forbidden": [{"supplier": "c"}]},
        None,
    ),
    "too few suppliers": (
        _m(A, B, items={"m": {"min_suppliers": 3}}),
        {},
        ["min_suppliers"],
    ),
    "too few owners": (
        profile(
            {"m": 100},
            {"a": {"country": "CN", "group": "g"}, "b": {"country": "CN", "group": "g"}},
            (A, B),
            {"m": {"min_suppliers": 2, "distinct": "owner"}},
        ),
        {},
        ["min_suppliers"],
    ),
    "more suppliers asked than allowed": (
        _m(items={"m": {"min_suppliers": 2}}),
        {"suppliers_per_item": {"max": 1}},
        ["max_suppliers", "min_suppliers"],
    ),
    "one supplier and its capacity": (
        _m(*(q | {"capacity": 60} for q in (A, B, C)), items={"m": {"max_suppliers": 1}}),
        {},
        ["max_suppliers", "need", "quote_capacity", "quote_capacity", "quote_capacity"],
    ),
    "two suppliers and a cap of nothing": (
        _m(A, B, items={"m": {"min_suppliers": 2}}),
        {"caps": [_cap(0.0)]},
        ["cap", "min_suppliers"],
    ),
    "two suppliers, their least share and a small cap": (
        _m(A, B, items={"m": {"min_suppliers": 2, "least_share": 0.2}}),
        {"caps": [_cap(0.1)]},
        ["cap", "min_share", "min_suppliers"],
    ),
    "one supplier and a fixed part": (
        _m(items={"m": {"max_suppliers": 1}}),
        {"fixed": [{"item": "m", "supplier": "a", "share": 0.3}]},
        ["fixed", "max_suppliers", "need"],
    ),
    "least shares that leave a gap": (
        _m(A | {"capacity": 50}, B | {"min_share": 0.6, "max_share": 0.7}, exclusions=[{"supplier": "c"}]),
        {"caps": [_cap(0.2)]},
        ["cap", "max_share", "need"],
    ),
    "a minimum order and a cap of its country": (
        _m(A | {"capacity": 70}, B | {"min_share": 0.5}),
        {"caps": [_cap(0.4, "vn", ["VN"])]},
        ["cap", "min_share", "need", "quote_capacity"],
    ),
    "a need that gives way and takes a largest share with it": (
        _m(A | {"capacity": 25, "max_share": 0.3}),
        {},
        None,
    ),
    "a need that gives way and takes a fixed share with it": (
        _m(A | {"capacity": 40}, B | {"capacity": 20}),
        {"fixed": [{"item": "m", "supplier": "b", "share": 0.2}]},
        None,
    ),
    "the shipped example": (*_example(), ["cap", "need"]),
    "a lock of every period and a capacity": (
        _m(A, B, suppliers=_capacity_of_a(20), horizon=_years(3), locks=[_lock(0.4)]),
        {},
        ["lock", "supplier_capacity"],
    ),
    "a need of one period among others": (
        _m(
            A | {"capacity": 60},
            horizon=_years(3),
            demand=[{"item": "m", "quantity": 50}, {"item": "m", "quantity": 100, "period": 3}],
        ),
        {},
        ["need", "quote_capacity"],
    ),
    "a contract of the whole need while a second supplier is being qualified": (
        _m(
            A,
            B | {"qualification_days": 90},
            items={"m": {"min_suppliers": 2}},
            horizon=_years(2) | {"period": "quarter"},
            contracts=[{"item": "m", "supplier": "a", "quantity": 100}],
            allocation=[{"item": "m", "supplier": "a", "quantity": 100}],
        ),
        {},
        ["contract", "min_suppliers"],
    ),
    # In the first year b delivers 20, in the second a does: no one share of a fits both.
    "a lock that no one share can replace": (
        _m(
            A,
            B,
            horizon=_years(2),
            locks=[_lock(0.5)],
            capacities=[
                {"id": "b first", "supplier": "b", "quantity": 20, "period": 1},
                {"id": "a then", "supplier": "a", "quantity": 20, "period": 2},
            ],
        ),
        {},
        None,
    ),
}


def _options(limit=20.0):
    return SolveOptions(time_limit_s=limit, gap=1e-4)


def _holds(solver, t):
    """Whether some plan keeps every rule of the tables."""
    status = solve_tables(t, solver, _options()).result.status
    assert status in (SolveStatus.OPTIMAL, SolveStatus.INFEASIBLE)
    return status is SolveStatus.OPTIMAL


@pytest.mark.parametrize("name", CLASHES)
def test_a_clash_cannot_hold_and_holds_without_any_one_of_its_rules(solver, name):
    document, request, kinds = CLASHES[name]
    t = tables_of(document, request)
    assert not _holds(solver, t)
    clash = smallest_clash(t, Budget(solver, _options(), 30.0))
    assert clash.smallest
    others = [rule for rule in rules_of(t) if rule not in clash.rules]
    alone = without(t, others)
    assert not _holds(solver, alone)
    for rule in clash.rules:
        assert _holds(solver, without(t, [*others, rule])), wording(t, rule).text
    if kinds is not None:
        assert sorted(wording(t, rule).rule for rule in clash.rules) == kinds


# Relaxation


@pytest.mark.parametrize("name", CLASHES)
def test_the_relaxation_makes_a_plan_possible_when_it_is_written_into_profile_and_request(solver, name):
    document, request, _ = CLASHES[name]
    relaxation = least_relaxation(tables_of(document, request), Budget(solver, _options(), 30.0)).steps
    assert relaxation
    for step in relaxation:
        assert step.by > 0
        assert step.unit
    changed = loosened((document, request), relaxation)
    assert planned(solver, *changed).kind == "planned"


@pytest.mark.parametrize(
    ("name", "rule", "to"),
    [
        ("a cap and a need with one source", "cap", 1.0),
        ("a cap and two capacities", "cap", 0.5),
        ("a contract and a capacity", "contract", 40),
        ("a lock and a cap", None, None),
        ("too few suppliers", "min_suppliers", 2),
        ("one supplier and its capacity", "max_suppliers", 2),
        ("one supplier and a fixed part", "max_suppliers", 2),
        ("a fixed share and a largest share", "fixed", 0.2),
        ("a lock of every period and a capacity", "lock", 0.2),
        ("a need of one period among others", "need", 60),
        ("a contract of the whole need while a second supplier is being qualified", "min_suppliers", 1),
        ("a lock that no one share can replace", "lock", None),
    ],
)
def test_a_relaxation_gives_no_more_than_it_must(solver, name, rule, to):
    document, request, _ = CLASHES[name]
    steps = least_relaxation(tables_of(document, request), Budget(solver, _options(), 30.0)).steps
    assert len(steps) == 1
    if rule is not None:
        assert steps[0].rule == rule
        assert steps[0].to == (None if to is None else pytest.approx(to))


def test_what_people_decided_gives_way_before_a_fact_of_the_world(solver):
    document, request, _ = CLASHES["a cap and two capacities"]
    steps = least_relaxation(tables_of(document, request), Budget(solver, _options(), 30.0)).steps
    assert {step.rule for step in steps} == {"cap"}


def test_a_problem_that_holds_needs_no_relaxation(solver):
    assert least_relaxation(tables_of(_m()), Budget(solver, _options(), 30.0)).steps == ()


# Lowest caps and highest floors


LIMITS = {
    "one source of three": (
        profile(
            {"x": 60, "y": 40},
            {"a": "CN", "b": "VN"},
            [quote("x", "a", 100), quote("y", "a", 90), quote("y", "b", 100)],
        ),
        {"caps": [_cap(0.3)]},
        0.6,
    ),
    "a share of spend that changes with the plan": (
        # 60 of x are Chinese, 6,000; the most of y is 40 x 150: 6,000 of 12,000.
        profile(
            {"x": 60, "y": 40},
            {"a": "CN", "b": "VN", "c": "TH"},
            [quote("x", "a", 100), quote("y", "a", 90), quote("y", "b", 100), quote("y", "c", 150)],
        ),
        {"caps": [_cap(0.3, base="spend")]},
        0.5,
    ),
    "a share that is no round number": (
        profile({"x": 1, "y": 2}, {"a": "CN", "b": "VN"}, [quote("x", "a", 1), quote("y", "b", 1)]),
        {"caps": [_cap(0.1)]},
        0.3334,
    ),
    "a floor": (
        profile(
            {"x": 1, "y": 2},
            {"a": "CN", "b": "VN"},
            [quote("x", "a", 1), quote("y", "b", 1), quote("y", "a", 1)],
        ),
        {"floors": [{"id": "vn", "countries": ["VN"], "min_share": 0.9, "base": "quantity"}]},
        0.6666,
    ),
    "a cap with whole suppliers": (
        # One supplier an item: x (50) or y (30) stays, the other leaves.
        profile(
            {"x": 50, "y": 30, "z": 20},
            {"a": "CN", "b": {"country": "VN", "capacity": 60}},
            [quote(i, s, 1) for i in "xyz" for s in "ab"],
            {item: {"max_suppliers": 1} for item in "xyz"},
        ),
        {"caps": [_cap(0.1)]},
        0.5,
    ),
    "every single country": (
        # x is Chinese, y is bought in equal parts at best: 60 of 120 against 30 and 30.
        profile(
            {"x": 60, "y": 60},
            {"a": "CN", "b": "VN", "c": "TH"},
            [quote("x", "a", 1), quote("y", "b", 1), quote("y", "c", 1)],
        ),
        {"each_country": {"max_share": 0.3, "base": "quantity"}},
        0.5,
    ),
    "every single country alike": (_m(), {"each_country": {"max_share": 0.2, "base": "quantity"}}, 0.3334),
    "a floor of two years": (
        _m(A, B | {"capacity": 25}, horizon=_years(2)),
        {"floors": [{"id": "vn", "countries": ["VN"], "min_share": 0.3, "base": "quantity"}]},
        0.25,
    ),
    "a cap from the second year on": (
        _m(A, B | {"capacity": 25}, horizon=_years(2)),
        {"caps": [_cap(0.5, from_period=2)]},
        0.75,
    ),
    "the shipped example": (*_example(), None),
}


@pytest.mark.parametrize("name", LIMITS)
def test_the_lowest_share_works_and_a_step_less_does_not(solver, name):
    document, request, expected = LIMITS[name]
    t = tables_of(document, request)
    found = lowest_cap(t, 0, Budget(solver, _options(), 30.0))
    assert found.proven
    if expected is not None:
        assert found.limit == expected
    step = -1e-4 if t.share_limits[0].is_cap else 1e-4
    assert _holds(solver, with_limit(t, 0, found.limit))
    assert not _holds(solver, with_limit(t, 0, found.limit + step))


def test_a_cap_has_no_lowest_share_where_the_other_rules_clash(solver):
    document = _m(contracts=[{"item": "m", "supplier": "a", "quantity": 140}])
    found = lowest_cap(tables_of(document, {"caps": [_cap(0.5)]}), 0, Budget(solver, _options(), 30.0))
    assert found.limit is None
    assert found.proven


@pytest.mark.parametrize(
    ("share", "up", "rounded"),
    [
        (1 / 3, True, 0.3334),
        (1 / 3, False, 0.3333),
        (0.5, True, 0.5),
        (0.5 + 1e-12, True, 0.5),
        (0.5 - 1e-12, False, 0.5),
        (1.00001, True, 1.0),
        (-0.1, False, 0.0),
    ],
)
def test_shares_are_rounded_to_the_side_that_works(share, up, rounded):
    assert rounded_share(share, up=up) == rounded


# As an answer


def test_a_rule_that_gives_way_in_some_periods_names_them(solver):
    """60 can be had a year: the need of the third is 100, in a row of its own."""
    document, request, _ = CLASHES["a need of one period among others"]
    found = planned(solver, document, request).explanation.infeasible
    (step,) = found.relaxation
    assert (step.place, step.text) == ("/demand/1/quantity", "100 of m are needed in period 3")
    assert {rule.text for rule in found.clashes[0]} == {
        "100 of m are needed in period 3",
        "m@a delivers at most 60 in period 3",
    }


def test_a_lock_that_is_to_be_dropped_is_named_as_a_whole(solver):
    document, request, _ = CLASHES["a lock that no one share can replace"]
    (step,) = planned(solver, document, request).explanation.infeasible.relaxation
    assert (step.place, step.to) == ("/locks/0", None)


def test_an_infeasible_answer_has_clash_relaxation_and_lowest_caps_in_words(solver):
    outcome = planned(solver, *_example())
    assert outcome.kind == "infeasible"
    assert outcome.plan is None
    assert (outcome.proof.status, outcome.proof.stop_reason) == ("none", "proved")
    found = outcome.explanation.infeasible
    assert found.complete
    assert {rule.text for rule in found.clashes[0]} == {
        "at most 10 % of spend from CN",
        "200,000 of magnet are needed",
    }
    (cap,) = found.lowest_caps
    assert (cap.id, cap.asked, cap.proven) == ("china", 0.1, True)
    (step,) = found.relaxation
    assert (step.rule, step.place, step.to) == ("cap", "/request/caps/0/max_share", cap.limit)


def test_every_cap_and_floor_is_told_how_far_it_could_go_alone(solver):
    request = {
        "caps": [_cap(0.3, "asean", ["ASEAN"]), _cap(0.9)],
        "floors": [{"id": "vn", "countries": ["VN"], "min_share": 0.4, "base": "quantity"}],
    }
    found = planned(solver, _m(), request).explanation.infeasible
    assert {cap.id: cap.limit for cap in found.lowest_caps} == {"asean": 0.4, "china": None, "vn": 0.3}


def test_a_diagnosis_without_time_says_what_it_left_out(solver):
    outcome = planned(solver, *_example(), diagnosis_s=0.0)
    assert outcome.kind == "infeasible"
    assert not outcome.explanation.infeasible.complete
    assert outcome.explanation.infeasible.relaxation == ()
    assert len(outcome.explanation.left_out) == 3


def test_a_diagnosis_that_runs_out_of_time_names_the_smallest_clash_so_far(solver):
    t = tables_of(*CLASHES["a cap and two capacities"][:2])
    stopping = Scripted(rest=solver)
    stopping.answers = [stopping_after(solver, 3, stopping)] * 1000
    clash = smallest_clash(t, Budget(stopping, _options(), 30.0))
    assert not clash.smallest
    assert set(clash.rules) <= set(rules_of(t))
    others = [rule for rule in rules_of(t) if rule not in clash.rules]
    assert not _holds(solver, without(t, others))


def stopping_after(solver, count, scripted):
    """Answer so many times, then never again in time."""

    def answer(problem, options):
        return solver.solve(problem, options) if len(scripted.asked) <= count else NOTHING_IN_TIME

    return answer


def test_a_relaxation_says_plain_numbers_that_a_profile_accepts(solver):
    document = profile(
        {"m": 69},
        {"a": "CN"},
        [quote("m", "a", 10)],
        locks=[{"item": "m", "supplier": "a", "share": 0.1}],
    )
    (step,) = least_relaxation(tables_of(document), Budget(solver, _options(), 30.0)).steps
    assert (step.rule, step.by, step.to) == ("lock", 90.0, 1.0)
    assert (type(step.by), type(step.to)) == (float, float)
