"""From a solver's values back to awards: noise removed, needs met exactly, surplus derived."""

from dataclasses import replace

import numpy as np

from models.plan.decisions import Decisions
from models.profile.rows import Floats
from models.tolerances import ZERO_SHARE
from solvers.milp import Milp
from solvers.milp.problem import Scaling
from solvers.sourcing.share_limits import excesses
from solvers.sourcing.starts import in_use, quote_starts, supplier_starts
from solvers.sourcing.surplus import cheapest_award, surplus_uses
from solvers.sourcing.switches import use_columns
from solvers.sourcing.tables import ProblemTables


def read_decisions(t: ProblemTables, m: Milp, scaling: Scaling, values: Floats) -> Decisions:
    """Awards from the values of the scaled columns.

    Solvers keep rows only to about 1e-6: awards below `ZERO_SHARE` of their need, and those of
    quotes that are switched off, are noise and dropped; what remains of a need is scaled to meet it.
    """
    plain = scaling.values(values)
    quantity = np.clip(m.columns("quantity").of(plain), 0.0, None)
    quantity[quantity < ZERO_SHARE * t.awards.demand] = 0.0
    off = t.switched_uses.copy()
    on = np.round(m.columns("use").of(plain)) >= 1 if m.columns("use").count else np.zeros(0, dtype=bool)
    off[t.switched_uses] = ~on[use_columns(t)[t.switched_uses]]
    quantity[off[t.awards.use]] = 0.0
    decisions = decisions_of(t, meet_needs(t, quantity))
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
    quantity = m.columns("quantity").of(plain)
    plain[m.columns("excess").all] = excesses(t, quantity)
    some = np.where(quantity < ZERO_SHARE * t.awards.demand, 0.0, 1.0)
    used = np.bincount(t.awards.use, weights=some, minlength=len(t.uses.quote)) > 0
    ordered = used[surplus_uses(t)]
    for name, needed in {"use": used[t.switched_uses], "surplus": ordered}.items():
        group = m.columns(name)
        if group.count:
            plain[group.all[~needed]] = 0.0
    uses, at = t.uses, np.flatnonzero(used)
    plain[m.columns("onboard").all] = in_use(supplier_starts(t), uses.supplier[at], uses.period[at])
    plain[m.columns("started").all] = in_use(quote_starts(t), uses.quote[at], uses.period[at])
    return float(m.problem().objective @ plain)


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


def decisions_of(t: ProblemTables, quantity: Floats) -> Decisions:
    """Awards of these quantities, one entry an award of the tables; surplus reaches the minimum orders."""
    bought = np.bincount(t.awards.use, weights=quantity, minlength=len(t.uses.quote))
    missing = np.where(bought > 0, np.maximum(t.uses.min_order - bought, 0.0), 0.0)
    missing[missing <= 1e-9 * t.uses.min_order] = 0.0
    surplus = np.zeros(len(quantity))
    if missing.any():
        # As the formulation charges it: where a unit of the quote costs least, bought there or not.
        award = cheapest_award(t)
        surplus[award] = missing[t.awards.use[award]]
    kept = (quantity > 0) | (surplus > 0)
    return Decisions(t.awards.offer[kept], t.awards.period[kept], quantity[kept], surplus[kept])
