"""Random small profiles with every part of the contract at once; numbers drawn by a seed.

Prices have cents and stand in several currencies, per so many units; quantities have decimals, so that the
rounding of two counts is put to the test as well.
"""

from typing import Any

from models.case.bases import BASES
from models.case.content import MEASURES
from tests.properties.cases import Pair
from tests.properties.whole_tables import COUNTRIES, LISTS, NONE, PARTS, Draw, breaks, name_of
from tests.solvers.profiles import START, Document

WORTH = {"USD": 1.0, "EUR": 1.0837, "JPY": 0.0067, "CNY": 0.14}


def drawn(seed: int, *, stepped: bool = False) -> Pair:
    """A profile and a request for it.

    Args:
        seed: of every number.
        stepped: several plants, and each unit of every quote at the price of the step it lies in.
    """
    draw = Draw(seed)
    document = _firm(draw, draw.choice([2, 3] if stepped else [1, 2, 3]))
    periods = document["horizon"].get("count", 1)
    document["quotes"] = [
        _quote(draw, item["id"], site["id"], document)
        for item in document["items"]
        for site in draw.sample(document["suppliers"], draw.randint(2, min(3, len(document["suppliers"]))))
    ]
    for part in PARTS:
        if draw.some(0.5) or (stepped and part is breaks):
            document |= part(draw, document)
    if stepped:
        broken = {row["quote"] for row in document["price_breaks"]}
        document["quotes"] = [
            row | ({"discount": "incremental"} if name_of(row) in broken else NONE)
            for row in document["quotes"]
        ]
    return document, _request(draw, document, periods)


def _firm(draw: Draw, count: int) -> Document:
    """Horizon, items, needs, suppliers and plants."""
    periods = draw.choice([1, 1, 1, 2, 3])
    horizon = {"start": START, "count": periods, "period": draw.choice(["year", "quarter", "month"])}
    horizon |= draw.maybe(0.4, discount_rate=0.07, view=lambda: draw.choice(["steady_state", "transition"]))
    if periods == 1:
        horizon |= draw.maybe(0.5, evaluation_years=lambda: draw.choice([0.2, 0.5, 1, 3, 5]))
    plants = [{"id": p, "country": draw.choice(["JP", "JP", "VN"])} for p in "pqr"[:count]]
    plants = [row | draw.maybe(0.3, duty_regime="bonded") for row in plants]
    items = [
        {"id": f"i{at}", "hs_code": draw.choice(["850511", "850590", "7318"])}
        | draw.maybe(0.3, reference_price=lambda: draw.money(5, 90), category=lambda: draw.choice("ab"))
        | draw.maybe(0.5, shortage_cost=lambda: draw.money(60, 300))
        for at in range(draw.randint(1, 3 if periods == 1 else 2))
    ]
    home = draw.choice(["USD", "EUR", "JPY"])
    rates = [{"currency": c, "rate": round(WORTH[c] / WORTH[home], 5)} for c in WORTH if c != home]
    return {
        "schema_version": "1",
        "currency": home,
        "exchange_rates": rates,
        "firm": {"name": "Firm", "country": "JP"},
        "horizon": horizon,
        "items": items,
        "plants": plants,
        "demand": [row for item in items for plant in plants for row in _needs(draw, item, plant, periods)],
        "suppliers": [_supplier(draw, f"s{at}") for at in range(draw.randint(2, 4))],
    } | draw.maybe(0.3, carrying_rate=0.08)


def _needs(draw: Draw, item: Document, plant: Document, periods: int) -> list[Document]:
    quantity = draw.choice([draw.randint(20, 200), round(draw.uniform(20, 200), 3)])
    row = {"item": item["id"], "plant": plant["id"], "quantity": quantity}
    other = {"period": periods, "quantity": round(quantity * draw.choice([0, 0.5, 1.7]), 3)}
    return [row, row | other] if periods > 1 and draw.some(0.4) else [row]


