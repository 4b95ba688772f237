"""The checker on contracts, locks and fixed shares."""

import pytest

from tests.models.plan.factory import (
    ENTIRELY_THAI,
    assert_kept,
    document,
    make,
    quotes,
    recounted,
    the_broken,
)
from tests.models.plan.test_verify_quantities import two_plants


def contract(**columns):
    return [{"item": "hub", "supplier": "C1", "quantity": 366, **columns}]


def test_a_plan_that_takes_less_than_a_contract_is_refused():
    bound = document(contracts=contract())
    assert_kept(make(bound, {"hub@C1": 366, "hub@T1": 634}), "contract")
    check = the_broken(make(bound, {"hub@C1": 266, "hub@T1": 734}), "contract")
    assert (check.place, check.limit, check.found) == ("/contracts/0/quantity", 366, 266)
    assert check.excess == pytest.approx(0.1)
    assert check.text == "at least 366 of hub are taken from C1"


@pytest.mark.parametrize(
    ("days", "least"),
    [
        ({"to": "2027-06-30"}, 91.0),
        ({"from": "2028-03-31"}, 1.0),
        ({"from": "2027-04-01", "to": "2028-03-31"}, 366.0),
        ({"from": "2027-04-11", "to": "2027-04-20"}, 10.0),
        ({"from": "2020-01-01", "to": "2040-01-01"}, 366.0),
    ],
    ids=["until the end of June", "the last day", "the year", "ten days", "longer than the year"],
)
def test_a_contract_counts_by_the_days_it_runs(days, least):
    """366 over the 366 days from 1 April 2027 to 31 March 2028: one a day; both ends count."""
    bound = document(contracts=contract(**days))
    assert_kept(make(bound, {"hub@C1": least, "hub@T1": 1000 - least}), "contract")
    check = the_broken(
        make(bound, {"hub@C1": least - 1, "hub@T1": 1001 - least} if least > 1 else ENTIRELY_THAI), "contract"
    )
    assert check.limit == pytest.approx(least)


@pytest.mark.parametrize("days", [{"to": "2027-03-31"}, {"from": "2028-04-01"}], ids=["over", "not begun"])
def test_a_contract_outside_the_period_asks_for_nothing(days):
    assert make(document(contracts=contract(**days)), ENTIRELY_THAI).check().passed


def test_a_surplus_does_not_fulfil_a_contract():
    ordered = document(contracts=contract(), quotes=quotes(C1={"min_order": 366}))
    made = make(ordered, {"hub@C1": 300, "hub@T1": 700}, surplus={"hub@C1": 66})
    assert the_broken(made, "contract").found == 300


def test_a_contract_with_a_price_costs_what_is_not_taken():
    """100 of 366 missing at 30 each: 3,000."""
    bound = document(contracts=contract(shortfall_price=30))
    made = make(bound, {"hub@C1": 266, "hub@T1": 734})
    assert made.check().passed
    assert recounted(made, "cost of shortfall") == 3000


def test_a_plan_that_moves_a_locked_share_is_refused():
    locked = document(locks=[{"item": "hub", "supplier": "C1", "share": 0.4}])
    assert_kept(make(locked, {"hub@C1": 400, "hub@T1": 600}), "lock")
    check = the_broken(make(locked, {"hub@C1": 450, "hub@T1": 550}), "lock")
    assert (check.place, check.limit, check.found) == ("/locks/0/share", 0.4, 0.45)
    assert check.text == "C1 keeps 40 % of hub"
    assert the_broken(make(locked, {"hub@C1": 350, "hub@T1": 650}), "lock").excess == pytest.approx(0.05)


def test_a_lock_without_a_share_keeps_todays():
    """Today 300 of 400 are bought from C1: three quarters."""
    today = [
        {"item": "hub", "supplier": "C1", "quantity": 300},
        {"item": "hub", "supplier": "T1", "quantity": 100},
    ]
    locked = document(locks=[{"item": "hub", "supplier": "C1"}], allocation=today)
    assert_kept(make(locked, {"hub@C1": 750, "hub@T1": 250}), "lock")
    check = the_broken(make(locked, {"hub@C1": 700, "hub@T1": 300}), "lock")
    assert (check.place, check.limit) == ("/locks/0", 0.75)


def test_a_lock_holds_in_every_period_that_begins_by_its_last_day():
    locks = [{"item": "hub", "supplier": "C1", "share": 0.4, "until": "2027-04-01"}]
    assert the_broken(make(document(locks=locks), ENTIRELY_THAI), "lock").found == 0
    over = [{**locks[0], "until": "2027-03-31"}]
    assert make(document(locks=over), ENTIRELY_THAI).check().passed


def test_a_lock_at_a_plant_is_a_share_of_that_plants_need():
    """Half of Q's 400 and nothing of P's 600."""
    locked = two_plants(locks=[{"item": "hub", "supplier": "C1", "plant": "Q", "share": 0.5}])
    assert_kept(make(locked, {("hub@C1", "Q"): 200, ("hub@T1", "Q"): 200, ("hub@T1", "P"): 600}), "lock")
    check = the_broken(
        make(locked, {("hub@T1", "Q"): 400, ("hub@C1", "P"): 200, ("hub@T1", "P"): 400}), "lock"
    )
    assert (check.text, check.found) == ("C1 keeps 50 % of hub at Q", 0)


def test_a_lock_of_an_item_is_a_share_of_all_plants():
    locked = two_plants(locks=[{"item": "hub", "supplier": "C1", "share": 0.2}])
    assert_kept(make(locked, {("hub@C1", "P"): 200, ("hub@T1", "P"): 400, ("hub@T1", "Q"): 400}), "lock")


def test_todays_share_at_a_plant_is_taken_there():
    """At P everything comes from C1, at Q from T1: the lock of C1 at P is all of it."""
    today = [
        {"item": "hub", "supplier": "C1", "plant": "P", "quantity": 600},
        {"item": "hub", "supplier": "T1", "plant": "Q", "quantity": 400},
    ]
    locked = two_plants(locks=[{"item": "hub", "supplier": "C1", "plant": "P"}]) | {"allocation": today}
    assert_kept(make(locked, {("hub@C1", "P"): 600, ("hub@V1", "Q"): 400}), "lock")
    check = the_broken(
        make(locked, {("hub@C1", "P"): 360, ("hub@V1", "P"): 240, ("hub@V1", "Q"): 400}), "lock"
    )
    assert (check.limit, check.found) == (1, 0.6)


def test_a_plan_that_differs_from_a_fixed_share_is_refused():
    asked = {"fixed": [{"item": "hub", "supplier": "T1", "share": 0.3}]}
    assert_kept(make(document(), {"hub@T1": 300, "hub@C1": 700}, asked), "fixed")
    check = the_broken(make(document(), {"hub@T1": 290, "hub@C1": 710}, asked), "fixed")
    assert (check.place, check.limit, check.found) == ("/request/fixed/0", 0.3, 0.29)
    assert check.text == "T1 gets 30 % of hub"


def test_a_fixed_share_of_nothing_forbids():
    asked = {"fixed": [{"item": "hub", "supplier": "T1", "share": 0.0, "plant": "P"}]}
    assert_kept(make(two_plants(), {("hub@C1", "P"): 600, ("hub@T1", "Q"): 400}, asked), "fixed")
    made = make(two_plants(), {("hub@T1", "P"): 60, ("hub@C1", "P"): 540, ("hub@C1", "Q"): 400}, asked)
    assert the_broken(made, "fixed").excess == pytest.approx(0.1)
