"""A plan counted as a whole: awards, moves, standing, payback."""

import pytest

from models.plan.evaluate import moves_of, stand
from models.request import PlanRequest
from tests.models.counted.factory import amounts, bought, market, plan
from tests.models.factory import START, case, quote

HUB = {"item": "hub", "supplier": "C1"}


def actions(made, quantities):
    return {
        move.quote: (move.action, move.quantity_before, move.quantity_after)
        for move in moves_of(made, bought(made, quantities))
    }


@pytest.mark.parametrize(
    ("today", "after", "action"),
    [(0, 40, "add"), (40, 60, "increase"), (40, 40, "keep"), (40, 30, "decrease"), (40, 0, "drop")],
)
def test_what_happens_to_a_source(today, after, action):
    made = market(allocation=[HUB | {"quantity": today}])
    assert actions(made, {"hub@C1": after, "hub@V1": 1})["hub@C1"] == (action, today, after)


def test_a_difference_of_nothing_is_no_move():
    made = market(allocation=[HUB | {"quantity": 100}])
    assert actions(made, {"hub@C1": 100 * (1 + 1e-9)})["hub@C1"][0] == "keep"


def test_a_source_that_is_in_neither_is_no_move():
    made = market(allocation=[])
    assert actions(made, {"hub@V1": 100, "hub@C1": 0}) == {"hub@V1": ("add", 0, 100)}


def test_a_dropped_source_is_a_move_though_it_gets_no_award():
    made = market()
    counted = plan(made, {"hub@V1": 100})
    assert [(m.supplier, m.action, m.quantity_before, m.quantity_after) for m in counted.moves] == [
        ("C1", "drop", 100, 0),
        ("V1", "add", 0, 100),
    ]
    assert counted.awards.supplier.tolist() == ["V1"]


def test_moves_are_by_plant():
    made = market(
        plants=[{"id": "a", "country": "JP"}, {"id": "b", "country": "JP"}],
        demand=[{"item": "hub", "plant": p, "quantity": 50} for p in "ab"],
        allocation=[HUB | {"plant": "a", "quantity": 50}],
    )
    moves = moves_of(made, bought(made, {"hub@C1/b": 50, "hub@V1/a": 50}))
    assert sorted((m.plant, m.supplier, m.action) for m in moves) == [
        ("a", "C1", "drop"),
        ("a", "V1", "add"),
        ("b", "C1", "add"),
    ]


def test_an_award_says_what_is_bought_and_what_it_costs():
    """40 of 100 from C1: price 10, freight 1, landed 11; quality and carrying are not in the landed cost."""
    made = market(
        carrying_rate=0.5,
        quotes=[quote("C1", 10, freight=1, origin="CN", lead_time_days=100), quote("V1", 12)],
    )
    awards = plan(made, {"hub@C1": 40, "hub@V1": 60}).awards
    at = awards.supplier.tolist().index("C1")
    assert (awards.item[at], awards.plant[at], awards.quote[at], awards.period[at]) == (
        "hub",
        None,
        "hub@C1",
        1,
    )
    assert (awards.quantity[at], awards.share[at]) == pytest.approx((40, 0.4))
    assert (awards.unit_landed_cost[at], awards.spend[at], awards.landed_cost[at]) == pytest.approx(
        (11, 400, 440)
    )


def test_a_surplus_is_shown_beside_the_quantity_and_paid_in_the_spend():
    awards = plan(market(), {"hub@C1": 100}, surplus={"hub@C1": 20}).awards
    assert (awards.quantity[0], awards.surplus[0], awards.share[0], awards.spend[0]) == (100, 20, 1, 1200)


def test_only_what_is_bought_is_an_award_the_largest_first():
    awards = plan(market(), {"hub@C1": 0, "hub@V1": 100}).awards
    assert awards.quote.tolist() == ["hub@V1"]
    awards = plan(market(), {"hub@C1": 30, "hub@V1": 70}).awards
    assert awards.quote.tolist() == ["hub@V1", "hub@C1"]


def test_today_as_it_is_and_today_s_mix_at_the_demand():
    """80 are bought today at 10: 800; at the demand of 100 it would be 1,000."""
    standing = stand(market(allocation=[HUB | {"quantity": 80}]), PlanRequest())
    assert amounts(standing.before) == {"purchase": 800}
    assert amounts(standing.reference) == {"purchase": 1000}
    assert not standing.covers_demand


def test_more_than_enough_covers_the_demand():
    assert stand(market(allocation=[HUB | {"quantity": 120}]), PlanRequest()).covers_demand


def test_there_is_no_reference_where_a_need_is_not_bought_today():
    counted = plan(market(allocation=[]), {"hub@V1": 100})
    assert counted.standing.reference is None
    assert counted.savings is None
    assert counted.payback_years is None
    assert amounts(counted.standing.before) == {}


def test_today_s_prices_count_though_the_quote_is_excluded_from_the_plan():
    made = market(exclusions=[{"country": "CN"}])
    assert amounts(stand(made, PlanRequest()).before) == {"purchase": 1000}


def cheap(**columns):
    """C1 sells for 10 today; V1 would sell for 8 at a one-off cost of 600."""
    quotes = [quote("C1", 10, origin="CN"), quote("V1", 8, qualification_cost=400, tooling_cost=200)]
    return market(quotes=quotes, **columns)


def test_savings_are_against_today_s_mix_at_the_demand():
    """1,000 - (800 + 600) = -400: in this one period it costs more."""
    counted = plan(cheap(), {"hub@V1": 100})
    assert (counted.standing.reference.total, counted.after.total, counted.savings) == (1000, 1400, -400)


def test_the_payback_is_the_cash_over_a_year_s_running_saving():
    """600 / (1,000 - 800) = 3 years; half of it at a half: 600 / 100 = 6 years."""
    counted = plan(cheap(), {"hub@V1": 100})
    assert sum(counted.cash_one_off.values()) == 600
    assert counted.payback_years == pytest.approx(3)
    assert plan(cheap(), {"hub@V1": 50, "hub@C1": 50}).payback_years == pytest.approx(6)


def test_the_payback_is_of_the_cash_though_the_plan_carries_an_annuity():
    counted = plan(cheap(horizon={"start": START, "evaluation_years": 5}), {"hub@V1": 100})
    assert amounts(counted.after) == {"purchase": 800, "qualification": 80, "tooling": 40}
    assert counted.payback_years == pytest.approx(3)


def test_a_quarter_s_saving_is_a_fourth_of_a_year_s():
    """200 saved in a quarter are 800 a year: 0.75 years."""
    counted = plan(cheap(horizon={"start": START, "period": "quarter"}), {"hub@V1": 100})
    assert counted.payback_years == pytest.approx(0.75)


def test_what_never_pays_back_has_no_payback():
    dear = market(quotes=[quote("C1", 10, origin="CN"), quote("V1", 12, tooling_cost=100)])
    assert plan(dear, {"hub@V1": 100}).payback_years is None
    assert plan(market(), {"hub@C1": 100}).payback_years is None


def test_what_is_missing_is_reported_by_need():
    made = case(items=[{"id": "hub", "shortage_cost": 1}])
    assert plan(made, {"hub@V1": 70}).missing.tolist() == [30]


def test_the_objective_is_the_plan_s_unrounded_present_value():
    counted = plan(market(), {"hub@C1": 33.333, "hub@V1": 66.667})
    assert counted.objective == pytest.approx(10 * 33.333 + 12 * 66.667)
