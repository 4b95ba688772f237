"""Reference prices: given, today's landed cost, or the least landed cost on offer."""

import numpy as np
import pytest

from tests.models.factory import case, quote

TWO = {
    "suppliers": [{"id": "V1", "country": "VN"}, {"id": "C1", "country": "CN"}],
    "quotes": [quote(freight=2), quote("C1", 9, origin="CN")],
}


def reference(**tables):
    items = case(**TWO | tables).items
    return float(items.reference[0]), items.reference_found[0]


def bought(**amounts):
    return [{"item": "hub", "supplier": name, "quantity": amount} for name, amount in amounts.items()]


def test_a_reference_price_that_is_given_wins():
    assert reference(items=[{"id": "hub", "reference_price": 7}], allocation=bought(V1=1)) == (7, "given")


def test_a_reference_price_of_0_is_given_too():
    assert reference(items=[{"id": "hub", "reference_price": 0}]) == (0, "given")


def test_without_one_it_is_what_a_unit_lands_at_today():
    """Three quarters at 10 + 2, a quarter at 9: 0.75 x 12 + 0.25 x 9 = 11.25."""
    assert reference(allocation=bought(V1=30, C1=10)) == (11.25, "today")


def test_an_allocation_of_nothing_is_none():
    assert reference(allocation=bought(V1=0)) == (9, "least_landed")


def test_with_nothing_bought_it_is_the_least_landed_cost_on_offer():
    """12 from V1, 9 from C1; quality and carrying are no part of landed cost."""
    assert reference(allocation=[]) == (9, "least_landed")
    quotes = [quote(freight=2), quote("C1", 9, origin="CN", defect_rate=0.9)]
    assert reference(quotes=quotes, allocation=[]) == (9, "least_landed")


def test_today_is_averaged_over_plants():
    """V1 lands at 12 + 20 % of 12 at plant a and at 12 in the free port b: 14.4 and 12, half each."""
    found = reference(
        plants=[{"id": "a", "country": "JP"}, {"id": "b", "country": "JP", "duty_regime": "bonded"}],
        demand=[{"item": "hub", "plant": p, "quantity": 50} for p in "ab"],
        quotes=[quote(freight=2, duty_rate=0.2)],
        allocation=[{"item": "hub", "supplier": "V1", "plant": p, "quantity": 50} for p in "ab"],
    )
    assert found == (pytest.approx(13.2), "today")


def test_an_item_that_nobody_offers_has_none():
    made = case(
        items=[{"id": "hub"}, {"id": "nut", "shortage_cost": 5}],
        demand=[{"item": name, "quantity": 1} for name in ("hub", "nut")],
    )
    assert np.isnan(made.items.reference[1])
    assert made.items.reference_found[1] is None
