"""The checker on investments: when they start, and when they are of use."""

from dataclasses import replace

import pytest

from tests.models.plan.factory import document, suppliers
from tests.models.plan.hand import Sheet, only, sheet, starts, years

EXPENSES = [
    {"investment": "press", "category": "machinery", "amount": 700_000},
    {"investment": "press", "category": "installation", "amount": 2_000, "currency": "USD"},
]
RATES = [{"currency": "USD", "rate": 150}]


def plant(horizon, project=None, **changes):
    """A press at T1 for 700,000 yen and 2,000 dollars at 150, a million in all; T1 has room for 400 hubs."""
    row = {"id": "press", "supplier": "T1", **(project or {})}
    base = {
        "horizon": horizon,
        "suppliers": suppliers(T1={"capacity": 400}),
        "investments": [row],
        "expenses": EXPENSES,
        "exchange_rates": RATES,
    }
    return document(**(base | changes))


def thai(profile, quantities, *built) -> Sheet:
    """So many hubs from T1 in each period, the others from China."""
    bought = {("hub@T1", at): float(q) for at, q in enumerate(quantities, 1)}
    bought |= {("hub@C1", at): 1000.0 - q for at, q in enumerate(quantities, 1)}
    return sheet(profile, {key: quantity for key, quantity in bought.items() if quantity}, built=built)


def test_a_project_adds_to_the_capacity_of_its_supplier_from_its_period_on():
    """400 and 250 more from the second year on."""
    profile = plant(years(3, view="steady_state"), {"adds_capacity": 250})
    built = starts("press", 2)
    assert thai(profile, (400, 650, 650), built).broken() == []
    check = only(thai(profile, (401, 650, 650), built).broken())
    assert (check.rule, check.limit, check.found) == ("supplier_capacity", 400, 401)
    check = only(thai(profile, (400, 651, 650), built).broken())
    assert (check.rule, check.limit, check.found) == ("supplier_capacity", 650, 651)
    assert [check.limit for check in thai(profile, (0, 650, 650)).broken()] == [400, 400]


def test_a_project_adds_to_capacities_in_units_of_its_supplier_and_its_group_alone():
    rows = [
        {"id": "a", "supplier": "T1", "quantity": 400},
        {"id": "b", "group": "G", "quantity": 400},
        {"id": "c", "supplier": "T1", "quantity": 44_000, "unit": "spend"},
        {"id": "d", "supplier": "V1", "quantity": 0},
        {"id": "e", "group": "H", "quantity": 0},
        {"id": "f", "supplier": "T1", "quantity": 400, "unit": "rate"},
    ]
    grown = suppliers(T1={"group": "G"}, V1={"group": "G"}, C1={"group": "H"})
    profile = plant(
        years(1),
        {"adds_capacity": 250},
        suppliers=grown,
        capacities=rows,
        capacity_use=[{"capacity": "f", "item": "hub", "rate": 1}],
    )
    bought = {"hub@T1": 640.0, "hub@V1": 10.0, "hub@C1": 350.0}
    found = sheet(profile, bought, built=[starts("press", 1)]).of_kind("capacity")
    limits = {check.text.partition(":")[0]: (check.limit, check.found) for check in found}
    assert limits == {
        "a": (650, 640),
        "b": (650, 650),
        "c": (44_000, 70_400),
        "d": (0, 10),
        "e": (0, 350),
        "f": (400, 640),
    }


@pytest.mark.parametrize(
    ("columns", "period", "first"),
    [
        ({}, 1, 1),
        ({"build_days": 1}, 1, 2),
        ({"build_days": 366}, 1, 2),
        ({"build_days": 367}, 1, 3),
        ({"build_days": 365}, 2, 3),
        ({"completion": "2028-04-01"}, 1, 2),
        ({"completion": "2028-04-02"}, 1, 3),
        ({"completion": "2028-04-02", "build_days": 366}, 1, 3),
        ({"completion": "2020-01-01", "build_days": 366}, 1, 2),
        ({"start_from": "2027-04-02"}, 1, 2),
        ({"start_from": "2028-03-31", "build_days": 1}, 1, 2),
        ({"start_from": "2028-03-31", "build_days": 2}, 1, 3),
        ({"build_days": 366}, 3, None),
        ({"build_days": 10**17}, 1, None),
    ],
    ids=[
        "no days",
        "a day",
        "a year to the day",
        "a day more",
        "from the second year",
        "completed on the day",
        "a day later",
        "the later of both",
        "completed long ago",
        "starts on its day",
        "starts on the last day",
        "two days from it",
        "ready after the end",
        "never",
    ],
)
def test_in_a_transition_a_project_is_of_use_once_it_is_ready(columns, period, first):
    """The years begin on 1 April 2027, 2028 (366 days later) and 2029."""
    profile = plant(years(3), {"adds_capacity": 600, **columns})
    claim = replace(starts("press", period), usable_from=first)
    full = [1000 if first is not None and at >= first else 400 for at in (1, 2, 3)]
    assert thai(profile, full, claim).broken() == []
    for at in range(3):
        if full[at] == 400:
            early = [1000 if n == at else q for n, q in enumerate(full)]
            assert only(thai(profile, early, claim).broken()).rule == "supplier_capacity"
    wrong = replace(claim, usable_from=2 if first != 2 else 3)
    check = only(thai(profile, full, wrong).broken())
    assert (check.rule, check.place) == ("investment", "/investments/0")
    assert check.text.endswith(f"the plan says from period {wrong.usable_from} on")


