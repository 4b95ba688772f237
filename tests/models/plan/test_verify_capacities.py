"""The checker on capacities over several items and suppliers."""

import pytest

from tests.models.plan.factory import document, quote, suppliers
from tests.models.plan.hand import only, sheet, years


def capacity(quantity, **columns):
    return [{"id": "line", "quantity": quantity, **columns}]


def two_items(capacities, use=(), **changes):
    """1,000 hubs and 500 caps; T1 sells hubs at 110 and caps at 30, C1 and V1 as well."""
    profile = document(
        items=[{"id": "hub"}, {"id": "cap"}],
        demand=[{"item": "hub", "quantity": 1000}, {"item": "cap", "quantity": 500}],
        capacities=capacities,
        capacity_use=list(use),
        **changes,
    )
    profile["quotes"] += [quote(name, 30, item="cap") for name in ("T1", "C1", "V1")]
    return profile


def from_t1(profile, hubs, caps, **more):
    bought = {"hub@T1": hubs, "hub@C1": 1000 - hubs, "cap@T1": caps, "cap@C1": 500 - caps}
    return sheet(profile, bought, **more)


def test_a_capacity_is_in_units_of_all_items_unless_said():
    profile = two_items(capacity(700, supplier="T1"))
    assert from_t1(profile, 400, 300).broken() == []
    check = only(from_t1(profile, 500, 300).broken())
    assert (check.rule, check.place, check.limit, check.found) == (
        "capacity",
        "/capacities/0/quantity",
        700,
        800,
    )
    assert check.text == "line: T1 supplies at most 700 units"
    assert check.excess == pytest.approx(0.1)  # 100 of a need of 1,000


def test_a_capacity_of_a_group_is_shared_by_its_sites():
    grouped = suppliers(T1={"group": "G"}, V1={"group": "G"})
    profile = two_items(capacity(700, group="G"), suppliers=grouped)
    bought = {"hub@T1": 400, "hub@V1": 200, "hub@C1": 400, "cap@V1": 100, "cap@C1": 400}
    assert sheet(profile, bought).broken() == []
    check = only(sheet(profile, bought | {"cap@V1": 101, "cap@C1": 399}).broken())
    assert (check.found, check.text) == (701, "line: group G supplies at most 700 units")


def test_sites_without_a_group_are_no_group():
    profile = two_items(capacity(1, group="G"))
    assert from_t1(profile, 1000, 500).broken() == []


def test_a_capacity_in_spend_counts_the_price_in_force():
    """400 hubs at 110 and 200 caps at 30 are 50,000; from 500 hubs on the price is 80."""
    breaks = [{"quote": "hub@T1", "from_quantity": 500, "unit_price": 80}]
    profile = two_items(capacity(50_000, supplier="T1", unit="spend"), price_breaks=breaks)
    profile["quotes"][0] |= {"freight": 9}
    assert from_t1(profile, 400, 200).broken() == []
    check = only(from_t1(profile, 400, 210).broken())
    assert (check.found, check.text) == (50_300, "line: T1 supplies at most 50,000 of spend")
    assert from_t1(profile, 550, 200).broken() == []


USE = (
    {"capacity": "line", "item": "hub", "rate": 2},
    {"capacity": "line", "quote": "hub@V1", "rate": 5},
    {"capacity": "other", "item": "cap", "rate": 100},
)


def test_a_rate_says_what_a_unit_of_an_item_uses_and_what_is_not_listed_uses_none():
    profile = two_items([*capacity(800, supplier="T1", unit="rate"), other()], USE)
    assert from_t1(profile, 400, 500).broken() == []
    check = only(from_t1(profile, 401, 500).broken())
    assert (check.limit, check.found) == (800, 802)
    assert check.text == "line: T1 supplies at most 800 of its resource"


def other():
    return {"id": "other", "quantity": 50_000, "supplier": "T1", "unit": "rate"}


def test_a_rate_of_a_quote_wins_over_that_of_its_item():
    """Of one group: 100 hubs of T1 at 2 and 40 of V1 at 5 fill 400."""
    grouped = suppliers(T1={"group": "G"}, V1={"group": "G"})
    profile = two_items(capacity(400, group="G", unit="rate"), USE[:2], suppliers=grouped)
    bought = {"hub@T1": 100, "hub@V1": 40, "hub@C1": 860, "cap@V1": 500}
    assert sheet(profile, bought).broken() == []
    assert only(sheet(profile, bought | {"hub@V1": 41, "hub@C1": 859}).broken()).found == 405


def test_a_row_of_one_period_overrides_the_row_of_all():
    rows = [
        {"id": "line", "quantity": 400, "supplier": "T1"},
        {"id": "line", "quantity": 900, "supplier": "T1", "period": 2},
    ]
    profile = document(horizon=years(3), capacities=rows)
    fits = {("hub@T1", 1): 400, ("hub@C1", 1): 600, ("hub@T1", 2): 900, ("hub@C1", 2): 100}
    fits |= {("hub@T1", 3): 400, ("hub@C1", 3): 600}
    assert sheet(profile, fits).broken() == []
    over = sheet(profile, fits | {("hub@T1", 2): 901, ("hub@C1", 2): 99})
    check = only(over.broken())
    assert (check.place, check.limit) == ("/capacities/1/quantity", 900)
    assert check.text == "line: T1 supplies at most 900 units in period 2"
    late = sheet(profile, fits | {("hub@T1", 3): 500, ("hub@C1", 3): 500})
    assert only(late.broken()).place == "/capacities/0/quantity"


def test_a_row_of_one_period_alone_binds_in_that_period():
    rows = [{"id": "line", "quantity": 400, "supplier": "T1", "period": 2}]
    profile = document(horizon=years(2), capacities=rows)
    assert sheet(profile, {("hub@T1", 1): 1000, ("hub@C1", 2): 1000}).broken() == []
    assert only(sheet(profile, {("hub@C1", 1): 1000, ("hub@T1", 2): 1000}).broken()).limit == 400


def test_a_surplus_uses_capacity():
    profile = two_items(capacity(200, supplier="T1"))
    profile["quotes"][0] |= {"min_order": 201}
    made = from_t1(profile, 200, 0, surplus={"hub@T1": 1})
    assert only(made.broken()).found == 201


def test_several_capacities_of_one_supplier_bind_each():
    rows = [*capacity(700, supplier="T1"), {"id": "b", "quantity": 30_000, "supplier": "T1", "unit": "spend"}]
    found = from_t1(two_items(rows), 500, 300).broken()
    assert [(check.place, check.found) for check in found] == [
        ("/capacities/0/quantity", 800),
        ("/capacities/1/quantity", 64_000),
    ]
