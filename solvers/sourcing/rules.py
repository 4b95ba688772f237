"""The rules of a problem as rows of the profile and request: named, worded, and droppable one by one.

A diagnosis works on these, not on rows of the formulation: dropping a rule gives the tables the
profile would have had without it, so a clash is a clash of what people wrote.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from models.profile.rows import Ints, Mask
from solvers.sourcing.build_tables import SMALLEST_SHARE, barred_by
from solvers.sourcing.tables import Bar, ProblemTables

ELASTIC = frozenset(
    {
        "share_limit",
        "contract",
        "fixed_share",
        "min_suppliers",
        "max_suppliers",
        "max_share",
        "min_share",
        "min_order",
        "bar",
        "pace",
        "changes",
        "one_off",
        "capital",
    }
)
"""Kinds a person could decide to relax; the others (need, capacities, lots) are facts of the world."""

PLAN_LIMITS = ("pace", "changes", "one_off", "capital")
"""Limits of the request on a plan as a whole: the fields of `PlanLimits`."""


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """One rule: its kind, and its position in that kind's table."""

    kind: str
    index: int

    @property
    def elastic(self) -> bool:
        """Whether a person could decide to relax it."""
        return self.kind in ELASTIC


def rules_of(t: ProblemTables) -> tuple[Rule, ...]:
    """Every rule of a problem, those a person would relax first at the end."""
    uses = t.uses
    found: list[Rule] = []

    def add(kind: str, index: Iterable[int]) -> None:
        found.extend(Rule(kind, int(at)) for at in index)

    add("need", range(len(t.case.needs.item)))
    add("supplier_capacity", range(len(t.supplier_capacities.supplier)))
    add("capacity", range(len(t.capacities.row)))
    add("quote_capacity", np.flatnonzero(uses.capacity < uses.bought(uses.demand)))
    add("lot", np.flatnonzero(uses.lot_size > 0))
    add("max_share", np.flatnonzero(uses.max_share < 1))
    add("min_share", np.flatnonzero(uses.min_share > SMALLEST_SHARE))
    add("min_order", np.flatnonzero(uses.min_order > 0))
    add("bar", range(len(t.bars)))
    add("min_suppliers", np.flatnonzero(t.supplier_counts.least > 0))
    add("max_suppliers", np.flatnonzero(np.isfinite(t.supplier_counts.most)))
    add("contract", np.flatnonzero(np.isnan(t.contracts.price)))
    add("fixed_share", range(len(t.fixed_shares.row)))
    for limit in PLAN_LIMITS:
        add(limit, [0] if getattr(t.limits, limit) is not None else [])
    add("share_limit", hard_leaders(t))
    return tuple(found)


