"""The checker on sources that may not be used."""

import pytest

from tests.models.plan.factory import (
    ENTIRELY_THAI,
    assert_kept,
    document,
    make,
    quotes,
    suppliers,
    the_broken,
)

SPLIT = {"hub@T1": 250.0, "hub@V1": 750.0}
"""A quarter from Thailand: what a rule against T1 finds."""


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({}, {"country": "TH"}),
        ({"region": "Rayong"}, {"region": "Rayong"}),
        ({}, {"owner_country": "TH"}),
        ({"owner_country": "US"}, {"owner_country": "US"}),
        ({"vendor": "4711"}, {"vendor": "4711"}),
        ({}, {"supplier": "T1"}),
        ({}, {"supplier": "T1", "item": "hub"}),
        ({}, {"country": "TH", "category": "metal"}),
    ],
)
def test_a_plan_that_uses_an_excluded_source_is_refused(columns, rule):
    barred = document(
        items=[{"id": "hub", "category": "metal"}, {"id": "cap", "category": "wood"}],
        suppliers=suppliers(T1=columns),
        exclusions=[{**rule, "reason": "sanctions"}],
    )
    assert_kept(make(barred, {"hub@V1": 1000}), "exclusion")
    check = the_broken(make(barred, SPLIT), "exclusion")
    assert check.place == f"/exclusions/0/{next(iter(rule))}"
    assert check.excess == pytest.approx(0.25)
    assert check.text.endswith("(sanctions)")


def test_an_excluded_country_hits_what_is_made_there_and_sold_elsewhere():
    made_in_china = quotes(T1={"origin": "CN"}, C1={"origin": "VN"})
    barred = document(quotes=made_in_china, exclusions=[{"country": "CN"}])
    assert the_broken(make(barred, SPLIT), "exclusion").excess == pytest.approx(0.25)
    sold_there = make(barred, {"hub@C1": 1000})
    assert the_broken(sold_there, "exclusion").text == "nothing is bought from country CN"


@pytest.mark.parametrize(
    "rule",
    [
        {"supplier": "T1", "item": "cap"},
        {"supplier": "T1", "category": "wood"},
        {"supplier": "T1", "from": "2027-04-02"},
        {"owner_country": "TH"},
        {"vendor": "4711"},
    ],
    ids=["another item", "another category", "not yet in force", "owned elsewhere", "another vendor"],
)
def test_an_exclusion_of_something_else_is_kept(rule):
    other = document(
        items=[{"id": "hub", "category": "metal"}, {"id": "cap", "category": "wood"}],
        suppliers=suppliers(T1={"owner_country": "JP"}),
        exclusions=[rule],
    )
    assert make(other, SPLIT).check().passed


def test_an_exclusion_is_in_force_on_its_first_day():
    barred = document(exclusions=[{"supplier": "T1", "from": "2027-04-01"}])
    assert the_broken(make(barred, SPLIT), "exclusion").place == "/exclusions/0/supplier"


def test_a_plan_that_uses_a_supplier_marked_as_excluded_is_refused():
    barred = document(suppliers=suppliers(T1={"excluded": True, "excluded_reason": "forced labour"}))
    assert_kept(make(barred, {"hub@V1": 1000}), "supplier_excluded")
    check = the_broken(make(barred, SPLIT), "supplier_excluded")
    assert check.place == "/suppliers/0/excluded"
    assert check.text == "nothing is bought from T1 (forced labour)"
    assert (check.limit, check.found) == (0, 0.25)
    assert make(document(suppliers=suppliers(T1={"excluded": False})), SPLIT).check().passed


@pytest.mark.parametrize(
    ("column", "good", "bad", "days"),
    [("valid_from", "2027-04-01", "2027-04-11", 10), ("valid_to", "2027-04-01", "2027-03-31", 1)],
)
def test_a_plan_that_uses_a_quote_that_is_not_valid_is_refused(column, good, bad, days):
    assert_kept(make(document(quotes=quotes(T1={column: good})), SPLIT), "validity")
    check = the_broken(make(document(quotes=quotes(T1={column: bad})), SPLIT), "validity")
    assert (check.place, check.excess) == (f"/quotes/0/{column}", days)


def test_a_plan_that_uses_a_quote_slower_than_allowed_is_refused():
    slow = document(quotes=quotes(T1={"lead_time_days": 91}, C1={"lead_time_days": 90}))
    asked = {"max_lead_time_days": 90}
    assert_kept(make(slow, {"hub@C1": 500, "hub@V1": 500}, asked), "lead_time")
    check = the_broken(make(slow, SPLIT, asked), "lead_time")
    assert (check.place, check.limit, check.found) == ("/request/max_lead_time_days", 90, 91)
    assert check.text == "quote hub@T1 arrives within 90 days"


@pytest.mark.parametrize(
    "bar", [{"supplier": "T1"}, {"quote": "hub@T1"}, {"supplier": "T1", "item": "hub", "quote": "hub@T1"}]
)
def test_a_plan_that_uses_what_the_caller_forbade_is_refused(bar):
    asked = {"forbidden": [{"supplier": "C1"}, bar]}
    assert_kept(make(document(), {"hub@V1": 1000}, asked), "forbidden")
    check = the_broken(make(document(), SPLIT, asked), "forbidden")
    assert check.place == "/request/forbidden/1"
    assert check.excess == pytest.approx(0.25)


def test_every_field_of_a_forbidden_award_must_match():
    both = document(items=[{"id": "hub"}, {"id": "cap"}])
    asked = {"forbidden": [{"supplier": "T1", "item": "cap"}]}
    assert_kept(make(both, ENTIRELY_THAI, asked), "forbidden")
