"""What the tables of an answer have beyond the answer itself: shares and concentration by item and plant."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import partial
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from models.case.case import SourcingCase
from models.plan.decisions import todays
from models.plan.exposure import (
    Concentration,
    ExposureRow,
    Ledger,
    detail_rows,
    item_concentration,
    ledger_of,
)
from service.exchange.plan_tables.side_by_side import paired_indices, paired_shares
from service.exchange.plan_tables.table import AnswerSource, Document, Row
from solvers.sourcing.outcome import Outcome

Details = dict[str, Callable[[], Iterable[Row]]]
_Place = tuple[int, int, int]
_Tagged = tuple[_Place, int, Row]


def plan_source(outcome: Outcome, answer: Document) -> AnswerSource:
    """An answer with what its files have beyond it."""
    case, plan = outcome.case, outcome.plan
    before = ledger_of(case, todays(case)) if plan is None else plan.standing.exposure.ledger
    return AnswerSource(
        answer, "plan", details_of(case, before, None if plan is None else plan.exposure.ledger)
    )


def details_of(case: SourcingCase, before: Ledger, after: Ledger | None) -> Details:
    """The further rows of `exposure` and `concentration`.

    They are made anew at every call and one item at a time: a large plan has millions of them.

    Args:
        case: the case.
        before: today's purchases.
        after: the plan's; None where there is none.
    """
    return {
        "exposure": partial(_together, case, before, after, (detail_rows, ExposureRow, paired_shares)),
        "concentration": partial(
            _together, case, before, after, (item_concentration, Concentration, paired_indices)
        ),
    }


def _together(
    case: SourcingCase, before: Ledger, after: Ledger | None, how: tuple[Any, Any, Any]
) -> Iterator[Row]:
    """Both sides, item by item: each comes in the order of periods, items and plants, so they merge."""
    rows_of, kind, paired = how
    names = [field.name for field in fields(kind)]
    places = _places(case)
    sides = [
        _tagged(rows_of(case, ledger), side, names, places)
        for side, ledger in enumerate((after, before))
        if ledger is not None
    ]
    for _, group in groupby(merge(*sides, key=itemgetter(0, 1)), key=itemgetter(0)):
        both: tuple[list[Row], list[Row]] = ([], [])
        for _, side, row in group:
            both[side].append(row)
        yield from paired(*both)


def _tagged(
    rows: Iterable[Any], side: int, names: list[str], places: dict[str, tuple[int, int]]
) -> Iterator[_Tagged]:
    for row in rows:
        values = {name: getattr(row, name) for name in names}
        yield (row.period, *places[row.scope]), side, values


def _places(case: SourcingCase) -> dict[str, tuple[int, int]]:
    """Where the rows of a scope come within a period: items first."""
    items = {f"item={name}": (0, at) for at, name in enumerate(case.items.id.tolist())}
    return {**items, **{f"plant={name}": (1, at) for at, name in enumerate(case.plants.id.tolist())}}
