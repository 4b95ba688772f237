"""A profile as one JSON document, there and back."""

import json

import pytest

from models.errors import ProfileFormatError
from models.json_text import parse_json
from models.profile.document import document_of, profile_from_document
from tests.models.factory import codes, document, profile, quote, the


def read_text(text):
    return profile_from_document(parse_json(text))


@pytest.mark.parametrize("value", [[], None, "x", 1, True])
def test_a_profile_that_is_no_object_cannot_be_read(value):
    with pytest.raises(ProfileFormatError) as caught:
        profile_from_document(value)
    assert [i.code for i in caught.value.issues] == ["unreadable"]


def test_its_place_is_the_prefix_where_it_stands_in_a_larger_document():
    with pytest.raises(ProfileFormatError) as caught:
        profile_from_document([], "/profile")
    assert caught.value.issues[0].place == "/profile"


@pytest.mark.parametrize("name", ["firm", "horizon"])
@pytest.mark.parametrize("value", [[], "x", 1])
def test_what_is_one_object_is_no_list(name, value):
    issue = the("wrong_type", profile_from_document(document(**{name: value})).issues)
    assert issue.place == f"/{name}"
    assert f"{name} is a JSON object" in issue.message


@pytest.mark.parametrize("value", [{}, "x", 1, False])
def test_what_is_a_list_is_no_object(value):
    issue = the("wrong_type", profile_from_document(document(quotes=value)).issues)
    assert (issue.place, "list of objects" in issue.message) == ("/quotes", True)


@pytest.mark.parametrize("table", ["horizon", "locks", "tariffs"])
def test_null_is_the_same_as_an_absent_table(table):
    read = profile_from_document(document() | {table: None})
    assert read.issues == ()
    assert len(read[table]) == 0


def test_rows_that_are_no_objects_are_named_one_by_one_and_the_others_are_read():
    read = profile_from_document(document(items=[{"id": "hub"}, "nut", None, ["bolt"], {"id": "pin"}]))
    wrong = [i for i in read.issues if i.code == "wrong_type"]
    assert [i.place for i in wrong] == ["/items/1", "/items/2", "/items/3"]
    assert read["items"]["id"].tolist() == ["hub", None, None, None, "pin"]


def test_shareholders_stand_under_the_firm():
    firm = {"name": "F", "country": "JP", "shareholders": [{"name": "A", "share": 2}]}
    issue = the("out_of_range", profile_from_document(document(firm=firm)).issues)
    assert issue.place == "/firm/shareholders/0/share"


@pytest.mark.parametrize(
    ("name", "hint"),
    [("shareholders", "list them under firm"), ("profile", "the profile's keys stand at the top level")],
)
def test_what_is_a_table_of_files_only_is_no_key_of_the_document(name, hint):
    issue = the("unknown_table", profile_from_document(document(**{name: []})).issues)
    assert (issue.place, issue.hint) == (f"/{name}", hint)


def test_a_key_that_stands_twice_is_named_wherever_it_stands():
    """At the top, in the firm, and in the second row of a table."""
    read = read_text(
        """{"schema_version": "1", "currency": "JPY", "currency": "USD",
            "firm": {"name": "F", "country": "JP", "country": "CN"},
            "items": [{"id": "hub"}, {"id": "nut", "id": "bolt"}]}"""
    )
    repeated = [i.place for i in read.issues if i.code == "repeated_key"]
    assert repeated == ["/currency", "/firm/country", "/items/1/id"]


def test_a_table_given_twice_is_named():
    read = read_text('{"schema_version": "1", "currency": "JPY", "items": [{"id": "a"}], "items": []}')
    assert the("repeated_key", read.issues).place == "/items"


def test_keys_with_slashes_are_escaped_in_their_place():
    assert the("unknown_table", profile(**{"a/b": 1}).issues).place == "/a~1b"
    assert the("unknown_column", profile(items=[{"id": "hub", "a/b": 1}]).issues).place == "/items/0/a~1b"


def test_rows_need_not_have_the_same_keys():
    read = profile(items=[{"id": "hub"}, {"category": "c", "id": "nut"}])
    assert read["items"]["category"].tolist() == [None, "c"]


def test_a_profile_written_back_is_the_document_it_came_from():
    source = document(
        name="全社",
        carrying_rate=0.1,
        firm={"name": "F", "country": "JP", "shareholders": [{"name": "A", "share": 0.5}]},
        items=[{"id": "hub", "critical": False, "min_suppliers": 2}],
        quotes=[quote(valid_from="2027-01-01", agreement=["RCEP"], qualified=True)],
        plants=[{"id": "p", "country": "JP"}],
    )
    assert document_of(profile_from_document(source)) == source


def test_a_profile_written_back_is_plain_json():
    written = json.dumps(document_of(profile(quotes=[quote(valid_to="2028-01-01", qualified=False)])))
    assert document_of(read_text(written)) == json.loads(written)


def test_absent_values_are_not_written_back():
    assert document_of(profile(items=[{"id": "hub", "name": None, "category": ""}]))["items"] == [
        {"id": "hub"}
    ]


def test_reading_never_stops_at_the_first_fault():
    issues = profile_from_document({"items": "x", "quotes": 3, "firm": 4, "zebra": 5}).issues
    assert codes(issues).count("wrong_type") == 3
    assert codes(issues).count("missing_value") == 2
    assert codes(issues).count("unknown_table") == 1
