"""The cost statement against arithmetic by hand."""

from decimal import Decimal

import numpy as np
import pytest

from models.case.cost_kinds import CostKind
from models.plan.statement import (
    Statement,
    one_offs,
    plan_statement,
    shortage,
    shortfall,
    todays_statement,
)
from tests.models.counted.factory import amounts, bought, market
from tests.models.factory import START, case, quote

HUB = {"item": "hub", "supplier": "V1"}


def of_plan(made, quantities, surplus=None):
    return plan_statement(made, bought(made, quantities, surplus))


def statement(currency="JPY", discount=(1.0,), **kinds):
    """A statement of these amounts; every other kind is 0."""
    exact = {kind: np.zeros(len(discount)) for kind in CostKind}
    exact.update({CostKind(name): np.array(values, dtype=float) for name, values in kinds.items()})
    return Statement(currency, exact, np.array(discount, dtype=float))


def test_each_kind_is_rounded_once_and_the_total_is_their_sum():
    """3 hubs at 10.5: 31.5 -> 32 yen; freight 3 x 0.5 -> 2; handling 3 x 0.1 -> 0: 34, not 33."""
    made = case(
        quotes=[quote(price=10.5, freight=0.5, handling=0.1)], demand=[{"item": "hub", "quantity": 3}]
    )
    found = of_plan(made, {"hub@V1": 3})
    assert amounts(found) == {"purchase": 32, "freight": 2}
    assert str(found.total) == "34"


def test_rounding_comes_after_adding_the_rows_of_a_kind():
    """Three awards of 0.4 yen are 1.2 -> 1, not three times 0."""
    made = case(quotes=[quote(id=name, price=0.4) for name in "abc"], demand=[{"item": "hub", "quantity": 3}])
    assert amounts(of_plan(made, {"a": 1, "b": 1, "c": 1})) == {"purchase": 1}


def test_dollars_are_rounded_to_the_cent():
    """7 at 0.335 are 2.345 -> 2.35; freight 7 x 0.0007 = 0.0049 -> 0.00."""
    made = case(
        currency="USD", quotes=[quote(price=0.335, freight=0.0007)], demand=[{"item": "hub", "quantity": 7}]
    )
    found = of_plan(made, {"hub@V1": 7})
    assert found.by_kind[CostKind.PURCHASE] == Decimal("2.35")
    assert str(found.total) == "2.35"


def test_every_kind_is_always_there():
    found = of_plan(case(), {"hub@V1": 100})
    assert list(found.by_kind) == list(CostKind)
    assert [str(kind) for kind in CostKind] == (
        "purchase freight insurance duty handling quality carrying qualification tooling onboarding "
        "investment shortfall shortage policy rebates grants"
    ).split()


def test_unit_kinds_are_counted_apart():
    """100 hubs: price 10, freight 2, insurance 5 % of 10, duty 10 % of 12.5, handling 0.25; landed 14.

    Defects 20 %: 14 x 0.25 = 3.5. A year at 10 %: 1.4.
    """
    row = quote(
        freight=2, insurance_rate=0.05, duty_rate=0.1, handling=0.25, defect_rate=0.2, lead_time_days=365
    )
    found = of_plan(case(carrying_rate=0.1, quotes=[row]), {"hub@V1": 100})
    assert amounts(found) == {
        "purchase": 1000,
        "freight": 200,
        "insurance": 50,
        "duty": 125,
        "handling": 25,
        "quality": 350,
        "carrying": 140,
    }
    assert found.total == 1890
    assert found.objective == pytest.approx(1890)


NEW = {"qualification_cost": 40, "tooling_cost": 20}


def test_what_is_started_costs_once_whatever_is_bought_of_it():
    """Two new quotes of one new supplier: qualified and tooled each, the supplier onboarded once."""
    made = case(
        suppliers=[{"id": "V1", "country": "VN", "onboarding_cost": 7}],
        quotes=[quote(id="a", **NEW), quote(id="b", **NEW), quote(id="c", **NEW)],
    )
    found = of_plan(made, {"a": 1, "b": 99})
    assert amounts(found) == {"purchase": 1000, "qualification": 80, "tooling": 40, "onboarding": 7}
    assert one_offs(made, bought(made, {"a": 1, "b": 99, "c": 0}))[CostKind.QUALIFICATION] == 80


def test_what_has_allocation_starts_at_no_cost():
    made = case(
        suppliers=[{"id": "V1", "country": "VN", "onboarding_cost": 7}],
        quotes=[quote(**NEW)],
        allocation=[HUB | {"quantity": 100}],
    )
    assert amounts(of_plan(made, {"hub@V1": 100})) == {"purchase": 1000}


def test_with_evaluation_years_one_period_carries_its_part_of_them():
    """4 years without interest: a quarter of 40 and 20; the cash is whole."""
    made = case(horizon={"start": START, "evaluation_years": 4}, quotes=[quote(**NEW)])
    decisions = bought(made, {"hub@V1": 100})
    assert amounts(plan_statement(made, decisions)) == {"purchase": 1000, "qualification": 10, "tooling": 5}
    assert sum(one_offs(made, decisions).values()) == 60


def test_an_annuity_at_three_per_cent_over_five_years():
    """1,000,000 x 0.2183545714 = 218,354.57 -> 218,355 yen."""
    made = case(
        horizon={"start": START, "evaluation_years": 5, "discount_rate": 0.03},
        quotes=[quote(qualification_cost=1_000_000)],
    )
    assert amounts(of_plan(made, {"hub@V1": 100}))["qualification"] == 218_355


