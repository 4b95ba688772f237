"""The public codes: each can be provoked, and each says where and what."""

import pytest

from models.case.check_request import check_request
from models.errors import IssuesError
from models.issues import CODES, Issue, did_you_mean, faults, show
from models.json_text import parse_json
from models.profile.document import profile_from_document
from models.request import read_request
from tests.models.factory import case, codes, issues_of, quote, said_about

TWO_PLANTS = [{"id": "a", "country": "JP"}, {"id": "b", "country": "JP"}]
HUB = {"item": "hub", "supplier": "V1"}

NOT_FROM_MODELS = {"hs_code_as_number", "title_row"}
"""Codes of workbooks and CSV files alone: cells with types of their own, rows above the headers."""


def of_profile(**tables):
    return lambda: issues_of(**tables)


def of_text(text):
    return lambda: said_about(profile_from_document(parse_json(text)))


def of_request(**fields):
    def ask():
        made = case(
            items=[{"id": "hub", "unit": "kg"}, {"id": "nut"}],
            demand=[{"item": "hub", "quantity": 1}, {"item": "nut", "quantity": 1}],
            quotes=[quote(), quote(item="nut")],
        )
        check_request(made, read_request(fields))

    return ask


PROVOKED = {
    "unreadable": of_text("{"),
    "encoding": of_text(b'{"name": "\xff"}'),
    "repeated_key": of_text('{"currency": "JPY", "currency": "USD"}'),
    "unknown_table": of_profile(qoutes=[]),
    "unknown_column": of_profile(quotes=[quote(colour="red")]),
    "missing_table": of_profile(items=[]),
    "missing_value": of_profile(quotes=[quote(price=None)]),
    "wrong_type": of_profile(quotes=[quote(price="ten")]),
    "not_finite": of_profile(quotes=[quote(price=float("nan"))]),
    "out_of_range": of_profile(quotes=[quote(price=-1)]),
    "text_too_long": of_profile(items=[{"id": "hub", "name": "x" * 32_768}]),
    "unknown_choice": of_profile(quotes=[quote(incoterm="FAS")]),
    "unknown_country": of_profile(quotes=[quote(origin="XX")]),
    "unknown_currency": of_profile(currency="YEN"),
    "not_yet_supported": of_profile(bom=[{"product": "p", "item": "hub", "quantity": 1}]),
    "not_used": of_profile(firm={"name": "F", "country": "JP", "capital": 1}),
    "duplicate_row": of_profile(items=[{"id": "hub"}, {"id": "hub"}]),
    "unknown_reference": of_profile(quotes=[quote(), quote("V9")]),
    "no_exchange_rate": of_profile(quotes=[quote(currency="USD")]),
    "incoterm_holds": of_profile(quotes=[quote(incoterm="CIF", freight=1)]),
    "dates_cross": of_profile(
        quotes=[quote(), quote(id="b", valid_from="2027-02-01", valid_to="2027-01-01")]
    ),
    "shares_exceed_one": of_profile(locks=[HUB | {"share": 0.9}, HUB | {"share": 0.9}]),
    "min_above_max": of_profile(quotes=[quote(min_share=0.9, max_share=0.1)]),
    "need_without_quote": of_profile(exclusions=[{"country": "VN"}]),
    "allocation_without_quote": of_profile(
        plants=TWO_PLANTS, quotes=[quote(plant="a")], allocation=[HUB | {"quantity": 1, "plant": "b"}]
    ),
    "allocation_ambiguous": of_profile(quotes=[quote(), quote(id="b")], allocation=[HUB | {"quantity": 1}]),
    "plant_needed": of_profile(plants=TWO_PLANTS),
    "quote_id_needed": of_profile(quotes=[quote(), quote()]),
    "units_per_needed": of_profile(quotes=[quote(unit="box")]),
    "exactly_one_of": of_profile(exclusions=[{"reason": "none given"}]),
    "duty_rate_needed": of_profile(
        items=[{"id": "hub", "hs_code": "85"}],
        tariffs=[{"hs_code": "85", "origin": "*", "text": "3 yen/kg"}],
        quotes=[quote(duty_rate=None)],
    ),
    "preference_left_aside": of_profile(
        items=[{"id": "hub", "hs_code": "85"}],
        tariffs=[
            {"hs_code": "85", "origin": "*", "rate": 0.03},
            {"hs_code": "85", "origin": "VN", "agreement": "CPTPP", "text": "3 yen/kg"},
        ],
        quotes=[quote(duty_rate=None, agreement=["CPTPP"])],
    ),
    "claim_without_effect": of_profile(quotes=[quote(duty_rate=None, agreement=["CPTPP"])]),
    "overlapping_rows": of_profile(
        tariffs=[
            {"hs_code": "8505", "origin": "*", "rate": 0.03},
            {"hs_code": "85.05", "origin": "*", "rate": 0.04},
        ]
    ),
    "hs_code_short": of_profile(
        items=[{"id": "hub", "hs_code": "8505"}],
        tariffs=[{"hs_code": "850511", "origin": "*", "rate": 0.03}],
        quotes=[quote(duty_rate=None)],
    ),
    "contradiction": of_profile(quotes=[quote(qualified=False)], allocation=[HUB | {"quantity": 100}]),
    "mixed_units": of_request(caps=[{"countries": ["CN"], "max_share": 0.5, "base": "quantity"}]),
    "price_expires": of_profile(quotes=[quote(valid_to="2027-06-30")]),
    "allocation_differs": of_profile(allocation=[HUB | {"quantity": 90}]),
    "allocation_above_capacity": of_profile(
        quotes=[quote(capacity=50)], allocation=[HUB | {"quantity": 100}]
    ),
    "origin_of_reseller": of_profile(
        suppliers=[{"id": "V1", "country": "VN", "kind": "trader"}], quotes=[quote(origin=None)]
    ),
    "one_manufacturer": of_profile(
        suppliers=[{"id": "V1", "country": "VN"}, {"id": "V2", "country": "TH"}],
        quotes=[quote(manufacturer="acme"), quote("V2", manufacturer="acme")],
    ),
    "unusual_discount": of_profile(
        price_breaks=[{"quote": "hub@V1", "from_quantity": 50, "unit_price": 11}],
    ),
    "assumed_origin": of_profile(quotes=[quote(origin=None)]),
}


