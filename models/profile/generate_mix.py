"""Today's purchases of a generated case, and a second split that proves the case feasible.

The reserve is a split of every item that keeps all rules: at most 0.30 of an item from China, the rest
from one or two other sites. Capacities, limits, locks, contracts and exclusions are drawn around it,
so that it stays allowed whatever the seed.
"""

from dataclasses import dataclass

import numpy as np

from models.profile.generate_lands import CHINA
from models.profile.generate_market import Market
from models.profile.rows import Floats, Ints, Mask

CHINESE_SPEND = 0.65
"""Part of today's spend that is bought in China, about."""

TWO_SOURCES = 0.3
"""Part of the items that are bought from two sites today."""

_LAST = 1e6
"""Factor that puts a quote behind all others of its item."""


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares of each item by quote, in the market's grid.

    Attributes:
        today: quantities bought today.
        reserve: shares of the split that keeps all rules.
        first: column of the quote each item mainly comes from today.
        barred: sites that may not be used.
        capacity: of each site, in hours; NaN where it has no limit.
    """

    today: Floats
    reserve: Floats
    first: Ints
    barred: Mask
    capacity: Floats


def make_mix(rng: np.random.Generator, market: Market) -> Mix:
    """Draw today's purchases and the reserve."""
    sites = len(market.land)
    barred = np.zeros(sites, dtype=bool)
    barred[rng.permutation(np.flatnonzero(market.land == CHINA))[: sites // 100]] = True
    new = rng.random(sites) < np.where(market.land == CHINA, 0.05, 0.25)
    ranks = _ranks(rng, market, barred, new)
    reserve = _reserve(rng, market, barred, ranks)
    first, second = _sources(rng, market, barred | new, ranks)
    today = _quantities(rng, market.demand, reserve.shape[1], first, second)
    capacity = _capacities(rng, market, today, reserve)
    return Mix(today, reserve, first, barred, capacity)


@dataclass(frozen=True, slots=True)
class Ranks:
    """Columns of each item's quotes by preference: the Chinese before the others, and after them."""

    inside: Ints
    outside: Ints


def _ranks(rng: np.random.Generator, market: Market, barred: Mask, new: Mask) -> Ranks:
    """Rank the quotes of each item.

    They go by price, as they were chosen once, and by chance, which counts for more outside China. New
    sites come after those known, barred ones last of their kind.
    """
    noise = rng.random(market.seller.shape)
    score = market.price / market.base[:, None] + np.where(market.chinese, 0.04, 0.1) * noise
    score = score * np.where(new[market.seller], 10.0, 1.0) + np.where(barred[market.seller], 100.0, 0.0)
    inside = np.argsort(np.where(market.chinese, score, score + _LAST), axis=1, kind="stable")
    outside = np.argsort(np.where(market.chinese, score + _LAST, score), axis=1, kind="stable")
    return Ranks(inside, outside)


def _reserve(rng: np.random.Generator, market: Market, barred: Mask, ranks: Ranks) -> Floats:
    """0.15 to 0.30 from one Chinese site, the rest from one or two others."""
    inside, outside = ranks.inside, ranks.outside
    rows = np.arange(len(market.base))
    usable = market.chinese & ~barred[market.seller]
    part = np.where(usable[rows, inside[:, 0]], np.round(rng.uniform(0.15, 0.30, len(rows)), 2), 0.0)
    two = ~market.chinese[rows, outside[:, 1]]
    main = np.where(two, np.round(0.55 * (1 - part), 2), 1 - part)
    out = np.zeros(market.seller.shape)
    out[rows, inside[:, 0]] = part
    out[rows, outside[:, 0]] = main
    out[rows[two], outside[two, 1]] = (1 - part - main)[two]
    return out


def _sources(rng: np.random.Generator, market: Market, closed: Mask, ranks: Ranks) -> tuple[Ints, Ints]:
    """Columns of each item's first and second source today; -1 where there is no second."""
    rows = np.arange(len(market.base))
    china = _from_china(rng, market, ranks) & ~closed[market.seller[rows, ranks.inside[:, 0]]]
    first = np.where(china, ranks.inside[:, 0], ranks.outside[:, 0])
    second = np.where(china, ranks.inside[:, 1], ranks.outside[:, 1])
    two = (rng.random(len(rows)) < TWO_SOURCES) & ~closed[market.seller[rows, second]]
    return first, np.where(two, second, -1)


def _from_china(rng: np.random.Generator, market: Market, ranks: Ranks) -> Mask:
    """Items in chance order until their spend in China reaches its part of all spend."""
    rows = np.arange(len(market.base))
    order = rng.permutation(len(rows))
    spend = market.price * market.demand[:, None]
    inside = np.cumsum(spend[rows, ranks.inside[:, 0]][order])
    outside = spend[rows, ranks.outside[:, 0]][order]
    rest = outside.sum() - np.cumsum(outside)
    chosen = np.zeros(len(rows), dtype=bool)
    chosen[order] = inside <= CHINESE_SPEND * (inside + rest)
    return chosen


def _quantities(rng: np.random.Generator, demand: Floats, width: int, first: Ints, second: Ints) -> Floats:
    """What is bought today, in whole units that add up to the demand."""
    rows = np.arange(len(demand))
    two = second >= 0
    other = np.where(two, np.round(demand * rng.uniform(0.2, 0.4, len(demand))), 0.0)
    out = np.zeros((len(demand), width))
    out[rows, first] = demand - other
    out[rows[two], second[two]] = other[two]
    return out


def _capacities(rng: np.random.Generator, market: Market, today: Floats, reserve: Floats) -> Floats:
    """Enough for today, for the reserve, and 1.5 times the whole load; too little for the cheapest."""
    sites = len(market.land)
    one = market.hours[:, None]
    hours = (today * one, reserve * market.demand[:, None] * one)
    load = [np.bincount(market.seller.ravel(), used.ravel(), minlength=sites) for used in hours]
    total = float((market.demand * market.hours).sum())
    spare = rng.uniform(0.3, 1.2, sites) * total / sites
    least = np.maximum(np.maximum(1.05 * load[0], 1.15 * load[1]), spare)
    capacity: Floats = np.ceil(least * max(1.0, 1.5 * total / least.sum()) / 10) * 10
    capacity[rng.random(sites) < 0.1] = np.nan
    return capacity
