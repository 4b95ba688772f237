"""From a solver's values back to awards: noise removed, needs met exactly, surplus derived."""

from dataclasses import replace

import numpy as np

from models.case.lots import LOT_NOISE
from models.plan.decisions import Decisions
from models.profile.rows import Floats, Mask
from models.tolerances import ZERO_SHARE
from solvers.milp import Milp
from solvers.milp.problem import Scaling
from solvers.sourcing.spend import excesses
from solvers.sourcing.starts import in_use, quote_starts, supplier_starts
from solvers.sourcing.surplus import lot_uses, surplus_of, surplus_uses
from solvers.sourcing.switches import use_columns
from solvers.sourcing.tables import ProblemTables

NEAR = 1e-5
"""Relative: how far noise may carry a quantity past a price break."""


def read_decisions(t: ProblemTables, m: Milp, scaling: Scaling, values: Floats) -> Decisions:
    """Awards from the values of the scaled columns.

    Solvers keep rows only to about 1e-6: awards below `ZERO_SHARE` of their need, those of quotes of which
    no lot is bought, and those of quotes that are switched off, are noise and dropped; what remains of a
    need is scaled to meet it.
    """
    plain = scaling.values(values)
    quantity = _without_noise(t, m, plain)
    off = t.switched_uses.copy()
    on = np.round(m.columns("use").of(plain)) >= 1 if m.columns("use").count else np.zeros(0, dtype=bool)
    off[t.switched_uses] = ~on[use_columns(t)[t.switched_uses]]
    quantity[off[t.awards.use]] = 0.0
    quantity = meet_needs(t, quantity)
    if len(t.steps) or (t.uses.lot_size > 0).any():
        on = np.round(m.columns("step_on").of(plain)) >= 1 if len(t.steps) else np.zeros(0, dtype=bool)
        quantity = settled(t, quantity, on)
    decisions = decisions_of(t, quantity)
    begun = np.flatnonzero(np.round(m.columns("invest").of(plain)) >= 1)
    options = t.case.investments.options
    return replace(decisions, investment=options.project[begun], started=options.period[begun])


def cost_in_use(t: ProblemTables, m: Milp, scaling: Scaling, values: Floats) -> float:
    """What a solver's values cost without what they pay in vain.

    A solver that stops at its gap may leave a quote or supplier switched on on which nothing is bought, or
    an excess larger than the share it stands for; the second count does not pay for it, so neither does
    this one.
    """
    plain = scaling.values(values).copy()
    plain[m.columns("excess").all] = excesses(t, m, plain)
    quantity = _without_noise(t, m, plain)
    bought = np.bincount(t.awards.use, weights=quantity, minlength=len(t.uses.quote))
    used, ordered = bought > 0, surplus_uses(t)
    plain[m.columns("use").all] *= used[t.switched_uses]
    called_for = np.maximum(t.uses.bought(bought) - bought, 0.0)[ordered]
    plain[m.columns("surplus").all] = np.minimum(m.columns("surplus").of(plain), called_for)
    uses, at = t.uses, np.flatnonzero(used)
    plain[m.columns("onboard").all] = in_use(supplier_starts(t), uses.supplier[at], uses.period[at])
    plain[m.columns("started").all] = in_use(quote_starts(t), uses.quote[at], uses.period[at])
    return float(m.problem().objective @ plain)


def _without_noise(t: ProblemTables, m: Milp, plain: Floats) -> Floats:
    """Quantities of the awards: nothing where it is next to nothing, or where no lot is bought."""
    quantity = np.clip(m.columns("quantity").of(plain), 0.0, None)
    quantity[quantity < ZERO_SHARE * t.awards.demand] = 0.0
    none = np.zeros(len(t.uses.quote), dtype=bool)
    none[lot_uses(t)] = np.round(m.columns("lots").of(plain)) < 1
    quantity[none[t.awards.use]] = 0.0
    return quantity


def meet_needs(t: ProblemTables, quantity: Floats) -> Floats:
    """Scale each need's awards to its demand, where they miss it by noise alone or may not fall short."""
    needs = t.case.needs
    served = np.bincount(t.awards.need, weights=quantity, minlength=len(needs.item))
    shortable = ~np.isnan(t.case.items.shortage_cost[needs.item]) | t.free_short
    near = np.abs(served - needs.quantity) <= 1e-5 * needs.quantity
    scale = np.where(
        (served > 0) & (near | ~shortable), needs.quantity / np.where(served > 0, served, 1.0), 1.0
    )
    return quantity * scale[t.awards.need]


def settled(t: ProblemTables, quantity: Floats, on: Mask) -> Floats:
    """The same without the noise that decides on a lot or a price: lots are whole, breaks are reached.

    What is moved is at most a few millionths of a quote's quantity; the other awards of its needs make up
    for it, and where there is none nothing is moved.

    Args:
        t: the tables.
        quantity: of each award.
        on: which breaks of the tables' steps the solver means to be reached.
    """
    bought = np.bincount(t.awards.use, weights=quantity, minlength=len(t.uses.quote))
    wanted = _near_lots(t, bought)
    steps = t.steps
    if len(steps):
        reached, plain = bought[steps.use], ~t.uses.ordered[steps.use]
        short = on & plain & ~steps.incremental & (reached < steps.low) & (reached > steps.low * (1 - NEAR))
        wanted[steps.use[short]] = steps.low[short]
    factor = np.where(bought > 0, wanted / np.where(bought > 0, bought, 1.0), 1.0)
    if (factor == 1.0).all():
        return quantity
    return _made_up(t, quantity, factor)


def _near_lots(t: ProblemTables, bought: Floats) -> Floats:
    """Quantities that miss whole lots by noise, whole; the others as they are."""
    size = np.where(t.uses.lot_size > 0, t.uses.lot_size, 1.0)
    whole = np.round(bought / size) * size
    near = (t.uses.lot_size > 0) & (np.abs(bought - whole) <= LOT_NOISE * size) & (whole > 0)
    return np.where(near, whole, bought)


def _made_up(t: ProblemTables, quantity: Floats, factor: Floats) -> Floats:
    """Awards times the factor of their use, with the other awards of each need taking up the difference."""
    need, use, count = t.awards.need, t.awards.use, len(t.case.needs.item)
    free = (factor == 1.0)[use]
    rest = np.bincount(need, weights=np.where(free, quantity, 0.0), minlength=count)
    change = np.bincount(need, weights=quantity * (factor[use] - 1), minlength=count)
    stuck = np.abs(change) >= rest
    kept = np.bincount(use, weights=(stuck[need] & ~free & (quantity > 0)), minlength=len(factor)) > 0
    factor = np.where(kept, 1.0, factor)
    moved = quantity * factor[use]
    change = np.bincount(need, weights=moved - quantity, minlength=count)
    scale = 1 - change / np.where(rest > 0, rest, 1.0)
    return np.where(free, moved * scale[need], moved)


def decisions_of(t: ProblemTables, quantity: Floats) -> Decisions:
    """Awards of these quantities, one entry an award of the tables; surplus fills lots and minimum orders."""
    surplus = surplus_of(t, quantity)
    kept = (quantity > 0) | (surplus > 0)
    return Decisions(t.awards.offer[kept], t.awards.period[kept], quantity[kept], surplus[kept])
