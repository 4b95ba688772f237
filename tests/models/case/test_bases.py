"""What units and needs amount to in each base."""

import numpy as np
import pytest

from models.case.bases import BASES, cheapest_base, cheapest_offers, unit_base
from tests.models.factory import case, quote


def made(**tables):
    """V1 lands at 12 (price 10), C1 at 11 (price 11, worth 8 at reference prices); 100 are needed."""
    base = {
        "items": [{"id": "hub", "reference_price": 8}],
        "suppliers": [{"id": "V1", "country": "VN"}, {"id": "C1", "country": "CN"}],
        "quotes": [quote(freight=2), quote("C1", 11, origin="CN")],
        "allocation": [],
    }
    return case(**base | tables)


@pytest.mark.parametrize(
    ("base", "amounts"),
    [("spend", [10, 11]), ("landed", [12, 11]), ("quantity", [1, 1]), ("reference", [8, 8])],
)
def test_a_unit_of_an_offer_amounts_to_its_price_its_landed_cost_one_or_its_reference_price(base, amounts):
    assert unit_base(made(), np.arange(2), base).tolist() == amounts


@pytest.mark.parametrize(
    ("base", "amount"), [("spend", 1100), ("landed", 1100), ("quantity", 100), ("reference", 800)]
)
def test_a_need_amounts_to_what_its_cheapest_quote_does(base, amount):
    """C1 at 11 a unit is cheaper than V1 at 12, though its price is higher."""
    assert cheapest_base(made(), base).tolist() == [amount]


def test_the_cheapest_is_the_one_of_least_cost_of_all_kinds():
    """With half of C1's defective, a unit of it costs 22."""
    found = made(quotes=[quote(freight=2), quote("C1", 11, origin="CN", defect_rate=0.5)])
    assert cheapest_base(found, "spend").tolist() == [1000]


def test_of_two_equally_cheap_the_earlier_counts():
    for order in ((0, 1), (1, 0)):
        rows = [quote(freight=1), quote("C1", 11, origin="CN")]
        found = made(quotes=[rows[at] for at in order])
        assert cheapest_offers(found).tolist() == [0]
        assert cheapest_base(found, "spend").tolist() == [1000 if order == (0, 1) else 1100]


def test_a_quote_for_another_plant_is_not_the_cheapest():
    found = made(
        plants=[{"id": "a", "country": "JP"}, {"id": "b", "country": "JP"}],
        demand=[{"item": "hub", "plant": p, "quantity": 100} for p in "ab"],
        quotes=[quote(freight=2), quote("C1", 9, origin="CN", plant="b")],
    )
    assert cheapest_base(found, "landed").tolist() == [1200, 900]


def test_what_nobody_offers_has_a_quantity_and_no_price():
    found = made(
        items=[{"id": "hub"}, {"id": "nut", "shortage_cost": 5, "reference_price": 3}],
        demand=[{"item": "nut", "quantity": 10}],
    )
    amounts = {base: cheapest_base(found, base).tolist() for base in BASES}
    assert amounts == {"spend": [0], "landed": [0], "quantity": [10], "reference": [30]}
