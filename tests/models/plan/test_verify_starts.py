"""The checker on what starts: when it must have, what it costs then, and what may not be used yet."""

import pytest

from models.plan.verify.one_offs import OneOff
from tests.models.plan.factory import document, quotes, suppliers
from tests.models.plan.hand import Sheet, only, sheet, years


def slow_thai(horizon, days=0, **quote):
    """T1's hubs take so many days to qualify, for 60,000, and their tooling costs 30,000."""
    columns = {"qualification_days": days, "qualification_cost": 60_000, "tooling_cost": 30_000, **quote}
    return document(horizon=horizon, quotes=quotes(T1=columns))


def thai_from(profile, first, periods=3) -> Sheet:
    """Hubs from China, and from Thailand from a period on."""
    bought = {("hub@T1" if at >= first else "hub@C1", at): 1000.0 for at in range(1, periods + 1)}
    return sheet(profile, bought)


def paid(made: Sheet) -> set[OneOff]:
    return {one_off for one_off in made.desk.cash if one_off.cash}


@pytest.mark.parametrize(
    ("days", "first"),
    [(0, 1), (1, 2), (366, 2), (367, 3), (731, 3)],
    ids=["no day", "one day", "to the day", "a day more", "two years"],
)
def test_a_quote_is_used_from_the_first_period_that_begins_when_it_is_qualified(days, first):
    """1 April 2027 and 366 days are 1 April 2028; 365 more are 1 April 2029."""
    profile = slow_thai(years(3), days)
    assert thai_from(profile, first).broken() == []
    if first > 1:
        check = only(thai_from(profile, first - 1).broken())
        assert (check.rule, check.place) == ("lead_time", "/quotes/0/qualification_days")
        assert check.excess > 0


def test_a_use_that_is_too_early_says_by_how_much():
    """400 days from 1 April 2027 are 5 May 2028: 34 days after the second year begins."""
    check = only(thai_from(slow_thai(years(3), 400), 2).broken())
    assert check.excess == 34
    assert check.text == "hub@T1 is used on 2028-04-01 and takes 400 days to be qualified, until 2028-05-05"


def test_the_longer_of_qualification_and_onboarding_decides():
    """Qualified after one year, onboarded after two: hubs in the third."""
    profile = slow_thai(years(3), 300) | {
        "suppliers": suppliers(T1={"onboarding_days": 500, "onboarding_cost": 9_000})
    }
    assert thai_from(profile, 3).broken() == []
    check = only(thai_from(profile, 2).broken())
    assert (check.rule, check.place) == ("lead_time", "/suppliers/0/onboarding_days")
    assert check.text.startswith("T1 is used on 2028-04-01 and takes 500 days to be onboarded")


def test_days_bind_in_a_transition_only():
    steady = slow_thai(years(3, view="steady_state"), 5000)
    assert thai_from(steady, 1).of_kind("lead_time") == []
    assert thai_from(steady, 1).broken() == []


@pytest.mark.parametrize(
    ("horizon", "binds"),
    [
        (years(1), False),
        (years(1, view="transition"), True),
        (years(2), True),
        (years(2, view="transition"), True),
        (years(2, view="steady_state"), False),
    ],
    ids=["one period", "one in transition", "several", "several in transition", "several in steady state"],
)
def test_several_periods_are_a_transition_unless_said(horizon, binds):
    made = thai_from(slow_thai(horizon, 30), 1, horizon["count"])
    assert [check.rule for check in made.broken()] == (["lead_time"] if binds else [])


def test_what_is_qualified_or_bought_today_does_not_wait():
    ready = slow_thai(years(2), 5000, qualified=True)
    assert thai_from(ready, 1, 2).broken() == []
    today = slow_thai(years(2), 5000) | {"allocation": [{"item": "hub", "supplier": "T1", "quantity": 1}]}
    assert thai_from(today, 1, 2).broken() == []


def test_onboarded_suppliers_do_not_wait():
    ready = document(horizon=years(2), suppliers=suppliers(T1={"onboarding_days": 5000, "onboarded": True}))
    assert thai_from(ready, 1, 2).broken() == []


def test_a_source_that_was_started_may_pause():
    """In use in the third year and the fifth: it starts once, and its second use waits for nothing."""
    profile = slow_thai(years(5), 400)
    made = sheet(profile, {("hub@T1" if at in (3, 5) else "hub@C1", at): 1000.0 for at in range(1, 6)})
    assert made.broken() == []
    assert paid(made) == {OneOff("qualification", 1, 60_000), OneOff("tooling", 1, 30_000)}