def test_in_a_steady_state_no_project_waits():
    profile = plant(
        years(2, view="steady_state"),
        {"adds_capacity": 600, "build_days": 900, "completion": "2035-01-01"},
    )
    assert thai(profile, (1000, 1000), starts("press", 1)).broken() == []


@pytest.mark.parametrize(
    ("columns", "uses"),
    [
        ({"life_years": 2}, {1, 2}),
        ({"life_years": 2.1}, {1, 2, 3}),
        ({"life_years": 1}, {1}),
        ({"life_years": 0.5}, {1}),
        ({"life_years": 1, "build_days": 200}, {2}),
        ({"life_years": 1, "build_days": 366}, {2}),
        ({"life_years": 0.25, "build_days": 200}, set()),
        ({}, {1, 2, 3, 4}),
    ],
)
def test_a_project_is_of_use_for_its_life_from_the_day_it_is_ready(columns, uses):
    """200 days from 1 April 2027 are 18 October: of use from April 2028, for a year until October 2028.

    With a quarter of a year it is worn out in January 2028, before it could be used.
    """
    made = thai(plant(years(4), columns), (0, 0, 0, 0), starts("press", 1))
    assert made.desk.projects.started["press"].uses == uses


def test_a_project_does_not_start_before_its_day():
    profile = plant(years(2, view="steady_state"), {"start_from": "2028-04-01"})
    assert thai(profile, (0, 0), starts("press", 2)).broken() == []
    check = only(thai(profile, (0, 0), starts("press", 1)).broken())
    assert (check.rule, check.place, check.excess) == ("investment", "/investments/0/start_from", 1)


def test_a_day_inside_a_period_lets_it_start_in_that_period():
    profile = plant(years(2, view="steady_state"), {"start_from": "2028-03-31"})
    assert thai(profile, (0, 0), starts("press", 1)).broken() == []


@pytest.mark.parametrize(
    ("built", "place", "text"),
    [
        ([starts("mill", 1)], "/investments", "the profile has no investment mill"),
        ([starts("press", 1), starts("press", 2)], "/investments/0", "press starts once"),
        (
            [starts("press", 3)],
            "/investments/0",
            "press starts inside the horizon, which has no period 3",
        ),
    ],
)
def test_what_is_no_project_of_the_firm_or_starts_twice_or_too_late_is_refused(built, place, text):
    made = thai(plant(years(2, view="steady_state")), (0, 0), *built)
    check = only(made.broken())
    assert (check.rule, check.place, check.text) == ("investment", place, text)


def unlocked(horizon, *projects):
    """T1's hubs can be made only once a press or a mill is of use."""
    rows = projects or (
        {"id": "press", "supplier": "T1", "unlocks": ["hub@T1"], "build_days": 100},
        {"id": "mill", "supplier": "T1", "unlocks": ["hub@V1", "hub@T1"], "life_years": 1},
    )
    return plant(horizon, investments=list(rows), suppliers=suppliers())


def test_a_quote_is_used_only_while_a_project_that_unlocks_it_is_of_use():
    """The press is ready for the second year; the mill serves the first alone."""
    profile = unlocked(years(3))
    press, mill = starts("press", 1, 2), starts("mill", 1)
    assert thai(profile, (0, 1000, 1000), press).broken() == []
    assert thai(profile, (1000, 1000, 1000), press, mill).broken() == []
    check = only(thai(profile, (1000, 1000, 1000), press).broken())
    assert (check.rule, check.place) == ("unlock", "/investments/0/unlocks")
    assert check.text == "quote hub@T1 is used in period 1 while press or mill is of use"
    assert only(thai(profile, (1000, 1000, 0), mill).broken()).text.startswith(
        "quote hub@T1 is used in period 2"
    )
    assert [check.rule for check in thai(profile, (1, 1, 1)).broken()] == 3 * ["unlock"]


def test_a_quote_that_nothing_unlocks_is_free():
    assert thai(unlocked(years(2)), (0, 0)).broken() == []
