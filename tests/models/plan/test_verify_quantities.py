"""The checker on needs, capacities, minimums and shares of quotes."""

import numpy as np
import pytest

from tests.models.plan.factory import (
    ENTIRELY_THAI,
    assert_kept,
    broken_kinds,
    document,
    make,
    quote,
    quotes,
    recounted,
    suppliers,
    the_broken,
)


def test_a_plan_that_meets_every_need_passes():
    made = make(document(), {"hub@C1": 400, "hub@T1": 600})
    assert_kept(made, "need")
    assert made.check().largest_deviation < 1e-12
    assert made.check().broken == ()


def test_a_plan_that_leaves_a_need_short_is_refused():
    """900 of 1,000: short by 10 % of the need."""
    check = the_broken(make(document(), {"hub@T1": 900}), "need")
    assert check.place == "/demand/0/quantity"
    assert (check.limit, check.found) == (1000, 900)
    assert check.excess == pytest.approx(0.1)
    assert check.text == "hub: 1,000 are needed, no more and no less"


def test_a_plan_that_buys_more_than_is_needed_is_refused():
    assert the_broken(make(document(), {"hub@T1": 1100}), "need").excess == pytest.approx(100 / 1100 * 1.1)


def test_a_need_may_stay_short_at_its_price_but_not_be_exceeded():
    priced = document(items=[{"id": "hub", "shortage_cost": 500}])
    assert_kept(make(priced, {"hub@T1": 900}), "need")
    assert the_broken(make(priced, {"hub@T1": 1001}), "need").limit == 1000


def test_a_plan_that_buys_what_nobody_needs_is_refused():
    both = document(
        items=[{"id": "hub"}, {"id": "cap"}], quotes=[quote("T1", 110), quote("C1", 100), cap_quote()]
    )
    check = the_broken(make(both, {"hub@T1": 1000, "cap@T1": 5}), "need")
    assert (check.place, check.limit, check.found) == ("/demand", 0, 5)


def cap_quote():
    return {"item": "cap", "supplier": "T1", "unit_price": 1}


def test_a_demand_row_for_a_period_overrides_the_one_for_all():
    rows = [{"item": "hub", "quantity": 1000}, {"item": "hub", "quantity": 700, "period": 1}]
    made = make(document(demand=rows), {"hub@T1": 700})
    assert_kept(made, "need")
    assert the_broken(make(document(demand=rows), ENTIRELY_THAI), "need").place == "/demand/1/quantity"


def test_a_plan_above_the_capacity_of_a_quote_is_refused():
    limited = document(quotes=quotes(T1={"capacity": 600}))
    assert_kept(make(limited, {"hub@T1": 600, "hub@C1": 400}), "quote_capacity")
    check = the_broken(make(limited, {"hub@T1": 700, "hub@C1": 300}), "quote_capacity")
    assert (check.place, check.limit, check.found) == ("/quotes/0/capacity", 600, 700)
    assert check.excess == pytest.approx(0.1)  # 100 of a need of 1,000
    assert check.text == "quote hub@T1 supplies at most 600"


def test_a_plan_above_the_capacity_of_a_supplier_is_refused():
    """T1 has 1,200 units, a hub takes 2 of them: 600 hubs fit, 700 take 1,400."""
    limited = document(suppliers=suppliers(T1={"capacity": 1200}), quotes=quotes(T1={"capacity_rate": 2}))
    assert_kept(make(limited, {"hub@T1": 600, "hub@C1": 400}), "supplier_capacity")
    check = the_broken(make(limited, {"hub@T1": 700, "hub@C1": 300}), "supplier_capacity")
    assert (check.place, check.limit, check.found) == ("/suppliers/0/capacity", 1200, 1400)
    assert check.text == "T1 supplies at most 1,200 over all items"


