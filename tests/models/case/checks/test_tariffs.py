"""Rows of the tariffs that say too little or the same twice, and claims that nothing answers."""

from datetime import date

import pytest

from tests.models.factory import codes, given, issues_of, quote, the

ROW = {"hs_code": "8505", "origin": "*"}


def said_of(*rows, **tables):
    return issues_of(tariffs=list(rows), **tables)


def test_a_row_says_a_rate_or_a_specific_duty_or_at_least_words():
    issue = the("missing_value", said_of(ROW))
    assert issue.place == "/tariffs/0/rate"
    for said in ({"rate": 0}, {"specific": 3, "per": 1}, {"text": "3 yen/kg"}):
        assert said_of(ROW | said) == ()


@pytest.mark.parametrize(("given", "missing"), [({"specific": 3}, "per"), ({"per": 100}, "specific")])
def test_money_and_the_units_it_is_for_go_together(given, missing):
    """Whether a rate stands beside them or not."""
    issue = the("missing_value", said_of(ROW | {"rate": 0.05} | given))
    assert (issue.severity, issue.place) == ("fault", f"/tariffs/0/{missing}")
    assert missing in issue.hint


@pytest.mark.parametrize(("column", "value"), [("per", 0), ("per", -1), ("specific", -1)])
def test_neither_money_nor_units_are_below_zero(column, value):
    assert codes(said_of(ROW | {"specific": 3, "per": 1} | {column: value})) == ["out_of_range"]


def test_a_code_without_digits_would_fit_everything():
    issue = the("wrong_type", said_of({"hs_code": "magnets", "origin": "*", "rate": 0.5}))
    assert (issue.place, issue.found) == ("/tariffs/0/hs_code", "magnets")


def test_an_origin_that_nobody_knows_is_a_fault_with_the_closest_name():
    issue = the("unknown_country", said_of(ROW | {"rate": 0.1, "origin": "ASEEN"}))
    assert (issue.place, issue.hint) == ("/tariffs/0/origin", 'did you mean "ASEAN"?')


def test_an_agreement_on_a_remedy_decides_nothing():
    row = ROW | {"rate": 0.1, "kind": "safeguard", "agreement": "RCEP"}
    issue = the("contradiction", said_of(row))
    assert (issue.severity, issue.place, issue.found) == ("warning", "/tariffs/0/agreement", "RCEP")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"hs_code": "85.05"}),
        ({}, {"destination": "JP"}),
        ({}, {"valid_from": "2027-01-01"}),
        ({"valid_to": "2027-01-01"}, {"valid_from": "2027-01-01"}),
        ({"rate": None, "specific": 3, "per": 1}, {"hs_code": "85-05"}),
        ({"rate": 0.2, "specific": 3, "per": 1}, {"hs_code": "85-05"}),
        ({"agreement": "RCEP"}, {"agreement": "RCEP", "hs_code": "85 05"}),
    ],
)
def test_rows_for_the_same_goods_on_the_same_days_are_named(one, other):
    issue = the("overlapping_rows", said_of(given(ROW | {"rate": 0.1} | one), ROW | {"rate": 0.2} | other))
    assert (issue.severity, issue.place) == ("warning", "/tariffs/1/hs_code")
    assert issue.message == "/tariffs/0 is in force for the same goods: the lowest counts"


@pytest.mark.parametrize(
    "other",
    [
        {"hs_code": "850511"},
        {"origin": "CN"},
        {"destination": "TH"},
        {"agreement": "RCEP"},
        {"kind": "safeguard"},
        {"valid_from": "2027-01-02"},
    ],
)
def test_rows_for_other_goods_or_other_days_do_not_overlap(other):
    assert said_of(ROW | {"rate": 0.1, "valid_to": "2027-01-01"}, ROW | {"rate": 0.2} | other) == ()


def test_rows_that_say_the_same_do_no_harm_but_remedies_would_be_added_twice():
    assert said_of(ROW | {"rate": 0.1}, ROW | {"rate": 0.1, "hs_code": "85.05"}) == ()
    remedy = ROW | {"rate": 0.1, "kind": "anti_dumping"}
    issue = the("overlapping_rows", said_of(remedy, remedy | {"hs_code": "85.05"}))
    assert issue.message == "/tariffs/0 is in force for the same goods: both are added"


