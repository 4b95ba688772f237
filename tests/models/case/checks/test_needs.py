"""Needs that no usable quote offers."""

import pytest

from tests.models.factory import codes, issues_of, quote, the

BOLT = {"items": [{"id": "hub"}, {"id": "bolt"}], "demand": [{"item": "bolt", "quantity": 5}]}


def test_a_need_without_a_quote_is_a_fault():
    issue = the("need_without_quote", issues_of(**BOLT))
    assert (issue.place, issue.found, issue.severity) == ("/demand/0/item", "bolt", "fault")
    assert "shortage_cost" in issue.hint


def test_a_shortage_price_makes_it_an_answer():
    """A price of zero is a price."""
    for price in (0, 100):
        items = [{"id": "hub"}, {"id": "bolt", "shortage_cost": price}]
        assert codes(issues_of(**BOLT | {"items": items})) == []


def test_an_item_that_nobody_needs_may_go_without_a_quote():
    assert codes(issues_of(items=BOLT["items"])) == []
    assert codes(issues_of(items=BOLT["items"], demand=[{"item": "bolt", "quantity": 0}])) == []


@pytest.mark.parametrize(
    "tables",
    [
        {"quotes": [quote(valid_to="2027-03-31")]},
        {"quotes": [quote(valid_from="2027-04-02")]},
        {"suppliers": [{"id": "V1", "country": "VN", "excluded": True}]},
        {"exclusions": [{"country": "VN"}]},
        {"exclusions": [{"supplier": "V1", "from": "2027-04-01"}]},
    ],
)
def test_a_quote_that_may_not_be_used_is_none(tables):
    assert codes(issues_of(**tables)) == ["need_without_quote"]


def test_an_exclusion_that_begins_after_the_first_day_leaves_the_period():
    assert codes(issues_of(exclusions=[{"supplier": "V1", "from": "2027-04-02"}])) == []


def test_a_quote_for_one_plant_does_not_serve_another():
    plants = [{"id": "a", "country": "JP"}, {"id": "b", "country": "JP"}]
    demand = [{"item": "hub", "plant": p["id"], "quantity": 1} for p in plants]
    issue = the("need_without_quote", issues_of(plants=plants, demand=demand, quotes=[quote(plant="a")]))
    assert issue.place == "/demand/1/item"
    assert codes(issues_of(plants=plants, demand=demand, quotes=[quote()])) == []


def test_a_need_that_is_overridden_by_none_needs_no_quote():
    rows = [{"item": "bolt", "quantity": 5}, {"item": "bolt", "quantity": 0, "period": 1}]
    assert codes(issues_of(**BOLT | {"demand": rows})) == []


def test_too_little_capacity_is_an_infeasible_answer_and_no_fault():
    assert codes(issues_of(quotes=[quote(capacity=1)])) == []


@pytest.mark.parametrize(
    "columns", [{"price": 0}, {"qualification_cost": 0, "tooling_cost": 0}, {"qualified": True}]
)
def test_what_the_contract_calls_no_fault_is_none(columns):
    assert codes(issues_of(quotes=[quote(**columns)])) == []