def test_the_capacity_of_a_supplier_holds_over_all_its_items():
    both = document(
        items=[{"id": "hub"}, {"id": "cap"}],
        demand=[{"item": "hub", "quantity": 1000}, {"item": "cap", "quantity": 300}],
        quotes=[quote("T1", 110), quote("C1", 100), cap_quote()],
        suppliers=suppliers(T1={"capacity": 800}),
    )
    assert_kept(make(both, {"hub@T1": 500, "hub@C1": 500, "cap@T1": 300}), "supplier_capacity")
    check = the_broken(make(both, {"hub@T1": 600, "hub@C1": 400, "cap@T1": 300}), "supplier_capacity")
    assert check.found == 900


def test_a_plan_below_a_minimum_order_is_refused():
    ordered = document(quotes=quotes(T1={"min_order": 200}))
    assert_kept(make(ordered, {"hub@T1": 200, "hub@C1": 800}), "min_order")
    assert_kept(make(ordered, {"hub@C1": 1000}), "need")
    check = the_broken(make(ordered, {"hub@T1": 150, "hub@C1": 850}), "min_order")
    assert (check.place, check.limit, check.found) == ("/quotes/0/min_order", 200, 150)
    assert check.excess == pytest.approx(0.05)  # 50 of a need of 1,000


def test_a_surplus_that_does_not_fill_the_minimum_order_is_refused():
    ordered = document(quotes=quotes(T1={"min_order": 200}))
    made = make(ordered, {"hub@T1": 150, "hub@C1": 850}, surplus={"hub@T1": 20})
    assert the_broken(made, "min_order").found == 170


def test_a_surplus_up_to_the_minimum_order_passes():
    """150 serve the need, the order is 200: 50 are paid for and serve nothing."""
    ordered = document(quotes=quotes(T1={"min_order": 200}))
    made = make(ordered, {"hub@T1": 150, "hub@C1": 850}, surplus={"hub@T1": 50})
    assert_kept(made, "surplus")


@pytest.mark.parametrize(
    ("bought", "surplus"),
    [(150.0, 60.0), (200.0, 10.0), (0.0, 200.0)],
    ids=["beyond the order", "although the order is reached", "an order that serves nothing"],
)
def test_a_surplus_that_no_minimum_order_forces_is_refused(bought, surplus):
    ordered = document(quotes=quotes(T1={"min_order": 200}))
    made = make(ordered, {"hub@T1": bought, "hub@C1": 1000 - bought}, surplus={"hub@T1": surplus})
    assert the_broken(made, "surplus").place == "/quotes/0/min_order"


def test_a_surplus_without_any_minimum_order_is_refused():
    assert the_broken(make(document(), ENTIRELY_THAI, surplus={"hub@T1": 1}), "surplus").limit == 0


@pytest.mark.parametrize(("kind", "ours"), [("min_share", 250.0), ("max_share", 750.0)])
def test_a_plan_outside_the_shares_of_a_quote_is_refused(kind, ours):
    limit = {"min_share": 0.3, "max_share": 0.7}[kind]
    stated = document(quotes=quotes(T1={kind: limit}))
    assert_kept(make(stated, {"hub@T1": 1000 * limit, "hub@C1": 1000 * (1 - limit)}), kind)
    check = the_broken(make(stated, {"hub@T1": ours, "hub@C1": 1000 - ours}), kind)
    assert (check.place, check.limit) == (f"/quotes/0/{kind}", limit)
    assert check.excess == pytest.approx(0.05)


def test_a_minimum_share_says_nothing_of_a_quote_that_is_not_used():
    stated = document(quotes=quotes(T1={"min_share": 0.3}))
    assert make(stated, {"hub@C1": 1000}).check().passed


def test_a_plan_that_gives_a_source_less_than_the_least_share_is_refused():
    stated = document(items=[{"id": "hub", "least_share": 0.1}])
    assert_kept(make(stated, {"hub@T1": 100, "hub@C1": 900}), "least_share")
    check = the_broken(make(stated, {"hub@T1": 60, "hub@C1": 940}), "least_share")
    assert check.place == "/items/0/least_share"
    assert check.excess == pytest.approx(0.04)


