"""Rules as the profile and request state them: listed, and dropped one by one."""

import pytest

from solvers.milp.lp_text import lp_text
from solvers.sourcing.build import build
from solvers.sourcing.build_tables import SMALLEST_SHARE
from solvers.sourcing.rules import ELASTIC, Rule, rules_of, with_limit, without, without_rebates
from solvers.sourcing.tables import ProblemTables
from tests.solvers.profiles import profile, quote, tables_of

A, B = quote("m", "a", 100), quote("m", "b", 110)
CAP = {"id": "china", "countries": ["CN"], "max_share": 0.3}


def _tables(a=None, b=None, item=None, supplier=None, request=None, **tables) -> ProblemTables:
    document = profile(
        {"m": 100},
        {"a": {"country": "CN", **(supplier or {})}, "b": "VN"},
        [A | (a or {}), B | (b or {})],
        {"m": item or {}},
        **tables,
    )
    return tables_of(document, request)


WITH_AND_WITHOUT = {
    "supplier_capacity": ({"supplier": {"capacity": 60}}, {}),
    "quote_capacity": ({"a": {"capacity": 60}}, {}),
    "max_share": ({"a": {"max_share": 0.6}}, {}),
    "min_share": ({"a": {"min_share": 0.6}}, {}),
    "min_order": ({"a": {"min_order": 60}}, {}),
    "lot": ({"a": {"lot_size": 60}}, {}),
    "bar": ({"exclusions": [{"supplier": "a"}]}, {}),
    "max_suppliers": ({"item": {"max_suppliers": 1}}, {}),
    "fixed_share": ({"request": {"fixed": [{"item": "m", "supplier": "a", "share": 0.5}]}}, {}),
    "share_limit": ({"request": {"caps": [CAP]}}, {}),
}


def _drop(t: ProblemTables, kind: str) -> ProblemTables:
    return without(t, [rule for rule in rules_of(t) if rule.kind == kind])


def _rows(t: ProblemTables) -> list[str]:
    """The formulation without groups that hold nothing, in any order of rows."""
    return sorted(lp_text(build(t)).splitlines())


@pytest.mark.parametrize("kind", WITH_AND_WITHOUT)
def test_dropping_a_rule_gives_the_problem_of_the_profile_without_it(kind):
    having, lacking = WITH_AND_WITHOUT[kind]
    t, plain = _tables(**having), _tables(**lacking)
    assert _rows(t) != _rows(plain)
    dropped, expected = _drop(t, kind), plain
    if kind == "max_suppliers":  # A count that asks for nothing may stay as a row without a limit.
        assert not dropped.single_sourced.any()
        assert (dropped.supplier_counts.most == float("inf")).all()
        return
    assert _rows(dropped) == _rows(expected)


def test_dropping_a_need_lets_it_go_short_for_nothing():
    dropped = _drop(_tables(), "need")
    text = lp_text(build(dropped))
    assert "short[m] = 100" in text
    assert "cost: 100 quantity[m@a] + 110 quantity[m@b]\n" in text


def test_dropping_a_minimum_of_suppliers_leaves_no_minimum():
    dropped = _drop(_tables(item={"min_suppliers": 2}), "min_suppliers")
    assert dropped.supplier_counts.least.tolist() == [0]


def test_dropping_a_hard_contract_makes_its_shortfall_free():
    dropped = _drop(_tables(contracts=[{"item": "m", "supplier": "a", "quantity": 40}]), "contract")
    assert dropped.contracts.price.tolist() == [0]


def test_a_supplier_of_nothing_is_no_supplier_even_without_a_least_share():
    dropped = _drop(_tables(item={"min_suppliers": 2, "least_share": 0.2}), "min_share")
    assert dropped.uses.min_share.tolist() == [SMALLEST_SHARE, SMALLEST_SHARE]


def test_dropping_one_rule_of_a_kind_keeps_the_others():
    t = _tables(a={"capacity": 60}, b={"capacity": 70})
    first = next(rule for rule in rules_of(t) if rule.kind == "quote_capacity")
    dropped = without(t, [first])
    assert sorted(dropped.uses.capacity.tolist()) == [70, float("inf")]


def test_dropping_leaves_the_tables_as_they_were():
    t = _tables(a={"capacity": 60, "max_share": 0.4}, request={"caps": [CAP]}, exclusions=[{"supplier": "b"}])
    before = _rows(t)
    without(t, rules_of(t))
    assert _rows(t) == before


def test_a_quote_barred_twice_is_free_only_without_both():
    t = _tables(exclusions=[{"supplier": "a"}], request={"forbidden": [{"quote": "m@a"}]})
    assert [bar.source for bar in t.bars] == ["exclusions", "forbidden"]
    assert without(t, [Rule("bar", 0)]).uses.barred.tolist() == [True, False]
    assert without(t, [Rule("bar", 1)]).uses.barred.tolist() == [True, False]
    assert not without(t, [Rule("bar", 0), Rule("bar", 1)]).uses.barred.any()


def test_what_a_barred_quote_says_of_itself_is_a_rule_too():
    t = _tables(a={"capacity": 10, "min_order": 5}, exclusions=[{"supplier": "a"}])
    assert {"quote_capacity", "min_order", "bar"} <= {rule.kind for rule in rules_of(t)}


def test_every_kind_of_rule_is_listed_where_the_profile_has_it():
    t = _tables(
        a={"capacity": 60, "max_share": 0.9, "min_share": 0.1, "min_order": 5},
        item={"min_suppliers": 2, "max_suppliers": 2},
        supplier={"capacity": 70},
        contracts=[{"item": "m", "supplier": "a", "quantity": 10}],
        exclusions=[{"country": "VN"}],
        capacities=[{"id": "dock", "supplier": "a", "quantity": 80}],
        request={
            "caps": [CAP],
            "fixed": [{"item": "m", "supplier": "a", "share": 0.5}],
            "max_moved_share": 0.5,
            "max_changes": 3,
            "budget": {"one_off": 10, "capital": 20},
        },
    )
    kinds = {rule.kind for rule in rules_of(t)}
    assert kinds == ELASTIC | {"need", "supplier_capacity", "capacity", "quote_capacity"}


def test_limits_that_cannot_bind_and_prices_in_place_of_duties_are_no_rules():
    t = _tables(
        a={"capacity": 100, "max_share": 1, "min_share": 0, "min_order": 0},
        contracts=[{"item": "m", "supplier": "a", "quantity": 10, "shortfall_price": 3}],
    )
    assert {rule.kind for rule in rules_of(t)} == {"need"}


@pytest.mark.parametrize(
    ("kind", "elastic"), [("share_limit", True), ("need", False), ("quote_capacity", False)]
)
def test_people_can_relax_what_they_decided_and_not_the_world(kind, elastic):
    assert Rule(kind, 0).elastic is elastic


def test_a_share_limit_can_be_moved():
    t = _tables(request={"caps": [CAP, CAP | {"id": "other", "max_share": 0.7}]})
    moved = with_limit(t, 1, 0.5)
    assert [limit.limit for limit in moved.share_limits] == [0.3, 0.5]
    assert [limit.limit for limit in t.share_limits] == [0.3, 0.7]


def test_nothing_that_can_be_done_depends_on_rebates():
    rebates = [{"supplier": "a", "from_spend": 10, "rate": 0.5}]
    t = without_rebates(_tables(rebates=rebates, a={"lot_size": 60}))
    assert _rows(t) == _rows(_tables(a={"lot_size": 60}))
