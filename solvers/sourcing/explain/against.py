"""What keeps a cheaper source from getting (all of) an item, in words."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.profile.rows import Floats, Ints, Mask
from solvers.sourcing.explain.near import PLAN, NearRules
from solvers.sourcing.rules import Rule, together
from solvers.sourcing.tables import ProblemTables, ShareLimit
from solvers.sourcing.wording import money, wording

# What limits the quote or its supplier says more than a rule on the whole firm, that more than a minimum.
_ORDER = {
    "quote_capacity": 0,
    "max_share": 0,
    "supplier_capacity": 0,
    "capacity": 0,
    "contract": 0,
    "share_limit": 1,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the reasons are drawn from.

    Attributes:
        tables: the problem.
        after: quantity of each award in the plan.
        before: of each award, the item units today's split of its item would buy there.
        near: rules without room.
        rows: the awards of each item.
        cost: of one unit of each award, at the price the plan reaches or could reach there.
        reached: the break in force for each award; -1 below the first one.
        limits: the share limits, each of one period, that have no room left.
        held: awards that could grow no more because of the pace.
        locked: quotes that only a project could open, which the plan does not start.
        joined: suppliers that the plan buys from.
    """

    tables: ProblemTables
    after: Floats
    before: Floats
    near: NearRules
    rows: dict[int, Ints]
    cost: Floats
    reached: Ints
    limits: frozenset[int]
    held: Mask
    locked: Mask
    joined: Mask


def against(f: Facts, cheaper: int, dearer: int) -> tuple[str, str]:
    """Why the cheaper of two awards does not get (all of) what the dearer gets: a stable word, and words."""
    t = f.tables
    gap = float(f.cost[dearer] - f.cost[cheaper])
    name = str(t.case.suppliers.id[t.awards.supplier[cheaper]])
    word, words = keeps_down(f, cheaper, dearer)
    words = words or "one-off costs, minimums and limits together make this mix the cheapest"
    return word, f"{name} is {money(t.case, gap)} a unit cheaper, but {words}"


def keeps_down(f: Facts, cheaper: int, dearer: int) -> tuple[str, str]:
    """What keeps the cheaper of two awards down: a stable word, and words; none where it is no one thing."""
    t = f.tables
    if f.locked[t.awards.quote[cheaper]]:
        capital = [rule for rule in f.near.found.get(PLAN, ()) if rule.kind == "capital"]
        if capital:
            return "budget", wording(t, capital[0]).text
        return "investment", _project_words(t, int(t.awards.quote[cheaper]))
    rules = f.near.between(cheaper, dearer)
    for rule in sorted(rules, key=lambda rule: _ORDER.get(rule.kind, 2)):
        word = _blocks(f, rule, cheaper, dearer)
        if word:
            return word, wording(t, rule).text
    if (order := _too_large(t, cheaper)) is not None:
        return order.kind, wording(t, order).text
    once = _once(f, cheaper)
    if once > 0 and f.after[cheaper] == 0:
        return "one_off", f"starting it costs {money(t.case, once)}{_spread(t)}"
    return "combination", ""


def _project_words(t: ProblemTables, quote: int) -> str:
    """The cheapest project that would open a quote."""
    projects = t.case.investments
    able = projects.unlocking[projects.unlocked == quote]
    best = int(able[np.argmin(projects.cash[able])])
    return (
        f"it needs the project {projects.id[best]}, which costs {money(t.case, float(projects.cash[best]))}"
    )


def _spread(t: ProblemTables) -> str:
    """What part of a one-off cost is meant, where the plan's only period carries a part."""
    return " in this period" if len(t.case.periods) == 1 else ""


def _blocks(f: Facts, rule: Rule, cheaper: int, dearer: int) -> str:
    """The stable word for a tight rule that keeps the cheaper award down; empty where it does not."""
    t = f.tables
    if rule.kind == "share_limit":
        reached = (at for at in together(t, rule.index) if at in f.limits)
        words = (_of_share(t.share_limits[at], cheaper, dearer) for at in reached)
        return next((word for word in words if word), "")
    keeps = _KEEPS.get(rule.kind)
    if keeps is None or not keeps(f, rule.index, cheaper, dearer):
        return ""
    return _WORD.get(rule.kind, rule.kind)


