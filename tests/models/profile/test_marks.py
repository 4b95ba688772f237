"""Cells with a fault of their own."""

import numpy as np

from models.profile.marks import Marks


def marked():
    marks = Marks()
    marks.add("demand", "quantity", np.array([1, 3]))
    marks.add("quotes", "", np.array([0]))
    marks.add_column("items", "id")
    return marks


def test_a_row_is_sound_where_no_column_looked_at_is_marked():
    marks = marked()
    assert marks.sound("demand", 4, "quantity").tolist() == [True, False, True, False]
    assert marks.sound("demand", 4, "item").tolist() == [True] * 4


def test_a_row_that_cannot_be_trusted_is_sound_in_no_column():
    assert marked().sound("quotes", 2, "item").tolist() == [False, True]
    assert marked().unmarked("quotes", np.array([0, 1]), "item").tolist() == [1]


def test_no_row_is_sound_in_a_column_that_is_marked_as_a_whole():
    assert marked().sound("items", 2, "id").tolist() == [False, False]
    assert marked().unmarked("items", np.array([0, 1]), "id").tolist() == []


def test_a_table_has_marks_where_any_of_its_cells_has():
    marks = marked()
    assert marks.any("demand")
    assert marks.any("demand", "item", "quantity")
    assert not marks.any("demand", "item")
    assert marks.any("quotes", "unit_price")
    assert not marks.any("tariffs")


def test_a_copy_can_be_added_to_alone():
    marks = marked()
    marks.copy().add("demand", "quantity", np.array([0]))
    assert marks.sound("demand", 4, "quantity")[0]
