"""From JSON values and from cell texts to typed columns, kind by kind."""

import math

import numpy as np
import pytest

from models.profile.columns import Column
from models.profile.convert import from_json, from_text
from models.profile.rows import objects

ABSENT = "absent"
WRONG = "wrong"
ENDLESS = "endless"
TEXTS = ("id", "text", "country", "currency", "choice")


def column(kind):
    return Column("x", kind, "a column")


def read(done, at=0):
    """What became of one value: itself as plain Python, or why there is none."""
    if done.wrong[at]:
        return WRONG
    if done.endless[at]:
        return ENDLESS
    value = done.column[at]
    if value is None or value != value:  # NaN and NaT differ from themselves
        return ABSENT
    return value.item() if isinstance(value, np.generic) else value


def of_json(value, kind):
    return read(from_json([value], column(kind)))


def of_text(cell, kind):
    return read(from_text(objects([cell]), column(kind)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, 1.0),
        (1.5, 1.5),
        (-2, -2.0),
        (0, 0.0),
        (None, ABSENT),
        ("1", WRONG),
        ("", WRONG),
        (True, WRONG),
        ([1], WRONG),
        ({}, WRONG),
        (math.nan, ENDLESS),
        (math.inf, ENDLESS),
        (-math.inf, ENDLESS),
        (10**400, ENDLESS),
    ],
)
def test_a_json_number_is_a_number_and_nothing_else(value, expected):
    assert of_json(value, "number") == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1", 1.0),
        ("1.5", 1.5),
        ("+5", 5.0),
        ("-0.25", -0.25),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("", ABSENT),
        ("1e400", ENDLESS),
        ("inf", ENDLESS),
        ("-Infinity", ENDLESS),
        ("NaN", ENDLESS),
        ("nan", ENDLESS),
        ("1,000", WRONG),
        ("1 000", WRONG),
        ("1_000", WRONG),
        ("0x10", WRONG),
        ("１２", WRONG),
        ("12円", WRONG),
        ("NA", WRONG),
        ("null", WRONG),
        ("true", WRONG),
    ],
)
def test_a_number_in_a_cell_is_digits_with_a_point(cell, expected):
    assert of_text(cell, "number") == expected


@pytest.mark.parametrize(
    "text", ["0.1", "1234567.89", "9007199254740993", "2.675", "5e-324", "0.30000000000000004"]
)
def test_a_cell_gives_the_same_number_as_json_to_the_last_bit(text):
    assert of_text(text, "number") == of_json(float(text), "number")


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("abc", "abc"),
        ("0012", "0012"),
        (None, ABSENT),
        ("", ABSENT),
        (12, WRONG),
        (True, WRONG),
        (["a"], WRONG),
    ],
)
def test_a_json_text_is_a_text_and_an_empty_one_says_nothing(kind, value, expected):
    assert of_json(value, kind) == expected


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_in_a_cell_keeps_its_leading_zeros(kind):
    assert of_text("0012", kind) == "0012"
    assert of_text("", kind) == ABSENT
    assert of_text("NA", kind) == "NA", "Namibia, not an absent value"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, 1.0), (False, 0.0), (None, ABSENT), (1, WRONG), (0, WRONG), ("true", WRONG)],
)
def test_a_json_flag_is_true_or_false(value, expected):
    assert of_json(value, "bool") == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("true", 1.0),
        ("TRUE", 1.0),
        ("1", 1.0),
        ("false", 0.0),
        ("False", 0.0),
        ("0", 0.0),
        ("", ABSENT),
        ("yes", WRONG),
        ("2", WRONG),
    ],
)
def test_a_flag_in_a_cell_is_true_or_false_or_one_or_zero(cell, expected):
    assert of_text(cell, "bool") == expected


@pytest.mark.parametrize("read_one", [of_json, of_text])
@pytest.mark.parametrize("text", ["2027-04-01", "0001-01-01", "9999-12-31"])
def test_a_date_is_read_from_its_iso_form(read_one, text):
    assert str(read_one(text, "date")) == text


@pytest.mark.parametrize("read_one", [of_json, of_text])
@pytest.mark.parametrize("text", ["2027/04/01", "1.4.2027", "2027-02-29", "April", "2027-4-1"])
def test_another_form_is_no_date(read_one, text):
    assert read_one(text, "date") == WRONG


def test_a_date_may_be_absent_but_no_number():
    assert of_json(None, "date") == ABSENT
    assert of_text("", "date") == ABSENT
    assert of_json(20270401, "date") == WRONG


@pytest.mark.parametrize(
    ("value", "expected"),
    [(["a", "b"], ("a", "b")), ([], ()), (None, ABSENT), ("a;b", WRONG), ([1], WRONG), ([None], WRONG)],
)
def test_a_json_list_is_a_list_of_texts(value, expected):
    assert of_json(value, "list") == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("a;b", ("a", "b")), ("a", ("a",)), (" a ; b ;", ("a", "b")), ("", ABSENT)],
)
def test_a_list_in_a_cell_is_separated_by_semicolons(cell, expected):
    assert of_text(cell, "list") == expected


@pytest.mark.parametrize("kind", ["number", "bool", "date", "list", *TEXTS])
def test_one_wrong_value_does_not_hide_the_others(kind):
    """The second row is right, the first is an object, the third is absent."""
    right = {"number": 1, "bool": True, "date": "2027-04-01", "list": ["a"]}.get(kind, "a")
    done = from_json([{}, right, None], column(kind))
    assert done.wrong.tolist() == [True, False, False]
    assert read(done, 1) not in (WRONG, ENDLESS, ABSENT)
    assert read(done, 2) == ABSENT


@pytest.mark.parametrize("kind", ["number", "bool", "date", "list", *TEXTS])
def test_a_column_of_empty_cells_is_absent(kind):
    done = from_text(objects(["", ""]), column(kind))
    assert [read(done, at) for at in (0, 1)] == [ABSENT, ABSENT]


@pytest.mark.parametrize("kind", ["number", "bool", "date", "list", *TEXTS])
def test_a_column_without_rows_stays_one(kind):
    assert len(from_json([], column(kind)).column) == 0
    assert len(from_text(objects([]), column(kind)).column) == 0
