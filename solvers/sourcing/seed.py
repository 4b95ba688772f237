"""Cheap plans made without a solver: what is answered when a solver finds none in time.

Each is filled need by need from the cheapest source that has room, once plainly and then with a
growing charge on what the caps limit; one that passes the independent check is a plan.
"""

import time
from collections.abc import Iterator

import numpy as np

from models.case.lots import in_lots
from models.plan.decisions import Decisions
from models.plan.evaluate import evaluate
from models.plan.plan import Plan
from models.plan.verify import Verification, verify
from models.profile.rows import Floats, Ints
from solvers.sourcing.read import decisions_of
from solvers.sourcing.tables import ProblemTables

ENOUGH_S = 2.0
"""Seconds after which the first plan that holds is good enough: the clock has run out already."""

PRESSURES = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0)
"""Charges on limited awards, as multiples of the mean unit cost of the need."""


def constructed_plan(t: ProblemTables) -> tuple[Plan, Verification, Decisions] | None:
    """The cheapest constructed plan that keeps every rule; None where none of them does."""
    best: tuple[Plan, Verification, Decisions] | None = None
    began = time.monotonic()
    for decisions in _candidates(t):
        if best is not None and time.monotonic() - began > ENOUGH_S:
            break
        plan = evaluate(t.case, t.request, decisions)
        if best is not None and plan.objective >= best[0].objective:
            continue
        check = verify(t.case, t.request, plan)
        if check.passed:
            best = (plan, check, decisions)
    return best


def _candidates(t: ProblemTables) -> Iterator[Decisions]:
    charge = _limit_charge(t)
    for pressure in PRESSURES if charge.any() else PRESSURES[:1]:
        cost = t.awards.cost + pressure * charge
        yield decisions_of(t, _fill(t, cost))


def _limit_charge(t: ProblemTables) -> Floats:
    """The mean unit cost of a need on each award that caps count, the reverse on what floors count."""
    awards = t.awards
    number = np.bincount(awards.need, minlength=len(t.case.needs.item))
    mean = np.bincount(awards.need, weights=awards.cost, minlength=len(number)) / np.maximum(number, 1)
    charge = np.zeros(len(awards.offer))
    for limit in t.share_limits:
        sign = 1.0 if limit.is_cap else -1.0
        charge[limit.index] += sign * limit.part * mean[awards.need[limit.index]]
    return charge


def _fill(t: ProblemTables, cost: Floats) -> Floats:
    """Quantities by award: fixed shares first, then each need from its cheapest source with room."""
    room = t.supplier_capacities
    left = np.full(len(t.case.suppliers.id), np.inf)
    left[room.supplier] = room.capacity
    quantity = np.zeros(len(t.awards.offer))
    missing = t.case.needs.quantity.copy()
    _fill_fixed(t, quantity, missing, left)
    order = np.lexsort((cost, t.awards.need))
    for award in order[t.award_upper[order] > 0]:
        _buy(t, int(award), float(missing[t.awards.need[award]]), quantity, missing, left)
    return quantity


def _fill_fixed(t: ProblemTables, quantity: Floats, missing: Floats, left: Floats) -> None:
    fixed, awards = t.fixed_shares, t.awards
    for at in range(len(fixed.row)):
        mine = (awards.item == fixed.item[at]) & (awards.supplier == fixed.supplier[at])
        here: Ints = np.flatnonzero(mine & ((fixed.plant[at] < 0) | (awards.plant == fixed.plant[at])))
        for award in here:
            wanted = float(fixed.share[at] * awards.demand[award])
            _buy(t, int(award), wanted, quantity, missing, left)


def _buy(
    t: ProblemTables, award: int, wanted: float, quantity: Floats, missing: Floats, left: Floats
) -> None:
    """Buy what is wanted as far as need, quote and supplier allow, in whole lots, no less than an order."""
    awards, uses = t.awards, t.uses
    supplier, use = awards.supplier[award], awards.use[award]
    rate = t.case.quotes.capacity_rate[awards.quote[award]]
    space = left[supplier] / rate if rate > 0 else np.inf
    lot = uses.lot_size[use : use + 1]
    space = float(in_lots(np.array([space]), lot, up=False)[0])
    take = min(wanted, float(missing[awards.need[award]]), float(t.award_upper[award]), space)
    if take <= 0 or take < max(float(uses.least[use]), float(uses.min_order[use])):
        return
    quantity[award] += take
    missing[awards.need[award]] -= take
    left[supplier] -= float(in_lots(np.array([take]), lot, up=True)[0]) * rate