def test_a_long_row_overlaps_every_short_one_inside_it_whatever_lies_between():
    """The first lasts all year; the third begins after the second has ended."""
    rows = [
        ROW | {"rate": 0.1, "valid_from": "2027-01-01", "valid_to": "2027-12-31"},
        ROW | {"rate": 0.2, "valid_from": "2027-02-01", "valid_to": "2027-02-28"},
        ROW | {"rate": 0.3, "valid_from": "2027-06-01", "valid_to": "2027-06-30"},
    ]
    found = said_of(*rows)
    assert [(i.code, i.place) for i in found] == [
        ("overlapping_rows", "/tariffs/1/hs_code"),
        ("overlapping_rows", "/tariffs/2/hs_code"),
    ]
    assert all("/tariffs/0 " in i.message for i in found)


CLAIM = quote(duty_rate=None, agreement=["RCEP"])
OF_RCEP = {"hs_code": "85", "origin": "RCEP_ASEAN_AU_NZ", "agreement": "RCEP", "rate": 0.01}


def useless(*rows, on=None, claim=CLAIM, **tables):
    return the("claim_without_effect", issues_of(on, tariffs=list(rows), quotes=[claim], **tables))


def test_a_claim_of_an_agreement_that_no_row_names_is_warned_of_with_the_closest_name():
    issue = useless(OF_RCEP, claim=CLAIM | {"agreement": ["RSEP"]})
    assert (issue.severity, issue.place, issue.found) == ("warning", "/quotes/0/agreement", "RSEP")
    assert issue.message == 'no row of tariffs has the agreement "RSEP"'
    assert issue.hint == 'did you mean "RCEP"?'


def test_a_claim_for_goods_that_no_row_of_the_agreement_covers_is_warned_of():
    issue = useless(OF_RCEP, claim=CLAIM | {"origin": "US"})
    assert issue.message == "no row of RCEP in force covers goods from US"
    assert useless(OF_RCEP | {"valid_to": "2027-03-31"}).message.endswith("covers goods from VN")
    assert useless(OF_RCEP | {"destination": "TH"}).message.endswith("covers goods from VN")


def test_all_claims_without_effect_are_named_together():
    issue = useless(OF_RCEP, claim=CLAIM | {"agreement": ["RCEP", "CPTPP", "AJCEP"], "origin": "US"})
    assert 'agreement "CPTPP"; no row of tariffs has the agreement "AJCEP"; no row of RCEP' in issue.message


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"duty_rate": 0.01, "agreement": ["nothing"]},
        {"incoterm": "DDP", "agreement": ["nothing"]},
        {"origin": "JP", "agreement": ["nothing"]},
        {"agreement": []},
        {"origin": "US", "customs_origin": "VN"},
    ],
)
def test_a_claim_that_counts_or_need_not_count_is_not_warned_of(columns):
    """Beside a duty rate of its own, under DDP or for goods of the country itself it is a record only."""
    assert codes(issues_of(tariffs=[OF_RCEP], quotes=[CLAIM | columns])) == []


def test_a_row_for_all_covers_every_origin_and_one_for_the_country_that_country():
    assert issues_of(tariffs=[OF_RCEP | {"origin": "*"}], quotes=[CLAIM | {"origin": "US"}]) == ()
    assert issues_of(tariffs=[OF_RCEP | {"origin": "US"}], quotes=[CLAIM | {"origin": "US"}]) == ()


def test_a_group_covers_whom_it_has_on_the_plan_s_day():
    """Timor-Leste joined ASEAN on 26 October 2025."""
    row, claim = OF_RCEP | {"origin": "ASEAN"}, CLAIM | {"origin": "TL"}
    assert useless(row, claim=claim, on=date(2025, 10, 25)).message.endswith("goods from TL")
    assert issues_of(date(2025, 10, 26), tariffs=[row], quotes=[claim]) == ()
