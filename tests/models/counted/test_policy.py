"""What soft caps and floors cost, against arithmetic by hand."""

import numpy as np
import pytest

from models.plan.decisions import Decisions
from models.plan.evaluate import evaluate
from models.plan.exposure import ledger_of, policy_costs, soft_costs
from tests.models.counted.factory import amounts, ledger, market, plan
from tests.models.factory import START, case, quote, request

CAP = {"id": "china", "countries": ["CN"], "max_share": 0.4, "elastic_price": 30}


def soft(made, quantities, **rules):
    return soft_costs(made, request(**rules), ledger(made, quantities))


def test_each_point_beyond_a_cap_has_its_price():
    """C1 at 10, V1 at 12, 100 needed: at the cheapest the spend is 1,000, a point 10.

    80 of C1 and 20 of V1: 800 of 1,040 are China's; beyond the cap 800 - 0.4 x 1,040 = 384: 38.4 points,
    38.4 x 30 = 1,152.
    """
    found = soft(market(), {"hub@C1": 80, "hub@V1": 20}, caps=[CAP])
    assert [(c.source, c.row, c.period) for c in found] == [("caps", 0, 1)]
    assert (found[0].points, found[0].cost) == pytest.approx((38.4, 1152))


def test_a_cap_that_is_kept_costs_nothing():
    """25 of C1: 250 of 1,150 are 21.7 %."""
    found = soft(market(), {"hub@C1": 25, "hub@V1": 75}, caps=[CAP])
    assert (found[0].points, found[0].cost) == (0, 0)


def test_a_floor_mirrors_it():
    """At least 50 % from Viet Nam: 240 of 1,040 miss 520 - 240 = 280: 28 points."""
    floor = {"countries": ["VN"], "min_share": 0.5, "elastic_price": 10}
    found = soft(market(), {"hub@C1": 80, "hub@V1": 20}, floors=[floor])
    assert (found[0].source, found[0].points, found[0].cost) == (
        "floors",
        pytest.approx(28),
        pytest.approx(280),
    )


def test_a_hard_rule_costs_nothing_however_far_it_is_passed():
    hard = {k: v for k, v in CAP.items() if k != "elastic_price"}
    assert soft(market(), {"hub@C1": 100}, caps=[hard]) == ()


@pytest.mark.parametrize(
    ("columns", "points"),
    [
        ({}, (800 - 416) / 12),
        ({"base": "quantity"}, 40),
        ({"base": "landed"}, (1200 - 576) / 12),
        ({"base": "reference"}, 40),
        ({"measure": "ownership"}, (1040 - 416) / 12),
        ({"measure": "look_through"}, (800 + 120 - 416) / 12),
        ({"measure": "any"}, (1040 - 416) / 12),
    ],
)
def test_the_excess_is_in_the_base_and_measure_of_the_rule(columns, points):
    """80 of C1 at 10 (landed 15), 20 of V1 at 12, owned from China and half of China's content.

    V1 is the cheapest: 1,200 of spend and of landed cost, a point is 12; of 100 hubs a point is one, of
    their 700 at reference prices 7. Spend 800 + 240 = 1,040, landed 1,200 + 240 = 1,440; 40 % of them are
    416 and 576.
    """
    made = market(
        items=[{"id": "hub", "reference_price": 7}],
        suppliers=[{"id": "C1", "country": "CN"}, {"id": "V1", "country": "VN", "owner_country": "CN"}],
        quotes=[quote("C1", 10, origin="CN", freight=5), quote("V1", 12)],
        content=[{"supplier": "V1", "country": "CN", "share": 0.5}],
    )
    found = soft(made, {"hub@C1": 80, "hub@V1": 20}, caps=[CAP | columns])[0]
    assert found.points == pytest.approx(points)


def test_the_scope_has_a_size_of_its_own():
    """Nuts alone: 100 at 5, all from China: 60 points of 5."""
    made = market(
        items=[{"id": "hub"}, {"id": "nut"}],
        demand=[{"item": name, "quantity": 100} for name in ("hub", "nut")],
        quotes=[quote("C1", 10, origin="CN"), quote("C1", 5, item="nut", origin="CN")],
    )
    quantities = {"hub@C1": 100, "nut@C1": 100}
    found = soft(made, quantities, caps=[CAP | {"scope": {"item": "nut"}}])[0]
    assert (found.points, found.cost) == pytest.approx((60, 1800))


def test_a_surplus_makes_no_excess():
    made = market()
    asked = request(caps=[CAP])
    plain = ledger(made, {"hub@C1": 80, "hub@V1": 20})
    more = ledger(made, {"hub@C1": 80, "hub@V1": 20}, {"hub@C1": 500})
    assert soft_costs(made, asked, plain) == soft_costs(made, asked, more)


def test_where_every_need_is_free_a_point_has_no_price():
    made = market(quotes=[quote("C1", 0, origin="CN"), quote("V1", 12)])
    assert soft(made, {"hub@C1": 50, "hub@V1": 50}, caps=[CAP])[0].cost == 0
    floor = {"countries": ["CN"], "min_share": 0.5, "elastic_price": 10}
    assert soft(made, {"hub@V1": 100}, floors=[floor])[0].cost == 0


def two_years():
    """100 hubs in the first year and 200 in the second, all from China; money of the second counts 0.8."""
    made = case(
        horizon={"start": START, "count": 2, "discount_rate": 0.25},
        suppliers=[{"id": "C1", "country": "CN"}, {"id": "V1", "country": "VN"}],
        quotes=[quote("C1", 10, origin="CN"), quote("V1", 12)],
        demand=[{"item": "hub", "quantity": 100 * n, "period": n} for n in (1, 2)],
    )
    periods, quantity = np.array([1, 2]), np.array([100.0, 200.0])
    return made, Decisions(np.zeros(2, dtype=np.int64), periods, quantity, np.zeros(2))


def test_every_period_is_measured_on_its_own_and_pays_in_full():
    """60 points of 10 in the first year, 60 of 20 in the second: 1,800 each, 1,800 + 0.8 x 1,800 in all."""
    made, decisions = two_years()
    asked = request(caps=[CAP])
    assert policy_costs(made, asked, ledger_of(made, decisions)).tolist() == pytest.approx([1800, 1800])
    counted = evaluate(made, asked, decisions)
    assert amounts(counted.after) == pytest.approx({"purchase": 3000, "policy": 3600})
    assert counted.objective == pytest.approx(1000 + 1800 + 0.8 * (2000 + 1800))


def test_a_rule_of_later_periods_costs_nothing_before_them():
    made, decisions = two_years()
    asked = request(caps=[CAP | {"from_period": 2}])
    assert policy_costs(made, asked, ledger_of(made, decisions)).tolist() == pytest.approx([0, 1800])


def test_several_soft_rules_add_up_in_the_statement_and_today_pays_none():
    """China 60 points beyond its cap at 30, Viet Nam 10 short of its floor at 7: 1,800 + 70."""
    asked = request(caps=[CAP], floors=[{"countries": ["VN"], "min_share": 0.1, "elastic_price": 7}])
    counted = plan(market(), {"hub@C1": 100}, asked)
    assert amounts(counted.after) == pytest.approx({"purchase": 1000, "policy": 1870})
    assert counted.after.total == 2870
    assert amounts(counted.standing.before) == pytest.approx({"purchase": 1000})
    assert counted.savings == -1870
