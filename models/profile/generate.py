"""Sourcing cases of any size, drawn by a seed: for trials, demonstrations and benchmarks."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from models.places import Places
from models.profile.generate_lands import category_name
from models.profile.generate_market import Market, Size, make_market
from models.profile.generate_mix import Mix, make_mix
from models.profile.generate_quotes import quote_table
from models.profile.generate_rules import rule_tables
from models.profile.generate_tables import (
    head_tables,
    item_table,
    numbered,
    rows_of,
    supplier_table,
    tariff_table,
)
from models.profile.read import SourcingProfile
from models.profile.rows import Array, Rows, empty_rows
from models.profile.schema import TABLES

FIRM_CAP = 0.45
CATEGORY_CAP = 0.6
"""Largest shares of China in the spend; the cases are drawn so that both can be kept."""

_ITEMS_A_CATEGORY = 5
"""Small cases have fewer categories than asked for, so that each has some items."""


@dataclass(frozen=True, slots=True)
class Generated:
    """A case and what is asked of it.

    Attributes:
        profile: the tables.
        request: caps on China, for the firm and for each category; the effort is left to the caller.
    """

    profile: SourcingProfile
    request: dict[str, Any]


def generate(
    items: int,
    quotes_per_item: int = 8,
    suppliers: int | None = None,
    seed: int = 0,
    categories: int = 20,
) -> Generated:
    """Draw a case that has a plan within its caps; the same arguments give the same case.

    Args:
        items: how many items the firm buys.
        quotes_per_item: offers for each item, from as many sites; at least 2.
        suppliers: how many sites there are; by default one for 25 items, and 20 or more.
        seed: of the random numbers, not negative.
        categories: most categories of items; there are fewer where a category had less than five items.

    Raises:
        TagenkaError: too few items or suppliers for what is asked.
    """
    sites = max(20, items // 25, 2 * quotes_per_item) if suppliers is None else suppliers
    size = Size(items, quotes_per_item, sites, min(categories, max(1, items // _ITEMS_A_CATEGORY)))
    size.check()
    rng = np.random.Generator(np.random.PCG64(seed))
    market = make_market(rng, size)
    mix = make_mix(rng, market)
    name = f"{items} items, {items * quotes_per_item} quotes, seed {seed}"
    given = _tables(rng, market, mix, name)
    tables = {key: given.get(key, empty_rows(table)) for key, table in TABLES.items()}
    return Generated(SourcingProfile(tables, Places()), _request(size.categories))


def _tables(rng: np.random.Generator, market: Market, mix: Mix, name: str) -> dict[str, Rows]:
    count = len(market.base)
    items = numbered("I", count, 6)
    suppliers = numbered("S", len(market.land), 5)
    return {
        **head_tables(name),
        "items": item_table(rng, market, mix, items),
        "demand": rows_of("demand", {"item": items, "quantity": market.demand}),
        "suppliers": supplier_table(rng, market, mix, suppliers),
        "quotes": quote_table(rng, market, mix, items, suppliers),
        "allocation": _allocation(market, mix, items, suppliers),
        **rule_tables(rng, market, mix, items, suppliers),
        "tariffs": tariff_table(int(market.category.max()) + 1),
    }


def _allocation(market: Market, mix: Mix, items: Array, suppliers: Array) -> Rows:
    item, column = np.nonzero(mix.today)
    seller = market.seller[item, column]
    return rows_of(
        "allocation",
        {"item": items[item], "supplier": suppliers[seller], "quantity": mix.today[item, column]},
    )


def _request(categories: int) -> dict[str, Any]:
    """One cap on China for the firm, and one for each category."""
    firm = {"id": "china", "countries": ["CN"], "max_share": FIRM_CAP, "base": "spend", "measure": "origin"}
    names = [category_name(at) for at in range(categories)]
    return {
        "caps": [
            firm,
            *(
                {**firm, "id": f"china-{name}", "max_share": CATEGORY_CAP, "scope": {"category": name}}
                for name in names
            ),
        ]
    }