def _of_share(limit: ShareLimit, cheaper: int, dearer: int) -> str:
    low, high = _part(limit.index, limit.part, cheaper), _part(limit.index, limit.part, dearer)
    if low is None or high is None:
        return ""
    if limit.is_cap:
        return "cap" if low > high else ""
    return "floor" if low < high else ""


def _part(index: Ints, part: Floats, award: int) -> float | None:
    at = int(np.searchsorted(index, award))
    return float(part[at]) if at < len(index) and index[at] == award else None


def _of_cheaper(f: Facts, at: int, cheaper: int, _dearer: int) -> bool:
    return bool(at == f.tables.awards.use[cheaper])


def _of_dearer(f: Facts, at: int, _cheaper: int, dearer: int) -> bool:
    return bool(at == f.tables.awards.use[dearer])


def _of_supplier(f: Facts, at: int, cheaper: int, _dearer: int) -> bool:
    limits, awards = f.tables.supplier_capacities, f.tables.awards
    return bool(
        limits.supplier[at] == awards.supplier[cheaper] and limits.period[at] == awards.period[cheaper]
    )


def _of_capacity(_f: Facts, _at: int, _cheaper: int, _dearer: int) -> bool:
    return True  # it is near because the cheaper award uses it


def _of_count(f: Facts, at: int, cheaper: int, _dearer: int) -> bool:
    counts, awards = f.tables.supplier_counts, f.tables.awards
    return bool(counts.item[at] == awards.item[cheaper] and counts.period[at] == awards.period[cheaper])


def _of_contract(f: Facts, at: int, _cheaper: int, dearer: int) -> bool:
    contracts, awards = f.tables.contracts, f.tables.awards
    bound = (contracts.item[at], contracts.supplier[at], contracts.period[at])
    return bound == (awards.item[dearer], awards.supplier[dearer], awards.period[dearer])


def _of_pace(f: Facts, _at: int, cheaper: int, _dearer: int) -> bool:
    return bool(f.held[cheaper])


def _of_changes(f: Facts, _at: int, cheaper: int, _dearer: int) -> bool:
    return bool(f.after[cheaper] == 0)


def _of_budget(f: Facts, _at: int, cheaper: int, _dearer: int) -> bool:
    return bool(f.after[cheaper] == 0) and _once(f, cheaper) > 0


_KEEPS: dict[str, Callable[[Facts, int, int, int], bool]] = {
    "quote_capacity": _of_cheaper,
    "max_share": _of_cheaper,
    "min_order": _of_dearer,
    "min_share": _of_dearer,
    "lot": _of_dearer,
    "supplier_capacity": _of_supplier,
    "capacity": _of_capacity,
    "min_suppliers": _of_count,
    "max_suppliers": _of_count,
    "contract": _of_contract,
    "pace": _of_pace,
    "changes": _of_changes,
    "one_off": _of_budget,
}
_WORD = {
    "quote_capacity": "capacity",
    "supplier_capacity": "capacity",
    "one_off": "budget",
}


def _too_large(t: ProblemTables, award: int) -> Rule | None:
    """The minimum order or lot of a quote that is more than all it could serve."""
    use = int(t.awards.use[award])
    for kind, least in (("min_order", t.uses.min_order[use]), ("lot", t.uses.lot_size[use])):
        if least > t.uses.demand[use]:
            return Rule(kind, use)
    return None


def _once(f: Facts, award: int) -> float:
    """One-off cost of the source of an award, as much of it as a period carries."""
    t = f.tables
    quotes, quote, supplier = t.case.quotes, t.awards.quote[award], t.awards.supplier[award]
    onboarding = 0.0 if f.joined[supplier] else t.case.suppliers.onboarding_cost[supplier]
    cash = quotes.qualification_cost[quote] + quotes.tooling_cost[quote] + onboarding
    return float(cash) * t.case.one_off_factor
