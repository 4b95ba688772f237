"""Step order: which units of an incremental quote go where. docs/mathematics/step_order.md."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from models.case.pricing import landing_slopes
from models.profile.rows import Floats, Ints
from solvers.milp import Milp
from solvers.sourcing.spend import base_of_limit, surplus_steps
from solvers.sourcing.surplus import cheapest_award, surplus_columns
from solvers.sourcing.tables import ProblemTables, ShareLimit

Part = tuple[Ints, Floats]
"""Columns and their coefficients."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in the row of plants and one in the row of steps.

    Either what goes to the plants before it lies in the steps before it, or what lies in those steps goes
    to those plants.

    Attributes:
        use: whose units.
        before: units of the plants before the cut in the steps after it.
        after: units of the plants after the cut in the steps before it.
    """

    use: int
    before: Part
    after: Part


@dataclass(frozen=True, slots=True)
class StepOrderBlock:
    """`units before in later steps <= most x (1 - cut)`, `units after in earlier steps <= most x cut`.

    The least cost puts the dearest units where landing a unit of price costs least, so no row is needed
    for that. A share limit might gain by another order: where one looks at these amounts, rows hold it.
    """

    name: str = "step_order"

    def applies(self, t: ProblemTables) -> bool:
        """Where a share limit could tell one order of a quote's units from another."""
        return bool(len(ordered_uses(t)))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """A yes or no for each cut."""
        number = sum(cuts for _, cuts in _numbers(t))
        m.variables("cut", number, upper=1.0, integer=True)

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """Two rows a cut."""
        cuts = [cut for use in ordered_uses(t) for cut in _cuts(t, m, int(use))]
        most = np.array([t.most_bought[cut.use] for cut in cuts])
        every, column = np.arange(len(cuts)), m.columns("cut").all
        before = m.rows("dear_before", len(cuts), upper=most)
        m.terms(before.at(every), column, most)
        after = m.rows("dear_after", len(cuts), upper=0.0)
        m.terms(after.at(every), column, -most)
        for at, cut in enumerate(cuts):
            for rows, (columns, sign) in ((before, cut.before), (after, cut.after)):
                m.terms(rows.at(np.full(len(columns), at)), columns, sign)


def ordered_uses(t: ProblemTables) -> Ints:
    """Incremental uses whose units serve several plants, or needs and surplus, under a limit of value."""
    steps, number = t.steps, np.bincount(t.awards.use, minlength=len(t.uses.quote))
    own = np.unique(steps.use[steps.incremental])
    several = own[(number[own] > 1) | t.uses.ordered[own]]
    found = [use for limit in t.share_limits for use in _told_apart(t, limit, several)]
    return np.unique(np.array(found, dtype=np.int64))


def _told_apart(t: ProblemTables, limit: ShareLimit, uses: Ints) -> Ints:
    """Of these uses, those of which a limit counts some units otherwise than others of the same price."""
    base = base_of_limit(t, limit)
    if base not in ("spend", "landed") or not len(uses):
        return uses[:0]
    count = len(t.uses.quote)
    inside = np.bincount(t.awards.use[limit.index], minlength=count)[uses]
    every = np.bincount(t.awards.use, minlength=count)[uses]
    told = t.uses.ordered[uses] | (inside < every) | (base == "landed")
    return uses[(inside > 0) & told]


def _numbers(t: ProblemTables) -> Iterator[tuple[int, int]]:
    """Of each ordered use, how many cuts there are."""
    for use in ordered_uses(t):
        places = len(_places(t, int(use)))
        yield int(use), (places - 1) * int((t.steps.use == use).sum())


def _places(t: ProblemTables, use: int) -> list[tuple[int, bool]]:
    """Where units of a use go, in the order in which they get the dearest: awards, and surplus."""
    awards = t.awards
    mine = np.flatnonzero(awards.use == use)
    slopes = landing_slopes(t.case.offers, t.case.steps)[awards.offer[mine]]
    found: list[tuple[int, bool]] = []
    for award in mine[np.lexsort((awards.plant[mine], slopes))]:
        found.append((int(award), False))
        if t.uses.ordered[use] and award == cheapest_award(t)[use]:
            found.append((int(award), True))
    return found


def _cuts(t: ProblemTables, m: Milp, use: int) -> Iterator[Cut]:
    places = _places(t, use)
    entries = np.flatnonzero(t.steps.use == use)
    parts = [[_units(t, m, place, entry, entries) for entry in (-1, *entries)] for place in places]
    first = np.searchsorted(t.case.steps.offer, t.awards.offer[places[0][0]])
    prices = t.case.steps.unit[CostKind.PURCHASE][first : first + len(entries)]
    own = t.case.offers.unit[CostKind.PURCHASE][t.awards.offer[places[0][0]]]
    order = np.argsort(-np.concatenate([[own], prices]), kind="stable")
    for place in range(1, len(places)):
        for step in range(1, len(order)):
            yield Cut(
                use,
                _together([parts[p][s] for p in range(place) for s in order[step:]]),
                _together([parts[p][s] for p in range(place, len(places)) for s in order[:step]]),
            )


def _units(t: ProblemTables, m: Milp, place: tuple[int, bool], entry: int, entries: Ints) -> Part:
    """What of an award, or of its surplus, lies in a step; -1 stands for the quote's own price."""
    award, is_surplus = place
    if is_surplus:
        extra = surplus_steps(t)
        name, of = "step_surplus", extra.entry
        whole = m.columns("surplus").at([surplus_columns(t)[t.awards.use[award]]])
        mine = np.ones(len(of), dtype=bool)
    else:
        name, of = "step", t.award_steps.entry
        whole = m.columns("quantity").at([award])
        mine = t.award_steps.award == award
    if entry >= 0:
        columns = m.columns(name).at(np.flatnonzero(mine & (of == entry)))
        return columns, np.ones(len(columns))
    beyond = m.columns(name).at(np.flatnonzero(mine & np.isin(of, entries)))
    return np.concatenate([whole, beyond]), np.concatenate([[1.0], -np.ones(len(beyond))])


def _together(parts: list[Part]) -> Part:
    return np.concatenate([c for c, _ in parts]), np.concatenate([s for _, s in parts])


STEP_ORDER = StepOrderBlock()
