"""The tables of a generated case that name its firm, sites, items, demand and duties."""

from collections.abc import Mapping, Sequence

import numpy as np

from models.profile.generate_lands import CATEGORIES, CHINA, LANDS, RATES, category_name
from models.profile.generate_market import Market
from models.profile.generate_mix import Mix
from models.profile.rows import Array, Floats, Ints, Mask, Rows, absent_column, objects
from models.profile.schema import TABLES

START = "2027-04-01"
END = "2028-03-31"
RATES_ON = "2027-02-26"


def rows_of(table: str, columns: Mapping[str, Array]) -> Rows:
    """A table from some of its columns; the others are absent."""
    count = len(next(iter(columns.values())))
    found = {c.name: absent_column(c, count) for c in TABLES[table].columns}
    return Rows({**found, **columns}, count)


def one_row(table: str, **values: object) -> Rows:
    """A table of a single row."""
    kinds = {c.name: c.kind for c in TABLES[table].columns}
    columns: dict[str, Array] = {}
    for name, value in values.items():
        columns[name] = days(1, str(value)) if kinds[name] == "date" else np.array([value])
        if isinstance(value, str) and kinds[name] != "date":
            columns[name] = objects([value])
    return rows_of(table, columns)


def numbered(prefix: str, count: int, width: int) -> Array:
    """Ids such as S0001."""
    return objects([f"{prefix}{n:0{width}d}" for n in range(1, count + 1)])


def picked(words: Sequence[object], at: Ints) -> Array:
    """The word at each position; -1 gives no value."""
    return objects([*words, None])[at]


def days(count: int, day: str) -> Array:
    """The same day in every row."""
    return np.full(count, np.datetime64(day, "D"), dtype="datetime64[D]")


def where(mask: Mask, values: Array | float) -> Floats:
    """Numbers where the mask holds, nothing elsewhere."""
    return np.where(mask, values, np.nan)


def head_tables(name: str) -> dict[str, Rows]:
    """Profile, firm, horizon and exchange rates."""
    return {
        "profile": one_row("profile", schema_version="1", currency="JPY", name=name, carrying_rate=0.06),
        "firm": one_row("firm", name="Generated Manufacturing", country="JP"),
        "horizon": one_row(
            "horizon",
            start=START,
            period="year",
            count=1.0,
            discount_rate=0.03,
            evaluation_years=3.0,
            view="steady_state",
        ),
        "exchange_rates": rows_of(
            "exchange_rates",
            {
                "currency": objects(list(RATES)),
                "rate": np.array(list(RATES.values())),
                "on": days(len(RATES), RATES_ON),
            },
        ),
    }


def supplier_table(rng: np.random.Generator, market: Market, mix: Mix, ids: Array) -> Rows:
    """The sites; those that sell nothing today cost something to take on."""
    count = len(ids)
    china = market.land == CHINA
    sold = np.bincount(market.seller.ravel(), mix.today.ravel(), minlength=count)
    new = sold == 0
    owned = ~china & (rng.random(count) < 0.06)
    regions = [region for land in LANDS for region in land.regions]
    first = np.cumsum([0, *(len(land.regions) for land in LANDS)])
    number = np.diff(first)[market.land]
    region = first[market.land] + (rng.random(count) * number).astype(np.int64)
    marked = mix.barred & (np.cumsum(mix.barred) % 2 == 0)
    return rows_of(
        "suppliers",
        {
            "id": ids,
            "country": picked([land.code for land in LANDS], market.land),
            "name": objects([f"{regions[at]} {what}" for at, what in zip(region, ids, strict=True)]),
            "vendor": objects([f"{100_000 + n}" for n in range(count)]),
            "group": picked([f"Group {n + 1}" for n in range(count // 20)], _groups(rng, count)),
            "owner_country": picked(["CN"], np.where(owned, 0, -1)),
            "kind": picked(["maker", "distributor", "trader"], rng.choice(3, count, p=(0.85, 0.1, 0.05))),
            "region": picked(regions, region),
            "onboarding_cost": where(new, np.round(rng.lognormal(13.5, 0.6, count), -4)),
            "onboarding_days": where(new, rng.integers(3, 13, count) * 10.0),
            "capacity": mix.capacity,
            "excluded": where(marked, 1.0),
            "excluded_reason": picked(["quality audit failed"], np.where(marked, 0, -1)),
        },
    )


def _groups(rng: np.random.Generator, count: int) -> Ints:
    """One site in ten belongs to a group; groups have two sites on average."""
    some = rng.random(count) < 0.1
    return (
        np.where(some, rng.integers(0, max(1, count // 20), count), -1) if count >= 20 else np.full(count, -1)
    )


def item_table(rng: np.random.Generator, market: Market, mix: Mix, ids: Array) -> Rows:
    """The items; one in twenty is critical and needs two suppliers."""
    count = len(ids)
    sources = (mix.reserve > 0).sum(axis=1)
    critical = np.zeros(count, dtype=bool)
    critical[rng.permutation(np.flatnonzero(sources >= 2))[: max(1, round(0.05 * count))]] = True
    abroad = critical & (mix.reserve * market.chinese > 0).any(axis=1) & (rng.random(count) < 0.2)
    names = [category_name(at) for at in range(int(market.category.max()) + 1)]
    codes = [CATEGORIES[at % len(CATEGORIES)][1] for at in range(len(names))]
    return rows_of(
        "items",
        {
            "id": ids,
            "name": objects([f"{names[at]} {what}" for at, what in zip(market.category, ids, strict=True)]),
            "unit": picked(["kg"], np.where(rng.random(count) < 0.08, 0, -1)),
            "category": picked(names, market.category),
            "hs_code": picked(codes, market.category),
            "critical": where(critical, 1.0),
            "min_suppliers": where(critical, 2.0),
            "max_suppliers": where(rng.random(count) < 0.1, 3.0),
            "least_share": where(critical & (rng.random(count) < 0.5), 0.05),
            "distinct": picked(["country"], np.where(abroad, 0, -1)),
            "shortage_cost": where(~critical & (rng.random(count) < 0.02), np.round(5 * market.base, 2)),
        },
    )


def tariff_table(categories: int) -> Rows:
    """A base rate for everybody, none for ASEAN, and a remedy against China on one code."""
    known = CATEGORIES[: min(categories, len(CATEGORIES))]
    taxed = [(code, rate) for _, code, rate in known if rate > 0]
    rows = [(code, "*", rate, "base") for _, code, rate in known]
    rows += [(code, "ASEAN", 0.0, "base") for code, _ in taxed]
    rows += [(code, "CN", 0.05, "anti_dumping") for code, _ in taxed[:1]]
    code, origin, rate, kind = zip(*rows, strict=True)
    return rows_of(
        "tariffs",
        {"hs_code": objects(code), "origin": objects(origin), "rate": np.array(rate), "kind": objects(kind)},
    )
