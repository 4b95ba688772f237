"""A reason for each item that moved or stayed, from what its other sources would cost.

Where there are several periods, the one is explained in which an item's sources differ most from today's,
the first of equal ones: then the move is complete.
"""

from collections.abc import Iterator

import numpy as np

from models.plan.decisions import Decisions
from models.profile.rows import Floats, Ints, Mask
from models.tolerances import QUANTITY
from solvers.sourcing.explain.against import Facts, against, keeps_down
from solvers.sourcing.explain.explanation import ItemReason
from solvers.sourcing.explain.near import NearRules
from solvers.sourcing.explain.prices import break_words, unit_prices
from solvers.sourcing.explain.tight import quantities, reached_limits
from solvers.sourcing.explain.tight_plan import held_by_pace, started_options
from solvers.sourcing.rules import Rule
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording import in_periods, money, wording

SAME = 1e-9
"""Part of a cost by which two units cost the same."""

SMALL = 1e-3
"""Shares that differ by less are the same to a reader."""


def item_reasons(t: ProblemTables, decisions: Decisions, tight: tuple[Rule, ...]) -> Iterator[ItemReason]:
    """One reason an item with a need, in the order of the items."""
    after = quantities(t, decisions)
    prices = unit_prices(t, after)
    facts = Facts(
        tables=t,
        after=after,
        before=_todays_split(t),
        near=NearRules.of(t, tight),
        rows=_rows_by_item(t),
        cost=prices.cost,
        reached=prices.reached,
        limits=reached_limits(t, after),
        held=held_by_pace(t, after),
        locked=_locked(t, decisions),
        joined=np.bincount(t.awards.supplier, after, minlength=len(t.case.suppliers.id)) > 0,
    )
    for item in np.unique(t.case.needs.item):
        yield _reason(facts, int(item))


def _rows_by_item(t: ProblemTables) -> dict[int, Ints]:
    if not len(t.awards.item):
        return {}
    order = np.argsort(t.awards.item, kind="stable")
    items, first = np.unique(t.awards.item[order], return_index=True)
    return dict(zip(items.tolist(), np.split(order, first[1:]), strict=True))


def _todays_split(t: ProblemTables) -> Floats:
    """Of each award, what it would be if its item's demand in the period were split as today."""
    case, span = t.case, t.case.span
    bought = np.bincount(case.allocation.offer, case.allocation.quantity, minlength=len(case.offers.quote))
    total = np.bincount(case.quotes.item[case.offers.quote], bought, minlength=len(case.items.id))
    needs = case.needs
    demand = np.bincount(
        needs.item * span + needs.period, needs.quantity, minlength=len(case.items.id) * span
    )
    mine = total[t.awards.item]
    share = bought[t.awards.offer] / np.where(mine > 0, mine, 1.0)
    found: Floats = share * demand[t.awards.item * span + t.awards.period]
    return found


def _locked(t: ProblemTables, decisions: Decisions) -> Mask:
    """Quotes that only a project opens, and no project that the plan starts does."""
    projects = t.case.investments
    started = np.unique(projects.options.project[started_options(t, decisions)])
    opened = projects.unlocked[np.isin(projects.unlocking, started)]
    quotes = np.arange(len(t.case.quotes.id))
    found: Mask = np.isin(quotes, projects.unlocked) & ~np.isin(quotes, opened)
    return found


def _reason(f: Facts, item: int) -> ItemReason:
    t = f.tables
    name = str(t.case.items.id[item])
    rows = f.rows.get(item, np.zeros(0, dtype=np.int64))
    needs = t.case.needs
    every = float(needs.quantity[needs.item == item].sum())
    if f.after[rows].sum() <= QUANTITY * every:
        return ItemReason(name, "short", "shortage", f"{name} is not bought: {_why_not(f, item, rows)}")
    rows, period = _period_of_most_change(f, rows)
    demand = float(needs.quantity[(needs.item == item) & (needs.period == period)].sum())
    now, was = f.after[rows] / demand, f.before[rows] / demand
    bought = float(now.sum())
    action = _action(now / bought if bought > 0 else now, was)
    reason, why = _why(f, rows, now, was)
    if bought < 1 - 1e-5:
        price = money(t.case, float(t.case.items.shortage_cost[item]))
        part = f"{100 * (1 - bought):.0f} % stays short, which costs {price} a unit"
        reason, why = "shortage", f"{part}; of the rest, {why}"
    verb = {"new": "is bought from", "stayed": "stays with", "moved": "moves to"}[action]
    sources = _sources(f, rows, now, was, action)
    if action != "stayed" or reason == "shortage":
        sources += in_periods(t.case, [period])
    return ItemReason(name, action, reason, f"{name} {verb} {sources}: {why}")


