"""What share limits make of a source that is not there yet: its needs, and its country."""

from models.plan.exposure import in_scope
from models.profile.rows import Mask
from models.regions import members
from models.request import EachCountry
from solvers.sourcing.share_limits import rule_of
from solvers.sourcing.tables import ProblemTables, ShareLimit


def part_of(t: ProblemTables, limit: ShareLimit, country: str) -> float:
    """Whether a source made, owned and sold in a country counts for a limit's group: 1 or 0."""
    rule = rule_of(t.request, limit)
    if isinstance(rule, EachCountry):
        return 1.0 if country == limit.label else 0.0
    return 1.0 if any(country in members(name, t.case.on) for name in rule.countries) else 0.0


def needs_of(t: ProblemTables, limit: ShareLimit) -> Mask:
    """The needs a limit speaks of, quoted or not."""
    needs = t.case.needs
    inside = in_scope(t.case, rule_of(t.request, limit).scope, needs.item, needs.plant)
    found: Mask = inside & (needs.period == limit.period)
    return found
