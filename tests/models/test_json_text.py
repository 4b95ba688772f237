"""JSON text to values, nothing hidden."""

import math

import pytest

from models.errors import ProfileFormatError
from models.json_text import all_repeated_keys, json_kind, parse_json, repeated_keys


def refused(text):
    with pytest.raises(ProfileFormatError) as caught:
        parse_json(text, "profile.json")
    (issue,) = caught.value.issues
    assert issue.place == "profile.json"
    return issue


def test_json_may_begin_with_a_byte_order_mark():
    assert parse_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}
    assert parse_json('\ufeff{"a": 1}') == {"a": 1}


def test_text_of_any_language_passes():
    assert parse_json('{"品目": "磁石 \\ud83e\\uddf2 \\u78c1"}'.encode()) == {"品目": "磁石 🧲 磁"}


def test_endless_numbers_pass_to_be_named_with_their_place():
    found = parse_json("[NaN, Infinity, -Infinity, 1e400]")
    assert math.isnan(found[0])
    assert found[1:] == [math.inf, -math.inf, math.inf]


def test_what_is_no_json_is_refused_with_line_and_column():
    issue = refused('{"a": 1,\n "b" 2}')
    assert issue.code == "unreadable"
    assert "line 2, column 6" in issue.message


@pytest.mark.parametrize("text", ["", "   ", "{", "{'a': 1}", "[1,]", '{"a": 1} x'])
def test_broken_json_is_unreadable(text):
    assert refused(text).code == "unreadable"


def test_bytes_that_are_not_utf_8_are_named():
    issue = refused('{"name": "磁石"}'.encode("shift_jis"))
    assert issue.code == "encoding"
    assert issue.hint == "save it as UTF-8"


def test_half_a_character_is_refused_since_no_answer_could_hold_it():
    assert refused('{"name": "\\ud800"}').code == "encoding"
    assert refused('{"\\udfff": 1}').code == "encoding"


def test_a_whole_number_of_thousands_of_digits_is_refused():
    assert refused('{"a": ' + "9" * 5000 + "}").code == "unreadable"


def test_json_nested_without_end_is_refused():
    assert refused("[" * 200_000 + "]" * 200_000).code == "unreadable"


def test_a_key_that_stands_twice_is_named_once_and_escaped():
    found = parse_json('{"a/b": 1, "c": 2, "a/b": 3, "a/b": 4}')
    (issue,) = repeated_keys(found, "/")
    assert (issue.code, issue.place, issue.found) == ("repeated_key", "/a~1b", "a/b")
    assert found == {"a/b": 4, "c": 2}


def test_keys_of_different_objects_may_be_the_same():
    assert all_repeated_keys(parse_json('[{"a": 1}, {"a": 2}, {"b": {"a": 3}}]'), "") == []


def test_repeated_keys_are_found_inside_what_they_hold():
    found = parse_json('{"caps": [{"id": "x"}, {"id": "y", "id": "z"}], "effort": {"gap": 0, "gap": 1}}')
    places = {issue.place for issue in all_repeated_keys(found, "/request")}
    assert places == {"/request/caps/1/id", "/request/effort/gap"}
    assert repeated_keys(found, "/request") == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "null"),
        (True, "true or false"),
        (1, "a number"),
        (1.5, "a number"),
        ("x", "a text"),
        ([], "a list"),
        ({}, "an object"),
    ],
)
def test_a_json_value_is_named_in_words(value, words):
    assert json_kind(value) == words
