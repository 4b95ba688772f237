"""Which rules a plan reaches: share limits, capacities, commitments and counts."""

from collections.abc import Iterator

import numpy as np

from models.plan.decisions import Decisions
from models.profile.rows import Floats, Mask
from models.tolerances import QUANTITY, SHARE
from solvers.sourcing.additions import supplier_additions
from solvers.sourcing.blocks.supplier_count import sources_of
from solvers.sourcing.explain.tight_plan import started_options, tight_capacities, tight_plan_limits
from solvers.sourcing.rules import Rule, leaders, together
from solvers.sourcing.spend import all_amounts_in_force
from solvers.sourcing.surplus import surplus_of
from solvers.sourcing.switches import commitments_of
from solvers.sourcing.tables import ProblemTables, ShareLimit

NEAR_SHARE = 100 * SHARE
NEAR = 10 * QUANTITY


def quantities(t: ProblemTables, decisions: Decisions) -> Floats:
    """A plan's quantities by award of the tables."""
    span = len(t.case.periods) + 1
    table = np.zeros(len(t.case.offers.quote) * span)
    np.add.at(table, decisions.offer * span + decisions.period, decisions.quantity)
    found: Floats = table[t.awards.offer * span + t.awards.period]
    return found


def shares(t: ProblemTables, quantity: Floats) -> list[float | None]:
    """The share each limit speaks of."""
    found: list[float | None] = []
    for limit, base in zip(t.share_limits, all_amounts_in_force(t, quantity), strict=True):
        total = float(base.sum())
        found.append(float(limit.part @ base) / total if total > 0 else None)
    return found


def tight_rules(t: ProblemTables, decisions: Decisions) -> tuple[Rule, ...]:
    """Every rule without room left: share limits first."""
    quantity = quantities(t, decisions)
    started = started_options(t, decisions)
    return (
        *_tight_limits(t, quantity),
        *tight_plan_limits(t, decisions, quantity),
        *_tight_capacities(t, quantity, started),
        *tight_capacities(t, quantity, started),
        *_tight_commitments(t, quantity),
    )


def reached_limits(t: ProblemTables, quantity: Floats) -> frozenset[int]:
    """The share limits, each of one period, that have no room left."""
    limits = enumerate(zip(t.share_limits, shares(t, quantity), strict=True))
    return frozenset(at for at, (limit, share) in limits if share is not None and _reaches(limit, share))


def _tight_limits(t: ProblemTables, quantity: Floats) -> Iterator[Rule]:
    reached = reached_limits(t, quantity)
    yield from (Rule("share_limit", at) for at in leaders(t) if reached & set(together(t, at)))


def _reaches(limit: ShareLimit, share: float) -> bool:
    """Whether a share has no room left; one beyond a soft limit has none either."""
    room = limit.limit - share if limit.is_cap else share - limit.limit
    return room <= NEAR_SHARE if limit.price is not None else abs(room) <= NEAR_SHARE


def _tight_capacities(t: ProblemTables, quantity: Floats, started: Mask) -> Iterator[Rule]:
    awards, uses, limits = t.awards, t.uses, t.supplier_capacities
    span = len(t.case.periods) + 1
    load = np.zeros(len(t.case.suppliers.id) * span)
    rate = t.case.quotes.capacity_rate[awards.quote]
    paid = quantity + surplus_of(t, quantity)
    np.add.at(load, awards.supplier * span + awards.period, rate * paid)
    used = load[limits.supplier * span + limits.period]
    most = limits.capacity + supplier_additions(t).of(started, len(limits.supplier))
    for at in np.flatnonzero((used > 0) & (used >= most * (1 - NEAR))):
        yield Rule("supplier_capacity", int(at))
    bought = np.bincount(awards.use, weights=quantity, minlength=len(uses.quote))
    total = np.bincount(awards.use, weights=paid, minlength=len(uses.quote))
    full = (bought > 0) & (uses.room < uses.demand) & (total >= uses.room * (1 - NEAR))
    yield from (Rule("quote_capacity", int(at)) for at in np.flatnonzero(full))
    most = uses.max_share * uses.demand
    held = (bought > 0) & (uses.max_share < 1) & (bought >= most * (1 - NEAR))
    yield from (Rule("max_share", int(at)) for at in np.flatnonzero(held))


def _tight_commitments(t: ProblemTables, quantity: Floats) -> Iterator[Rule]:
    awards, uses, contracts = t.awards, t.uses, t.contracts
    bought = np.bincount(awards.use, weights=quantity, minlength=len(uses.quote))
    least = (bought > 0) & (uses.least > 0) & (bought <= uses.least * (1 + NEAR))
    yield from (Rule("min_share", int(at)) for at in np.flatnonzero(least))
    order = (bought > 0) & (uses.min_order > 0) & (bought <= uses.order * (1 + NEAR))
    yield from (Rule("min_order", int(at)) for at in np.flatnonzero(order))
    lot = ~order & (uses.lot_size > 0) & (uses.bought(bought) > bought * (1 + NEAR))
    yield from (Rule("lot", int(at)) for at in np.flatnonzero(lot))
    due = commitments_of(t)
    for at, first in enumerate(due.first):
        mine = (awards.item == contracts.item[first]) & (awards.supplier == contracts.supplier[first])
        taken = float(quantity[mine & (awards.period == contracts.period[first])].sum())
        if due.quantity[at] > 0 and abs(taken - due.quantity[at]) <= NEAR * due.quantity[at]:
            yield Rule("contract", int(first))
    yield from (Rule("fixed_share", at) for at in range(len(t.fixed_shares.row)))
    yield from _tight_counts(t, bought)


def _tight_counts(t: ProblemTables, bought: Floats) -> Iterator[Rule]:
    counts, sources = t.supplier_counts, sources_of(t)
    active = np.unique(sources.of_use[(bought > 0) & (sources.of_use >= 0)])
    have = np.bincount(sources.count[active], minlength=len(counts.item))
    least, most = (counts.least > 1) & (have <= counts.least), (counts.most >= 1) & (have >= counts.most)
    yield from (Rule("min_suppliers", int(at)) for at in np.flatnonzero(least))
    yield from (Rule("max_suppliers", int(at)) for at in np.flatnonzero(most))
