"""Statements that cannot both hold."""

import pytest

from tests.models.factory import codes, issues_of, quote, the

TWO = {
    "suppliers": [{"id": "V1", "country": "VN"}, {"id": "C1", "country": "CN"}],
    "quotes": [quote(), quote("C1", origin="CN")],
}
HUB = {"item": "hub", "supplier": "V1"}
LATER, EARLIER = "2027-06-02", "2027-06-01"


@pytest.mark.parametrize(
    ("table", "row", "first", "last"),
    [
        ("quotes", quote(id="b"), "valid_from", "valid_to"),
        ("tariffs", {"hs_code": "85", "origin": "*", "rate": 0}, "valid_from", "valid_to"),
        ("contracts", HUB | {"quantity": 1}, "from", "to"),
    ],
)
def test_a_span_may_not_end_before_it_begins(table, row, first, last):
    rows = [quote()] if table == "quotes" else []
    issue = the("dates_cross", issues_of(**{table: [*rows, row | {first: LATER, last: EARLIER}]}))
    assert issue.place == f"/{table}/{len(rows)}/{first}"
    assert (issue.found, EARLIER in issue.message) == (LATER, True)
    assert "dates_cross" not in codes(issues_of(**{table: [*rows, row | {first: LATER, last: LATER}]}))


@pytest.mark.parametrize(
    ("table", "row", "low", "high", "values"),
    [
        ("quotes", quote(), "min_share", "max_share", (0.5, 0.4)),
        ("quotes", quote(), "min_order", "capacity", (50, 40)),
        ("items", {"id": "hub"}, "min_suppliers", "max_suppliers", (3, 2)),
    ],
)
def test_a_minimum_is_no_larger_than_its_maximum(table, row, low, high, values):
    issue = the("min_above_max", issues_of(**{table: [row | {low: values[0], high: values[1]}]}))
    assert (issue.place, issue.found) == (f"/{table}/0/{low}", str(values[0]))
    assert codes(issues_of(**{table: [row | {low: values[1], high: values[1]}]})) == []
    assert codes(issues_of(**{table: [row | {low: values[0]}]})) == []


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"reason": "why"},
        {"country": "CN", "vendor": "v"},
        {"supplier": "V1", "region": "r", "country": "CN"},
    ],
)
def test_an_exclusion_names_exactly_one_kind_of_source(row):
    issue = the("exactly_one_of", issues_of(exclusions=[{"country": "TH"}, row]))
    assert issue.place == "/exclusions/1"


def test_an_exclusion_is_for_an_item_or_for_a_category():
    items = [{"id": "hub", "category": "metal"}]
    row = {"country": "CN", "item": "hub", "category": "metal"}
    assert the("exactly_one_of", issues_of(items=items, exclusions=[row])).place == "/exclusions/0/category"


def test_locked_shares_of_an_item_fit_into_it():
    """0.7 + 0.3 = 1 does; 0.7 + 0.4 does not, from the second row on."""
    first = HUB | {"share": 0.7}
    second = {"item": "hub", "supplier": "C1", "share": 0.3}
    assert codes(issues_of(locks=[first, second], **TWO)) == []
    issue = the("shares_exceed_one", issues_of(locks=[first, second | {"share": 0.4}], **TWO))
    assert (issue.place, issue.found) == ("/locks/1/share", "0.4")


def test_locks_of_different_plants_are_not_added():
    plants = [{"id": "a", "country": "JP"}, {"id": "b", "country": "JP"}]
    demand = [{"item": "hub", "plant": p["id"], "quantity": 1} for p in plants]
    locks = [HUB | {"plant": p["id"], "share": 0.8} for p in plants]
    assert codes(issues_of(plants=plants, demand=demand, locks=locks)) == []


@pytest.mark.parametrize(
    "bought", [[], [{"item": "hub", "supplier": "C1", "quantity": 100}], [HUB | {"quantity": 0}]]
)
def test_a_lock_without_a_share_needs_something_bought_today(bought):
    issue = the("missing_value", issues_of(locks=[HUB], allocation=bought, **TWO))
    assert (issue.place, issue.hint) == ("/locks/0/share", "give a share")


def test_a_lock_without_a_share_takes_today_s():
    assert codes(issues_of(locks=[HUB], allocation=[HUB | {"quantity": 100}])) == []


@pytest.mark.parametrize(("table", "column"), [("quotes", "qualified"), ("suppliers", "onboarded")])
def test_what_is_bought_today_cannot_be_new(table, column):
    """A warning: it counts as qualified and onboarded, and the answer says so."""
    row = (quote() if table == "quotes" else {"id": "V1", "country": "VN"}) | {column: False}
    bought = [HUB | {"quantity": 100}]
    issue = the("contradiction", issues_of(allocation=bought, **{table: [row]}))
    assert (issue.severity, issue.place) == ("warning", f"/{table}/0/{column}")
    assert codes(issues_of(**{table: [row]})) == []
    assert codes(issues_of(allocation=bought, **{table: [row | {column: True}]})) == []
