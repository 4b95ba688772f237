"""A table as columns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.profile.columns import Column
from models.profile.rows import (
    Rows,
    absent_column,
    codes_of,
    distinct,
    empty_rows,
    is_absent,
    lookup_of,
    objects,
    pairs_of,
    positions,
)
from models.profile.schema import TABLES

DAYS = np.array(["2027-04-01", "NaT"], dtype="datetime64[D]")


def rows():
    return Rows({"id": objects(["a", None]), "price": np.array([1.0, np.nan]), "on": DAYS}, 2)


@pytest.mark.parametrize("name", ["id", "price", "on"])
def test_it_is_known_which_rows_give_a_value(name):
    assert rows().given(name).tolist() == [True, False]


def test_absent_values_are_filled_and_the_table_stays_as_it_is():
    table = rows()
    assert table.filled("price", 7.0).tolist() == [1.0, 7.0]
    assert table.filled("id", "x").tolist() == ["a", "x"]
    assert table.filled("id", objects(["p", "q"])).tolist() == ["a", "q"]
    assert np.isnan(table["price"][1])
    assert table["id"][1] is None


def test_zero_and_false_are_values():
    table = Rows({"x": np.array([0.0])}, 1)
    assert table.given("x").tolist() == [True]
    assert table.filled("x", 5.0).tolist() == [0.0]


def test_rows_are_taken_by_mask_or_by_number():
    assert rows().take(np.array([False, True])).count == 1
    taken = rows().take(np.array([1, 0, 0]))
    assert (taken.count, taken["id"].tolist()) == (3, [None, "a", "a"])


@pytest.mark.parametrize("kind", ["id", "text", "number", "bool", "date", "country", "currency", "list"])
def test_a_column_nobody_filled_is_absent_in_every_row(kind):
    assert is_absent(absent_column(Column("x", kind, "a column"), 3)).tolist() == [True] * 3


def test_an_empty_table_has_all_its_columns():
    for table in TABLES.values():
        assert tuple(empty_rows(table).columns) == table.names


def test_names_are_found_among_ids():
    assert positions(objects(["b", "x", None, "a"]), objects(["a", "b"])).tolist() == [1, -1, -1, 0]
    assert positions(objects(["a"]), objects([])).tolist() == [-1]
    assert positions(objects([]), objects(["a"])).tolist() == []


def test_of_ids_that_repeat_the_first_counts():
    assert positions(objects(["a", "b"]), objects(["a", "b", "a"])).tolist() == [0, 1]


def test_a_list_in_a_cell_stays_one_value():
    assert objects([("a", "b"), None]).tolist() == [("a", "b"), None]


def test_rows_alike_get_the_same_code_absent_values_included():
    codes = codes_of(objects(["a", "a", None, None, "a"]), np.array([1.0, np.nan, np.nan, np.nan, 1.0]))
    assert codes[0] == codes[4]
    assert codes[2] == codes[3]
    assert len(set(codes.tolist())) == 3


def test_parts_of_a_key_are_not_mixed_up():
    """("a", "bc") and ("ab", "c") are two keys."""
    codes = codes_of(objects(["a", "ab"]), objects(["bc", "c"]))
    assert codes[0] != codes[1]


def test_pairs_are_listed_by_what_is_wanted_then_by_position():
    """7 is not there, 3 stands at 1 and 4, 5 at 0 and is wanted twice."""
    wanted, keys = np.array([3, 7, 5, 5]), np.array([5, 3, 9, 8, 3])
    at, found = pairs_of(wanted, keys)
    assert list(zip(at.tolist(), found.tolist(), strict=True)) == [(0, 1), (0, 4), (2, 0), (3, 0)]


@given(st.lists(st.integers(0, 5), max_size=8), st.lists(st.integers(0, 5), max_size=8))
def test_pairs_are_all_that_comparing_each_with_each_would_find(wanted, keys):
    at, found = pairs_of(np.array(wanted, dtype=np.int64), np.array(keys, dtype=np.int64))
    expected = [(w, k) for w in range(len(wanted)) for k in range(len(keys)) if wanted[w] == keys[k]]
    assert list(zip(at.tolist(), found.tolist(), strict=True)) == expected


@given(st.lists(st.integers(-3, 3)))
def test_distinct_numbers_are_in_order_and_each_there_once(numbers):
    assert distinct(np.array(numbers, dtype=np.int64)).tolist() == sorted(set(numbers))


def test_a_lookup_may_be_asked_again():
    lookup = lookup_of(np.array([2, 1, 2]))
    assert lookup.all_of(np.array([2])).tolist() == [0, 2]
    assert lookup.all_of(np.array([3, 1])).tolist() == [1]
