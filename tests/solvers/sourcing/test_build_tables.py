"""From case and request to tables: what can be awarded, used, counted, fixed and limited."""

import numpy as np
import pytest

from solvers.sourcing.build_tables import SMALLEST_SHARE
from tests.solvers.profiles import bought, profile, quote, tables_of

PLANTS = [{"id": "p1", "country": "JP"}, {"id": "p2", "country": "JP"}]
TWO_NEEDS = [{"item": "m", "plant": "p1", "quantity": 60}, {"item": "m", "plant": "p2", "quantity": 40}]


def _one(*quotes, request=None, items=None, **tables):
    suppliers = tables.pop("suppliers", {"a": "CN", "b": "VN"})
    quotes = quotes or (quote("m", "a", 100), quote("m", "b", 110))
    return tables_of(profile({"m": 100}, suppliers, quotes, items, **tables), request)


def _names(t, which):
    return t.case.quotes.id[t.uses.quote[which]].tolist()


# Awards and uses


def test_a_quote_without_a_plant_can_serve_every_plant_that_needs_its_item():
    t = _one(quote("m", "a", 100), quote("m", "b", 110, plant="p2"), plants=PLANTS, demand=TWO_NEEDS)
    awards = {
        (t.case.quotes.id[q], t.case.plants.id[p])
        for q, p in zip(t.awards.quote, t.awards.plant, strict=True)
    }
    assert awards == {("m@a", "p1"), ("m@a", "p2"), ("m@b@p2", "p2")}


def test_a_use_is_a_quote_with_the_demand_of_all_it_can_serve():
    t = _one(quote("m", "a", 100), quote("m", "b", 110, plant="p2"), plants=PLANTS, demand=TWO_NEEDS)
    assert dict(zip(_names(t, slice(None)), t.uses.demand.tolist(), strict=True)) == {
        "m@a": 100,
        "m@b@p2": 40,
    }
    assert (t.uses.quote[t.awards.use] == t.awards.quote).all()


def test_an_award_knows_its_need_and_what_a_unit_costs():
    t = _one(quote("m", "a", 100, incoterm="FOB", freight=5), quote("m", "b", 110))
    assert t.awards.demand.tolist() == [100, 100]
    assert sorted(t.awards.cost.tolist()) == [105, 110]
    assert (t.case.needs.item[t.awards.need] == t.awards.item).all()


def test_items_nobody_needs_have_no_awards():
    t = tables_of(profile({"m": 100, "n": 0}, {"a": "CN"}, [quote("m", "a", 100), quote("n", "a", 5)]))
    assert t.case.quotes.id[t.awards.quote].tolist() == ["m@a"]


def test_the_most_of_an_award_is_the_least_of_need_capacity_and_largest_share():
    t = _one(
        quote("m", "a", 1),
        quote("m", "b", 1, capacity=70),
        quote("m", "c", 1, max_share=0.3),
        suppliers={"a": "CN", "b": "VN", "c": "TH"},
    )
    assert t.award_upper.tolist() == [100, 70, 30]


def test_what_is_barred_can_be_nothing():
    t = _one(request={"forbidden": [{"supplier": "a"}]})
    assert t.award_upper.tolist() == [0, 100]
    assert _names(t, t.uses.barred) == ["m@a"]


def test_one_off_costs_are_those_this_period_carries():
    quotes = (quote("m", "a", 100), quote("m", "b", 90, qualification_cost=500, tooling_cost=50))
    whole = _one(*quotes)
    spread = _one(*quotes, horizon={"start": "2027-04-01", "evaluation_years": 5})
    assert whole.uses.qualification_cost.tolist() == [0, 500]
    assert spread.uses.qualification_cost.tolist() == [0, 100]
    assert spread.uses.tooling_cost.tolist() == [0, 10]


def test_what_is_bought_today_has_no_one_off_costs():
    t = _one(
        quote("m", "a", 100, qualification_cost=500, tooling_cost=50),
        quote("m", "b", 90),
        allocation=bought({("m", "a"): 100}),
    )
    assert t.uses.qualification_cost.tolist() == [0, 0]
    assert t.uses.tooling_cost.tolist() == [0, 0]


# Minimum shares


@pytest.mark.parametrize(
    ("item", "limits", "least"),
    [
        ({}, {}, 0.0),
        ({"min_suppliers": 2}, {}, 0.01),
        ({"min_suppliers": 1}, {}, 0.01),
        ({}, {"min": 2}, 0.01),
        ({"least_share": 0.2}, {}, 0.2),
        ({"least_share": 0.2}, {"min": 2}, 0.2),
        ({"min_suppliers": 2, "least_share": 0}, {}, SMALLEST_SHARE),
        ({"max_suppliers": 2}, {}, 0.0),
    ],
)
def test_the_least_share_of_who_is_used(item, limits, least):
    t = _one(items={"m": item}, request={"suppliers_per_item": limits})
    assert t.uses.min_share.tolist() == [least, least]


