"""How far a rule gives way, in its own unit and words."""

from dataclasses import dataclass

import numpy as np

from models.profile.rows import Floats
from models.tolerances import SHARE
from solvers.sourcing.blocks.pace import growth_of, moved_of, moving_needs, sources_of
from solvers.sourcing.diagnose.lowest import rounded_share
from solvers.sourcing.diagnose.slacks import needs_of_share
from solvers.sourcing.explain.explanation import Relaxed
from solvers.sourcing.explain.tight import shares
from solvers.sourcing.periods import periods_of
from solvers.sourcing.rules import PLAN_LIMITS, Rule, together
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording import in_periods, whole_row, wording

SHARE_DIGITS = 9
"""Digits of a share that can still be met exactly; one of less than a millionth is solvers' noise."""


@dataclass(frozen=True, slots=True)
class Given:
    """The plan that becomes possible.

    Attributes:
        quantity: of every award.
        left: of every need, what it does not give way by.
    """

    quantity: Floats
    left: Floats


@dataclass(frozen=True, slots=True)
class RelaxedRules:
    """Rules that are one written number, and how that number gives way."""

    rules: tuple[Rule, ...]
    step: Relaxed


def relaxed_rules(t: ProblemTables, rules: tuple[Rule, ...], points: float, given: Given) -> RelaxedRules:
    """A written number that gives way, as the answer shows it.

    Args:
        t: the tables.
        rules: what it says, in every period and for every item.
        points: points by which it gives way.
        given: the plan that becomes possible.
    """
    steps = [_step(t, rule, points, given) for rule in rules]
    numbers = {to for _, to in steps}
    rule, (by, to) = max(zip(rules, steps, strict=True), key=lambda pair: pair[1][0])
    words = wording(t, rule)
    place = words.place
    if rule.kind == "fixed_share" and len(numbers) > 1:
        by, to, place = 1.0, None, whole_row(t, rule.index)
    periods = [period for one in rules for period in periods_of(t, one)]
    text = words.text + in_periods(t.case, periods)
    return RelaxedRules(rules, Relaxed(words.rule, place, text, words.unit, by, to))


def _step(t: ProblemTables, rule: Rule, points: float, given: Given) -> tuple[float, float | None]:
    """How far a rule gives, in its unit, and what it would have to say."""
    quantity = given.quantity
    if rule.kind == "share_limit":
        limit = t.share_limits[rule.index]
        every = shares(t, quantity)
        reached = [every[number] for number in together(t, rule.index)]
        found = [limit.limit if share is None else share for share in reached]
        to = rounded_share(max(found) if limit.is_cap else min(found), up=limit.is_cap)
        return round(abs(to - limit.limit) * 100, 4), to
    if rule.kind == "bar":
        return _lifted(t, rule.index, quantity)
    if rule.kind in ("max_share", "min_share", "min_order"):
        return _of_quote(t, rule, points, given)
    if rule.kind == "fixed_share":
        return _of_fixed(t, rule.index, given)
    if rule.kind in ("min_suppliers", "max_suppliers"):
        counts = t.supplier_counts
        number = int((counts.least if rule.kind == "min_suppliers" else counts.most)[rule.index])
        by = int(np.ceil(points - 1e-6))
        return by, number - by if rule.kind == "min_suppliers" else number + by
    if rule.kind == "pace":
        return _of_pace(t, given)
    if rule.kind in PLAN_LIMITS:
        return _of_plan(t, rule.kind, points)
    return _of_amount(t, rule, points)


def _of_fixed(t: ProblemTables, at: int, given: Given) -> tuple[float, float]:
    """The share that the supplier gets in the period instead."""
    fixed, awards = t.fixed_shares, t.awards
    mine = (awards.item == fixed.item[at]) & (awards.supplier == fixed.supplier[at])
    mine &= awards.period == fixed.period[at]
    here = (fixed.plant[at] < 0) | (awards.plant == fixed.plant[at])
    left = float(given.left[needs_of_share(t, at)].sum())
    share = float(given.quantity[mine & here].sum()) / left if left > 0 else 0.0
    share = round(min(1.0, share), SHARE_DIGITS) if share > SHARE else 0.0
    return round(abs(share - float(fixed.share[at])) * 100, 4), share


def _of_amount(t: ProblemTables, rule: Rule, points: float) -> tuple[float, float]:
    """What a capacity would have to be at least, or a contract or need at most."""
    if rule.kind in ("capacity", "supplier_capacity"):
        of_site = rule.kind == "supplier_capacity"
        limits = t.supplier_capacities.capacity if of_site else t.capacities.quantity
        capacity = float(limits[rule.index])
        return points * capacity / 100, capacity * (1 + points / 100)
    if rule.kind == "contract":  # as it is written, for a whole period
        size = float(t.case.profile["contracts"]["quantity"][t.contracts.row[rule.index]])
    else:
        size = float(t.case.needs.quantity[rule.index])
    return points * size / 100, round(size * (1 - points / 100), 9)


def _of_plan(t: ProblemTables, kind: str, points: float) -> tuple[float, float]:
    """What a limit on the whole plan would have to be."""
    limit = float(getattr(t.limits, kind))
    if kind == "changes":
        more = int(np.ceil(points - 1e-6))
        return more, int(limit) + more
    to = float(np.ceil((limit + points * (limit or 100.0) / 100) * 100 - 1e-6) / 100)
    return to - limit, to


def _of_pace(t: ProblemTables, given: Given) -> tuple[float, float]:
    """The largest part of what is left of an item's need that moves in a period instead."""
    assert t.limits.pace is not None
    sources = sources_of(t)
    moved = moved_of(t, sources, growth_of(t, sources, given.quantity))
    left = np.zeros(moved.shape)
    np.add.at(left, (t.case.needs.item, t.case.needs.period), given.left)
    item, period, _ = moving_needs(t)
    part = np.divide(moved, left, out=np.zeros(moved.shape), where=left > 0)[item, period]
    to = float(np.ceil(np.max(part, initial=t.limits.pace) * 1e6 - 1e-3) / 1e6)
    return round((to - t.limits.pace) * 100, 4), to


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


def _of_quote(t: ProblemTables, rule: Rule, points: float, given: Given) -> tuple[float, float]:
    """What a quote's minimum or largest share would have to be."""
    use, uses = rule.index, t.uses
    if rule.kind == "min_order":
        order = float(uses.order[use])
        return points * order / 100, order * (1 - points / 100)
    mine = t.awards.use == use
    share = float(given.quantity[mine].sum() / given.left[np.unique(t.awards.need[mine])].sum())
    largest = rule.kind == "max_share"
    limit = float((uses.max_share if largest else uses.min_share)[use])
    # A period that keeps the limit does not ask it to move.
    to = round(max(share, limit) if largest else min(share, limit), 9)
    return round(abs(to - limit) * 100, 4), to
