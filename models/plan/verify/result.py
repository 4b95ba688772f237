"""What the checker found: every rule and every amount, kept or broken."""

from dataclasses import dataclass
from math import inf, isfinite
from typing import NamedTuple


class RuleCheck(NamedTuple):
    """One rule of the profile or the request, checked again; a tuple, as a plan has thousands.

    Attributes:
        rule: kind of rule: demand, quote_capacity, cap, …
        place: where the rule stands: in the profile, or a pointer into the request.
        text: the rule as one sentence in a buyer's words.
        limit: what it allows; None where it names no number.
        found: what the plan does; None where nothing is bought to measure.
        excess: by how much it is passed: quantities relative to demand, shares as they are, days and
            counts in their own unit. 0 where the limit itself holds: what a tolerance forgives still
            shows. Endless where it cannot be counted.
        kept: whether it holds, within the tolerance.
    """

    rule: str
    place: str
    text: str
    limit: float | None
    found: float | None
    excess: float
    kept: bool


class MoneyCheck(NamedTuple):
    """One claim of the plan, counted again: an amount of money, or a share made of amounts.

    Attributes:
        what: what the claim is about.
        claimed: what the plan says.
        recounted: what the profile and the awards come to.
        kept: whether the two agree, within the tolerance.
    """

    what: str
    claimed: float
    recounted: float
    kept: bool

    @property
    def deviation(self) -> float:
        """The difference, relative to the larger of the two."""
        if self.claimed == self.recounted:
            return 0.0
        if not (isfinite(self.claimed) and isfinite(self.recounted)):
            return inf
        return abs(self.claimed - self.recounted) / max(abs(self.claimed), abs(self.recounted))


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a plan: it passes when every rule is kept and every amount agrees."""

    rules: tuple[RuleCheck, ...]
    money: tuple[MoneyCheck, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is broken."""
        return all(c.kept for c in self.rules) and all(c.kept for c in self.money)

    @property
    def largest_deviation(self) -> float:
        """The largest excess of a rule or relative difference of an amount, forgiven ones included."""
        return max((*(c.excess for c in self.rules), *(c.deviation for c in self.money)), default=0.0)

    @property
    def broken(self) -> tuple[str, ...]:
        """A sentence for everything that is broken."""
        rules = (_rule_sentence(c) for c in self.rules if not c.kept)
        money = (_money_sentence(c) for c in self.money if not c.kept)
        return (*rules, *money)

    def summary(self) -> list[dict[str, object]]:
        """For each kind of rule: how many were checked, the largest excess, and whether all are kept."""
        by_kind: dict[str, list[RuleCheck]] = {}
        for check in self.rules:
            by_kind.setdefault(check.rule, []).append(check)
        return [_summary_of(kind, checks) for kind, checks in by_kind.items()]


def _rule_sentence(check: RuleCheck) -> str:
    found = "" if check.found is None else f"; the plan has {check.found:.9g}"
    return f"{check.place}: {check.text}{found}"


def _money_sentence(check: MoneyCheck) -> str:
    return f"{check.what}: the plan says {check.claimed:.15g}, the recount {check.recounted:.15g}"


def _summary_of(kind: str, checks: list[RuleCheck]) -> dict[str, object]:
    return {
        "rule": kind,
        "checked": len(checks),
        "largest_excess": max(c.excess for c in checks),
        "kept": all(c.kept for c in checks),
    }
