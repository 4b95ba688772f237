"""A reason for each item that moved or stayed, from what its other sources would cost."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.profile.rows import Floats, Ints, Mask
from models.tolerances import QUANTITY
from solvers.sourcing.explain.explanation import ItemReason
from solvers.sourcing.explain.prices import break_words, unit_prices
from solvers.sourcing.rules import Rule, together
from solvers.sourcing.tables import ProblemTables, ShareLimit
from solvers.sourcing.wording import wording

# What limits the quote or its supplier says more than a rule on the whole firm, that more than a minimum.
_ORDER = {"quote_capacity": 0, "max_share": 0, "supplier_capacity": 0, "contract": 0, "share_limit": 1}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the reasons are drawn from.

    Attributes:
        tables: the problem.
        after: quantity of each award in the plan.
        before: share of today's purchases of the item, by award.
        tight: rules without room.
        rows: the awards of each item.
        cost: of one unit of each award, at the price the plan reaches or could reach there.
        reached: the break in force for each award; -1 below the first one.
    """

    tables: ProblemTables
    after: Floats
    before: Floats
    tight: tuple[Rule, ...]
    rows: dict[int, Ints]
    cost: Floats
    reached: Ints


def item_reasons(t: ProblemTables, after: Floats, tight: tuple[Rule, ...]) -> Iterator[ItemReason]:
    """One reason an item with a need, in the order of the items."""
    prices = unit_prices(t, after)
    facts = Facts(t, after, _todays_share(t), tight, _rows_by_item(t), prices.cost, prices.reached)
    for item in np.unique(t.case.needs.item):
        yield _reason(facts, int(item))


def _rows_by_item(t: ProblemTables) -> dict[int, Ints]:
    if not len(t.awards.item):
        return {}
    order = np.argsort(t.awards.item, kind="stable")
    items, first = np.unique(t.awards.item[order], return_index=True)
    return dict(zip(items.tolist(), np.split(order, first[1:]), strict=True))


def _todays_share(t: ProblemTables) -> Floats:
    """Of each award, its share of what is bought of the item today."""
    bought = np.zeros(len(t.case.offers.quote))
    np.add.at(bought, t.case.allocation.offer, t.case.allocation.quantity)
    total = np.zeros(len(t.case.items.id))
    np.add.at(total, t.case.quotes.item[t.case.offers.quote], bought)
    mine = total[t.awards.item]
    return np.where(mine > 0, bought[t.awards.offer] / np.where(mine > 0, mine, 1.0), 0.0)


def _reason(f: Facts, item: int) -> ItemReason:
    t = f.tables
    name = str(t.case.items.id[item])
    rows = f.rows.get(item, np.zeros(0, dtype=np.int64))
    demand = float(t.case.needs.quantity[t.case.needs.item == item].sum())
    now = f.after[rows] / demand
    was = f.before[rows]
    bought = f.after[rows].sum()
    if bought <= QUANTITY * demand:
        return ItemReason(
            name, "short", "shortage", f"{name} is not bought: a shortage costs less than any offer"
        )
    if was.sum() == 0:
        action = "new"
    elif np.all(np.abs(now * demand / bought - was) <= 1e-3):
        action = "stayed"
    else:
        action = "moved"
    reason, why = _why(f, rows, now, was)
    if bought < demand * (1 - 1e-5):
        price = _money(t, float(t.case.items.shortage_cost[item]))
        part = f"{100 * (1 - bought / demand):.0f} % stays short, which costs {price} a unit"
        reason, why = "shortage", f"{part}; of the rest, {why}"
    verb = {"new": "is bought from", "stayed": "stays with", "moved": "moves to"}[action]
    return ItemReason(name, action, reason, f"{name} {verb} {_sources(f, rows, now, was, action)}: {why}")


def _sources(f: Facts, rows: Ints, now: Floats, was: Floats, action: str) -> str:
    """The suppliers of an item with their shares; of a move only those that grew."""
    t = f.tables
    share: dict[str, float] = {}
    at_break: dict[str, str] = {}
    for at, row in enumerate(rows):
        if now[at] > 1e-6 and (action != "moved" or now[at] > was[at] + 1e-3):
            name = str(t.case.suppliers.id[t.awards.supplier[row]])
            share[name] = share.get(name, 0.0) + float(now[at])
            if f.reached[row] >= 0:
                at_break[name] = f", {break_words(t.case, int(f.reached[row]))}"
    ranked = sorted(share.items(), key=lambda pair: -pair[1])
    parts = [f"{name} ({100 * part:.0f} %{at_break.get(name, '')})" for name, part in ranked]
    return ", ".join(parts) or "its other sources"


def _why(f: Facts, rows: Ints, now: Floats, was: Floats) -> tuple[str, str]:
    """Compare what is bought with what is given up, or with the cheapest source not fully used."""
    t = f.tables
    shrunk, grown = now < was - 1e-3, now > was + 1e-3
    barred = shrunk & t.uses.barred[t.awards.use[rows]]
    if barred.any():
        return "excluded", _bar_words(f, int(t.awards.use[rows[int(np.flatnonzero(barred)[0])]]))
    fixed = [rule for rule in f.tight if rule.kind == "fixed_share" and _concerns(t, rule, rows)]
    if fixed:
        return "fixed", wording(t, fixed[0]).text
    if (t.award_upper[rows] > 0).sum() == 1:
        return "only_source", "no other usable quote"
    if shrunk.any() and grown.any():
        return _of_move(f, rows, _largest(shrunk, was - now), _largest(grown, now - was))
    return _of_stay(f, rows, now)