def _supplier(draw: Draw, name: str) -> Document:
    return {"id": name, "country": draw.choice(COUNTRIES)} | draw.maybe(
        0.3,
        capacity=lambda: draw.randint(100, 600),
        onboarding_cost=lambda: draw.money(50, 900),
        onboarding_days=lambda: draw.choice([20, 100]),
        group=lambda: draw.choice("gh"),
        owner_country=lambda: draw.choice(COUNTRIES),
    )


def _quote(draw: Draw, item: str, supplier: str, document: Document) -> Document:
    """Terms of any kind; a unit costs some 10 to 90 of the firm's money, whatever is quoted."""
    money = draw.choice([*WORTH, document["currency"]])
    worth = WORTH[document["currency"]] / WORTH[money]
    per = draw.maybe(0.3, price_unit=100, units_per=lambda: draw.choice([3, 12]), unit="box")
    per = per if {"units_per", "unit"} <= set(per) else draw.maybe(0.2, price_unit=7)
    whole = per.get("price_unit", 1) * per.get("units_per", 1)
    need = max(row["quantity"] for row in document["demand"] if row["item"] == item)
    claims = {"agreement": draw.sample(LISTS, draw.choice([2, 3]))}
    duty = draw.choice([{"duty_rate": 0}, {"duty_rate": 0.037}, NONE, claims, claims])
    found = {
        "item": item,
        "supplier": supplier,
        "unit_price": draw.money(10, 90) * whole * worth,
        **duty,
    }
    found["unit_price"] = round(found["unit_price"], 2)
    found |= {"currency": money, **per} | draw.maybe(
        0.25,
        plant=lambda: draw.choice(document["plants"])["id"],
        freight=lambda: draw.money(0, 8),
        freight_currency="USD",
        insurance_rate=0.0123,
        handling=lambda: draw.money(0, 2),
        defect_rate=0.013,
        lead_time_days=lambda: draw.randint(1, 90),
        origin=lambda: draw.choice(COUNTRIES),
        lot_size=lambda: draw.choice([7, 25, 60, 2.5]),
        min_order=lambda: draw.choice([10, 55.5, need]),
        capacity_rate=lambda: draw.choice([0.5, 2]),
        qualification_cost=lambda: draw.money(50, 900),
        qualification_days=lambda: draw.choice([15, 200]),
        tooling_cost=lambda: draw.money(50, 900),
        max_share=lambda: draw.choice([0.5, 0.8]),
        min_share=lambda: draw.choice([0.1, 0.25]),
        discount=lambda: draw.choice(["incremental", "all_units"]),
    )
    return found if "freight" in found else {k: v for k, v in found.items() if k != "freight_currency"}


def _request(draw: Draw, document: Document, periods: int) -> dict[str, Any]:
    def kind() -> Document:
        return {"base": draw.choice(BASES), "measure": draw.choice(MEASURES)}

    def soft() -> Document:
        return draw.maybe(0.6, elastic_price=lambda: draw.choice([0, 5.5, 80]))

    def scope() -> Document:
        return draw.choice([NONE, {"item": "i0"}, {"plant": "p"}])

    caps = [
        {"id": f"cap{at}", "countries": draw.choice([["CN"], ["VN", "TH"]]), **kind(), **soft()}
        | {"max_share": draw.choice([0.25, 0.5, 0.8]), "from_period": draw.randint(1, periods)}
        | draw.maybe(0.4, scope=scope)
        for at in range(draw.choice([0, 1, 2]))
    ]
    floor = {"id": "floor", "countries": ["ASEAN"], "min_share": 0.2, **kind(), **soft()}
    return {"caps": caps} | draw.maybe(
        0.2,
        floors=[floor],
        each_country=lambda: {"max_share": 0.8, **kind()},
        max_moved_share=0.6,
        max_changes=lambda: draw.randint(2, 8),
        budget={"one_off": 1500, "capital": 1500},
    )
