"""How far a rule gives way, in its own unit and words."""

import numpy as np

from models.profile.rows import Floats
from solvers.sourcing.diagnose.lowest import rounded_share
from solvers.sourcing.diagnose.slacks import needs_of_share
from solvers.sourcing.explain.explanation import Relaxed
from solvers.sourcing.explain.tight import shares
from solvers.sourcing.rules import PLAN_LIMITS, Rule, together
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording import wording


def relaxed_rule(t: ProblemTables, rule: Rule, hundredths: float, quantity: Floats, left: Floats) -> Relaxed:
    """A rule that gives way, as the answer shows it.

    Args:
        t: the tables.
        rule: what gives way.
        hundredths: by how much.
        quantity: of every award in the plan that becomes possible.
        left: of every need, what it does not give way by.
    """
    words = wording(t, rule)
    by, to = _step(t, rule, hundredths, quantity, left)
    return Relaxed(words.rule, words.place, words.text, words.unit, by, to)


def _step(
    t: ProblemTables, rule: Rule, hundredths: float, quantity: Floats, left: Floats
) -> tuple[float, float | None]:
    """How far a rule gives, in its unit, and what it would have to say."""
    if rule.kind == "share_limit":
        limit = t.share_limits[rule.index]
        reached = [shares(t, quantity)[number] for number in together(t, rule.index)]
        given = [limit.limit if share is None else share for share in reached]
        to = rounded_share(max(given) if limit.is_cap else min(given), up=limit.is_cap)
        return round(abs(to - limit.limit) * 100, 4), to
    if rule.kind == "bar":
        return _lifted(t, rule.index, quantity)
    if rule.kind in ("max_share", "min_share", "min_order"):
        return _of_quote(t, rule, hundredths, quantity, left)
    if rule.kind == "fixed_share":
        fixed, awards = t.fixed_shares, t.awards
        mine = (awards.item == fixed.item[rule.index]) & (awards.supplier == fixed.supplier[rule.index])
        here = (fixed.plant[rule.index] < 0) | (awards.plant == fixed.plant[rule.index])
        share = min(
            1.0, round(float(quantity[mine & here].sum() / left[needs_of_share(t, rule.index)].sum()), 9)
        )
        return round(abs(share - float(fixed.share[rule.index])) * 100, 4), share
    if rule.kind in ("min_suppliers", "max_suppliers"):
        counts = t.supplier_counts
        number = float((counts.least if rule.kind == "min_suppliers" else counts.most)[rule.index])
        by = float(np.ceil(hundredths - 1e-6))
        return by, number - by if rule.kind == "min_suppliers" else number + by
    if rule.kind in PLAN_LIMITS:
        return _of_plan(t, rule.kind, hundredths)
    return _of_amount(t, rule, hundredths)


def _of_amount(t: ProblemTables, rule: Rule, hundredths: float) -> tuple[float, float]:
    """What a capacity would have to be at least, or a contract or need at most."""
    if rule.kind in ("capacity", "supplier_capacity"):
        of_site = rule.kind == "supplier_capacity"
        limits = t.supplier_capacities.capacity if of_site else t.capacities.quantity
        capacity = float(limits[rule.index])
        return hundredths * capacity / 100, capacity * (1 + hundredths / 100)
    if rule.kind == "contract":  # as it is written, for a whole period
        size = float(t.case.profile["contracts"]["quantity"][t.contracts.row[rule.index]])
    else:
        size = float(t.case.needs.quantity[rule.index])
    return hundredths * size / 100, round(size * (1 - hundredths / 100), 9)


def _of_plan(t: ProblemTables, kind: str, hundredths: float) -> tuple[float, float]:
    """What a limit on the whole plan would have to be."""
    limit = float(getattr(t.limits, kind))
    if kind == "moved_share":
        to = float(np.ceil((limit + hundredths / 100) * 1e6 - 1e-6) / 1e6)
        return round((to - limit) * 100, 4), to
    if kind == "changes":
        more = float(np.ceil(hundredths - 1e-6))
        return more, limit + more
    to = float(np.ceil((limit + hundredths * (limit or 100.0) / 100) * 100 - 1e-6) / 100)
    return to - limit, to


def _lifted(t: ProblemTables, number: int, quantity: Floats) -> tuple[float, float | None]:
    """A bar is lifted or not; only a lead time has a number that can move."""
    bar = t.bars[number]
    if bar.source != "max_lead_time_days":
        return 1.0, None
    bought = np.bincount(t.awards.use, weights=quantity, minlength=len(t.uses.quote))
    used = bar.uses[bought[bar.uses] > 0]
    limit = t.request.max_lead_time_days
    assert limit is not None
    days = float(np.max(t.case.quotes.lead_time_days[t.uses.quote[used]], initial=limit))
    return days - limit, days


def _of_quote(
    t: ProblemTables, rule: Rule, hundredths: float, quantity: Floats, left: Floats
) -> tuple[float, float]:
    """What a quote's minimum or largest share would have to be."""
    use, uses = rule.index, t.uses
    if rule.kind == "min_order":
        order = float(uses.order[use])
        return hundredths * order / 100, order * (1 - hundredths / 100)
    mine = t.awards.use == use
    share = float(quantity[mine].sum() / left[np.unique(t.awards.need[mine])].sum())
    limit = float((uses.max_share if rule.kind == "max_share" else uses.min_share)[use])
    return round(abs(share - limit) * 100, 4), round(share, 9)
