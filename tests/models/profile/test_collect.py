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
