"""What a unit costs, kind by kind, against arithmetic by hand."""

import pytest

from models.case.cost_kinds import CostKind
from tests.models.factory import case, quote, unit_cost, unit_costs

HELD = {
    "EXW": (), "FCA": (), "FOB": (),
    "CFR": ("freight",), "CPT": ("freight",),
    "CIF": ("freight", "insurance_rate"), "CIP": ("freight", "insurance_rate"),
    "DAP": ("freight", "insurance_rate"),
    "DDP": ("freight", "insurance_rate", "duty_rate"),
}  # fmt: skip
EXTRAS = {"freight": 10, "insurance_rate": 0.02, "duty_rate": 0.05}


@pytest.mark.parametrize(
    ("incoterm", "costs", "landed"),
    [
        (None, {"purchase": 100, "freight": 10, "insurance": 2, "duty": 5.6, "handling": 3}, 120.6),
        ("EXW", {"purchase": 100, "freight": 10, "insurance": 2, "duty": 5.6, "handling": 3}, 120.6),
        ("FCA", {"purchase": 100, "freight": 10, "insurance": 2, "duty": 5.6, "handling": 3}, 120.6),
        ("FOB", {"purchase": 100, "freight": 10, "insurance": 2, "duty": 5.6, "handling": 3}, 120.6),
        ("CFR", {"purchase": 100, "insurance": 2, "duty": 5.1, "handling": 3}, 110.1),
        ("CPT", {"purchase": 100, "insurance": 2, "duty": 5.1, "handling": 3}, 110.1),
        ("CIF", {"purchase": 100, "duty": 5, "handling": 3}, 108),
        ("CIP", {"purchase": 100, "duty": 5, "handling": 3}, 108),
        ("DAP", {"purchase": 100, "duty": 5, "handling": 3}, 108),
        ("DDP", {"purchase": 100, "handling": 3}, 103),
    ],
)
def test_an_incoterm_says_what_the_price_already_holds(incoterm, costs, landed):
    """Price 100, handling 3; freight 10, insurance 2 %, duty 5 % of cif where the price does not hold them.

    FOB: cif 100 + 10 + 2 = 112, duty 5.6, landed 112 + 5.6 + 3. CFR: cif 102, duty 5.1. CIF: cif 100, duty 5.
    """
    extras = {name: value for name, value in EXTRAS.items() if name not in HELD.get(incoterm, ())}
    row = quote(price=100, handling=3, incoterm=incoterm, duty_rate=None) | extras
    if incoterm is None:
        row.pop("incoterm", None)
    made = case(quotes=[row])
    assert unit_costs(made.offers) == pytest.approx(costs)
    assert made.offers.landed[0] == pytest.approx(landed)


def test_insurance_is_a_share_of_the_price_alone():
    """2 % of 100, not of 100 + 10 freight."""
    assert (
        unit_cost(case(quotes=[quote(price=100, freight=10, insurance_rate=0.02)]), CostKind.INSURANCE) == 2
    )


@pytest.mark.parametrize(
    ("columns", "price"),
    [
        ({"price_unit": 100}, 0.12),
        ({"unit": "box", "units_per": 6}, 2),
        ({"unit": "box", "units_per": 6, "price_unit": 100}, 0.02),
        ({"units_per": 0.5}, 24),
    ],
)
def test_a_price_is_for_so_many_quoted_units_of_so_many_item_units(columns, price):
    """12 yen: per 100 is 0.12; a box of 6 is 2 each; per 100 boxes 12 / 100 / 6 = 0.02."""
    assert unit_costs(case(quotes=[quote(price=12, **columns)]).offers) == pytest.approx({"purchase": price})


def test_the_price_unit_divides_the_price_only():
    """12 yen per 100, freight and handling of 1 yen a hub each: 0.12 + 1 + 1, insurance 10 % of 0.12."""
    row = quote(price=12, price_unit=100, freight=1, handling=1, insurance_rate=0.1)
    costs = {"purchase": 0.12, "freight": 1, "handling": 1, "insurance": 0.012}
    assert unit_costs(case(quotes=[row]).offers) == pytest.approx(costs)


@pytest.mark.parametrize(("rate", "quality"), [(0, 0), (0.02, 2.4), (0.5, 117.6)])
def test_useless_units_are_bought_again_at_landed_cost(rate, quality):
    """Landed 117.6; at 2 % 1/0.98 units are bought for one: 117.6 x 0.02 / 0.98 = 2.4; at 50 % one more."""
    made = case(quotes=[quote(price=100, freight=12, duty_rate=0.05, defect_rate=rate)])
    assert made.offers.landed[0] == pytest.approx(117.6)
    assert unit_cost(made, CostKind.QUALITY) == pytest.approx(quality)


def test_stock_on_the_way_costs_interest_on_its_landed_cost():
    """Landed 112, 10 % a year, 73 days of 365: 112 x 0.1 x 0.2 = 2.24."""
    made = case(carrying_rate=0.1, quotes=[quote(price=100, freight=12, lead_time_days=73)])
    assert unit_cost(made, CostKind.CARRYING) == pytest.approx(2.24)
    assert made.offers.total[0] == pytest.approx(114.24)


def test_without_a_carrying_rate_time_costs_nothing():
    assert unit_costs(case(quotes=[quote(lead_time_days=365)]).offers) == {"purchase": 10}


def test_quality_and_carrying_are_both_on_landed_cost_and_not_on_each_other():
    """Landed 100; defects 20 % -> 25, a year at 10 % -> 10: 135 in all, 100 landed."""
    made = case(carrying_rate=0.1, quotes=[quote(price=100, defect_rate=0.2, lead_time_days=365)])
    assert unit_costs(made.offers) == pytest.approx({"purchase": 100, "quality": 25, "carrying": 10})
    assert (made.offers.landed[0], made.offers.total[0]) == pytest.approx((100, 135))


def test_a_price_of_zero_is_a_price():
    assert unit_costs(case(quotes=[quote(price=0, freight=2)]).offers) == {"freight": 2}