def _largest(which: Mask, amounts: Floats) -> int:
    return int(np.argmax(np.where(which, amounts, -np.inf)))


def _of_move(f: Facts, rows: Ints, given_up: int, taken: int) -> tuple[str, str]:
    """Why the largest part that left went where most of it went."""
    t = f.tables
    saved = float(f.cost[rows[given_up]] - f.cost[rows[taken]])
    if saved >= 0:
        name = t.case.suppliers.id[t.awards.supplier[rows[given_up]]]
        return "cheaper", f"{_money(t, saved)} a unit cheaper than {name}"
    return _against(f, rows, given_up, taken)


def _of_stay(f: Facts, rows: Ints, now: Floats) -> tuple[str, str]:
    """Why a source that is cheaper by the unit does not get it, or what the next best would cost."""
    t = f.tables
    cost = f.cost[rows]
    usable = t.award_upper[rows] > 0
    used = np.flatnonzero(now > 1e-6)
    dearest = int(used[np.argmax(cost[used])])
    cheaper = usable & (cost < cost[dearest] - 1e-9) & (now < 1 - 1e-6)
    if cheaper.any():
        return _against(f, rows, int(np.flatnonzero(cheaper)[np.argmin(cost[cheaper])]), dearest)
    others = np.flatnonzero(usable & (now <= 1e-6))
    if not len(others):
        return "cheapest", "every usable source is used"
    best = int(others[np.argmin(cost[others])])
    name = t.case.suppliers.id[t.awards.supplier[rows[best]]]
    more = _money(t, float(cost[best] - cost[dearest]))
    return "cheapest", f"the next best, {name}, costs {more} a unit more"


def _against(f: Facts, rows: Ints, best: int, chosen: int) -> tuple[str, str]:
    """Why the cheaper source does not get (all of) it."""
    t = f.tables
    cheaper, dearer = rows[best], rows[chosen]
    gap = float(f.cost[dearer] - f.cost[cheaper])
    name = str(t.case.suppliers.id[t.awards.supplier[cheaper]])
    lead = f"{name} is {_money(t, gap)} a unit cheaper, but "
    for rule in sorted(f.tight, key=lambda rule: _ORDER.get(rule.kind, 2)):
        words = _blocks(f, rule, int(cheaper), int(dearer))
        if words:
            return words, lead + wording(t, rule).text
    once = _once(t, int(cheaper))
    if once > 0:
        return "one_off", lead + f"starting it costs {_money(t, once)} in this period"
    return "combination", lead + "one-off costs, minimums and limits together make this mix the cheapest"


def _blocks(f: Facts, rule: Rule, cheaper: int, dearer: int) -> str:
    """The stable word for a tight rule that keeps the cheaper award down; empty where it does not."""
    t = f.tables
    if rule.kind == "share_limit":
        words = (_blocks_share(t.share_limits[at], cheaper, dearer) for at in together(t, rule.index))
        return next((word for word in words if word), "")
    return _blocks_quote(t, rule, cheaper, dearer)


def _blocks_share(limit: ShareLimit, cheaper: int, dearer: int) -> str:
    low, high = _part(limit.index, limit.part, cheaper), _part(limit.index, limit.part, dearer)
    if low is None or high is None:
        return ""
    if limit.is_cap:
        return "cap" if low > high else ""
    return "floor" if low < high else ""


def _blocks_quote(t: ProblemTables, rule: Rule, cheaper: int, dearer: int) -> str:
    awards, at = t.awards, rule.index
    if rule.kind in ("quote_capacity", "max_share"):
        mine = at == awards.use[cheaper]
    elif rule.kind in ("min_order", "min_share", "lot"):
        mine = at == awards.use[dearer]
    elif rule.kind == "supplier_capacity":
        mine = t.supplier_capacities.supplier[at] == awards.supplier[cheaper]
    elif rule.kind in ("min_suppliers", "max_suppliers"):
        mine = t.supplier_counts.item[at] == awards.item[cheaper]
    elif rule.kind == "contract":
        mine = (t.contracts.item[at], t.contracts.supplier[at]) == (
            awards.item[dearer],
            awards.supplier[dearer],
        )
    else:
        mine = False
    return rule.kind.removeprefix("quote_").removeprefix("supplier_") if mine else ""


def _part(index: Ints, part: Floats, award: int) -> float | None:
    at = int(np.searchsorted(index, award))
    return float(part[at]) if at < len(index) and index[at] == award else None


def _concerns(t: ProblemTables, rule: Rule, rows: Ints) -> bool:
    return bool(len(rows)) and bool(t.fixed_shares.item[rule.index] == t.awards.item[rows[0]])


def _bar_words(f: Facts, use: int) -> str:
    t = f.tables
    number = next(at for at, bar in enumerate(t.bars) if use in bar.uses)
    return wording(t, Rule("bar", number)).text


def _once(t: ProblemTables, award: int) -> float:
    use, supplier = t.awards.use[award], t.awards.supplier[award]
    onboarding = float(t.case.suppliers.onboarding_cost[supplier]) * t.case.one_off_factor
    return float(t.uses.qualification_cost[use] + t.uses.tooling_cost[use]) + onboarding


def _money(t: ProblemTables, value: float) -> str:
    return f"{value:,.{2 if abs(value) < 1000 else 0}f} {t.case.currency}"