@pytest.mark.parametrize(
    ("columns", "request_"),
    [({"min_suppliers": 1}, None), ({}, {"suppliers_per_item": {"min": 2}})],
    ids=["the item's", "the caller's"],
)
def test_a_minimum_number_of_suppliers_makes_a_hundredth_the_least_share(columns, request_):
    counted = document(items=[{"id": "hub", **columns}])
    assert_kept(make(counted, {"hub@T1": 10, "hub@C1": 990}, request_), "least_share")
    check = the_broken(make(counted, {"hub@T1": 5, "hub@C1": 995}, request_), "least_share")
    assert check.limit == 0.01


def test_a_minimum_of_no_suppliers_asks_for_no_least_share():
    free = document(items=[{"id": "hub", "min_suppliers": 0}])
    assert make(free, {"hub@T1": 5, "hub@C1": 995}).check().passed


def test_a_plan_with_too_few_suppliers_is_refused():
    dual = document(items=[{"id": "hub", "min_suppliers": 2}])
    assert_kept(make(dual, {"hub@T1": 500, "hub@C1": 500}), "min_suppliers")
    check = the_broken(make(dual, ENTIRELY_THAI), "min_suppliers")
    assert (check.place, check.limit, check.found) == ("/items/0/min_suppliers", 2, 1)
    assert check.text == "hub has at least 2 suppliers"


def test_a_plan_with_too_many_suppliers_is_refused():
    single = {"suppliers_per_item": {"max": 1}}
    assert_kept(make(document(), ENTIRELY_THAI, single), "max_suppliers")
    check = the_broken(make(document(), {"hub@T1": 500, "hub@C1": 500}, single), "max_suppliers")
    assert (check.place, check.found) == ("/request/suppliers_per_item/max", 2)


def test_an_item_that_is_not_needed_has_no_number_of_suppliers():
    idle = document(
        items=[{"id": "hub"}, {"id": "cap", "min_suppliers": 2}],
        demand=[{"item": "hub", "quantity": 1000}, {"item": "cap", "quantity": 0}],
    )
    assert "min_suppliers" not in {check.rule for check in make(idle, ENTIRELY_THAI).check().rules}


def test_of_two_limits_on_suppliers_the_tighter_binds():
    own = document(items=[{"id": "hub", "min_suppliers": 1, "max_suppliers": 3}])
    asked = {"suppliers_per_item": {"min": 2, "max": 4}}
    check = the_broken(make(own, ENTIRELY_THAI, asked), "min_suppliers")
    assert (check.limit, check.place) == (2, "/request/suppliers_per_item/min")
    loose = {"suppliers_per_item": {"max": 4}}
    limits = {c.rule: c for c in make(own, ENTIRELY_THAI, loose).check().rules}
    assert (limits["max_suppliers"].limit, limits["max_suppliers"].place) == (3, "/items/0/max_suppliers")


@pytest.mark.parametrize(
    ("distinct", "words"),
    [("owner", "hub has at least 2 owners"), ("country", "hub has at least 2 countries")],
)
def test_suppliers_of_one_group_or_country_count_once_where_the_item_says_so(distinct, words):
    """T1 and V1 belong to one group and stand in one country."""
    alike = suppliers(T1={"group": "G"}, V1={"group": "G", "country": "TH"})
    item = {"id": "hub", "min_suppliers": 2, "distinct": distinct}
    shared = document(suppliers=alike, items=[item])
    assert the_broken(make(shared, {"hub@T1": 500, "hub@V1": 500}), "min_suppliers").text == words
    assert_kept(make(shared, {"hub@T1": 500, "hub@C1": 500}), "min_suppliers")


def two_plants(**changes):
    """Hubs at two plants, 600 at P and 400 at Q; every quote serves both."""
    demand = [{"item": "hub", "plant": "P", "quantity": 600}, {"item": "hub", "plant": "Q", "quantity": 400}]
    plants = [{"id": "P", "country": "JP"}, {"id": "Q", "country": "JP"}]
    today = [{"item": "hub", "supplier": "C1", "quantity": 600, "plant": "P"}]
    return document(plants=plants, demand=demand, allocation=today, **changes)


