"""Pace: how much of an item may move to other sources in a period. docs/mathematics/pace.md."""

from dataclasses import dataclass

import numpy as np

from models.profile.rows import Floats, Ints, codes_of
from solvers.milp import Milp
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class Sources:
    """A supplier of an item at a plant in each period it can be bought from; one entry each.

    Attributes:
        award: the first of its awards; it says item and period.
        of_award: the entry each award belongs to.
        before: the same source in the period before; -1 where it has none there.
        today: quantity bought of it today, in the first period; else 0.
    """

    award: Ints
    of_award: Ints
    before: Ints
    today: Floats


@dataclass(frozen=True, slots=True)
class PaceBlock:
    """`increase >= quantity - quantity before`, `sum of increases <= max_moved_share x demand`.

    By item and period, over its sources; before the first period stands today. What is not bought at
    all today moves freely in the first period that needs it.
    """

    name: str = "pace"

    def applies(self, t: ProblemTables) -> bool:
        """Where the request limits what may move."""
        return t.limits.pace is not None

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """What each source grows by in each period."""
        sources = sources_of(t)
        m.variables("increase", len(sources.award), scale=t.awards.demand[sources.award])

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """One row a source and period, and one an item and period."""
        assert t.limits.pace is not None
        sources = sources_of(t)
        count = len(sources.award)
        grows = m.rows("increase", count, upper=sources.today)
        award = np.arange(len(t.awards.offer))
        m.terms(grows.at(sources.of_award), m.columns("quantity").at(award), 1.0)
        later = np.full(count, -1, dtype=np.int64)
        known = np.flatnonzero(sources.before >= 0)
        later[sources.before[known]] = known
        next_ = later[sources.of_award]
        at = np.flatnonzero(next_ >= 0)
        m.terms(grows.at(next_[at]), m.columns("quantity").at(at), -1.0)
        m.terms(grows.at(np.arange(count)), m.columns("increase").all, -1.0)
        item, period, demand = moving_needs(t)
        row = np.full(len(t.case.items.id) * t.case.span, -1, dtype=np.int64)
        row[item * t.case.span + period] = np.arange(len(item))
        pace = m.rows(
            "pace",
            len(item),
            upper=t.limits.pace * demand,
            keys=lambda: [f"{t.case.items.id[i]},{p}" for i, p in zip(item, period, strict=True)],
        )
        mine = row[t.awards.item[sources.award] * t.case.span + t.awards.period[sources.award]]
        limited = np.flatnonzero(mine >= 0)
        m.terms(pace.at(mine[limited]), m.columns("increase").at(limited), 1.0)


def moving_needs(t: ProblemTables) -> tuple[Ints, Ints, Floats]:
    """Items and periods whose moves are limited, with the item's demand."""
    needs, span = t.case.needs, t.case.span
    keys, code = np.unique(needs.item * span + needs.period, return_inverse=True)
    demand = np.bincount(code, weights=needs.quantity)
    item, period = keys // span, keys % span
    bought = np.zeros(len(t.case.items.id), dtype=bool)
    bought[t.case.quotes.item[t.case.offers.quote[t.case.allocation.offer]]] = True
    first = np.concatenate([[True], item[1:] != item[:-1]])[: len(item)]
    kept = bought[item] | ~first
    return item[kept], period[kept], demand[kept]


def growth_of(t: ProblemTables, sources: Sources, quantity: Floats) -> Floats:
    """What each source grows by in each period, below 0 where it shrinks, for quantities of the awards."""
    bought = np.bincount(sources.of_award, weights=quantity, minlength=len(sources.award))
    return bought - np.where(sources.before >= 0, bought[sources.before], sources.today)


def moved_of(t: ProblemTables, sources: Sources, growth: Floats) -> Floats:
    """What moves to sources that grow: a row an item, a column a period, counted from 0."""
    moved = np.zeros((len(t.case.items.id), t.case.span))
    place = (t.awards.item[sources.award], t.awards.period[sources.award])
    np.add.at(moved, place, np.maximum(growth, 0.0))
    return moved


def sources_of(t: ProblemTables) -> Sources:
    """The sources of every item, period by period."""
    awards, case = t.awards, t.case
    place = (awards.item * len(case.suppliers.id) + awards.supplier) * len(case.plants.id) + awards.plant
    code = codes_of(place)
    keys, award, of_award = np.unique(
        code * case.span + awards.period, return_index=True, return_inverse=True
    )
    before = np.searchsorted(keys, keys - 1)
    known = (keys % case.span > 1) & (keys[np.minimum(before, len(keys) - 1)] == keys - 1)
    offer, first = case.allocation.offer, awards.period[award] == 1
    bought = case.offers.quote[offer]
    bought_place = (case.quotes.item[bought] * len(case.suppliers.id) + case.quotes.supplier[bought]) * len(
        case.plants.id
    ) + case.offers.plant[offer]
    here, at = np.unique(bought_place, return_inverse=True)
    quantity = np.bincount(at, weights=case.allocation.quantity, minlength=len(here))
    found = np.searchsorted(here, place[award])
    today = np.zeros(len(award))
    if len(here):
        found = np.minimum(found, len(here) - 1)
        today = np.where(first & (here[found] == place[award]), quantity[found], 0.0)
    return Sources(award, of_award, np.where(known, before, -1), today)


PACE = PaceBlock()
