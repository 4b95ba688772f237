"""The checker and the planner's own count agree on profiles and plans drawn at random."""

import random
from typing import Any

import pytest

from tests.models.plan.factory import Document, make

COUNTRIES = ("JP", "CN", "TH", "VN", "KR", "US")
CURRENCIES = ("JPY", "USD", "CNY")
RATES = [
    {"currency": "USD", "rate": 151.25, "on": "2026-01-01"},
    {"currency": "USD", "rate": 147.5, "on": "2027-01-01"},
    {"currency": "CNY", "rate": 20.8},
]
TARIFFS = [
    {"hs_code": "85", "origin": "*", "rate": 0.031},
    {"hs_code": "8505", "origin": "ASEAN", "rate": 0.0},
    {"hs_code": "8505.11", "origin": "*", "rate": 0.047},
    {"hs_code": "8505.11", "origin": "RCEP", "rate": 0.011},
    {"hs_code": "850519", "origin": "CN", "rate": 0.25, "kind": "anti_dumping"},
    {"hs_code": "8544", "origin": "CN", "rate": 0.1, "kind": "retaliatory", "destination": "US"},
    {"hs_code": "8544", "origin": "TH", "rate": 0.02, "valid_to": "2027-03-31"},
    {"hs_code": "85", "origin": "*", "rate": 0.02, "destination": "US"},
    {"hs_code": "85", "origin": "*", "rate": 0.06, "destination": "TH"},
]
HS_CODES = ("8505.11.000", "850519", "8544.42-099", "8507")
ASKED = {
    "caps": [
        {"id": "china", "countries": ["CN"], "max_share": 0.4},
        {
            "id": "owners",
            "countries": ["CN", "KR"],
            "max_share": 0.4,
            "measure": "ownership",
            "base": "landed",
        },
        {"id": "critical", "countries": ["RCEP"], "max_share": 0.4, "scope": {"critical": True}},
    ],
    "floors": [{"id": "asean", "countries": ["ASEAN"], "min_share": 0.2, "scope": {"category": "a"}}],
    "each_country": {"max_share": 0.5, "base": "landed"},
}


def maybe(rng: random.Random, row: Document, **columns: Any) -> Document:
    """A row to which about half of the columns are added."""
    return row | {name: value for name, value in columns.items() if rng.random() < 0.5}


def drawn_quote(rng: random.Random, item: str, supplier: str, number: int, plants: list[str]) -> Document:
    incoterm = rng.choice((None, "FOB", "CFR", "CIF", "DDP"))
    row = maybe(
        rng,
        {
            "id": f"q{number}",
            "item": item,
            "supplier": supplier,
            "unit_price": round(rng.uniform(0.1, 900), 2),
        },
        currency=rng.choice(CURRENCIES),
        price_unit=rng.choice((1, 10, 100)),
        units_per=rng.choice((1, 12)),
        origin=rng.choice(COUNTRIES),
        customs_origin=rng.choice(COUNTRIES),
        handling=round(rng.uniform(0, 3), 2),
        defect_rate=round(rng.uniform(0, 0.2), 3),
        lead_time_days=rng.randrange(120),
        qualified=rng.random() < 0.5,
        qualification_cost=rng.randrange(10**6),
        tooling_cost=rng.randrange(10**6),
    )
    if incoterm in (None, "FOB"):
        row = maybe(rng, row, freight=round(rng.uniform(0, 20), 2), freight_currency=rng.choice(CURRENCIES))
    if incoterm in (None, "FOB", "CFR"):
        row = maybe(rng, row, insurance_rate=0.004)
    if incoterm != "DDP" and rng.random() < 0.3:
        row["duty_rate"] = round(rng.uniform(0, 0.3), 3)
    if plants and rng.random() < 0.3:
        row["plant"] = rng.choice(plants)
    return row | ({"incoterm": incoterm} if incoterm else {})


def drawn_supplier(rng: random.Random, name: str) -> Document:
    return maybe(
        rng,
        {"id": name, "country": rng.choice(COUNTRIES)},
        owner_country=rng.choice(COUNTRIES),
        onboarded=rng.random() < 0.5,
        onboarding_cost=rng.randrange(10**6),
    )


def drawn_item(rng: random.Random, name: str) -> Document:
    return maybe(
        rng,
        {"id": name, "shortage_cost": rng.randrange(1000), "hs_code": rng.choice(HS_CODES)},
        category=rng.choice("ab"),
        critical=rng.random() < 0.5,
    )


def drawn_horizon(rng: random.Random) -> Document:
    return maybe(
        rng,
        {"start": "2027-04-01"},
        period=rng.choice(("year", "quarter", "month")),
        discount_rate=rng.choice((0.0, 0.04)),
        evaluation_years=rng.choice((0.5, 3, 7)),
    )


def drawn_today(rng: random.Random, quote: Document, plants: list[str]) -> Document:
    row = {"item": quote["item"], "supplier": quote["supplier"], "quantity": rng.randint(0, 9000)}
    return row | ({"plant": quote.get("plant", plants[0])} if plants else {})


