"""Every default that mattered is said."""

import pytest

from models.case.assumptions import request_assumptions
from tests.models.factory import START, TODAY, case, issues_of, quote, request, the


def assumed(**tables):
    return {a.code: a for a in case(**tables).assumptions}


def test_items_that_the_pace_lets_move_freely_are_listed():
    """m is bought today, n is not; both are needed."""
    made = case(
        items=[{"id": "hub"}, {"id": "nut"}],
        demand=[{"item": "hub", "quantity": 10}, {"item": "nut", "quantity": 10}],
        quotes=[quote(), quote(item="nut", id="nut")],
        allocation=[{"item": "hub", "supplier": "V1", "quantity": 10}],
    )
    (found,) = request_assumptions(made, request(max_moved_share=0.3))
    assert (found.code, found.applies_to) == ("new_items_move_freely", ("nut",))
    assert request_assumptions(made, request()) == ()


def test_a_plan_that_starts_today_says_so():
    found = assumed(horizon=None)
    assert str(TODAY) in found["start_today"].message
    assert "start_today" not in assumed()


def test_steady_state_is_the_default_of_one_period_and_is_listed():
    assert "steady_state" in assumed()
    assert "steady_state" not in assumed(horizon={"start": START, "view": "steady_state"})


def test_one_off_costs_taken_whole_are_listed():
    assert "one_off_whole" in assumed()
    assert "one_off_whole" not in assumed(horizon={"start": START, "evaluation_years": 5})


def test_evaluation_years_that_several_periods_do_not_use_are_said():
    horizon = {"start": START, "count": 2}
    assert "evaluation_years" not in assumed(horizon=horizon)["one_off_whole"].message
    asked = assumed(horizon=horizon | {"evaluation_years": 5})["one_off_whole"]
    assert asked.message.endswith("evaluation_years counts in a plan of one period alone")


def test_origins_taken_from_the_supplier_are_listed_by_quote():
    rows = [quote(id="a"), quote(id="b", origin=None), quote(id="c", origin="VN", origin_basis="assumed")]
    assert assumed(quotes=rows)["origin_from_supplier"].applies_to == ("b",)
    assert "origin_from_supplier" not in assumed()


def test_assumed_origins_are_warned_of_once():
    rows = [quote(id="a"), quote(id="b", origin=None), quote(id="c", origin="CN", origin_basis="assumed")]
    issue = the("assumed_origin", issues_of(quotes=rows))
    assert (issue.severity, issue.place, issue.found) == ("warning", "/quotes/1/origin", "VN")
    assert "2 of 3 quotes" in issue.message


@pytest.mark.parametrize(("rate", "listed"), [(0, False), (0.1, True)])
def test_an_absent_lead_time_matters_where_stock_has_a_cost(rate, listed):
    found = assumed(carrying_rate=rate, quotes=[quote(id="a", lead_time_days=3), quote(id="b")])
    assert ("lead_time_zero" in found) is listed
    if listed:
        assert found["lead_time_zero"].applies_to == ("b",)


@pytest.mark.parametrize(
    ("columns", "listed"),
    [
        ({}, False),
        ({"min_suppliers": 0}, False),
        ({"min_suppliers": 1}, True),
        ({"min_suppliers": 2}, True),
        ({"min_suppliers": 2, "least_share": 0.1}, False),
    ],
)
def test_the_least_share_is_assumed_where_a_number_of_suppliers_is_asked(columns, listed):
    found = assumed(items=[{"id": "hub"} | columns])
    assert ("least_share_default" in found) is listed
    if listed:
        assert found["least_share_default"].applies_to == ("hub",)


def test_an_assumption_goes_on_the_wire_as_plain_values():
    assert assumed(quotes=[quote(origin=None)])["origin_from_supplier"].as_dict() == {
        "code": "origin_from_supplier",
        "message": "the goods are taken to be made in the supplier's country",
        "applies_to": ["hub@V1"],
    }


@pytest.mark.parametrize(
    ("limits", "listed"),
    [({}, ()), ({"max": 2}, ()), ({"min": 0}, ()), ({"min": 1}, ("hub",)), ({"min": 2}, ("hub",))],
)
def test_a_number_of_suppliers_asked_by_the_request_brings_the_least_share_into_play(limits, listed):
    """The nut states its least share, the pin asks for two suppliers itself: only the hub is new."""
    items = [{"id": "hub"}, {"id": "nut", "least_share": 0.2}, {"id": "pin", "min_suppliers": 2}]
    found = request_assumptions(case(items=items), request(suppliers_per_item=limits))
    assert [a.applies_to for a in found] == ([listed] if listed else [])


def test_reference_prices_nobody_gave_are_listed_by_how_they_were_found():
    """Three items: one given, one bought today, one only offered."""
    names = ("hub", "nut", "cap")
    found = assumed(
        items=[{"id": "hub", "reference_price": 5}, {"id": "nut"}, {"id": "cap"}],
        demand=[{"item": name, "quantity": 1} for name in names],
        quotes=[quote(item=name) for name in names],
        allocation=[{"item": name, "supplier": "V1", "quantity": 1} for name in ("hub", "nut")],
    )
    assert found["reference_from_today"].applies_to == ("nut",)
    assert found["reference_least_landed"].applies_to == ("cap",)


def test_where_it_concerns_every_item_none_is_named():
    assert assumed()["reference_least_landed"].applies_to == ()


def test_reference_prices_that_are_given_are_no_assumption():
    found = assumed(items=[{"id": "hub", "reference_price": 5}])
    assert not {"reference_from_today", "reference_least_landed"} & found.keys()


@pytest.mark.parametrize(("basis", "listed"), [(None, False), ("declared", False), ("statistics", True)])
def test_content_known_from_statistics_is_listed_once_for_each_it_is_of(basis, listed):
    rows = [
        {"country": "CN", "share": 0.2, "supplier": "V1", "basis": basis},
        {"country": "TH", "share": 0.2, "supplier": "V1", "basis": basis},
        {"country": "CN", "share": 0.2, "quote": "a", "basis": basis},
    ]
    found = assumed(content=[{k: v for k, v in r.items() if v} for r in rows], quotes=[quote(id="a")])
    assert ("content_from_statistics" in found) is listed
    if listed:
        assert found["content_from_statistics"].applies_to == ("V1", "a")
