"""The quotes of a generated case: prices in their currency, terms, times, limits."""

import numpy as np

from models.profile.generate_lands import (
    CHINA,
    DUTY_INSIDE,
    FREIGHT_INSIDE,
    INCOTERM_WEIGHTS,
    INCOTERMS,
    INSURANCE_INSIDE,
    JAPAN,
    LANDS,
    RATES,
)
from models.profile.generate_market import Market
from models.profile.generate_mix import Mix
from models.profile.generate_tables import END, days, picked, rows_of, where
from models.profile.rows import NOT_A_DAY, Array, Floats, Ints, Mask, Rows

_CURRENCIES = (*RATES, "JPY")
_RATES = np.array([*RATES.values(), 1.0])
_OWN = np.array([_CURRENCIES.index(land.currency) for land in LANDS])


def quote_table(rng: np.random.Generator, market: Market, mix: Mix, items: Array, suppliers: Array) -> Rows:
    """Every quote, items in order; what is said beside the price depends on the country it comes from."""
    count, width = market.seller.size, market.seller.shape[1]
    item = np.repeat(np.arange(len(items)), width)
    seller = market.seller.ravel()
    land = market.land[seller]
    money = np.where(market.dollars[seller] & (land != JAPAN), _CURRENCIES.index("USD"), _OWN[land])
    rate = _RATES[money]
    columns = {"item": items[item], "supplier": suppliers[seller]}
    columns |= _prices(rng, market, item, land, money)
    columns |= _origins(rng, land, mix.reserve.ravel() + mix.today.ravel() > 0)
    columns |= _limits(rng, market, mix, item)
    columns |= _one_offs(rng, market, item, mix.today.ravel() > 0, rate)
    late = rng.random(count) < 0.1
    columns |= {
        "defect_rate": np.round(
            np.array([one.defects for one in LANDS])[land] * rng.gamma(4, 0.25, count), 4
        ),
        "lead_time_days": np.maximum(3, np.round(rng.normal(np.array([one.days for one in LANDS])[land], 4))),
        "capacity_rate": np.round(market.hours[item], 3),
        "valid_to": np.where(late, days(count, END), NOT_A_DAY),
    }
    return rows_of("quotes", columns)


def _prices(
    rng: np.random.Generator, market: Market, item: Ints, land: Ints, money: Ints
) -> dict[str, Array]:
    """Price and what it holds; small parts are priced by the hundred or thousand."""
    count = len(item)
    price = market.price.ravel() / _RATES[money]
    per = np.select([market.base < 20, market.base < 100], [1000.0, 100.0], 1.0)[item]
    term = rng.choice(len(INCOTERMS), count, p=INCOTERM_WEIGHTS)
    term = np.where(land == JAPAN, INCOTERMS.index("DAP"), term)
    freight = price * np.array([one.freight for one in LANDS])[land] * rng.uniform(0.7, 1.3, count)
    stated = ~_holds(term, DUTY_INSIDE) & (land != JAPAN) & (rng.random(count) < 0.1)
    return {
        "unit_price": np.maximum(np.round(price * per, 4), 0.0001),
        "price_unit": where(per > 1, per),
        "currency": picked(_CURRENCIES, np.where(money == len(_CURRENCIES) - 1, -1, money)),
        "incoterm": picked(INCOTERMS, term),
        "freight": where(~_holds(term, FREIGHT_INSIDE), np.round(freight, 6)),
        "insurance_rate": where(~_holds(term, INSURANCE_INSIDE), 0.002),
        "duty_rate": where(stated, np.round(rng.uniform(0, 0.03, count), 3)),
        "handling": where(rng.random(count) < 0.3, np.round(0.003 * price, 6)),
    }


def _holds(term: Ints, terms: tuple[str, ...]) -> Mask:
    inside: Mask = np.isin(np.array(INCOTERMS), terms)[term]
    return inside


def _origins(rng: np.random.Generator, land: Ints, kept: Mask) -> dict[str, Array]:
    """Mostly stated; a few sites outside China sell what is made there, but none that the reserve uses."""
    count = len(land)
    told = rng.random(count) < 0.9
    resold = ~kept & (land != CHINA) & (rng.random(count) < 0.02)
    codes = [one.code for one in LANDS]
    basis = rng.choice(3, count, p=(0.4, 0.56, 0.04))
    given = told | resold
    return {
        "origin": picked(codes, np.where(given, np.where(resold, CHINA, land), -1)),
        "origin_basis": picked(("certificate", "declared", "assumed"), np.where(given, basis, -1)),
    }


def _limits(rng: np.random.Generator, market: Market, mix: Mix, item: Ints) -> dict[str, Array]:
    """Least and largest quantities, wide enough for today's purchases and for the reserve."""
    count = len(item)
    demand, today, reserve = market.demand[item], mix.today.ravel(), mix.reserve.ravel()
    kind = rng.choice(5, count, p=(0.5, 0.2, 0.08, 0.12, 0.1))
    largest = np.maximum(np.maximum(rng.uniform(0.4, 0.9, count), reserve + 0.05), today / demand)
    output = np.maximum(np.maximum(rng.uniform(0.3, 1.5, count), 1.1 * reserve) * demand, today)
    return {
        "min_order": where(kind == 1, np.round(rng.uniform(0.02, 0.12, count) * demand)),
        "min_share": where(kind == 2, np.round(rng.uniform(0.03, 0.12, count), 2)),
        "max_share": where(kind == 3, np.minimum(1.0, np.ceil(100 * largest) / 100)),
        "capacity": where(kind == 4, np.ceil(output)),
    }


def _one_offs(
    rng: np.random.Generator, market: Market, item: Ints, bought: Mask, rate: Floats
) -> dict[str, Array]:
    """What a new source costs once: a part of the item's value, but some are qualified already."""
    count = len(item)
    value = (market.base * market.demand)[item]
    ready = ~bought & (rng.random(count) < 0.15)
    asked = ~bought & ~ready
    effort = np.clip(value * rng.uniform(0.005, 0.03, count), 2e4, 5e6)
    tooled = ~bought & (rng.random(count) < 0.15)
    return {
        "qualified": where(ready, 1.0),
        "qualification_cost": where(asked, np.round(effort / rate)),
        "qualification_days": where(asked, rng.integers(3, 25, count) * 10.0),
        "tooling_cost": where(tooled, np.round(effort * rng.uniform(0.5, 2.0, count) / rate)),
    }