def test_every_plant_has_its_own_need():
    assert_kept(make(two_plants(), {("hub@T1", "P"): 600, ("hub@C1", "Q"): 400}), "need")
    found = make(two_plants(), {("hub@T1", "P"): 500, ("hub@C1", "Q"): 500}).check()
    assert [c.text for c in found.rules if not c.kept] == [
        "hub at P: 600 are needed, no more and no less",
        "hub at Q: 400 are needed, no more and no less",
    ]


def test_limits_of_a_quote_without_a_plant_hold_for_the_sum_of_plants():
    """At most half of both needs, 500, though it is all of the need at one plant."""
    stated = two_plants(quotes=quotes(T1={"max_share": 0.5, "capacity": 500, "min_order": 500}))
    assert_kept(make(stated, {("hub@T1", "Q"): 400, ("hub@T1", "P"): 100, ("hub@C1", "P"): 500}), "max_share")
    found = make(stated, {("hub@T1", "Q"): 400, ("hub@T1", "P"): 200, ("hub@C1", "P"): 400}).check()
    assert broken_kinds(found) == {"max_share", "quote_capacity"}


def test_shares_of_a_quote_for_one_plant_are_shares_of_that_plants_need():
    own = [quote("T1", 110, plant="Q", max_share=0.5), quote("C1", 100), quote("V1", 105)]
    stated = two_plants(quotes=own)
    assert_kept(make(stated, {"hub@T1@Q": 200, ("hub@C1", "Q"): 200, ("hub@C1", "P"): 600}), "max_share")
    made = make(stated, {"hub@T1@Q": 300, ("hub@C1", "Q"): 100, ("hub@C1", "P"): 600})
    assert the_broken(made, "max_share").found == pytest.approx(0.75)


def test_a_surplus_counts_in_capacities_and_is_summed_over_plants():
    ordered = two_plants(quotes=quotes(T1={"min_order": 300, "capacity": 300}))
    bought = {("hub@T1", "P"): 100, ("hub@C1", "P"): 500, ("hub@T1", "Q"): 150, ("hub@C1", "Q"): 250}
    assert_kept(make(ordered, bought, surplus={("hub@T1", "Q"): 50}), "quote_capacity")
    found = make(ordered, bought, surplus={("hub@T1", "Q"): 50, ("hub@T1", "P"): 30}).check()
    assert broken_kinds(found) == {"quote_capacity", "surplus"}


def test_rules_hold_for_quantities_below_one_unit():
    """0.8 hubs are needed: 0.2 of them for an order of 0.3, so 0.1 is surplus; the lock keeps a quarter."""
    small = document(
        demand=[{"item": "hub", "quantity": 0.8}],
        items=[{"id": "hub", "min_suppliers": 2}],
        quotes=quotes(T1={"min_order": 0.3, "max_share": 0.5}),
        locks=[{"item": "hub", "supplier": "T1", "share": 0.25}],
    )
    made = make(small, {"hub@T1": 0.2, "hub@C1": 0.6}, surplus={"hub@T1": 0.1})
    for kind in ("need", "min_order", "surplus", "max_share", "least_share", "min_suppliers", "lock"):
        assert_kept(made, kind)
    alone = make(small, {"hub@T1": 0.7, "hub@C1": 0.1})
    assert broken_kinds(alone.check()) == {"max_share", "lock"}
    assert broken_kinds(make(small, {"hub@C1": 0.8}).check()) == {"min_suppliers", "lock"}


def test_an_award_of_nothing_uses_nothing():
    """The row says 0 of T1: its minimum order does not bind and its tooling is not paid."""
    ordered = document(quotes=quotes(T1={"min_order": 200, "valid_to": "2020-01-01", "tooling_cost": 5000}))
    made = make(ordered, {"hub@C1": 600, "hub@T1": 400}, {"suppliers_per_item": {"max": 1}})
    idle = made.with_awards(quantity=np.array([1000.0, 0.0]), share=np.array([1.0, 0.0]))
    assert broken_kinds(idle.check()) == {"move"}  # the plan still reports those of the other quantities
    assert recounted(idle, "cost of tooling") == 0
    assert recounted(made, "cost of tooling") == 5000
