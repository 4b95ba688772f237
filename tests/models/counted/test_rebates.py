"""What suppliers pay back, and what breaks and rebates do to statements, awards and exposure."""

from decimal import Decimal

import pytest

from models.case.cost_kinds import CostKind
from models.plan.evaluate import evaluate, stand
from models.plan.rebates import rebates_paid, spend_with_rebates
from models.request import PlanRequest
from tests.models.counted.factory import amounts, bought, market, plan
from tests.models.factory import quote

NUT = {"item": "nut", "supplier": "V1", "unit_price": 5, "origin": "VN", "duty_rate": 0}


def two_items(*rates, **tables):
    """V1 sells hubs for 10 and nuts for 5; it pays back by (spend, rate)."""
    rows = [{"supplier": "V1", "from_spend": start, "rate": rate} for start, rate in rates]
    return market(
        items=[{"id": "hub"}, {"id": "nut"}],
        demand=[{"item": "hub", "quantity": 100}, {"item": "nut", "quantity": 100}],
        quotes=[quote(), NUT, quote("C1", 9, origin="CN")],
        allocation=[],
        rebates=rows,
        **tables,
    )


def paid(made, quantities, surplus=None):
    decisions = bought(made, quantities, surplus)
    price = made.offers.unit[CostKind.PURCHASE][decisions.offer]
    return rebates_paid(made, decisions, price).tolist()


@pytest.mark.parametrize(
    ("hubs", "nuts", "back"),
    [
        (49, 0, 0),
        (50, 0, 5),
        (40, 20, 5),
        (40, 19, 0),
        (50 * (1 - 0.9e-6), 0, 5),
        (50 * (1 - 1.1e-6), 0, 0),
        (100, 0, 30),
    ],
)
def test_the_rate_reached_holds_for_all_that_is_spent_with_the_supplier(hubs, nuts, back):
    """1 % from 500 on, 3 % from 1,000 on."""
    made = two_items((500, 0.01), (1000, 0.03))
    assert paid(made, {"hub@V1": hubs, "nut@V1": nuts}) == pytest.approx([back], rel=1e-5)


def test_a_rebate_from_0_on_is_paid_on_whatever_is_bought_and_on_nothing_else():
    made = two_items((0, 0.1))
    assert paid(made, {"hub@V1": 1}) == [1]
    assert paid(made, {"hub@C1": 50}) == [0]
    assert spend_with_rebates(made, bought(made, {"hub@V1": 0}), made.offers.landed[:1]).reached.tolist() == [
        -1
    ]


def test_surplus_is_spent_too():
    assert paid(two_items((500, 0.01)), {"hub@V1": 40}, {"hub@V1": 10}) == [5]


def test_a_rate_that_falls_cannot_be_declined():
    assert paid(two_items((100, 0.1), (500, 0.01)), {"hub@V1": 50}) == [5]


def test_each_period_reaches_its_own_tier():
    made = two_items((500, 0.1), horizon={"start": "2027-04-01", "count": 2})
    decisions = bought(made, {"hub@V1": 50})
    later = type(decisions)(decisions.offer, decisions.period + 1, decisions.quantity, decisions.surplus)
    assert rebates_paid(made, later, made.offers.landed[decisions.offer]).tolist() == [0, 50]


def test_the_spend_is_at_the_price_in_force_and_freight_and_duty_are_no_part_of_it():
    """60 at 8 are 480 of purchase, whatever freight and duty come to: below 500."""
    made = market(
        quotes=[quote(price=10, incoterm="FOB", freight=3, duty_rate=0.2)],
        allocation=[],
        price_breaks=[{"quote": "hub@V1", "from_quantity": 60, "unit_price": 8}],
        rebates=[
            {"supplier": "V1", "from_spend": 400, "rate": 0.05},
            {"supplier": "V1", "from_spend": 500, "rate": 0.5},
        ],
    )
    found = plan(made, {"hub@V1": 60}).after
    assert amounts(found) == {"purchase": 480, "freight": 180, "duty": 132, "rebates": -24}
    assert found.total == 768


def test_a_rebate_lowers_no_share_and_no_award():
    made = two_items((0, 0.5))
    found = plan(made, {"hub@V1": 50, "hub@C1": 50})
    china = next(
        row
        for row in found.exposure.rows
        if (row.scope, row.country, row.base, row.measure) == ("firm", "CN", "spend", "origin")
    )
    assert (china.amount, china.share) == (450, pytest.approx(450 / 950))
    assert found.awards.spend.tolist() == [500, 450]


def test_today_reaches_breaks_and_rebates_too():
    """80 at 8 are 640, less 5 %; at the plan's demand of 100, 800 less 5 %."""
    made = market(
        quotes=[quote()],
        allocation=[{"item": "hub", "supplier": "V1", "quantity": 80}],
        price_breaks=[{"quote": "hub@V1", "from_quantity": 60, "unit_price": 8}],
        rebates=[{"supplier": "V1", "from_spend": 600, "rate": 0.05}],
    )
    standing = stand(made, PlanRequest())
    assert amounts(standing.before) == {"purchase": 640, "rebates": -32}
    assert standing.reference.total == Decimal(760)
    assert standing.exposure.ledger.amount["spend"].tolist() == [640]


def test_awards_show_the_price_in_force():
    made = market(
        quotes=[quote(freight=1, incoterm="FOB")],
        allocation=[],
        price_breaks=[{"quote": "hub@V1", "from_quantity": 60, "unit_price": 8}],
    )
    awards = evaluate(made, PlanRequest(), bought(made, {"hub@V1": 55}, {"hub@V1": 5})).awards
    assert awards.unit_landed_cost.tolist() == [9]
    assert awards.spend.tolist() == [480]
    assert awards.landed_cost.tolist() == [540]