def _why_not(f: Facts, item: int, rows: Ints) -> str:
    """Why nothing of an item is bought."""
    t = f.tables
    price = float(t.case.items.shortage_cost[item])
    if not len(rows):
        return "nobody offers it"
    best = int(rows[np.argmin(f.cost[rows])])
    if not f.cost[best] < price:
        return "a shortage costs less than any offer"
    name = t.case.suppliers.id[t.awards.supplier[best]]
    held = keeps_down(f, best, best)[1] or "the rules and one-off costs together leave no room for it"
    if t.uses.barred[t.awards.use[best]]:
        held = _bar_words(f, int(t.awards.use[best]))
    return (
        f"{name} is {money(t.case, price - float(f.cost[best]))} a unit cheaper than a shortage, but {held}"
    )


def _period_of_most_change(f: Facts, rows: Ints) -> tuple[Ints, int]:
    """The awards of the period in which an item's sources differ most from today's split."""
    period = f.tables.awards.period[rows]
    change = np.bincount(period, np.abs(f.after[rows] - f.before[rows]), minlength=f.tables.case.span)
    size = np.bincount(period, f.after[rows], minlength=f.tables.case.span)
    part = np.divide(change, size, out=np.full(len(size), -1.0), where=size > 0)
    most = int(np.flatnonzero(part >= part.max() - SMALL)[0])
    return rows[period == most], most


def _action(split: Floats, was: Floats) -> str:
    if was.sum() == 0:
        return "new"
    return "stayed" if np.all(np.abs(split - was) <= SMALL) else "moved"


def _sources(f: Facts, rows: Ints, now: Floats, was: Floats, action: str) -> str:
    """The suppliers of an item with their shares; of a move only those that grew."""
    t = f.tables
    share: dict[str, float] = {}
    at_break: dict[str, str] = {}
    for at, row in enumerate(rows):
        if now[at] > 1e-6 and (action != "moved" or now[at] > was[at] + SMALL):
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
    shrunk, grown = now < was - SMALL, now > was + SMALL
    barred = shrunk & t.uses.barred[t.awards.use[rows]]
    if barred.any():
        return "excluded", _bar_words(f, int(t.awards.use[rows[int(np.flatnonzero(barred)[0])]]))
    of_item = f.near.found.get(("item", int(t.awards.item[rows[0]])), ()) if len(rows) else ()
    fixed = [rule for rule in of_item if rule.kind == "fixed_share" and _concerns(t, rule, rows)]
    if fixed:
        return "fixed", wording(t, fixed[0]).text
    if (t.award_upper[rows] > 0).sum() == 1:
        return "only_source", "no other usable quote"
    if shrunk.any() and grown.any():
        return _of_move(f, rows, now, (_largest(shrunk, was - now), _largest(grown, now - was)))
    return _of_stay(f, rows, now)


def _largest(which: Mask, amounts: Floats) -> int:
    return int(np.argmax(np.where(which, amounts, -np.inf)))


def _of_move(f: Facts, rows: Ints, now: Floats, move: tuple[int, int]) -> tuple[str, str]:
    """Why the largest part that left went where most of it went."""
    t, (given_up, taken) = f.tables, move
    saved = float(f.cost[rows[given_up]] - f.cost[rows[taken]])
    if saved >= 0:
        name = t.case.suppliers.id[t.awards.supplier[rows[given_up]]]
        cheaper = saved > SAME * float(f.cost[rows[given_up]])
        words = f"{money(t.case, saved)} a unit cheaper than {name}" if cheaper else f"as dear as {name}"
        held = keeps_down(f, int(rows[taken]), int(rows[given_up]))[1] if now[given_up] > SMALL else ""
        return "cheaper", words + (f"; no more of it, as {held}" if held else "")
    return against(f, int(rows[given_up]), int(rows[taken]))


def _of_stay(f: Facts, rows: Ints, now: Floats) -> tuple[str, str]:
    """Why a source that is cheaper by the unit does not get it, or what the next best would cost."""
    t = f.tables
    cost = f.cost[rows]
    usable = t.award_upper[rows] > 0
    used = np.flatnonzero(now > 1e-6)
    dearest = int(used[np.argmax(cost[used])])
    cheaper = usable & (cost < cost[dearest] - 1e-9) & (now < 1 - 1e-6)
    if cheaper.any():
        best = int(np.flatnonzero(cheaper)[np.argmin(cost[cheaper])])
        return against(f, int(rows[best]), int(rows[dearest]))
    others = np.flatnonzero(usable & (now <= 1e-6))
    if not len(others):
        return "cheapest", "every usable source is used"
    best = int(others[np.argmin(cost[others])])
    name = t.case.suppliers.id[t.awards.supplier[rows[best]]]
    more = money(t.case, float(cost[best] - cost[dearest]))
    return "cheapest", f"the next best, {name}, costs {more} a unit more"


def _concerns(t: ProblemTables, rule: Rule, rows: Ints) -> bool:
    """Whether a fixed share of an item is of the period of some awards, and of all plants they are at."""
    fixed, at = t.fixed_shares, rule.index
    here = fixed.plant[at] < 0 or bool((t.awards.plant[rows] == fixed.plant[at]).all())
    return here and bool(fixed.period[at] == t.awards.period[rows[0]])


def _bar_words(f: Facts, use: int) -> str:
    t = f.tables
    number = next(at for at, bar in enumerate(t.bars) if use in bar.uses)
    return wording(t, Rule("bar", number)).text
