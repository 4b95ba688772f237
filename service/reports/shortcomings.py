"""What a plan pays for and does not get, or gets and does not need, in words."""

from collections.abc import Iterator

import numpy as np

from models.case.case import SourcingCase
from models.plan.plan import Plan
from solvers.sourcing.wording import in_periods

MOST = 10


def shortcoming_lines(case: SourcingCase, plan: Plan) -> Iterator[str]:
    """Needs left short, contracts not taken in full, and what minimum orders force beyond the need."""
    lines = [*_short(case, plan), *_not_taken(case, plan), *_beyond(case, plan)]
    yield from lines[:MOST]
    if len(lines) > MOST:
        yield f"and {len(lines) - MOST} more shortages, shortfalls and surpluses"


def _short(case: SourcingCase, plan: Plan) -> Iterator[str]:
    for at in np.flatnonzero(plan.missing):
        item = case.needs.item[at]
        what = f"{plan.missing[at]:,.6g} {case.items.unit[item]} of {case.items.id[item]}"
        where = f" at {case.plants.id[case.needs.plant[at]]}" if len(case.plants.id) > 1 else ""
        yield f"Short, at its price: {what}{where}{in_periods(case, [int(case.needs.period[at])])}."


def _not_taken(case: SourcingCase, plan: Plan) -> Iterator[str]:
    for at in np.flatnonzero(plan.shortfall):
        item, supplier = case.contracts.item[at], case.contracts.supplier[at]
        what = f"{plan.shortfall[at]:,.6g} {case.items.unit[item]} of {case.items.id[item]}"
        when = in_periods(case, [int(case.contracts.period[at])])
        yield f"Contract not taken in full, at its price: {what} from {case.suppliers.id[supplier]}{when}."


def _beyond(case: SourcingCase, plan: Plan) -> Iterator[str]:
    awards = plan.awards
    units = dict(zip(case.items.id.tolist(), case.items.unit.tolist(), strict=True))
    for at in np.flatnonzero(awards.surplus):
        what = f"{awards.surplus[at]:,.6g} {units[awards.item[at]]} of {awards.item[at]}"
        when = in_periods(case, [int(awards.period[at])])
        yield f"Bought beyond the need, to fill an order or a lot: {what} from {awards.supplier[at]}{when}."
