"""The checker on caps, floors and limits on each country."""

from datetime import date

import pytest

from tests.models.plan.factory import (
    ENTIRELY_THAI,
    assert_kept,
    broken,
    document,
    make,
    quotes,
    suppliers,
    the_broken,
)
from tests.models.plan.test_verify_quantities import two_plants

HALVES = {"hub@C1": 500.0, "hub@T1": 500.0}


def cap(limit, *countries, **columns):
    return {"caps": [{"countries": list(countries), "max_share": limit, **columns}]}


def floor(limit, *countries, **columns):
    return {"floors": [{"countries": list(countries), "min_share": limit, **columns}]}


def test_a_plan_that_exceeds_a_cap_is_refused():
    """500 at 100 from China of 105,000 in all: 47.62 % of spend."""
    assert_kept(make(document(), HALVES, cap(0.48, "CN")), "cap")
    check = the_broken(make(document(), HALVES, cap(0.4, "CN", id="china")), "cap")
    assert check.place == "/request/caps/0"
    assert check.text == "at most 40 % of spend from CN"
    assert check.found == pytest.approx(50 / 105)
    assert check.excess == pytest.approx(50 / 105 - 0.4)


def test_a_plan_below_a_floor_is_refused():
    """Thailand is in ASEAN: 55 / 105 of spend."""
    assert_kept(make(document(), HALVES, floor(0.52, "ASEAN")), "floor")
    check = the_broken(make(document(), HALVES, floor(0.6, "ASEAN")), "floor")
    assert (check.place, check.text) == ("/request/floors/0", "at least 60 % of spend from ASEAN")
    assert check.excess == pytest.approx(0.6 - 55 / 105)


@pytest.mark.parametrize(
    ("base", "share"),
    [("spend", 50 / 105), ("landed", 60 / 117.5), ("quantity", 0.5)],
)
def test_each_base_has_its_own_share(base, share):
    """Landed: 100 + 20 % duty for China, 110 + 5 freight for Thailand; 60,000 of 117,500."""
    priced = document(quotes=quotes(C1={"duty_rate": 0.2}, T1={"freight": 5}))
    assert_kept(make(priced, HALVES, cap(share + 1e-9, "CN", base=base)), "cap")
    check = the_broken(make(priced, HALVES, cap(share - 0.001, "CN", base=base)), "cap")
    assert check.found == pytest.approx(share)


@pytest.mark.parametrize(
    ("measure", "country"),
    [("origin", "CN"), ("ownership", "US")],
)
def test_each_measure_has_its_own_country(measure, country):
    """T1's goods are made in China; its owner is American."""
    foreign = document(quotes=quotes(T1={"origin": "CN"}), suppliers=suppliers(T1={"owner_country": "US"}))
    made = make(foreign, {"hub@T1": 500, "hub@V1": 500}, cap(0.5, country, measure=measure))
    assert the_broken(made, "cap").found == pytest.approx(110 / 215)
    assert_kept(make(foreign, {"hub@T1": 500, "hub@V1": 500}, cap(0.0, "TH", measure=measure)), "cap")


def test_an_owner_is_in_the_suppliers_country_unless_said():
    check = the_broken(make(document(), HALVES, cap(0.4, "CN", measure="ownership")), "cap")
    assert check.text == "at most 40 % of spend by owner from CN"


def test_countries_of_a_cap_are_taken_together_and_once():
    """VN is in ASEAN: it counts once. 55 + 0 of 105."""
    found = make(document(), HALVES, cap(0.5, "ASEAN", "VN")).check()
    assert broken(found)[0].found == pytest.approx(55 / 105)


def test_a_group_is_what_it_was_on_the_plans_day():
    """Viet Nam joined ASEAN on 28 July 1995."""
    asked = floor(1.0, "ASEAN")
    assert_kept(make(document(), {"hub@V1": 1000}, asked, on=date(1995, 7, 28)), "floor")
    assert the_broken(make(document(), {"hub@V1": 1000}, asked, on=date(1995, 7, 27)), "floor").found == 0


def two_items():
    return document(
        items=[{"id": "hub", "category": "metal", "critical": True}, {"id": "cap", "category": "wood"}],
        demand=[{"item": "hub", "quantity": 1000}, {"item": "cap", "quantity": 1000}],
        quotes=[*document()["quotes"], {"item": "cap", "supplier": "C1", "unit_price": 300, "duty_rate": 0}],
    )


@pytest.mark.parametrize(
    ("scope", "share"),
    [
        ({}, 350 / 405),
        ({"item": "hub"}, 50 / 105),
        ({"category": "metal"}, 50 / 105),
        ({"critical": True}, 50 / 105),
        ({"critical": False}, 1.0),
        ({"category": "wood"}, 1.0),
    ],
)
def test_a_cap_measures_its_scope_only(scope, share):
    """Hubs: half at 100 from China, half at 110; caps: all 1,000 at 300 from China."""
    bought = {**HALVES, "cap@C1": 1000}
    check = the_broken(make(two_items(), bought, cap(share - 0.01, "CN", scope=scope)), "cap")
    assert check.found == pytest.approx(share)


def test_a_cap_on_a_plant_measures_that_plant():
    bought = {("hub@C1", "P"): 150, ("hub@T1", "P"): 450, ("hub@C1", "Q"): 400}
    asked = cap(0.5, "CN", scope={"plant": "P"}, base="quantity")
    assert_kept(make(two_plants(), bought, asked), "cap")
    check = the_broken(
        make(two_plants(), bought, cap(0.5, "CN", scope={"plant": "Q"}, base="quantity")), "cap"
    )
    assert (check.found, check.text) == (1.0, "at most 50 % of quantity (plant=Q) from CN")


def test_a_scope_without_purchases_keeps_every_rule():
    short = two_items()
    short["items"][1]["shortage_cost"] = 1000
    asked = floor(1.0, "JP", scope={"category": "wood"})
    made = make(short, HALVES, asked)
    assert_kept(made, "floor")
    assert next(c.found for c in made.check().rules if c.rule == "floor") is None


def test_a_surplus_does_not_count_in_any_share():
    """Without the surplus 100 of 1,000 are Thai; with it 200 of 1,100 would be."""
    ordered = document(quotes=quotes(T1={"min_order": 200}))
    asked = floor(0.15, "TH", base="quantity")
    made = make(ordered, {"hub@T1": 100, "hub@C1": 900}, asked, surplus={"hub@T1": 100})
    assert the_broken(made, "floor").found == pytest.approx(0.1)


def test_a_plan_that_gives_one_country_too_much_is_refused():
    asked = {"each_country": {"max_share": 0.5}}
    assert_kept(make(document(), {"hub@C1": 400, "hub@T1": 300, "hub@V1": 300}, asked), "each_country")
    check = the_broken(make(document(), HALVES, asked), "each_country")
    assert check.place == "/request/each_country"
    assert check.text == "at most 50 % of spend from TH"
    assert check.found == pytest.approx(55 / 105)


def test_countries_that_are_left_out_may_have_any_share():
    asked = {"each_country": {"max_share": 0.5, "except": ["ASEAN"]}}
    assert make(document(), ENTIRELY_THAI, asked).check().passed
    at_home = document(suppliers=suppliers(T1={"country": "JP"}))
    limit = {"each_country": {"max_share": 0.5}}
    assert make(at_home, ENTIRELY_THAI, limit).check().passed
    assert the_broken(
        make(at_home, ENTIRELY_THAI, {"each_country": {"max_share": 0.5, "except": []}}), "each_country"
    )
