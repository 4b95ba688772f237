"""The checker on what investments cost, against arithmetic done by hand."""

import pytest

from models.plan.verify.one_offs import OneOff
from tests.models.plan.factory import quotes
from tests.models.plan.hand import Sheet, only, sheet, starts, years
from tests.models.plan.test_verify_projects import plant, thai


def amounts(made: Sheet) -> dict[int, float]:
    return {
        at: amount for (kind, at), amount in made.costs.amounts.items() if kind == "investment" and amount
    }


def test_a_project_costs_its_expenses_when_it_starts():
    made = thai(plant(years(3, discount_rate=0.1)), (0, 0, 0), starts("press", 2))
    assert amounts(made) == {2: 1_000_000}
    assert made.costs.objective == pytest.approx(100_000 * (1 + 1 / 1.1 + 1 / 1.21) + 1_000_000 / 1.1)
    assert OneOff("investment", 2, 1_000_000) in made.desk.cash


def test_what_remains_is_deducted_in_the_last_period():
    profile = plant(years(3), {"residual_value": 300_000})
    assert amounts(thai(profile, (0, 0, 0), starts("press", 1))) == {1: 1_000_000, 3: -300_000}
    assert amounts(thai(profile, (0, 0, 0), starts("press", 3))) == {3: 700_000}
    assert amounts(thai(profile, (0, 0, 0))) == {}


def test_one_year_without_evaluation_years_takes_it_whole():
    profile = plant(years(1), {"residual_value": 300_000, "life_years": 10})
    assert amounts(thai(profile, (0,), starts("press", 1))) == {1: 700_000}


@pytest.mark.parametrize(
    ("horizon", "life", "cost"),
    [
        ({"evaluation_years": 5}, None, 700_000 / 5),
        ({"evaluation_years": 5}, 10, 700_000 / 5),
        ({"evaluation_years": 5}, 4, 700_000 / 4),
        ({"evaluation_years": 2, "discount_rate": 0.1}, None, 121_000 / 0.21 - 30_000 / 0.21),
        ({"evaluation_years": 9, "discount_rate": 0.1}, 2, 121_000 / 0.21 - 30_000 / 0.21),
        ({"evaluation_years": 5, "period": "quarter"}, 3, 700_000 / 12),
        ({"evaluation_years": 0.5, "discount_rate": 0.1}, None, 700_000),
        ({"evaluation_years": 5, "discount_rate": 0.1}, 0.5, 700_000),
    ],
    ids=[
        "to the end",
        "outlives it",
        "worn out before",
        "interest",
        "interest and life",
        "quarters",
        "below one",
        "worn out within the year",
    ],
)
def test_a_one_period_plan_carries_an_annuity_over_evaluation_or_life(horizon, life, cost):
    """A million less 300,000 in the end; i = 10 %, n = 2:

    1,000,000 x 0.1 / (1 - 1.1^-2) = 121,000 / 0.21; 300,000 x 0.1 / (1.1^2 - 1) = 30,000 / 0.21.
    """
    columns = {"residual_value": 300_000} | ({} if life is None else {"life_years": life})
    made = thai(plant(years(1, **horizon), columns), (0,), starts("press", 1))
    assert amounts(made) == {1: pytest.approx(cost)}
    assert only(made.desk.cash) == OneOff("investment", 1, 1_000_000)


def test_a_project_without_expenses_costs_nothing():
    made = thai(plant(years(1), expenses=[]), (0,), starts("press", 1))
    assert made.broken() == []
    assert amounts(made) == {}


@pytest.mark.parametrize(("limit", "kept"), [(1_000_000, True), (999_000, False), (0, False)])
def test_capital_is_limited_by_the_expenses_whatever_remains_of_them(limit, kept):
    profile = plant(years(3, discount_rate=0.1), {"residual_value": 900_000})
    profile["quotes"] = quotes(T1={"tooling_cost": 5_000_000})
    bought = {("hub@T1", 1): 400, ("hub@C1", 1): 600, ("hub@C1", 2): 1000, ("hub@C1", 3): 1000}
    made = sheet(profile, bought, {"budget": {"capital": limit}}, built=[starts("press", 2)])
    check = only(made.of_kind("budget"))
    assert (check.kept, check.found, check.place) == (kept, 1_000_000, "/request/budget/capital")
    assert [c.rule for c in made.broken()] == ([] if kept else ["budget"])
