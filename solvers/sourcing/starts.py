"""What starts once: new quotes and new suppliers, and what it is worth to start them later.

Money that falls later counts less, so a source that is first used later costs less to start. The
decision is cumulative: "started by period t", which is 1 from the first use on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from models.case.lead import latest_start
from models.profile.rows import Floats, Ints, distinct
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class Starts:
    """Things that start at a cost; one entry a thing and first period from which its cost holds.

    Attributes:
        thing: position of the quote or supplier.
        first: period, counted from 1, from which on a first use costs this.
        follows: whether the entry before is of the same thing, an earlier period.
        cash: undiscounted, by kind.
        worth: what one unit of that cash adds to the objective.
        span: base of keys of thing and period.
    """

    thing: Ints
    first: Ints
    follows: Ints
    cash: Mapping[CostKind, Floats]
    worth: Floats
    span: int

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.thing)

    def at(self, thing: Ints, period: Ints) -> Ints:
        """The entry that says whether a thing has started by a period; -1 where it starts at no cost."""
        if not len(self):
            return np.full(len(thing), -1, dtype=np.int64)
        key = self.thing * self.span + self.first
        found = np.searchsorted(key, thing * self.span + period, side="right") - 1
        mine = (found >= 0) & (self.thing[found] == thing)
        entries: Ints = np.where(mine, found, -1)
        return entries

    @property
    def step(self) -> Floats:
        """Of each entry, its worth less that of the next one of the same thing: its part in the cost."""
        later = np.zeros(len(self))
        follows = np.flatnonzero(self.follows)
        later[follows - 1] = self.worth[follows]
        return self.worth - later


def quote_starts(t: ProblemTables) -> Starts:
    """Quotes to be qualified or tooled; none with one period, where their use carries the cost."""
    quotes, uses = t.case.quotes, t.uses
    cash = {CostKind.QUALIFICATION: quotes.qualification_cost, CostKind.TOOLING: quotes.tooling_cost}
    several = len(t.case.periods) > 1
    total = quotes.qualification_cost + quotes.tooling_cost
    priced = np.flatnonzero(~uses.barred & (total[uses.quote] > 0) & several)
    return _starts(t, uses.quote[priced], uses.period[priced], cash, quotes.qualification_days)


def supplier_starts(t: ProblemTables) -> Starts:
    """Suppliers with a usable quote whose onboarding costs something."""
    suppliers, uses = t.case.suppliers, t.uses
    priced = np.flatnonzero(~uses.barred & (suppliers.onboarding_cost[uses.supplier] > 0))
    cash = {CostKind.ONBOARDING: suppliers.onboarding_cost}
    return _starts(t, uses.supplier[priced], uses.period[priced], cash, suppliers.onboarding_days)


def _starts(
    t: ProblemTables, thing: Ints, period: Ints, cash: Mapping[CostKind, Floats], days: Floats
) -> Starts:
    case = t.case
    keys = distinct(thing * case.span + period)
    thing, period = keys // case.span, keys % case.span
    begun = latest_start(case.periods, days[thing], period)
    worth = case.discount[begun - 1] * case.one_off_factor
    same = np.concatenate([[False], thing[1:] == thing[:-1]])[: len(thing)]
    cheaper = np.concatenate([[True], worth[1:] != worth[:-1]])[: len(thing)]
    kept = ~same | cheaper
    return Starts(
        thing=thing[kept],
        first=period[kept],
        follows=same[kept],
        cash={kind: amounts[thing[kept]] for kind, amounts in cash.items()},
        worth=worth[kept],
        span=case.span,
    )


def in_use(starts: Starts, thing: Ints, period: Ints) -> Floats:
    """1 for each entry that a use in these periods needs, else 0: everything starts as late as it can."""
    needed = np.zeros(len(starts))
    order = np.lexsort((period, thing))
    used, at = np.unique(thing[order], return_index=True)
    entry = starts.at(used, period[order][at])
    needed[entry[entry >= 0]] = 1.0
    for at_ in np.flatnonzero(starts.follows):  # what has started stays started
        needed[at_] = max(needed[at_], needed[at_ - 1])
    return needed
