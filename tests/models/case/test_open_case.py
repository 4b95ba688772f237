"""The one place where a profile is checked."""

from datetime import date

import pytest

from models.case.open_case import open_case
from models.errors import ProfileError
from models.profile.document import profile_from_document
from models.profile.schema import TABLES
from tests.models.factory import TODAY, case, codes, document, issues_of, profile, quote


def test_the_smallest_profile_is_a_case_without_warnings():
    made = case()
    assert made.warnings == ()
    assert (made.currency, made.firm_country, made.on) == ("JPY", "JP", date(2027, 4, 1))
    assert len(made.offers.quote) == len(made.needs.item) == 1


def test_the_day_is_the_horizon_s_start_unless_the_caller_names_one():
    assert case().on == date(2027, 4, 1)
    assert case(on=date(2027, 7, 1)).on == date(2027, 7, 1)
    assert case(horizon=None).on == TODAY


def test_faults_of_reading_and_of_checking_come_together():
    """A misspelt table is seen by the reader, an unknown supplier by a check."""
    found = codes(issues_of(tarifs=[], quotes=[quote(), quote("V9", id="b")]))
    assert found == ["unknown_table", "unknown_reference"]


def test_a_profile_with_a_fault_is_no_case_and_carries_its_warnings_too():
    with pytest.raises(ProfileError) as caught:
        open_case(
            profile(
                quotes=[quote(origin=None), quote("V9", id="b")],
                firm={"name": "F", "country": "JP", "capital": 1},
            )
        )
    assert set(codes(caught.value.issues)) == {"not_used", "unknown_reference"}


def test_a_profile_with_warnings_only_is_a_case_that_carries_them():
    made = case(firm={"name": "F", "country": "JP", "capital": 1}, quotes=[quote(origin=None)])
    assert codes(made.warnings) == ["not_used", "assumed_origin"]


def test_an_empty_document_names_all_that_is_missing():
    with pytest.raises(ProfileError) as caught:
        open_case(profile_from_document({}))
    places = {(i.code, i.place) for i in caught.value.issues}
    assert places == {
        ("missing_value", "/schema_version"),
        ("missing_value", "/currency"),
        ("missing_table", "/items"),
        ("missing_table", "/demand"),
        ("missing_table", "/suppliers"),
        ("missing_table", "/quotes"),
        ("missing_table", "/firm"),
    }


@pytest.mark.parametrize(
    "absent", ["items", "demand", "suppliers", "quotes", "firm", "currency", "schema_version"]
)
def test_no_absent_table_or_key_stops_the_checks(absent):
    """Everything else is in the profile, so that each check meets the gap."""
    whole = {
        "allocation": [{"item": "hub", "supplier": "V1", "quantity": 1}],
        "locks": [{"item": "hub", "supplier": "V1"}],
        "contracts": [{"item": "hub", "supplier": "V1", "quantity": 1}],
        "exclusions": [{"country": "CN", "category": "c"}, {"owner_country": "CN", "item": "hub"}],
        "tariffs": [{"hs_code": "85", "origin": "*", "text": "free"}],
        "plants": [{"id": "p", "country": "JP"}],
        "exchange_rates": [{"currency": "USD", "rate": 150}],
        "items": [{"id": "hub", "category": "c", "hs_code": "8505"}],
        "quotes": [quote(duty_rate=None)],
    }
    found = issues_of(**whole | {absent: None})
    assert any(i.place == f"/{absent}" for i in found)


@pytest.mark.parametrize("value", [7, "x", [], {}, None, True, [None], [7], {"a": 1}, float("nan"), -1, [[]]])
@pytest.mark.parametrize("name", sorted(document()))
def test_nothing_a_table_may_hold_crashes_the_checks(name, value):
    """Whatever stands there: a case, or faults."""
    issues_of(**{name: value} if value is not None else {name: None})


@pytest.mark.parametrize("value", [7, "x", "", [], {}, True, float("nan"), -1, 0, "2027-04-01", "XX"])
@pytest.mark.parametrize(
    "table",
    [
        "items",
        "demand",
        "suppliers",
        "quotes",
        "plants",
        "allocation",
        "locks",
        "contracts",
        "exclusions",
        "tariffs",
        "exchange_rates",
    ],
)
def test_no_value_of_a_row_crashes_the_checks(table, value):
    """Every column of a row holds the same odd value."""
    row = {column.name: value for column in TABLES[table].columns if column.waiting != "refused"}
    issues_of(**{table: [row, row]})


@pytest.mark.parametrize("value", [7, "x", "", [], {}, True, float("nan"), -1, 0, 1e17, "9999-12-31"])
def test_no_value_of_the_horizon_crashes_the_checks(value):
    issues_of(
        horizon=dict.fromkeys(
            ("start", "period", "count", "discount_rate", "evaluation_years", "view"), value
        )
    )