def test_the_larger_of_the_quotes_and_the_items_least_share_counts():
    t = _one(
        quote("m", "a", 100, min_share=0.3),
        quote("m", "b", 110, min_share=0.05),
        items={"m": {"least_share": 0.1}},
    )
    assert t.uses.min_share.tolist() == [0.3, 0.1]
    assert t.uses.least.tolist() == [30, 10]


# Switches


def test_only_quotes_with_a_cost_a_minimum_or_a_count_need_a_yes_or_no():
    t = _one(
        quote("m", "a", 1),
        quote("m", "b", 1, qualification_cost=1),
        quote("m", "c", 1, tooling_cost=1),
        quote("m", "d", 1, min_order=1),
        quote("m", "e", 1, min_share=0.1),
        quote("m", "f", 1, capacity=5),
        suppliers=dict.fromkeys("abcdef", "CN"),
    )
    assert _names(t, t.switched_uses) == ["m@b", "m@c", "m@d", "m@e"]
    assert _one(items={"m": {"max_suppliers": 1}}).switched_uses.all()


def test_what_is_barred_needs_no_switch():
    t = _one(quote("m", "a", 1, min_order=1), quote("m", "b", 1), request={"forbidden": [{"supplier": "a"}]})
    assert not t.switched_uses.any()


@pytest.mark.parametrize(
    ("item", "changes", "single"),
    [
        ({"max_suppliers": 1}, {}, True),
        ({"max_suppliers": 2}, {}, False),
        ({"max_suppliers": 1, "shortage_cost": 500}, {}, False),
        ({"max_suppliers": 1, "distinct": "owner"}, {}, False),
        ({"max_suppliers": 1}, {"plants": PLANTS, "demand": TWO_NEEDS}, False),
    ],
)
def test_one_supplier_for_one_need_takes_it_all_or_nothing(item, changes, single):
    assert _one(items={"m": item}, **changes).single_sourced.all() == single


def test_a_supplier_with_two_quotes_may_split_a_need_between_them():
    t = _one(quote("m", "a", 1, id="one"), quote("m", "a", 2, id="two"), items={"m": {"max_suppliers": 1}})
    assert not t.single_sourced.any()


# Counts


@pytest.mark.parametrize(
    ("item", "limits", "least", "most"),
    [
        ({"min_suppliers": 2, "max_suppliers": 3}, {}, 2, 3),
        ({"min_suppliers": 2}, {"min": 3, "max": 4}, 3, 4),
        ({"min_suppliers": 3, "max_suppliers": 3}, {"min": 2, "max": 5}, 3, 3),
        ({"max_suppliers": 3}, {"max": 1}, 0, 1),
        ({"min_suppliers": 1, "shortage_cost": 9}, {}, 1, np.inf),
    ],
)
def test_the_tighter_of_item_and_request_counts(item, limits, least, most):
    counts = _one(items={"m": item}, request={"suppliers_per_item": limits}).supplier_counts
    assert (counts.least.tolist(), counts.most.tolist()) == ([least], [most])


def test_at_least_one_supplier_is_what_a_need_says_already():
    t = _one(items={"m": {"min_suppliers": 1}})
    assert len(t.supplier_counts.item) == 0


def test_only_limited_suppliers_have_a_capacity():
    t = _one(suppliers={"a": {"country": "CN", "capacity": 50}, "b": "VN"})
    assert t.case.suppliers.id[t.supplier_capacities.supplier].tolist() == ["a"]
    assert t.supplier_capacities.capacity.tolist() == [50]


# Fixed shares


def test_a_fixed_share_is_of_the_item_or_of_the_plants_need():
    t = _one(
        plants=PLANTS,
        demand=TWO_NEEDS,
        request={
            "fixed": [
                {"item": "m", "supplier": "a", "share": 0.1},
                {"item": "m", "supplier": "b", "share": 0.2, "plant": "p2"},
            ]
        },
    )
    assert t.fixed_shares.demand.tolist() == [100, 40]
    assert t.fixed_shares.plant.tolist() == [-1, 1]
    assert t.fixed_shares.source.tolist() == ["fixed", "fixed"]


def test_locks_come_before_fixed_awards_and_take_todays_share():
    t = _one(
        allocation=bought({("m", "a"): 30, ("m", "b"): 10}),
        locks=[{"item": "m", "supplier": "b"}],
        request={"fixed": [{"item": "m", "supplier": "a", "share": 0.5}]},
    )
    assert t.fixed_shares.source.tolist() == ["locks", "fixed"]
    assert t.fixed_shares.share.tolist() == [0.25, 0.5]


