"""Caps, floors and the limit on each country as rows of numbers; soft ones with a price."""

import numpy as np
import pytest

from models.case.cost_kinds import CostKind
from solvers.sourcing.build import build
from solvers.sourcing.rules import Rule, rules_of
from solvers.sourcing.share_limits import soft_limits
from solvers.sourcing.spend import excesses
from solvers.sourcing.wording import wording
from tests.solvers.profiles import awards_of, planned, profile, quote, tables_of

CAP = {"id": "china", "countries": ["CN"], "max_share": 0.4}
FLOOR = {"id": "asean", "countries": ["ASEAN"], "min_share": 0.5}


def bolts(**tables):
    """A bolt costs 100 from a in China, 110 from b in Viet Nam, of 25 % Chinese content; 100 are needed."""
    content = [{"supplier": "b", "country": "CN", "share": 0.25}]
    quotes = [quote("bolt", "a", 100), quote("bolt", "b", 60, incoterm="FOB", freight=50)]
    return profile({"bolt": 100}, {"a": "CN", "b": "VN"}, quotes, content=content) | tables


def limit_of(document=None, **request):
    return tables_of(document or bolts(), request).share_limits[0]


@pytest.mark.parametrize(
    ("measure", "part"),
    [("origin", [1, 0]), ("ownership", [1, 0]), ("look_through", [1, 0.25]), ("any", [1, 0.25])],
)
def test_the_part_of_an_award_is_its_measure(measure, part):
    assert limit_of(caps=[CAP | {"measure": measure}]).part.tolist() == part


def test_the_reference_base_is_the_same_for_every_quote_of_an_item():
    """Without a reference price and an allocation it is the least landed cost, 100."""
    limit = limit_of(caps=[CAP | {"base": "reference"}])
    assert (limit.base.tolist(), limit.size) == ([100, 100], 10_000)
    limit = limit_of(bolts(items=[{"id": "bolt", "reference_price": 80}]), caps=[CAP | {"base": "reference"}])
    assert (limit.base.tolist(), limit.size) == ([80, 80], 8_000)


@pytest.mark.parametrize(("base", "size"), [("spend", 6000), ("landed", 9000), ("quantity", 100)])
def test_the_size_is_the_base_at_the_cheapest_quote_of_each_need(base, size):
    """b for 60 + 30 is the cheapest now; its price is 60."""
    quotes = [quote("bolt", "a", 100), quote("bolt", "b", 60, incoterm="FOB", freight=30)]
    assert limit_of(bolts(quotes=quotes), caps=[CAP | {"base": base}]).size == size


def test_a_barred_quote_counts_for_the_size_all_the_same():
    """What a point is worth does not hang on the other rules."""
    request = {"caps": [CAP | {"elastic_price": 1}], "forbidden": [{"supplier": "a"}]}
    assert tables_of(bolts(), request).share_limits[0].size == 10_000


@pytest.mark.parametrize(
    ("measure", "labels"),
    [("origin", ["CN", "VN"]), ("look_through", ["CN", "DE", "VN"]), ("any", ["CN", "DE", "KR", "VN"])],
)
def test_each_country_is_every_one_that_the_measure_sees(measure, labels):
    document = bolts(
        suppliers=[{"id": "a", "country": "CN"}, {"id": "b", "country": "VN", "owner_country": "KR"}],
        content=[{"supplier": "b", "country": "DE", "share": 0.25}],
    )
    t = tables_of(document, {"each_country": {"max_share": 0.5, "measure": measure}})
    assert [limit.label for limit in t.share_limits] == labels


def test_a_limit_is_soft_where_it_has_a_price():
    request = {
        "caps": [CAP, CAP | {"id": "soft", "elastic_price": 0}],
        "floors": [FLOOR | {"elastic_price": 5}],
    }
    t = tables_of(bolts(), request)
    assert [limit.price for limit in t.share_limits] == [None, 0, 5]
    assert soft_limits(t).tolist() == [1, 2]