def drawn_contract(rng: random.Random, item: str, supplier: str) -> Document:
    row = {"item": item, "supplier": supplier, "quantity": rng.randint(1, 9000), "shortfall_price": 17.5}
    return maybe(rng, row, **{"from": "2027-04-15", "to": "2027-11-30"})


def drawn_plant(rng: random.Random, name: str) -> Document:
    return maybe(rng, {"id": name, "country": rng.choice(("JP", "US", "TH"))}, duty_regime="bonded")


def drawn_profile(rng: random.Random) -> Document:
    items = [f"i{n}" for n in range(rng.randint(1, 6))]
    suppliers = [f"s{n}" for n in range(rng.randint(2, 6))]
    plants = [f"p{n}" for n in range(rng.choice((0, 1, 3)))]
    pairs = [(i, s) for i in items for s in suppliers if rng.random() < 0.7] or [(items[0], suppliers[0])]
    quotes = [drawn_quote(rng, i, s, n, plants) for n, (i, s) in enumerate(pairs)]
    needs = [
        {"item": i, "plant": p, "quantity": rng.randint(1, 10**5)} for i in items for p in plants or [None]
    ]
    return {
        "schema_version": "1",
        "currency": "JPY",
        "carrying_rate": rng.choice((0, 0.06)),
        "firm": {"name": "Firm", "country": "JP"},
        "horizon": drawn_horizon(rng),
        "exchange_rates": RATES,
        "tariffs": TARIFFS,
        "plants": [drawn_plant(rng, name) for name in plants],
        "items": [drawn_item(rng, name) for name in items],
        "demand": needs,
        "suppliers": [drawn_supplier(rng, name) for name in suppliers],
        "quotes": quotes,
        "allocation": [drawn_today(rng, q, plants) for q in quotes if rng.random() < 0.4],
        "contracts": [drawn_contract(rng, i, s) for i, s in pairs if rng.random() < 0.2],
    }


def drawn_purchases(rng: random.Random, profile: Document) -> dict[object, float]:
    """Quantities that keep to no rule at all."""
    plants = [p["id"] for p in profile["plants"]] or [None]
    return {
        (quote["id"], plant): rng.choice((0.0, rng.uniform(0, 20_000)))
        for quote in profile["quotes"]
        for plant in plants
        if quote.get("plant") in (None, plant)
    }


@pytest.mark.parametrize("seed", range(60))
def test_both_counts_of_the_money_agree(seed):
    rng = random.Random(seed)
    profile = drawn_profile(rng)
    bought = drawn_purchases(rng, profile)
    surplus = {key: rng.uniform(0, 50) for key in bought if rng.random() < 0.2}
    found = make(profile, bought, ASKED, surplus).check()
    assert [check for check in found.money if not check.kept] == []
    assert max(check.deviation for check in found.money if not check.what.startswith("cost of")) < 1e-6
    assert "known_quote" not in {check.rule for check in found.rules if not check.kept}


def drawn_breaks(rng: random.Random, quote: Document) -> list[Document]:
    """Up to three prices from some quantity on, now and then from the first unit."""
    starts = sorted({rng.choice((0, 1000, 5000, 12_000.5, 30_000)) for _ in range(rng.randint(0, 3))})
    return [
        {
            "quote": quote["id"],
            "from_quantity": start,
            "unit_price": round(quote["unit_price"] * rng.uniform(0.6, 1.1), 2),
        }
        for start in starts
    ]


def with_breaks(rng: random.Random, profile: Document) -> Document:
    """A profile with price breaks of both kinds, rebates, and plants some of which are alike."""
    quotes = [maybe(rng, quote, discount="incremental") for quote in profile["quotes"]]
    rebates = [
        {"supplier": supplier["id"], "from_spend": spend, "rate": round(rng.uniform(0, 0.1), 3)}
        for supplier in profile["suppliers"]
        for spend in sorted(rng.sample((0, 10_000, 500_000, 4_000_000), rng.randint(0, 2)))
    ]
    breaks = [row for quote in quotes for row in drawn_breaks(rng, quote)]
    alike = [plant | {"country": "JP"} for plant in profile["plants"]]
    return profile | {"quotes": quotes, "price_breaks": breaks, "rebates": rebates, "plants": alike}


BY_REFERENCE = {"id": "reference", "countries": ["CN"], "max_share": 0.4, "base": "reference"}
AT_A_PLANT = {
    "id": "plant",
    "countries": ["CN"],
    "max_share": 0.4,
    "base": "landed",
    "scope": {"plant": "p1"},
}


@pytest.mark.parametrize("seed", range(60))
def test_both_counts_agree_on_what_price_breaks_and_rebates_come_to(seed):
    rng = random.Random(1000 + seed)
    profile = with_breaks(rng, drawn_profile(rng))
    bought = drawn_purchases(rng, profile)
    surplus = {key: rng.uniform(0, 3000) for key in bought if rng.random() < 0.3}
    caps = [*ASKED["caps"], BY_REFERENCE, *([AT_A_PLANT] if len(profile["plants"]) > 1 else [])]
    found = make(profile, bought, ASKED | {"caps": caps}, surplus).check()
    assert [check for check in found.money if not check.kept] == []
    assert max(check.deviation for check in found.money if not check.what.startswith("cost of")) < 1e-6
