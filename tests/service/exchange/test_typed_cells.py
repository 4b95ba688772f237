"""How cells with types of their own become the contract's kinds."""

import numpy as np
import pytest

from models.places import Places
from models.profile.collect import Collector
from models.profile.rows import objects
from models.profile.schema import TABLES
from models.profile.typed_cells import TypedCells
from service.exchange.typed_cells import Cells, Group, converted, shown, typed_column

QUOTES, ITEMS = TABLES["quotes"], TABLES["items"]


def column(table, name, *groups):
    """The groups as (kind, values): their rows follow each other."""
    made, row = [], 0
    for kind, values in groups:
        array = objects(values) if kind in ("text", "other") else np.array(values)
        made.append(
            Group(kind, np.arange(row, row + len(values)), array, "mend it" if kind == "other" else "")
        )
        row += len(values)
    return converted(Cells(row, tuple(made)), table.column(name))


def wrong(cells):
    return np.flatnonzero(cells.done.wrong).tolist()


def test_texts_alone_are_read_as_the_cells_of_a_csv_file():
    cells = Cells(3, (Group("text", np.array([0, 2]), objects(["1.5", "x"])),))
    assert converted(cells, QUOTES.column("unit_price")).tolist() == ["1.5", "", "x"]


def test_numbers_keep_every_digit():
    values = [0.1, 1 / 3, 12345678.901234567, 1e-18]
    assert column(QUOTES, "unit_price", ("number", values)).done.column.tolist() == values


def test_numbers_and_texts_of_numbers_may_stand_in_one_column():
    cells = column(QUOTES, "unit_price", ("number", [1.5]), ("text", ["2.5", "two"]))
    assert cells.done.column[:2].tolist() == [1.5, 2.5]
    assert wrong(cells) == [2]
    assert cells[2] == "two"


def test_endless_numbers_are_named_and_not_kept():
    cells = column(QUOTES, "unit_price", ("number", [np.inf, np.nan, 1.0]))
    assert cells.done.endless.tolist() == [True, True, False]
    assert np.isnan(cells.done.column[:2]).all()


@pytest.mark.parametrize("values", [[7], [7.0], np.array([7], dtype=np.uint8)])
def test_a_whole_number_in_a_column_of_codes_is_its_digits(values):
    for name in ("item", "incoterm", "manufacturer"):
        assert column(QUOTES, name, ("number", values)).done.column.tolist() == ["7"]


def test_integers_keep_all_their_digits_as_codes():
    large = 2**63 - 1
    assert column(QUOTES, "item", ("number", [large, -5])).done.column.tolist() == [str(large), "-5"]


def test_a_code_that_may_have_lost_digits_is_refused():
    """A spreadsheet keeps 15 digits: 999,999,999,999,999 is the last number whose digits are all there."""
    cells = column(QUOTES, "item", ("number", [999_999_999_999_999.0, 1e15, 1.5]))
    assert cells.done.column.tolist() == ["999999999999999", None, None]
    assert wrong(cells) == [1, 2]
    assert "fifteen digits" in cells.hint(1)


def test_a_fraction_or_a_date_or_a_truth_value_is_no_code():
    fraction = column(QUOTES, "item", ("number", [1.5]))
    day = column(QUOTES, "item", ("day", [np.datetime64("2027-01-02", "D")]))
    flag = column(QUOTES, "item", ("bool", [True]))
    for cells in (fraction, day, flag):
        assert wrong(cells) == [0]
        assert "as text" in cells.hint(0)


def test_flags_may_be_truth_values_or_one_and_zero():
    cells = column(
        QUOTES, "qualified", ("bool", [True, False]), ("number", [1, 0, 2]), ("text", ["true", "yes"])
    )
    assert cells.done.column[[0, 1, 2, 3, 5]].tolist() == [1, 0, 1, 0, 1]
    assert wrong(cells) == [4, 6]