def test_an_excess_is_what_lies_beyond_the_limit_and_never_below_0():
    """All of a: China 10,000, beyond the cap 6,000; ASEAN short of 5,000. All of b: neither."""
    request = {"caps": [CAP | {"elastic_price": 1}], "floors": [FLOOR | {"elastic_price": 1}]}
    t = tables_of(bolts(), request)
    milp = build(t)
    values = np.zeros(milp.problem().columns)
    values[milp.columns("quantity").all] = [100, 0]
    assert excesses(t, milp, values).tolist() == [6000, 5000]
    values[milp.columns("quantity").all] = [0, 100]
    assert excesses(t, milp, values).tolist() == [0, 0]


def test_hard_limits_have_no_excess():
    milp = build(tables_of(bolts(), {"caps": [CAP]}))
    assert milp.columns("excess").count == 0


def test_an_excess_of_a_later_period_is_charged_at_what_its_money_is_worth():
    """A point of 100 bolts is one bolt: 50 a bolt beyond, and 40 in the second year at 25 %."""
    document = bolts(horizon={"start": "2027-04-01", "count": 2, "discount_rate": 0.25})
    t = tables_of(document, {"caps": [CAP | {"base": "quantity", "elastic_price": 50}]})
    milp = build(t)
    excess = milp.columns("excess")
    assert milp.problem().objective[excess.all] == pytest.approx([50, 40])


def test_a_soft_rule_is_worded_with_its_price():
    t = tables_of(bolts(), {"caps": [CAP | {"elastic_price": 1250.5, "measure": "look_through"}]})
    text = "at most 40 % of spend by content from CN, or 1,250.5 JPY a point"
    assert wording(t, Rule("share_limit", 0)).text == text


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"measure": "any", "base": "reference"}, "at most 40 % of reference value tied to CN"),
        ({"measure": "ownership", "base": "landed"}, "at most 40 % of landed cost owned from CN"),
    ],
)
def test_every_measure_and_base_has_its_words(columns, words):
    assert wording(tables_of(bolts(), {"caps": [CAP | columns]}), Rule("share_limit", 0)).text == words


# Plans


def cost(solver, document=None, **request):
    outcome = planned(solver, document or bolts(), request, gap=1e-7)
    assert outcome.kind == "planned"
    assert outcome.verification.passed
    return outcome


def test_a_cap_by_content_counts_what_is_in_the_goods_of_others(solver):
    """x of a: x + 0.25 (100 - x) of 100 at reference prices; at most 40: x = 15 / 0.75 = 20."""
    found = cost(solver, caps=[CAP | {"measure": "look_through", "base": "reference"}])
    assert awards_of(found) == pytest.approx({"bolt@a": 20, "bolt@b": 80})


@pytest.mark.parametrize(
    ("price", "policy", "china"),
    [(0, 0, 100), (13, 780, 100), (14, 0, 20), (1e6, 0, 20)],
)
def test_a_soft_cap_is_passed_where_a_point_costs_less_than_keeping_it(solver, price, policy, china):
    """A point is 100 of 10,000: 4/3 bolts moved, 10 each, cost 13.33. 60 points beyond it, at 13: 780."""
    cap = CAP | {"measure": "look_through", "base": "reference", "elastic_price": price}
    found = cost(solver, caps=[cap])
    assert awards_of(found).get("bolt@a", 0) == pytest.approx(china)
    assert float(found.plan.after.by_kind[CostKind.POLICY]) == policy
    assert found.proof.status == "optimal"


def test_a_soft_cap_that_nobody_can_keep_is_paid_for(solver):
    """b alone is 25 % China's: 15 points beyond a cap of 10 %, 1,000 each."""
    cap = CAP | {"max_share": 0.1, "measure": "look_through", "base": "reference", "elastic_price": 1000}
    found = cost(solver, caps=[cap])
    assert awards_of(found) == pytest.approx({"bolt@b": 100})
    assert found.plan.objective == pytest.approx(11_000 + 15_000)


