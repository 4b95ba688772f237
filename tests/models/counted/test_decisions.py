"""Today's purchases, and today's mix at the plan's demand."""

import pytest

from models.plan.decisions import todays, todays_mix_at_demand
from tests.models.counted.factory import bought, market
from tests.models.factory import quote

BOTH = [{"item": "hub", "supplier": "C1", "quantity": 60}, {"item": "hub", "supplier": "V1", "quantity": 20}]
PLANTS = [{"id": "a", "country": "JP"}, {"id": "b", "country": "JP"}]


def named(made, decisions):
    ids = made.quotes.id[made.offers.quote[decisions.offer]]
    return dict(zip(ids, decisions.quantity.tolist(), strict=True))


def test_what_is_bought_is_what_serves_and_the_surplus():
    made = market()
    assert bought(made, {"hub@C1": 90}, {"hub@C1": 10}).bought.tolist() == [100]


def test_today_is_what_is_bought_today():
    made = market(allocation=BOTH)
    assert named(made, todays(made)) == {"hub@C1": 60, "hub@V1": 20}
    assert todays(made).surplus.tolist() == [0, 0]


def test_today_s_mix_keeps_the_shares_at_the_plan_s_demand():
    """60 and 20 of 80 are three quarters and one; of a demand of 100: 75 and 25."""
    made = market(allocation=BOTH)
    assert named(made, todays_mix_at_demand(made)) == pytest.approx({"hub@C1": 75, "hub@V1": 25})


def test_there_is_no_mix_of_a_need_that_is_not_bought_today():
    assert todays_mix_at_demand(market(allocation=[])) is None
    assert todays_mix_at_demand(market(allocation=[BOTH[0] | {"quantity": 0}])) is None
    two = {
        "items": [{"id": "hub"}, {"id": "nut"}],
        "demand": [{"item": "hub", "quantity": 1}, {"item": "nut", "quantity": 1}],
        "quotes": [quote("C1"), quote("C1", item="nut")],
    }
    assert todays_mix_at_demand(market(**two)) is None


def test_what_is_bought_today_and_needed_no_more_is_left_out_of_the_mix():
    made = market(
        items=[{"id": "hub"}, {"id": "nut"}],
        quotes=[quote("C1"), quote("C1", item="nut")],
        allocation=[BOTH[0], {"item": "nut", "supplier": "C1", "quantity": 7}],
    )
    assert named(made, todays(made)) == {"hub@C1": 60, "nut@C1": 7}
    assert named(made, todays_mix_at_demand(made)) == pytest.approx({"hub@C1": 100})


def test_each_plant_keeps_its_own_mix():
    """Plant a buys all from C1, plant b half and half: at 10 and 40 needed, 10 and 20 + 20."""
    made = market(
        plants=PLANTS,
        demand=[{"item": "hub", "plant": "a", "quantity": 10}, {"item": "hub", "plant": "b", "quantity": 40}],
        allocation=[
            {"item": "hub", "plant": "a", "supplier": "C1", "quantity": 5},
            {"item": "hub", "plant": "b", "supplier": "C1", "quantity": 8},
            {"item": "hub", "plant": "b", "supplier": "V1", "quantity": 8},
        ],
    )
    mix = todays_mix_at_demand(made)
    plants = made.plants.id[made.offers.plant[mix.offer]]
    ids = made.quotes.id[made.offers.quote[mix.offer]]
    assert sorted(zip(plants, ids, mix.quantity.tolist(), strict=True)) == [
        ("a", "hub@C1", 10),
        ("b", "hub@C1", 20),
        ("b", "hub@V1", 20),
    ]


def test_without_any_need_the_mix_is_empty_and_not_absent():
    made = market(demand=[{"item": "hub", "quantity": 0}])
    assert named(made, todays_mix_at_demand(made)) == {}