def test_days_are_days_and_numbers_are_not():
    first, last = np.datetime64("0001-01-01", "D"), np.datetime64("9999-12-31", "D")
    beyond = np.datetime64("10000-01-01", "D")
    cells = column(
        QUOTES, "valid_from", ("day", [first, last, beyond]), ("number", [46113]), ("text", ["2027-04-01"])
    )
    assert cells.done.column[[0, 1, 4]].tolist() == [
        first.item(),
        last.item(),
        np.datetime64("2027-04-01", "D").item(),
    ]
    assert wrong(cells) == [2, 3]
    assert "format it as a date" in cells.hint(3)


def test_a_date_in_a_column_of_numbers_is_wrong():
    cells = column(QUOTES, "unit_price", ("day", [np.datetime64("2027-01-02", "D")]))
    assert wrong(cells) == [0]
    assert "format it as a number" in cells.hint(0)


def test_what_fits_no_column_says_why():
    cells = column(QUOTES, "unit_price", ("other", ["#REF!"]), ("number", [1.0]))
    assert (wrong(cells), cells[0], cells.hint(0), cells.hint(1)) == ([0], "#REF!", "mend it", "")


def test_a_list_of_one_code_may_be_a_number():
    table = TABLES["investments"]
    cells = column(table, "unlocks", ("number", [1001.0]), ("text", ["a; b"]))
    assert cells.done.column.tolist() == [("1001",), ("a", "b")]
    assert column(QUOTES, "ramp_up", ("number", [0.25])).done.column.tolist() == [("0.25",)]


def hs_codes(values):
    cells = Cells(len(values), (Group("number", np.arange(len(values)), np.array(values)),))
    place = Places("csv")
    collect = Collector(place)
    return typed_column(cells, ITEMS, "hs_code", collect), collect.issues


@pytest.mark.parametrize("value", [1, 101, 85051, 1012100, 8505.11])
def test_an_hs_code_that_has_lost_a_zero_for_certain_is_refused(value):
    """Codes have 2, 4, 6 or 8 and more digits: 101 was 0101, 8505.11 as a number may have been 8505.110."""
    cells, _ = hs_codes([value])
    assert wrong(cells) == [0]
    assert "as text" in cells.hint(0)


@pytest.mark.parametrize("value", [85, 8505, 850511, 85051100, 850511000, 8505110000])
def test_an_hs_code_as_a_number_that_may_be_whole_is_read_with_a_warning(value):
    cells, (issue,) = hs_codes([value])
    assert cells.done.column.tolist() == [str(value)]
    assert (issue.code, issue.severity, issue.place) == (
        "hs_code_as_number",
        "warning",
        "items.csv:2 hs_code",
    )


def test_many_hs_codes_as_numbers_are_one_warning():
    _, (issue,) = hs_codes([101.0, 850511.0, 850519.0])
    assert issue.message.startswith("2 HS code(s)")
    assert issue.place == "items.csv:3 hs_code"


def test_hs_codes_as_texts_are_read_without_a_word():
    collect = Collector(Places("csv"))
    cells = Cells(1, (Group("text", np.array([0]), objects(["0101"])),))
    assert typed_column(cells, ITEMS, "hs_code", collect).tolist() == ["0101"]
    assert collect.issues == []


def test_what_stands_in_a_row_is_shown_as_it_looks():
    groups = (
        Group("number", np.array([1]), np.array([1.5])),
        Group("day", np.array([3]), np.array(["2027-04-01"], dtype="datetime64[D]")),
    )
    cells = Cells(4, groups)
    assert [str(shown(cells, row)) for row in range(4)] == ["", "1.5", "", "2027-04-01"]


def test_a_column_without_cells_is_absent():
    assert converted(Cells(2, ()), QUOTES.column("unit_price")).tolist() == ["", ""]
    assert not isinstance(converted(Cells(0, ()), QUOTES.column("item")), TypedCells)