def test_a_surplus_is_paid_for_and_serves_no_need():
    """80 serve, 40 are too many: 120 paid, 20 short."""
    made = case(items=[{"id": "hub", "shortage_cost": 3}])
    found = of_plan(made, {"hub@V1": 80}, {"hub@V1": 40})
    assert amounts(found) == {"purchase": 1200, "shortage": 60}


def test_what_is_missing_costs_its_shortage_price():
    made = case(items=[{"id": "hub", "shortage_cost": 50}])
    assert amounts(of_plan(made, {"hub@V1": 90})) == {"purchase": 900, "shortage": 500}
    assert shortage(made, bought(made, {"hub@V1": 90})).tolist() == [10]


def test_a_hair_s_breadth_is_not_missing():
    made = case(items=[{"id": "hub", "shortage_cost": 50}])
    assert shortage(made, bought(made, {"hub@V1": 100 - 1e-9})).tolist() == [0]
    assert shortage(made, bought(made, {"hub@V1": 101})).tolist() == [0]


def test_a_need_of_another_plant_is_not_served():
    made = case(
        plants=[{"id": "a", "country": "JP"}, {"id": "b", "country": "JP"}],
        items=[{"id": "hub", "shortage_cost": 1}],
        demand=[{"item": "hub", "plant": p, "quantity": 50} for p in "ab"],
    )
    assert shortage(made, bought(made, {"hub@V1/a": 60})).tolist() == [0, 50]


def contract(*rows, horizon=None):
    return case(horizon=horizon or {"start": START}, contracts=[HUB | row for row in rows])


def test_what_a_contract_asks_and_is_not_taken_costs_its_shortfall_price():
    made = contract({"quantity": 150, "shortfall_price": 2})
    assert amounts(of_plan(made, {"hub@V1": 100})) == {"purchase": 1000, "shortfall": 100}


def test_a_surplus_does_not_fulfil_a_contract():
    made = contract({"quantity": 150, "shortfall_price": 2})
    assert shortfall(made, bought(made, {"hub@V1": 100}, {"hub@V1": 50})).tolist() == [50]


def test_a_contract_that_is_fulfilled_costs_nothing():
    made = contract({"quantity": 100, "shortfall_price": 2})
    assert amounts(of_plan(made, {"hub@V1": 100})) == {"purchase": 1000}


def test_contracts_of_one_source_add_up_and_the_cheapest_is_missed_first():
    """Two halves of 183 days: 60 x 0.5 + 80 x 0.5 = 70 asked, 50 taken: 20 missed at 1 yen."""
    made = contract(
        {"quantity": 60, "to": "2027-09-30", "shortfall_price": 5},
        {"quantity": 80, "from": "2027-10-01", "shortfall_price": 1},
    )
    assert made.contracts.quantity.tolist() == [30, 40]
    assert shortfall(made, bought(made, {"hub@V1": 50})).tolist() == [0, 20]
    assert shortfall(made, bought(made, {"hub@V1": 10})).tolist() == [20, 40]
    assert amounts(of_plan(made, {"hub@V1": 10}))["shortfall"] == 140


def test_today_is_priced_as_it_is_without_what_it_lacks():
    """90 of 100 are bought today; the missing ten and the missed contract cost nothing in `before`."""
    made = case(
        items=[{"id": "hub", "shortage_cost": 50}],
        contracts=[HUB | {"quantity": 95, "shortfall_price": 9}],
        allocation=[HUB | {"quantity": 90}],
    )
    assert amounts(todays_statement(made, bought(made, {"hub@V1": 90}))) == {"purchase": 900}


def test_in_one_period_the_present_value_is_the_total():
    made = market(horizon={"start": START, "discount_rate": 0.5})
    found = of_plan(made, {"hub@C1": 33.3, "hub@V1": 66.7})
    assert found.present_value == found.total
    assert made.discount.tolist() == [1]


def test_periods_are_discounted_to_the_start_and_undiscounted_in_the_total():
    """100 now and 110 in a year at 10 %: 210 in all, worth 200."""
    found = statement(discount=(1, 1 / 1.1), purchase=(100, 110))
    assert found.total == 210
    assert found.objective == pytest.approx(200)
    assert found.present_value == 200


def test_by_period_each_kind_is_rounded_for_itself():
    """10.5 and 10.5 are 11 and 11 by period, and 21 over the horizon."""
    found = statement(discount=(1, 1), purchase=(10.5, 10.5), freight=(0, 1))
    assert found.of_period(1)[CostKind.PURCHASE] == 11
    assert found.of_period(2)[CostKind.FREIGHT] == 1
    assert found.by_kind[CostKind.PURCHASE] == 21


def test_the_objective_differs_from_the_present_value_by_rounding_only():
    """At most one minor unit a kind and period."""
    found = statement(currency="USD", discount=(1, 0.9), purchase=(10.004, 10.004), freight=(0.004, 0.006))
    assert abs(found.objective - float(found.present_value)) <= 0.01 * 4


def test_grants_and_rebates_are_negative_and_lower_the_total():
    assert statement(purchase=[100], grants=[-30], rebates=[-0.5]).total == 69


def test_running_costs_are_all_but_the_one_offs():
    assert statement(purchase=[100], tooling=[9], onboarding=[8], shortage=[1], investment=[5]).running == 101
