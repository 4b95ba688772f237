"""Issues gathered row by row."""

import numpy as np

from models.places import Places
from models.profile.collect import MOST_ROWS, Collector


def say(row):
    return row, f"row {row} is wrong", "mend it"


def test_each_row_gets_its_place_its_value_and_its_words():
    collect = Collector(Places())
    collect.rows("wrong_type", "quotes", "id", np.array([False, True]), say)
    (issue,) = collect.issues
    assert (issue.place, issue.found, issue.message) == ("/quotes/1/id", "1", "row 1 is wrong")
    assert (issue.hint, issue.severity) == ("mend it", "fault")


def test_rows_may_be_named_by_number():
    collect = Collector(Places())
    collect.rows("wrong_type", "quotes", "", np.array([4, 2]), say)
    assert [i.place for i in collect.issues] == ["/quotes/4", "/quotes/2"]


def test_beyond_the_most_the_rest_is_one_issue_of_the_same_severity():
    collect = Collector(Places("csv"))
    collect.rows("not_used", "quotes", "id", np.ones(MOST_ROWS + 5, dtype=bool), say, severity="warning")
    assert len(collect.issues) == MOST_ROWS + 1
    last = collect.issues[-1]
    assert (last.place, last.severity) == (f"quotes.csv:{MOST_ROWS + 2} id", "warning")
    assert last.message == "and 5 more rows like it from here on"


def test_no_row_gives_no_issue():
    collect = Collector(Places())
    collect.rows("wrong_type", "quotes", "id", np.zeros(3, dtype=bool), say)
    assert collect.issues == []


def test_a_cell_at_fault_gets_no_other_issue():
    collect = Collector(Places())
    collect.rows("wrong_type", "quotes", "capacity", np.array([0]), say)
    collect.rows("min_above_max", "quotes", "capacity", np.array([0, 1]), say)
    assert [(i.code, i.place) for i in collect.issues] == [
        ("wrong_type", "/quotes/0/capacity"),
        ("min_above_max", "/quotes/1/capacity"),
    ]


def test_a_row_is_left_out_where_another_column_that_a_rule_uses_is_at_fault():
    collect = Collector(Places())
    collect.rows("wrong_type", "quotes", "capacity", np.array([0]), say)
    collect.rows("min_above_max", "quotes", "lot_size", np.array([0, 1]), say, using=("capacity",))
    assert [i.place for i in collect.issues[1:]] == ["/quotes/1/lot_size"]


def test_what_rows_say_together_leaves_each_cell_sound():
    collect = Collector(Places())
    collect.rows("duplicate_row", "quotes", "id", np.array([1]), say)
    assert collect.marks.sound("quotes", 2, "id").all()


def test_rows_with_the_same_value_are_one_issue_with_the_number_of_the_others():
    collect = Collector(Places())
    values = np.array(["USD", "CNY", "USD", None], dtype=object)
    collect.alike(
        "no_exchange_rate",
        "quotes",
        "currency",
        np.array([True, True, True, False]),
        values,
        lambda row, others: (values[row], f"{others} more", ""),
    )
    assert [(i.place, i.found, i.message, i.others) for i in collect.issues] == [
        ("/quotes/0/currency", "USD", "1 more", 1),
        ("/quotes/1/currency", "CNY", "0 more", 0),
    ]
