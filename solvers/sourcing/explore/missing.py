"""Quotes that are missing: at what landed cost a source in the explored countries would win an item.

A new source x for a need, at landed cost c and with nothing but that cost, lowers the cost of the plan where
its reduced cost is below 0:

    c + sum over limits of price x (part - limit) x base  <  price of the need

so the entry price is the price of the need less what its shares cost or earn. Where the base is money
the new source's own landed cost is its base, and the equation is solved for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from models.profile.rows import Floats
from models.regions import members
from solvers.sourcing.explain.explanation import MissingQuote
from solvers.sourcing.explore.limits import needs_of, part_of
from solvers.sourcing.explore.prices import Prices
from solvers.sourcing.rules import leaders
from solvers.sourcing.share_limits import rule_of
from solvers.sourcing.spend import amounts_in_force, if_all_were_bought
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording import limit_name

LEAST_FACTOR = 0.05
"""Below this a cap is worth so much that dear purchases elsewhere would pay for themselves: the entry
price is then read at today's landed cost as base instead."""


@dataclass(frozen=True, slots=True)
class Pull:
    """What the share limits do to a new source in one country, need by need.

    Attributes:
        fixed: money a unit that a base in units or reference prices brings (above 0) or costs.
        by_cost: the same for each unit of its own landed cost.
    """

    fixed: Floats
    by_cost: Floats


def missing_quotes(t: ProblemTables, prices: Prices, countries: Iterable[str]) -> tuple[MissingQuote, ...]:
    """One row an item with a need, in the order of the items.

    Args:
        t: the tables.
        prices: of their relaxation.
        countries: codes and groups in which new sources are looked for.
    """
    asked = tuple(countries)
    codes = sorted({code for name in asked for code in members(name, t.case.on)})
    weight = t.discount[t.case.needs.period]
    best, where = _best_entry(t, prices, codes, weight)
    cheapest = _cheapest_landed(t)
    points, rule = _points(t, prices)
    needs, count = t.case.needs, len(t.case.items.id)
    quantity = np.bincount(needs.item, weights=needs.quantity, minlength=count)
    gain = np.maximum(best - cheapest, 0.0) * needs.quantity
    money = np.bincount(needs.item, weights=gain, minlength=count)
    entry, matched = (
        np.bincount(needs.item, weights=price * needs.quantity, minlength=count) for price in (best, cheapest)
    )
    items, first = np.unique(needs.item, return_index=True)
    return tuple(
        MissingQuote(
            item=str(t.case.items.id[item]),
            countries=asked if len(where[at]) == len(codes) else tuple(where[at]),
            entry_price=max(float(entry[item] / quantity[item]), 0.0),
            quantity=float(quantity[item]),
            share_points=float(points[item]),
            rule=rule,
            matched_price=float(matched[item] / quantity[item]),
            money=float(money[item]),
        )
        for item, at in zip(items.tolist(), first.tolist(), strict=True)
    )


def by_money(rows: Iterable[MissingQuote]) -> tuple[MissingQuote, ...]:
    """What brings most money first, then what stands for most of a share."""
    return tuple(sorted(rows, key=lambda row: (-row.money, -row.share_points, row.item)))


def by_share(rows: Iterable[MissingQuote]) -> tuple[MissingQuote, ...]:
    """What stands for most of a share first: where no plan is possible, that is what helps."""
    return tuple(sorted(rows, key=lambda row: (-row.share_points, -row.money, row.item)))


def _best_entry(
    t: ProblemTables, prices: Prices, codes: list[str], weight: Floats
) -> tuple[Floats, list[list[str]]]:
    """Of each need the highest entry price among the countries, and the countries that have it."""
    base = _cheapest_landed(t)
    entries = np.stack([_entry(prices.need / weight, _pull(t, prices, code), weight, base) for code in codes])
    best = entries.max(axis=0)
    near = entries >= best - 1e-9 * np.maximum(np.abs(best), 1.0)
    return best, [[code for code, fits in zip(codes, column, strict=True) if fits] for column in near.T]


def _entry(price: Floats, pull: Pull, weight: Floats, base: Floats) -> Floats:
    """Solve c = price + fixed + by_cost x c."""
    fixed, by_cost = pull.fixed / weight, pull.by_cost / weight
    factor = 1.0 - by_cost
    plain = price + fixed
    found: Floats = np.where(
        factor > LEAST_FACTOR, plain / np.maximum(factor, LEAST_FACTOR), plain + by_cost * base
    )
    return found


def _pull(t: ProblemTables, prices: Prices, country: str) -> Pull:
    """What the limits in force bring a source in a country, by need."""
    count = len(t.case.needs.item)
    fixed, by_cost = np.zeros(count), np.zeros(count)
    reference = t.case.items.reference[t.case.needs.item]
    for at, limit in enumerate(t.share_limits):
        if prices.limit[at] == 0:
            continue
        base = rule_of(t.request, limit).base
        needs = needs_of(t, limit)
        gain = prices.limit[at] * (limit.limit - part_of(t, limit, country))
        if base == "quantity":
            fixed[needs] += gain
        elif base == "reference":
            fixed[needs] += gain * np.nan_to_num(reference[needs])
        else:
            by_cost[needs] += gain
    return Pull(fixed, by_cost)


def _cheapest_landed(t: ProblemTables) -> Floats:
    """Of each need the least landed cost among all its quotes, usable or not; 0 where it has none."""
    landed = np.minimum(t.case.offers.landed[t.awards.offer], if_all_were_bought(t).landed)
    best = np.full(len(t.case.needs.item), np.inf)
    np.minimum.at(best, t.awards.need, landed)
    return np.where(np.isinf(best), 0.0, best)


def _points(t: ProblemTables, prices: Prices) -> tuple[Floats, str]:
    """Percentage points that each item takes of the share that is worth most to lower or raise."""
    number = _leading_limit(t, prices)
    points = np.zeros(len(t.case.items.id))
    if number is None:
        return points, ""
    limit = t.share_limits[number]
    base = amounts_in_force(t, limit, prices.quantity)
    total = float(base.sum())
    if total > 0:
        # Of a cap what is inside its group could leave it; of a floor what is outside could come in.
        movable = limit.part if limit.is_cap else 1.0 - limit.part
        np.add.at(points, t.awards.item[limit.index], 100 * movable * base / total)
    return points, limit_name(t, number)


def _leading_limit(t: ProblemTables, prices: Prices) -> int | None:
    if not t.share_limits:
        return None
    worth = np.array([abs(prices.limit[at]) * limit.size for at, limit in enumerate(t.share_limits)])
    return int(np.argmax(worth)) if worth.max() > 0 else leaders(t)[0]
