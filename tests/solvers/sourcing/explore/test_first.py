"""Which rows of a list are solved again."""

from dataclasses import dataclass, replace

from solvers.milp import SolveOptions
from solvers.sourcing.budget import Budget
from solvers.sourcing.explore.first import FIRST, MOST_SOLVED, first_checked


@dataclass(frozen=True)
class Row:
    name: int
    worth: float
    checked: bool | None = None


def ordered(rows):
    return tuple(sorted(rows, key=lambda row: -row.worth))


def checked(check, count: int = 20, seconds: float = 60.0):
    rows = [Row(name, 100.0 - name) for name in range(count)]
    return first_checked(rows, check, ordered, Budget(None, SolveOptions(), seconds))


def test_the_first_rows_are_checked_and_the_others_are_not():
    found = checked(lambda row: replace(row, checked=True))
    assert [row.checked for row in found] == [True] * FIRST + [None] * (20 - FIRST)


def test_a_row_that_turns_out_worth_less_makes_room_for_the_next():
    found = checked(lambda row: replace(row, checked=True, worth=0.0 if row.name == 2 else row.worth))
    assert [row.name for row in found if row.checked] == [0, 1, 3, 4, 5, 2]


def test_no_more_rows_are_solved_than_a_list_is_worth():
    found = checked(lambda row: replace(row, checked=True, worth=0.0))
    assert sum(row.checked is not None for row in found) == MOST_SOLVED


def test_a_row_that_is_not_settled_is_tried_once():
    tried: list[int] = []

    def check(row: Row) -> Row:
        tried.append(row.name)
        return row

    assert all(row.checked is None for row in checked(check))
    assert tried == list(range(FIRST))


def test_without_time_nothing_is_solved_again():
    found = checked(lambda row: replace(row, checked=True), seconds=0.0)
    assert all(row.checked is None for row in found)
