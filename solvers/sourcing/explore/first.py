"""The first rows of a list solved again, as far as the order that follows from it asks for it."""

from collections.abc import Callable, Iterable
from typing import Protocol

from solvers.sourcing.budget import Budget

FIRST = 5
"""Rows at the head of a list that are solved again; the others keep the relaxation's word."""

MOST_SOLVED = 10
"""Rows that are solved again in all: one that turns out worth less makes room for the next."""


class Row(Protocol):
    """A row of a list."""

    @property
    def checked(self) -> bool | None:
        """Whether solving again confirmed it; None where it was not tried, or not settled in time."""


def first_checked[R: Row](
    rows: Iterable[R], check: Callable[[R], R], order: Callable[[Iterable[R]], tuple[R, ...]], budget: Budget
) -> tuple[R, ...]:
    """The rows in order, the first of them checked.

    Args:
        rows: ranked by the relaxation or not.
        check: solves a row again.
        order: sorts rows.
        budget: of time; what does not fit stays unchecked.
    """
    found, unsettled = order(rows), list[R]()
    for _ in range(MOST_SOLVED):
        open_ = [row for row in found[:FIRST] if row.checked is None and row not in unsettled]
        if not open_ or budget.spent:
            break
        row = check(open_[0])
        if row.checked is None:
            unsettled.append(row)
        found = order(row if one is open_[0] else one for one in found)
    return found