def test_a_soft_floor_is_missed_where_that_is_cheaper(solver):
    """10 a bolt against 9 a point of a bolt: 50 points short, 450."""
    floor = FLOOR | {"base": "quantity", "elastic_price": 9}
    found = cost(solver, floors=[floor])
    assert found.plan.objective == pytest.approx(10_000 + 450)
    found = cost(solver, floors=[floor | {"elastic_price": 11}])
    assert awards_of(found) == pytest.approx({"bolt@a": 50, "bolt@b": 50})


def test_where_every_need_is_free_a_soft_rule_says_nothing(solver):
    """a is free, b is not: nothing is a percentage point of nothing."""
    quotes = [quote("bolt", "a", 0), quote("bolt", "b", 60)]
    found = cost(solver, bolts(quotes=quotes), floors=[FLOOR | {"elastic_price": 1000}])
    assert found.plan.objective == 0


# Explanation and diagnosis


def binding(solver, document=None, **request):
    outcome = planned(solver, document or bolts(), request, gap=1e-7, explain="full")
    return {rule.id: rule for rule in outcome.explanation.binding}


def test_a_soft_rule_that_is_passed_binds_with_what_it_pays(solver):
    """60 points at 13; without it everything is the same and costs nothing more: it is worth 780."""
    cap = CAP | {"measure": "look_through", "base": "reference", "elastic_price": 13}
    rule = binding(solver, caps=[cap])["china"]
    assert (rule.excess, rule.cost) == pytest.approx((60, 780))
    assert rule.worth.total == pytest.approx(780)
    assert (rule.worth.looser, rule.worth.tighter) == pytest.approx((13, 13))
    assert not rule.worth.tighter_infeasible


def test_a_soft_rule_that_is_just_kept_binds_and_pays_nothing(solver):
    cap = CAP | {"measure": "look_through", "base": "reference", "elastic_price": 50}
    rule = binding(solver, caps=[cap])["china"]
    assert (rule.excess, rule.cost) == pytest.approx((0, 0), abs=1e-6)
    assert rule.worth.total == pytest.approx(800)


def test_a_soft_rule_with_room_does_not_bind(solver):
    """b costs less than a now, so nothing comes from China."""
    quotes = [quote("bolt", "a", 100), quote("bolt", "b", 60)]
    assert "china" not in binding(solver, bolts(quotes=quotes), caps=[CAP | {"elastic_price": 5}])


def test_a_hard_rule_has_no_excess(solver):
    rule = binding(solver, caps=[CAP])["china"]
    assert (rule.excess, rule.cost) == (None, None)


def test_a_soft_rule_is_no_rule_that_can_clash():
    t = tables_of(bolts(), {"caps": [CAP | {"elastic_price": 5}], "floors": [FLOOR]})
    assert [rule.index for rule in rules_of(t) if rule.kind == "share_limit"] == [1]


def test_only_hard_rules_are_named_where_nothing_keeps_them(solver):
    """Capacity leaves no room for the hard floor; the soft cap has no part in it."""
    quotes = [quote("bolt", "a", 100), quote("bolt", "b", 60, capacity=40)]
    request = {
        "caps": [CAP | {"elastic_price": 1000}],
        "floors": [FLOOR | {"base": "quantity"}],
    }
    outcome = planned(solver, bolts(quotes=quotes), request)
    assert outcome.kind == "infeasible"
    found = outcome.explanation.infeasible
    assert [cap.id for cap in found.lowest_caps] == ["asean"]
    assert found.lowest_caps[0].limit == pytest.approx(0.4)
    assert sorted(rule.rule for rule in found.clashes[0]) == ["floor", "need", "quote_capacity"]
    assert [step.rule for step in found.relaxation] == ["floor"]
    assert found.relaxation[0].to == pytest.approx(0.4)
