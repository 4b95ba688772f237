"""How far a claim may be from the recount: one minor unit, and not the last digit of a float on top."""

from dataclasses import replace

import numpy as np
import pytest

from models.case.cost_kinds import CostKind
from models.plan.verify.claims import within
from models.plan.verify.result import MoneyCheck
from tests.models.plan.factory import Made, document, make, quote

CENT = 0.01


@pytest.mark.parametrize("amount", [0.07, 13282.06, -13282.06, 4_503_599.61, 8_123_456_789.99])
def test_a_cent_is_a_cent_whatever_the_floats_make_of_it(amount):
    """13,282.07 - 13,282.06 is 0.0100000000002 in floats."""
    for sign in (1, -1):
        assert within("cost", amount, round(amount + sign * CENT, 2), CENT).kept
        assert within("cost", round(amount + sign * CENT, 2), amount, CENT).kept


@pytest.mark.parametrize("amount", [0.07, 13282.06, -13282.06, 4_503_599.61, 8_123_456_789.99])
@pytest.mark.parametrize("cents", [1.001, 1.5, 2])
def test_more_than_a_cent_is_refused(amount, cents):
    for sign in (1, -1):
        assert not within("cost", amount, amount + sign * cents * CENT, CENT).kept
        assert not within("cost", amount + sign * cents * CENT, amount, CENT).kept


@pytest.mark.parametrize("claimed", [float("nan"), float("inf")])
def test_what_is_no_finite_number_is_refused(claimed):
    assert not within("cost", claimed, claimed, CENT).kept
    assert not within("cost", claimed, 1.0, float("inf")).kept


def off_by(amount: float) -> list[MoneyCheck]:
    """1,000 hubs at 13.28207 dollars, 13,282.07 in all, of which a plan claims another purchase."""
    profile = document(currency="USD", quotes=[quote("T1", 13.28207)], allocation=[])
    made: Made = make(profile, {"hub@T1": 1000.0})
    after = made.plan.after
    exact = {**after.exact, CostKind.PURCHASE: np.array([13282.07 + amount])}
    claimed = replace(made, plan=replace(made.plan, after=replace(after, exact=exact)))
    return [check for check in claimed.check().money if not check.kept]


@pytest.mark.parametrize("amount", [0.0, 0.01, -0.01])
def test_a_plan_may_round_to_the_next_cent(amount):
    assert off_by(amount) == []


@pytest.mark.parametrize("amount", [0.016, -0.016, 0.02, -0.02])
def test_a_plan_that_is_two_cents_off_is_rejected(amount):
    assert "cost of purchase" in {check.what for check in off_by(amount)}


def beside_a_million(unit_cost: float) -> list[str]:
    """A million and a third of hubs for P and a hundred-thousandth of one for Q, 110 and from 400 on 100."""
    bought = {("hub@T1", "P"): 4_000_000 / 3, ("hub@T1", "Q"): 1e-5}
    made = make(
        document(
            plants=[{"id": plant, "country": "JP"} for plant in "PQ"],
            demand=[
                {"item": "hub", "plant": plant, "quantity": quantity}
                for (_, plant), quantity in bought.items()
            ],
            quotes=[quote("T1", 110, discount="incremental")],
            price_breaks=[{"quote": "hub@T1", "from_quantity": 400, "unit_price": 100}],
            allocation=[],
        ),
        bought,
    )
    each = made.plan.awards.unit_landed_cost
    assert made.plan.awards.plant.tolist() == ["P", "Q"]
    claimed = made.with_awards(unit_landed_cost=np.array([each[0], unit_cost]))
    return [check.what for check in claimed.check().money if not check.kept]


def test_next_to_nothing_may_lose_the_digits_of_its_unit_cost_beside_a_million():
    """1,333,333.3 and 0.00001 is 1,333,333.3 up to ten digits: a count may find that its unit costs 99.9."""
    assert beside_a_million(100.0) == beside_a_million(99.9) == []


def test_a_unit_cost_that_shows_in_what_is_paid_is_refused():
    """A thousandth of a yen of a hundred-thousandth is 100 yen a unit; 201 yen off is more."""
    assert beside_a_million(301.0) == ["unit landed cost of award 1 (hub@T1)"]
