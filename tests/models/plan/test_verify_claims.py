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
