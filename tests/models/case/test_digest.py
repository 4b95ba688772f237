"""A hash that knows the content and not the order."""

import pytest

from models.case.digest import profile_digest
from models.places import Places
from models.profile.document import document_of, profile_from_document
from models.profile.read import RawTable, read_tables
from models.profile.schema import TABLES
from tests.models.factory import document, profile, quote

SAMPLES = {
    "id": ("a", "b"),
    "text": ("a", "b"),
    "number": (0.5, 0.25),
    "bool": (True, False),
    "date": ("2027-04-01", "2027-04-02"),
    "country": ("JP", "CN"),
    "currency": ("JPY", "USD"),
    "list": (["a"], ["b"]),
}


def two_values(column):
    if column.kind == "choice":
        return (*column.choices, "another")[:2]
    return (1, 2) if column.whole else SAMPLES[column.kind]


def digest_of_one(table, column, value):
    """Digest of a profile of one row that gives one value; faults do not matter here."""
    raw = {table: RawTable({} if value is None else {column: [value]}, 1)}
    return profile_digest(read_tables(raw, Places()))


ALL_COLUMNS = [(table.name, column.name) for table in TABLES.values() for column in table.columns]


@pytest.mark.parametrize(("table", "name"), ALL_COLUMNS)
def test_every_value_of_every_column_counts(table, name):
    first, second = two_values(TABLES[table].column(name))
    digests = [digest_of_one(table, name, value) for value in (None, first, second)]
    assert len(set(digests)) == 3
    assert digest_of_one(table, name, first) == digests[1]


def test_the_same_value_in_another_column_is_another_profile():
    one = profile(items=[{"id": "hub", "name": "x"}])
    other = profile(items=[{"id": "hub", "category": "x"}])
    assert profile_digest(one) != profile_digest(other)


def test_values_that_change_places_between_rows_are_another_profile():
    """10 from V1 and 20 from C1 is not 20 from V1 and 10 from C1."""
    one = profile(quotes=[quote("V1", 10), quote("C1", 20)])
    other = profile(quotes=[quote("V1", 20), quote("C1", 10)])
    assert profile_digest(one) != profile_digest(other)


def test_values_that_change_places_within_a_row_are_another_profile():
    one = profile(quotes=[quote(freight=1, handling=2)])
    other = profile(quotes=[quote(freight=2, handling=1)])
    assert profile_digest(one) != profile_digest(other)


def test_a_row_that_stands_twice_counts_twice():
    once, twice = profile(quotes=[quote()]), profile(quotes=[quote(), quote()])
    assert profile_digest(once) != profile_digest(twice)


def test_zero_false_and_nothing_are_three_things():
    digests = {profile_digest(profile(quotes=[quote(freight=v)])) for v in (None, 0)}
    digests |= {profile_digest(profile(quotes=[quote(qualified=v)])) for v in (True, False)}
    assert len(digests) == 4


def test_the_order_of_rows_and_keys_means_nothing():
    rows = [quote("V1", 10), quote("C1", 20), quote("C1", 20, id="b")]
    turned = [dict(reversed(row.items())) for row in reversed(rows)]
    assert profile_digest(profile(quotes=rows)) == profile_digest(profile(quotes=turned))


def test_an_empty_text_null_and_an_absent_value_are_the_same_content():
    digests = {
        profile_digest(profile(items=[{"id": "hub"} | extra])) for extra in ({}, {"name": None}, {"name": ""})
    }
    assert len(digests) == 1


def test_a_number_is_the_same_with_and_without_a_point():
    assert profile_digest(profile(quotes=[quote(price=10)])) == profile_digest(
        profile(quotes=[quote(price=10.0)])
    )


def test_a_profile_written_and_read_again_has_the_same_digest():
    read = profile(quotes=[quote(price=0.1 + 0.2, agreement=["RCEP"], valid_from="2027-01-01")])
    assert profile_digest(profile_from_document(document_of(read))) == profile_digest(read)


def test_the_digest_does_not_change_from_run_to_run():
    """It is stored beside plans, so this literal may change only together with the schema version."""
    assert profile_digest(profile_from_document(document())) == PINNED


PINNED = "40b7dec837523c87c38016e53b9a186b557e332a7d65d19dc86c242b492a0b54"