@pytest.mark.parametrize(
    ("days", "first", "period"),
    [(0, 3, 3), (365, 3, 2), (366, 3, 1), (731, 3, 1), (1, 2, 1), (365, 5, 4)],
    ids=["at once", "a year before", "a day too long for it", "two years", "a day", "as late as it can"],
)
def test_what_starts_starts_as_late_as_its_first_use_allows(days, first, period):
    """From 1 April 2028 to 1 April 2029 are 365 days; from 2030 to 2031 as well."""
    made = thai_from(slow_thai(years(5), days), first, 5)
    assert made.broken() == []
    assert paid(made) == {OneOff("qualification", period, 60_000), OneOff("tooling", period, 30_000)}


def test_with_interest_a_late_start_costs_less():
    """60,000 and 30,000 are paid in the second year, used in the third, at 10 %.

    100,000 + 100,000 / 1.1 + 110,000 / 1.21 for the hubs, 90,000 / 1.1 to start.
    """
    made = thai_from(slow_thai(years(3, discount_rate=0.1), 365), 3)
    assert made.costs.amounts["qualification", 2] == 60_000
    assert made.costs.objective == pytest.approx(100_000 + 190_000 / 1.1 + 110_000 / 1.21)


def test_quote_and_supplier_start_each_in_its_own_time():
    """Hubs from the third year: 365 days to qualify from the second on, 700 to onboard from the first."""
    profile = slow_thai(years(3), 365) | {
        "suppliers": suppliers(T1={"onboarding_days": 700, "onboarding_cost": 9_000})
    }
    made = thai_from(profile, 3)
    assert made.broken() == []
    assert paid(made) == {
        OneOff("qualification", 2, 60_000),
        OneOff("tooling", 2, 30_000),
        OneOff("onboarding", 1, 9_000),
    }


def test_a_qualified_quote_is_tooled_when_it_is_used():
    made = thai_from(slow_thai(years(3), 365, qualified=True), 3)
    assert paid(made) == {OneOff("tooling", 3, 30_000)}


def test_in_a_steady_state_what_starts_is_paid_in_the_period_of_its_first_use():
    made = thai_from(slow_thai(years(3, view="steady_state"), 365), 3)
    assert paid(made) == {OneOff("qualification", 3, 60_000), OneOff("tooling", 3, 30_000)}


def test_a_supplier_is_onboarded_for_its_first_use_of_any_item():
    """Caps from T1 in the second year, hubs in the third: T1 is onboarded for the caps, from the first."""
    profile = document(
        horizon=years(3),
        items=[{"id": "hub"}, {"id": "cap"}],
        demand=[{"item": "hub", "quantity": 1000}, {"item": "cap", "quantity": 10, "period": 2}],
        suppliers=suppliers(T1={"onboarding_days": 100, "onboarding_cost": 9_000}),
    )
    profile["quotes"].append({"item": "cap", "supplier": "T1", "unit_price": 1, "duty_rate": 0})
    bought = {("hub@C1", 1): 1000, ("hub@C1", 2): 1000, ("cap@T1", 2): 10, ("hub@T1", 3): 1000}
    assert sheet(profile, bought).broken() == []
    assert paid(sheet(profile, bought)) == {OneOff("onboarding", 1, 9_000)}


def test_days_beyond_any_calendar_are_counted_all_the_same():
    check = only(thai_from(slow_thai(years(2), 10**17), 2, 2).broken())
    assert (check.rule, check.text[-10:]) == ("lead_time", "9999-12-31")


def spent(limit, **budget):
    profile = slow_thai(years(3), 365) | {"suppliers": suppliers(T1={"onboarding_cost": 9_000})}
    bought = {("hub@C1", 1): 1000, ("hub@C1", 2): 1000, ("hub@T1", 3): 1000}
    return sheet(profile, bought, {"budget": {"one_off": limit, **budget}})


def test_a_plan_that_starts_more_than_its_budget_is_refused():
    """60,000 of qualification, 30,000 of tooling, 9,000 of onboarding: 99,000, whenever they are paid."""
    assert only(spent(99_000).of_kind("budget")).kept
    check = only(spent(98_999).broken())
    assert (check.rule, check.place) == ("budget", "/request/budget/one_off")
    assert (check.limit, check.found) == (98_999, 99_000)
    assert check.text == "at most 98,999 JPY are spent on qualification, tooling, onboarding"


def test_interest_and_evaluation_years_do_not_stretch_a_budget():
    """Cash of 90,000, though the one year carries an eighteenth of it."""
    profile = slow_thai(years(1, evaluation_years=18))
    made = sheet(profile, {"hub@T1": 1000}, {"budget": {"one_off": 89_000}})
    assert made.costs.of("qualification") == pytest.approx(60_000 / 18)
    assert only(made.broken()).rule == "budget"


def test_a_budget_of_nothing_lets_nothing_start():
    assert (
        only(sheet(slow_thai(years(1)), {"hub@T1": 1000}, {"budget": {"one_off": 0}}).broken()).found
        == 90_000
    )
    assert sheet(slow_thai(years(1)), {"hub@C1": 1000}, {"budget": {"one_off": 0}}).broken() == []