def test_a_lock_on_an_item_nobody_needs_asks_for_nothing():
    document = profile(
        {"m": 100, "n": 0},
        {"a": "CN"},
        [quote("m", "a", 1), quote("n", "a", 1)],
        locks=[{"item": "n", "supplier": "a", "share": 1.0}],
    )
    assert len(tables_of(document).fixed_shares.row) == 0


# Bars


def test_every_rule_that_bars_is_kept_apart_with_what_it_bars():
    t = _one(
        quote("m", "a", 1, lead_time_days=100),
        quote("m", "b", 1, valid_to="2027-01-31"),
        quote("m", "c", 1),
        quote("m", "d", 1),
        suppliers={"a": "CN", "b": "VN", "c": {"country": "TH", "excluded": True}, "d": "JP"},
        exclusions=[{"country": "CN"}],
        request={"max_lead_time_days": 90, "forbidden": [{"quote": "m@a"}, {"supplier": "c", "item": "m"}]},
    )
    bars = {(bar.source, bar.row): _names(t, bar.uses) for bar in t.bars}
    assert bars == {
        ("quotes", 1): ["m@b"],
        ("suppliers", 2): ["m@c"],
        ("exclusions", 0): ["m@a"],
        ("forbidden", 0): ["m@a"],
        ("forbidden", 1): ["m@c"],
        ("max_lead_time_days", 0): ["m@a"],
    }
    assert _names(t, ~t.uses.barred) == ["m@d"]


def test_a_rule_that_bars_nothing_is_no_bar():
    t = _one(exclusions=[{"country": "KP"}], request={"max_lead_time_days": 90})
    assert t.bars == ()


# Share limits


def _limited(**request):
    quotes = (
        quote("m", "a", 100),
        quote("m", "b", 80, incoterm="FOB", freight=30),
        quote("n", "a", 7),
        quote("n", "c", 9, origin="CN"),
    )
    document = profile(
        {"m": 100, "n": 10},
        {"a": "CN", "b": {"country": "VN", "owner_country": "CN"}, "c": "TH"},
        quotes,
        {"n": {"category": "small"}},
    )
    return tables_of(document, request)


@pytest.mark.parametrize(
    ("base", "amounts"),
    [("spend", [100, 80, 7, 9]), ("landed", [100, 110, 7, 9]), ("quantity", [1, 1, 1, 1])],
)
def test_the_base_of_a_cap_is_what_a_unit_amounts_to(base, amounts):
    t = _limited(caps=[{"countries": ["CN"], "max_share": 0.5, "base": base}])
    limit = t.share_limits[0]
    assert limit.base.tolist() == amounts
    assert limit.size == pytest.approx(100 * amounts[0] + 10 * amounts[2])


@pytest.mark.parametrize(("measure", "part"), [("origin", [1, 0, 1, 1]), ("ownership", [1, 1, 1, 0])])
def test_the_measure_of_a_cap_is_what_ties_a_purchase_to_a_country(measure, part):
    t = _limited(caps=[{"countries": ["CN"], "max_share": 0.5, "measure": measure}])
    assert t.share_limits[0].part.tolist() == part


def test_a_scope_holds_only_its_awards():
    t = _limited(floors=[{"countries": ["TH"], "min_share": 0.5, "scope": {"category": "small"}}])
    limit = t.share_limits[0]
    assert t.case.quotes.id[t.awards.quote[limit.index]].tolist() == ["n@a", "n@c"]
    assert (limit.is_cap, limit.source, limit.limit) == (False, "floors", 0.5)


def test_each_country_is_limited_by_itself_but_for_the_firms_own():
    t = _limited(each_country={"max_share": 0.5, "measure": "ownership"})
    assert [(limit.source, limit.label) for limit in t.share_limits] == [
        ("each_country", "CN"),
        ("each_country", "TH"),
    ]
    spared = _limited(each_country={"max_share": 0.5, "except": ["CN"]})
    assert [limit.label for limit in spared.share_limits] == ["VN"]


# Order


def test_the_order_of_rows_means_nothing():
    document = profile(
        {"m": 100, "n": 10},
        {"a": "CN", "b": "VN"},
        [quote("m", "a", 100), quote("m", "b", 110), quote("n", "a", 7), quote("n", "b", 9)],
    )
    turned = document | {name: document[name][::-1] for name in ("items", "demand", "suppliers", "quotes")}

    def awards(t):
        return sorted(
            zip(
                t.case.quotes.id[t.awards.quote].tolist(),
                t.awards.demand.tolist(),
                t.awards.cost.tolist(),
                strict=True,
            )
        )

    assert awards(tables_of(document)) == awards(tables_of(turned))
