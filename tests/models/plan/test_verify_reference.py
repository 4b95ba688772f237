"""The checker on the reference base: what a unit counts for, whatever it costs."""

import pytest

from tests.models.plan.factory import document, quote, quotes
from tests.models.plan.hand import only, sheet
from tests.models.plan.test_verify_measures import HALVES, cap, share


def reference(profile, **more):
    made = sheet(profile, **({"bought": HALVES} | more))
    return made.desk.catalogue.reference_prices(["hub"])["hub"]


def test_the_reference_price_of_an_item_counts():
    """200 a hub, whatever it costs: half of the hubs are half of the base."""
    profile = document(items=[{"id": "hub", "reference_price": 200}])
    assert reference(profile) == 200
    assert share(profile, "origin", "CN", base="reference") == 0.5
    assert share(profile, "origin", "CN") == pytest.approx(100 / 210)


def test_two_items_are_weighed_by_their_reference_prices():
    """1,000 hubs at 200 against 500 caps at 100: the caps, Chinese, are a fifth."""
    profile = document(
        items=[{"id": "hub", "reference_price": 200}, {"id": "cap", "reference_price": 100}],
        demand=[{"item": "hub", "quantity": 1000}, {"item": "cap", "quantity": 500}],
    )
    profile["quotes"].append(quote("C1", 9999, item="cap"))
    bought = {"hub@T1": 1000.0, "cap@C1": 500.0}
    assert share(profile, "origin", "CN", bought=bought, base="reference") == pytest.approx(0.2)


def test_without_it_todays_landed_cost_counts():
    """900 at 100 + 20 % duty and 100 at 110 + 5 freight: (900 x 120 + 100 x 115) / 1,000 = 119.5."""
    profile = document(
        quotes=quotes(C1={"duty_rate": 0.2, "defect_rate": 0.1}, T1={"freight": 5}),
        allocation=[
            {"item": "hub", "supplier": "C1", "quantity": 900},
            {"item": "hub", "supplier": "T1", "quantity": 100},
        ],
    )
    assert reference(profile) == pytest.approx(119.5)
    assert reference(profile, bought={"hub@V1": 1000}) == pytest.approx(119.5)


def test_todays_landed_cost_is_at_the_price_in_force_today():
    """1,000 a year at 80 from 900 on, though the plan buys half of it at 100."""
    breaks = [{"quote": "hub@C1", "from_quantity": 900, "unit_price": 80}]
    assert reference(document(price_breaks=breaks)) == 80


def test_todays_landed_cost_is_that_of_the_plants_it_goes_to():
    """300 at P with 10 % duty, 100 at Q, bonded: (300 x 110 + 100 x 100) / 400."""
    profile = document(
        plants=[{"id": "P", "country": "JP"}, {"id": "Q", "country": "JP", "duty_regime": "bonded"}],
        demand=[{"item": "hub", "quantity": 1000, "plant": "P"}],
        quotes=quotes(C1={"duty_rate": 0.1}),
        allocation=[
            {"item": "hub", "supplier": "C1", "plant": "P", "quantity": 300},
            {"item": "hub", "supplier": "C1", "plant": "Q", "quantity": 100},
        ],
    )
    assert reference(profile) == pytest.approx(107.5)


def test_what_is_not_bought_today_counts_at_its_least_landed_cost():
    """C1 100 + 20 % = 120, T1 110, V1 105 + 9 = 114; the break of T1 does not count."""
    profile = document(
        quotes=quotes(C1={"duty_rate": 0.2}, V1={"freight": 9}),
        price_breaks=[{"quote": "hub@T1", "from_quantity": 1, "unit_price": 1}],
        allocation=[],
    )
    assert reference(profile) == 110


def test_a_price_cut_moves_spend_and_not_the_reference_base():
    """China at half its price: 50,000 of 160,000 of spend, and still half of the reference base."""
    profile = document(quotes=quotes(C1={"unit_price": 50}), items=[{"id": "hub", "reference_price": 100}])
    assert share(profile, "origin", "CN") == pytest.approx(25_000 / 80_000)
    assert share(profile, "origin", "CN", base="reference") == 0.5


def test_a_surplus_is_left_out_of_the_reference_base():
    profile = document(quotes=quotes(T1={"min_order": 700}), items=[{"id": "hub", "reference_price": 100}])
    made = sheet(profile, HALVES, cap("origin", "TH", base="reference"), surplus={"hub@T1": 200})
    assert only(made.of_kind("cap")).found == 0.5
