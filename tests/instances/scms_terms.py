"""What a plan of several periods adds to the profile of a delivery history: quarters, price breaks, tariffs.

| history | profile |
|---|---|
| packs delivered in a quarter or month of the year | `demand` with `period` |
| packs bought in the year | `allocation`: an equal part of it each period, "today" having no season |
| packs in the site's largest period so far | `capacity` of a period, doubled as in `scms` |
| order lines of item and site in the year of the price, halved at the median size | `price_breaks` |
| product group | `hs_code`: 3004 for medicines, 3822 for tests (HS 2007) |
| a rate for what comes from a country | `tariffs`, 0 from anywhere else |

A break is made where the lines of the larger half cost at least `WORTH` less a pack than those of the smaller
half: the quote's own price is then that of the smaller lines, the price of the break that of the larger, from
the size of the smallest of them on. The history knows sizes of orders, a profile quantities of a period: one
order a period is taken for granted. Aid goods enter free of duty, so the rates of `tariffs` are a what-if.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from tests.instances.data import slug

PERIODS = {1: "year", 4: "quarter", 12: "month"}
LEAST_LINES = 4
WORTH = 0.005
HS_CODES = {"ARV": "3004", "ANTM": "3004", "ACT": "3004", "HRDT": "3822", "MRDT": "3822"}
PAIR = ["item", "site"]


def period_of(day: pd.Series, periods: int) -> pd.Series:
    """The period of the year in which a day lies, from 1 on."""
    return (day.dt.month - 1) // (12 // periods) + 1


def demand_rows(bought: pd.DataFrame, periods: int) -> list[dict[str, Any]]:
    """Rows of `demand`: packs by item and period; a period in which nothing came needs nothing."""
    packs = bought.groupby(["item", period_of(bought.day, periods)]).packs.sum()
    return [
        {"item": slug(item), "quantity": int(quantity), "period": int(period)}
        for (item, period), quantity in packs.items()
    ]


def largest_period(lines: pd.DataFrame, periods: int) -> float:
    """The most packs a site delivered in one period so far."""
    return float(lines.groupby([lines.year, period_of(lines.day, periods)]).packs.sum().max())


def price_tiers(kept: pd.DataFrame) -> pd.DataFrame:
    """The sources whose larger orders cost less.

    Args:
        kept: order lines of the chosen items.

    Returns:
        By item and site: `small` and `large` (prices of a pack in either half) and `from_quantity`.
    """
    last = kept[kept.year == kept.groupby(PAIR).year.transform("max")]
    often = last[last.groupby(PAIR).packs.transform("size") >= LEAST_LINES]
    is_large = often.packs >= often.groupby(PAIR).packs.transform("median")
    sums = {
        name: often[half].groupby(PAIR)[["value", "packs"]].sum()
        for name, half in (("small", ~is_large), ("large", is_large))
    }
    tiers = pd.DataFrame({name: half.value / half.packs for name, half in sums.items()}).dropna()
    tiers["from_quantity"] = often[is_large].groupby(PAIR).packs.min()
    return tiers[tiers.large <= (1 - WORTH) * tiers.small]


def with_breaks(quotes: list[dict[str, Any]], tiers: pd.DataFrame) -> list[dict[str, Any]]:
    """Set the price of small orders in the quotes that have tiers; returns the rows of `price_breaks`."""
    by_pair = {(slug(item), slug(site)): row for (item, site), row in tiers.iterrows()}
    rows = []
    for quote in quotes:
        row = by_pair.get((quote["item"], quote["supplier"]))
        if row is not None:
            quote["unit_price"] = float(row.small)
            rows.append(
                {
                    "quote": f"{quote['item']}@{quote['supplier']}",
                    "from_quantity": float(row.from_quantity),
                    "unit_price": float(row.large),
                }
            )
    return rows


def tariff_rows(rates: Mapping[str, float], headings: list[str]) -> list[dict[str, Any]]:
    """Rows of `tariffs`: free from anywhere, and the rate of a country where one is given."""
    return [
        {"hs_code": heading, "origin": origin, "rate": rate, "text": f"{rate:.1%}" if rate else "Free"}
        for heading in headings
        for origin, rate in [("*", 0.0), *sorted(rates.items())]
    ]