def provoked(code):
    try:
        return PROVOKED[code]() or ()
    except IssuesError as error:
        return error.issues


def test_every_public_code_is_provoked_by_some_input():
    assert set(PROVOKED) | NOT_FROM_MODELS == set(CODES)


@pytest.mark.parametrize("code", PROVOKED)
def test_each_code_comes_with_a_place_and_a_sentence(code):
    found = [issue for issue in provoked(code) if issue.code == code]
    assert found, codes(provoked(code))
    for issue in found:
        assert issue.place.startswith(("/", "input"))
        assert issue.message
        assert issue.severity in ("fault", "warning")


WARNINGS = {
    "not_used",
    "preference_left_aside",
    "claim_without_effect",
    "overlapping_rows",
    "hs_code_short",
    "contradiction",
    "price_expires",
    "allocation_differs",
    "allocation_above_capacity",
    "assumed_origin",
    "origin_of_reseller",
    "one_manufacturer",
    "unusual_discount",
}


@pytest.mark.parametrize("code", PROVOKED)
def test_what_the_contract_calls_a_warning_does_not_stop_planning(code):
    severities = {issue.severity for issue in provoked(code) if issue.code == code}
    assert severities == ({"warning"} if code in WARNINGS else {"fault"})


def test_a_code_that_is_not_public_cannot_be_used():
    with pytest.raises(KeyError):
        Issue("made_up", "fault", "/", "", "message")


def test_an_issue_goes_on_the_wire_with_all_its_fields():
    issue = Issue("missing_value", "fault", "/items/0/id", "", "items needs id", "give it")
    assert issue.as_dict() == {
        "code": "missing_value",
        "severity": "fault",
        "place": "/items/0/id",
        "found": "",
        "message": "items needs id",
        "hint": "give it",
        "others": 0,
    }


def test_an_issue_is_one_line_for_a_person():
    issue = Issue("missing_value", "fault", "/items/0/id", "", "items needs id", "give it")
    assert str(issue) == "/items/0/id: items needs id; give it"
    assert str(Issue("missing_value", "fault", "/items", "", "none")) == "/items: none"


def test_only_faults_stop_planning():
    fault = Issue("missing_value", "fault", "/", "", "m")
    warning = Issue("not_used", "warning", "/", "", "m")
    assert faults([warning, fault, warning]) == (fault,)


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("qoutes", ["quotes", "items"], 'did you mean "quotes"?'),
        ("JPy", ["JPY", "USD"], 'did you mean "JPY"?'),
        ("acme-th", ["ACME_TH", "ACME_VN"], 'did you mean "ACME_TH"?'),
        ("zebra", ["quotes", "items"], ""),
        ("", ["quotes"], ""),
        ("x", [], ""),
    ],
)
def test_the_closest_known_word_is_offered_as_it_is_written(word, known, hint):
    assert did_you_mean(word, known) == hint


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        ("x", "x"),
        (2.0, "2"),
        (2.5, "2.5"),
        (-0.0, "0"),
        (1e18, "1e+18"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        ([1], "[1]"),
        ("a" * 80, "a" * 80),
        ("a" * 81, "a" * 77 + "..."),
    ],
)
def test_a_value_is_shown_as_it_may_have_been_written(value, shown):
    assert show(value) == shown