def without(t: ProblemTables, rules: Iterable[Rule]) -> ProblemTables:
    """The tables the profile and request would have had without these rules."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for rule in rules:
        by_kind[rule.kind].append(rule.index)
    for kind, index in by_kind.items():
        t = _WITHOUT[kind](t, np.array(index, dtype=np.int64))
    return t


def _without_need(t: ProblemTables, at: Ints) -> ProblemTables:
    free = t.free_short.copy()
    free[at] = True
    return replace(t, free_short=free)


def _without_supplier_capacity(t: ProblemTables, at: Ints) -> ProblemTables:
    limits = t.supplier_capacities
    kept = _kept(len(limits.supplier), at)
    return replace(
        t,
        supplier_capacities=replace(
            limits, supplier=limits.supplier[kept], period=limits.period[kept], capacity=limits.capacity[kept]
        ),
    )


def _without_capacity(t: ProblemTables, at: Ints) -> ProblemTables:
    # A dropped capacity stays in the list, without end, so that the positions of the others hold.
    quantity = t.capacities.quantity.copy()
    quantity[at] = np.inf
    return replace(t, capacities=replace(t.capacities, quantity=quantity))


def _without_plan_limit(t: ProblemTables, limit: str) -> ProblemTables:
    return replace(t, limits=replace(t.limits, **{limit: None}))


def _set_use(t: ProblemTables, column: str, at: Ints, value: float) -> ProblemTables:
    values = getattr(t.uses, column).copy()
    values[at] = value
    return replace(t, uses=replace(t.uses, **{column: values}))


def _without_min_share(t: ProblemTables, at: Ints) -> ProblemTables:
    # Where a minimum number of suppliers is asked, a supplier of nothing still is none.
    counts, uses = t.supplier_counts, t.uses
    asked = np.zeros((len(t.case.items.id), len(t.case.periods) + 1), dtype=bool)
    asked[counts.item, counts.period] = counts.least > 0
    values = uses.min_share.copy()
    values[at] = np.where(asked[uses.item[at], uses.period[at]], SMALLEST_SHARE, 0.0)
    return replace(t, uses=replace(uses, min_share=values))


def _without_bar(t: ProblemTables, at: Ints) -> ProblemTables:
    # A dropped bar stays in the list, empty, so that the positions of the others hold.
    bars = tuple(
        Bar(bar.source, bar.row, bar.uses[:0]) if number in set(at.tolist()) else bar
        for number, bar in enumerate(t.bars)
    )
    return replace(t, bars=bars, uses=replace(t.uses, barred=barred_by(bars, len(t.uses.quote))))


def _set_count(t: ProblemTables, column: str, at: Ints, value: float) -> ProblemTables:
    values = getattr(t.supplier_counts, column).copy()
    values[at] = value
    return replace(t, supplier_counts=replace(t.supplier_counts, **{column: values}))


def _without_contract(t: ProblemTables, at: Ints) -> ProblemTables:
    # At no price a missed contract is as good as none.
    price = t.contracts.price.copy()
    price[at] = 0.0
    return replace(t, contracts=replace(t.contracts, price=price))


def _without_fixed_share(t: ProblemTables, at: Ints) -> ProblemTables:
    fixed = t.fixed_shares
    kept = _kept(len(fixed.row), at)
    columns = {name: getattr(fixed, name)[kept] for name in fixed.__dataclass_fields__}
    return replace(t, fixed_shares=replace(fixed, **columns))


def without_rebates(t: ProblemTables) -> ProblemTables:
    """The tables as if no supplier paid anything back: what can be done at all is the same."""
    rebates = t.case.rebates
    none = {name: getattr(rebates, name)[:0] for name in rebates.__dataclass_fields__}
    return replace(t, case=replace(t.case, rebates=replace(rebates, **none)))


def together(t: ProblemTables, number: int) -> tuple[int, ...]:
    """The share limits that one number of the request sets: every period, and every single country."""
    rule = t.share_limits[number]
    return tuple(n for n, s in enumerate(t.share_limits) if (s.source, s.row) == (rule.source, rule.row))


def leaders(t: ProblemTables) -> tuple[int, ...]:
    """The first share limit of each rule of the request: its name in diagnosis and explanation."""
    first: dict[tuple[str, int], int] = {}
    for number, limit in enumerate(t.share_limits):
        first.setdefault((limit.source, limit.row), number)
    return tuple(first.values())


def hard_leaders(t: ProblemTables) -> tuple[int, ...]:
    """The same without rules that may be passed at a price: nothing fails for them."""
    return tuple(number for number in leaders(t) if t.share_limits[number].price is None)


def _without_share_limit(t: ProblemTables, at: Ints) -> ProblemTables:
    dropped = {number for leader in at for number in together(t, int(leader))}
    return replace(t, share_limits=tuple(s for n, s in enumerate(t.share_limits) if n not in dropped))


def with_limit(t: ProblemTables, number: int, limit: float) -> ProblemTables:
    """The tables with one rule's share limit at another share."""
    moved = set(together(t, number))
    changed = tuple(replace(s, limit=float(limit)) if n in moved else s for n, s in enumerate(t.share_limits))
    return replace(t, share_limits=changed)


def _kept(count: int, dropped: Ints) -> Mask:
    kept = np.ones(count, dtype=bool)
    kept[dropped] = False
    return kept


_WITHOUT: dict[str, Callable[[ProblemTables, Ints], ProblemTables]] = {
    "need": _without_need,
    "supplier_capacity": _without_supplier_capacity,
    "capacity": _without_capacity,
    "quote_capacity": lambda t, at: _set_use(t, "capacity", at, np.inf),
    "max_share": lambda t, at: _set_use(t, "max_share", at, 1.0),
    "min_share": _without_min_share,
    "min_order": lambda t, at: _set_use(t, "min_order", at, 0.0),
    "lot": lambda t, at: _set_use(t, "lot_size", at, 0.0),
    "bar": _without_bar,
    "min_suppliers": lambda t, at: _set_count(t, "least", at, 0.0),
    "max_suppliers": lambda t, at: _set_count(t, "most", at, np.inf),
    "contract": _without_contract,
    "fixed_share": _without_fixed_share,
    "share_limit": _without_share_limit,
    "pace": lambda t, _at: _without_plan_limit(t, "pace"),
    "changes": lambda t, _at: _without_plan_limit(t, "changes"),
    "one_off": lambda t, _at: _without_plan_limit(t, "one_off"),
    "capital": lambda t, _at: _without_plan_limit(t, "capital"),
}
