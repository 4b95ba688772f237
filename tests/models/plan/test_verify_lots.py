"""The checker on lots: what is bought is the least whole number of them, and not one more."""

import pytest

from tests.models.plan.factory import document, quotes
from tests.models.plan.hand import only, sheet, years


def in_lots(size, **columns):
    """T1 sells in whole lots; 1,000 hubs are needed."""
    return document(quotes=quotes(T1={"lot_size": size, **columns}))


def from_t1(profile, quantity, surplus=0.0):
    bought = {"hub@T1": quantity, "hub@C1": 1000 - quantity}
    return sheet(profile, bought, surplus={"hub@T1": surplus} if surplus else None)


@pytest.mark.parametrize(
    ("columns", "quantity", "surplus"),
    [
        ({}, 300, 0),
        ({}, 280, 20),
        ({}, 1, 49),
        ({"min_order": 120}, 100, 50),
        ({"min_order": 120}, 130, 20),
        ({"min_order": 150}, 100, 50),
        ({"min_order": 30}, 10, 40),
        ({}, 1000, 0),
    ],
    ids=[
        "six lots",
        "the sixth not full",
        "one for a single hub",
        "an order of 120 is three lots",
        "so are 130",
        "an order of three lots",
        "an order below a lot",
        "all of the need",
    ],
)
def test_the_least_number_of_lots_that_serves_need_and_order_passes(columns, quantity, surplus):
    """Lots of 50."""
    made = from_t1(in_lots(50, **columns), quantity, surplus)
    assert made.broken() == []
    assert {check.rule for check in made.rules()} >= {"lot", "surplus"}


def test_part_of_a_lot_is_refused():
    """310 hubs are 6.2 lots of 50."""
    check = only(from_t1(in_lots(50), 310).broken())
    assert (check.rule, check.place) == ("lot", "/quotes/0/lot_size")
    assert (check.limit, check.found, check.excess) == (6, 6.2, pytest.approx(0.2))
    assert check.text == "quote hub@T1 is bought in whole lots of 50"


def test_a_lot_is_whole_to_a_millionth():
    """0.0001 hubs are two millionths of a lot of 50, 0.00001 a fifth of one."""
    assert from_t1(in_lots(50), 300.00001).broken() == []
    assert {check.rule for check in from_t1(in_lots(50), 300.0001).broken()} == {"lot"}
    assert {check.rule for check in from_t1(in_lots(50), 299.9999).broken()} == {"lot"}


def test_a_lot_too_many_is_refused():
    """280 hubs need six lots of 50; seven are bought."""
    check = only(from_t1(in_lots(50), 280, 70).broken())
    assert (check.rule, check.place, check.limit, check.found) == ("surplus", "/quotes/0/lot_size", 6, 7)


def test_a_lot_too_many_is_refused_however_large_the_need():
    """Ten million hubs; two lots of 5 more are a millionth of them, and still too many."""
    profile = in_lots(5) | {"demand": [{"item": "hub", "quantity": 10_000_000}]}
    assert sheet(profile, {"hub@T1": 9_999_998, "hub@C1": 2}, surplus={"hub@T1": 2}).broken() == []
    made = sheet(profile, {"hub@T1": 9_999_998, "hub@C1": 2}, surplus={"hub@T1": 7})
    assert only(made.broken()).rule == "surplus"
    cut = sheet(profile, {"hub@T1": 9_999_998, "hub@C1": 2}, surplus={"hub@T1": 3})
    assert {check.rule for check in cut.broken()} == {"lot", "surplus"}


def test_lots_below_the_order_are_refused():
    """An order of 120 with lots of 50: two lots are whole, and too little."""
    assert only(from_t1(in_lots(50, min_order=120), 100).broken()).rule == "min_order"


def test_lots_that_serve_no_need_are_refused():
    made = sheet(in_lots(50), {"hub@C1": 1000}, surplus={"hub@T1": 50})
    assert only(made.broken()).rule == "surplus"


def test_lots_may_be_parts_of_a_unit():
    """0.7 of 1 in lots of 0.1 are seven, though 0.7 / 0.1 is 6.999... in floating point; 0.33 need four."""
    small = in_lots(0.1) | {"demand": [{"item": "hub", "quantity": 1.1}]}
    assert sheet(small, {"hub@T1": 0.7, "hub@C1": 0.4}).broken() == []
    assert sheet(small, {"hub@T1": 1.1}).broken() == []
    assert sheet(small, {"hub@T1": 0.33, "hub@C1": 0.77}, surplus={"hub@T1": 0.07}).broken() == []
    made = sheet(small, {"hub@T1": 1.1}, surplus={"hub@T1": 0.1})
    assert only(made.broken()).rule == "surplus"


def test_what_is_whole_but_for_floating_point_needs_no_lot_more():
    """2.1 / 0.3 is 7.000...1 in floating point, and seven lots all the same."""
    assert 2.1 / 0.3 > 7
    small = in_lots(0.3) | {"demand": [{"item": "hub", "quantity": 2.1}]}
    assert sheet(small, {"hub@T1": 2.1}).broken() == []
    assert only(sheet(small, {"hub@T1": 2.1}, surplus={"hub@T1": 0.3}).broken()).rule == "surplus"


def test_each_period_has_its_own_lots():
    profile = in_lots(50) | {"horizon": years(2)}
    bought = {("hub@T1", 1): 280, ("hub@C1", 1): 720, ("hub@T1", 2): 320, ("hub@C1", 2): 680}
    assert sheet(profile, bought, surplus={("hub@T1", 1): 20, ("hub@T1", 2): 30}).broken() == []
    found = sheet(profile, bought).broken()
    assert [(check.rule, check.found) for check in found] == [("lot", 5.6), ("lot", 6.4)]


def two_plants(**columns):
    """600 hubs at P, 400 at Q; T1 sells to both in lots of 50, at 10 % duty that Q, bonded, does not pay."""
    return in_lots(50, duty_rate=0.1, **columns) | {
        "plants": [{"id": "P", "country": "JP"}, {"id": "Q", "country": "JP", "duty_regime": "bonded"}],
        "demand": [
            {"item": "hub", "plant": "P", "quantity": 600},
            {"item": "hub", "plant": "Q", "quantity": 400},
        ],
        "allocation": [],
    }


def at_both(profile, at_p, at_q, surplus):
    bought = {
        ("hub@T1", 1, "P"): at_p,
        ("hub@C1", 1, "P"): 600 - at_p,
        ("hub@T1", 1, "Q"): at_q,
        ("hub@C1", 1, "Q"): 400 - at_q,
    }
    return sheet(profile, bought, surplus={("hub@T1", 1, plant): extra for plant, extra in surplus.items()})


def test_lots_are_of_what_all_plants_buy():
    """110 at P and 120 at Q are 230: five lots, though neither is whole."""
    assert at_both(two_plants(), 110, 120, {"Q": 20}).broken() == []


def test_the_surplus_is_paid_for_where_a_unit_costs_least():
    check = only(at_both(two_plants(), 110, 120, {"P": 20}).broken())
    assert (check.rule, check.place) == ("surplus", "/quotes/0")
    assert check.text == "the surplus of quote hub@T1 is paid for where it costs least"
    assert at_both(two_plants(), 110, 120, {"P": 5, "Q": 15}).broken() != []


def test_where_a_unit_costs_the_same_a_surplus_may_be_paid_for_anywhere():
    alike = two_plants()
    del alike["plants"][1]["duty_regime"]
    assert at_both(alike, 110, 120, {"P": 20}).broken() == []
    assert at_both(alike, 110, 120, {"P": 5, "Q": 15}).broken() == []
