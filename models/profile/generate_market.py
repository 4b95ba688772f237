"""Who sells what in a generated case: sites, items, and which site quotes which item."""

from dataclasses import dataclass

import numpy as np

from models.errors import TagenkaError
from models.profile.generate_lands import CHINA, LANDS
from models.profile.rows import Floats, Ints, Mask

CHINESE_SITES = 0.45
"""Part of the suppliers that stand in China."""

CATEGORIES_OF_A_SITE = 3
"""Categories that a site sells, on average."""

_MOST_KEYS = 4_000_000
"""Random keys drawn at once, to bound memory."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a case is, and how many Chinese quotes an item has at least and at most."""

    items: int
    quotes_per_item: int
    suppliers: int
    categories: int

    @property
    def chinese_suppliers(self) -> int:
        """Sites in China."""
        return max(1, round(CHINESE_SITES * self.suppliers))

    @property
    def least_chinese(self) -> int:
        """Fewest Chinese quotes of an item."""
        return max(1, self.quotes_per_item // 4)

    @property
    def most_chinese(self) -> int:
        """Most Chinese quotes of an item; fewer than all."""
        return max(1, self.quotes_per_item * 5 // 8)

    def check(self) -> None:
        """Refuse sizes of which no case can be made.

        Raises:
            TagenkaError: says which number is too small.
        """
        if self.items < 1 or self.categories < 1 or self.quotes_per_item < 2:
            raise TagenkaError("a case needs an item, a category, and two quotes an item or more")
        others = self.suppliers - self.chinese_suppliers
        if self.chinese_suppliers < self.most_chinese or others < self.quotes_per_item - self.least_chinese:
            raise TagenkaError(
                f"{self.suppliers} suppliers are too few for {self.quotes_per_item} quotes an item"
            )


@dataclass(frozen=True, slots=True)
class Market:
    """Sites, items and quotes as positions and amounts in yen; quotes lie in a grid, a row an item.

    Attributes:
        land: position in `LANDS` of each site.
        dollars: sites that quote in US dollars.
        category: of each item.
        base: average price of an item, in yen.
        demand: quantity a year.
        hours: supplier capacity that one unit takes.
        seller: the site of each quote; items by quotes an item, no site twice in a row.
        price: of each quote, in yen.
    """

    land: Ints
    dollars: Mask
    category: Ints
    base: Floats
    demand: Floats
    hours: Floats
    seller: Ints
    price: Floats

    @property
    def chinese(self) -> Mask:
        """Quotes of sites in China."""
        inside: Mask = (self.land == CHINA)[self.seller]
        return inside


def make_market(rng: np.random.Generator, size: Size) -> Market:
    """Draw sites, items and quotes."""
    weights = np.array([land.weight for land in LANDS]) / sum(land.weight for land in LANDS)
    land = rng.choice(len(LANDS), size=size.suppliers, p=weights)
    land[: size.chinese_suppliers] = CHINA
    rng.shuffle(land)
    dollars = rng.random(size.suppliers) < np.array([one.dollars for one in LANDS])[land]
    category = np.concatenate(
        (np.arange(size.categories), rng.integers(0, size.categories, size.items - size.categories))
    )
    rng.shuffle(category)
    base = np.round(np.clip(rng.lognormal(5.3, 1.3, size.items), 2.0, 200_000.0), 2)
    value = np.clip(rng.lognormal(15.4, 1.0, size.items), 3e5, 3e8)
    demand = np.maximum(100.0, np.round(value / base, -1))
    seller = _sellers_of(rng, size, land, category)
    level = np.array([one.price for one in LANDS])[land] * rng.lognormal(0.0, 0.05, size.suppliers)
    price = base[:, None] * level[seller] * rng.lognormal(0.0, 0.08, seller.shape)
    return Market(land, dollars, category, base, demand, np.round(base / 2000, 3) + 0.001, seller, price)


def _sellers_of(rng: np.random.Generator, size: Size, land: Ints, category: Ints) -> Ints:
    """The sites that quote each item: some Chinese, the others not, all of them selling its category."""
    chinese = _pools(rng, np.flatnonzero(land == CHINA), size, size.most_chinese)
    others = _pools(rng, np.flatnonzero(land != CHINA), size, size.quotes_per_item - size.least_chinese)
    number = rng.integers(size.least_chinese, size.most_chinese + 1, size.items)
    out = np.empty((size.items, size.quotes_per_item), dtype=np.int64)
    for at in range(size.categories):
        members = np.flatnonzero(category == at)
        step = max(1, _MOST_KEYS // (len(chinese[at]) + len(others[at])))
        for begin in range(0, len(members), step):
            some = members[begin : begin + step]
            out[some] = _draw(rng, (chinese[at], others[at]), number[some], size)
    return out


def _pools(rng: np.random.Generator, sites: Ints, size: Size, least: int) -> list[Ints]:
    """The sites that sell each category; every site sells one at least."""
    number = min(len(sites), max(least, round(CATEGORIES_OF_A_SITE * len(sites) / size.categories)))
    pools = [rng.choice(sites, number, replace=False) for _ in range(size.categories)]
    idle = np.setdiff1d(sites, np.concatenate(pools))
    home = rng.integers(0, size.categories, len(idle))
    return [np.concatenate((pool, idle[home == at])) for at, pool in enumerate(pools)]


def _draw(rng: np.random.Generator, pools: tuple[Ints, Ints], chinese: Ints, size: Size) -> Ints:
    """Distinct sites for each of some items of one category: so many Chinese ones, the rest others."""
    most = (size.most_chinese, size.quotes_per_item - size.least_chinese)
    wanted = (chinese, size.quotes_per_item - chinese)
    found, taken = [], []
    for pool, columns, number in zip(pools, most, wanted, strict=True):
        keys = rng.random((len(chinese), len(pool)))
        lowest = np.argpartition(keys, columns - 1, axis=1)[:, :columns]
        found.append(pool[lowest])
        taken.append(np.arange(columns) < number[:, None])
    picked: Ints = np.hstack(found)[np.hstack(taken)].reshape(len(chinese), size.quotes_per_item)
    return picked
