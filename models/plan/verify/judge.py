"""How a rule is judged: found against limit, and the words for both.

Nothing that cannot be counted passes: a difference that is no number counts as endless.
"""

import math
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from models.plan.verify.result import RuleCheck
from models.tolerances import MONEY, QUANTITY, SHARE, ZERO_SHARE


class Rule(NamedTuple):
    """A rule before it is judged: its kind, its place, and its words."""

    kind: str
    place: str
    text: str


def total(values: Iterable[float]) -> float:
    """The sum without rounding on the way; NaN where it cannot be formed."""
    try:
        return math.fsum(values)
    except (ValueError, OverflowError):
        return math.nan


def quantity_at_most(rule: Rule, limit: float, found: float, need: float) -> RuleCheck:
    """A quantity that may not be passed; the excess is relative to the need."""
    return _judged(rule, limit, found, _relative(found - limit, limit, need), QUANTITY)


def quantity_at_least(rule: Rule, limit: float, found: float, need: float) -> RuleCheck:
    """A quantity that must be reached."""
    return _judged(rule, limit, found, _relative(limit - found, limit, need), QUANTITY)


def quantity_exactly(rule: Rule, limit: float, found: float, need: float) -> RuleCheck:
    """A quantity that must be met, neither more nor less."""
    return _judged(rule, limit, found, _relative(abs(found - limit), limit, need), QUANTITY)


def share_at_most(rule: Rule, limit: float, found: float) -> RuleCheck:
    """A share that may not be passed."""
    return _judged(rule, limit, found, found - limit, SHARE)


def share_at_least(rule: Rule, limit: float, found: float) -> RuleCheck:
    """A share that must be reached."""
    return _judged(rule, limit, found, limit - found, SHARE)


def share_exactly(rule: Rule, limit: float, found: float) -> RuleCheck:
    """A share that must be met."""
    return _judged(rule, limit, found, abs(found - limit), SHARE)


def count_at_most(rule: Rule, limit: float, found: float) -> RuleCheck:
    """A number of things or days that may not be passed."""
    return _judged(rule, limit, found, found - limit, 0.0)


def count_at_least(rule: Rule, limit: float, found: float) -> RuleCheck:
    """A number of things that must be reached."""
    return _judged(rule, limit, found, limit - found, 0.0)


def whole_number(rule: Rule, found: float) -> RuleCheck:
    """A number of lots that is whole; the limit is the nearest that is."""
    nearest = float(round(found)) if math.isfinite(found) else math.nan
    return _judged(rule, nearest, found, abs(found - nearest), _lots_forgiven(found))


def lots_at_most(rule: Rule, limit: int, found: float) -> RuleCheck:
    """A number of lots that may not be passed."""
    return _judged(rule, float(limit), found, found - limit, _lots_forgiven(found))


def _lots_forgiven(found: float) -> float:
    """A millionth of a lot, and what adding up many lots loses in floating point."""
    return SHARE + 1e-9 * found


def nothing(rule: Rule, shares: Iterable[float]) -> RuleCheck:
    """What may not be bought at all; found is what is, each purchase as a share of its need."""
    found = total(shares)
    return _judged(rule, 0.0, found, found, ZERO_SHARE)


def in_time(rule: Rule, late: timedelta) -> RuleCheck:
    """A day that may not be passed; the excess is how many days it is."""
    days = max(late.days, 0)
    return RuleCheck(*rule, None, None, float(days), days == 0)


def nothing_to_measure(rule: Rule, limit: float) -> RuleCheck:
    """A share of nothing: the rule is kept."""
    return RuleCheck(*rule, limit, None, 0.0, True)


def broken(rule: Rule) -> RuleCheck:
    """A rule without a number that does not hold; its excess counts as 1."""
    return RuleCheck(*rule, None, None, 1.0, False)


def kept(rule: Rule) -> RuleCheck:
    """A rule without a number that holds."""
    return RuleCheck(*rule, None, None, 0.0, True)


def judged_as(rule: Rule, holds: bool) -> RuleCheck:
    """A rule without a number that holds or does not."""
    return kept(rule) if holds else broken(rule)


def money_at_most(rule: Rule, limit: float, found: float) -> RuleCheck:
    """An amount that may not be passed; the excess is relative to the larger of the two."""
    return _judged(rule, limit, found, _relative(found - limit, limit, found), MONEY)


def _relative(over: float, limit: float, need: float) -> float:
    scale = max(limit, need)
    return over / scale if scale > 0 else over


def _judged(rule: Rule, limit: float, found: float, excess: float, tolerance: float) -> RuleCheck:
    excess = math.inf if math.isnan(excess) else max(excess, 0.0)
    return RuleCheck(*rule, limit, found, excess, excess <= tolerance)


def number(value: float) -> str:
    """A quantity for people: 12,500 or 0.25."""
    if value.is_integer():
        return f"{value:,.0f}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    """A share for people: 40 %."""
    return f"{number(round(100 * share, 4))} %"
