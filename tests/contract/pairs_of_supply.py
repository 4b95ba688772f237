"""Pairs for the tables that say who offers what, and on which terms."""

from tests.contract.columns import (
    CHINA,
    CONTRACT,
    LOCKED,
    N_TOO,
    NEW_B,
    PLANTS,
    Pair,
    a,
    b,
    dutied,
    items,
    limited,
    market,
    priced,
    quotes,
    sites,
    tariff,
    with_,
    years,
)

OWNED = {"caps": [{"countries": ["CN"], "max_share": 0.5, "measure": "ownership"}]}
DOLLAR = [{"currency": "USD", "rate": 100}, {"currency": "EUR", "rate": 120}]
CHEAP_B = [a(), b(unit_price=80)]
ONBOARDED = {"onboarding_cost": 500, "onboarded": False}
OWNERS = {"min_suppliers": 2, "least_share": 0.1, "distinct": "owner"}
AT_BOTH = {
    "plants": PLANTS,
    "demand": [
        {"item": "m", "quantity": 100, "plant": "tokyo"},
        {"item": "m", "quantity": 50, "plant": "hanoi"},
    ],
    "allocation": [],
}
PRICED = with_(
    market(quotes=[a(discount="all_units"), b()]),
    price_breaks=[
        {"quote": "m@a", "from_quantity": 50, "unit_price": 90},
        {"quote": "m@b", "from_quantity": 60, "unit_price": 95},
    ],
)
REBATED = market(rebates=[{"supplier": "a", "from_spend": 1000, "rate": 0.05}])
PRESS = [{"capacity": "c", "item": "m", "rate": 2}]

_QUOTES = {
    "item": Pair(market(quotes=[a(), b(), b(id="spare", unit_price=90)]), "n", row=2),
    "supplier": Pair(market(quotes=[a(), b(), b(id="spare", unit_price=90)], allocation=[]), "a", row=2),
    "unit_price": Pair(market(), 101),
    "id": Pair(market(quotes=[a(id="one"), b()]), "two"),
    "plant": Pair(
        market(quotes=[a(), b(), a(id="near", unit_price=90, plant="tokyo")], **AT_BOTH), "hanoi", row=2
    ),
    "unit": Pair(quotes(first={"unit": "each"}), "box"),
    "units_per": Pair(quotes(first={"unit": "box", "units_per": 10}), 5),
    "price_unit": Pair(quotes(first={"price_unit": 10}), 5),
    "currency": Pair(quotes(first={"currency": "USD", "unit_price": 1}, exchange_rates=DOLLAR), "EUR"),
    "incoterm": Pair(
        with_(
            dutied(tariff()),
            quotes=[{"item": "m", "supplier": "a", "unit_price": 100, "incoterm": "DAP"}, b()],
        ),
        "DDP",
    ),
    "manufacturer": Pair(quotes(first={"manufacturer": "x"}, second={"manufacturer": "y"}), "y"),
    "origin": Pair(quotes(first={"origin": "CN"}), "TH"),
    "origin_basis": Pair(quotes(first={"origin": "CN", "origin_basis": "declared"}), "assumed"),
    "customs_origin": Pair(
        with_(
            dutied(tariff(origin="CN")),
            quotes=[{"item": "m", "supplier": "a", "unit_price": 100, "customs_origin": "CN"}, b()],
        ),
        "TH",
    ),
    "agreement": Pair(dutied(tariff(), tariff(agreement="RCEP", rate=0.01), claims=["RCEP"]), ["CPTPP"]),
    "freight": Pair(quotes(first={"freight": 3}), 4),
    "freight_currency": Pair(
        quotes(first={"freight": 3, "freight_currency": "USD"}, exchange_rates=DOLLAR), "EUR"
    ),
    "insurance_rate": Pair(quotes(first={"insurance_rate": 0.01}), 0.02),
    "duty_rate": Pair(market(), 0.05),
    "handling": Pair(quotes(first={"handling": 1}), 2),
    "defect_rate": Pair(quotes(first={"defect_rate": 0.01}), 0.02),
    "lead_time_days": Pair(quotes(first={"lead_time_days": 30}, carrying_rate=0.1), 60),
    "min_order": Pair(quotes(first={"min_order": 120}, second={"unit_price": 200}), 130),
    "lot_size": Pair(quotes(first={"lot_size": 30}, second={"unit_price": 300}), 40),
    "min_share": Pair(quotes(second={"min_share": 0.6}), 0.7, row=1, request=CHINA),
    "max_share": Pair(quotes(first={"max_share": 0.6}), 0.7),
    "capacity": Pair(quotes(first={"capacity": 60}), 70),
    "capacity_rate": Pair(with_(sites(first={"capacity": 100}), quotes=[a(capacity_rate=2), b()]), 4),
    "discount": Pair(PRICED, "incremental"),
    "qualified": Pair(
        market(quotes=[a(), b(unit_price=80, qualification_cost=1000, qualified=False)]), True, row=1
    ),
    "qualification_cost": Pair(market(quotes=NEW_B), 900, row=1),
    "qualification_days": Pair(
        market(quotes=[a(), b(unit_price=80, qualification_days=100)], horizon=years(3)), 500, row=1
    ),
    "tooling_cost": Pair(market(quotes=NEW_B), 400, row=1),
    "valid_from": Pair(market(quotes=[a(), b(unit_price=80, valid_from="2027-01-01")]), "2027-06-01", row=1),
    "valid_to": Pair(market(quotes=[a(), b(unit_price=80, valid_to="2028-12-31")]), "2027-01-31", row=1),
}

_SPARE = [{"id": "a", "country": "CN"}, {"id": "b", "country": "VN"}, {"id": "c", "country": "TH"}]
_SUPPLIERS = {
    "id": Pair(market(suppliers=_SPARE, quotes=[a(), b(), a(supplier="c")]), "b2", row=1),
    "country": Pair(market(), "TH"),
    "name": Pair(sites(first={"name": "Site"}), "Works"),
    "vendor": Pair(
        sites(second={"vendor": "10"}, quotes=CHEAP_B, exclusions=[{"vendor": "10"}]), "20", row=1
    ),
    "group": Pair(
        with_(items(**OWNERS), suppliers=[{**row, "group": row["id"]} for row in _SPARE[:2]]), "a", row=1
    ),
    "owner_country": Pair(sites(second={"owner_country": "VN"}), "CN", row=1, request=OWNED),
    "kind": Pair(sites(first={"kind": "maker"}), "trader"),
    "region": Pair(
        sites(second={"region": "north"}, quotes=CHEAP_B, exclusions=[{"region": "north"}]), "south", row=1
    ),
    "own": Pair(sites(first={"own": False}), True),
    "onboarded": Pair(sites(second=ONBOARDED, quotes=CHEAP_B), True, row=1),
    "onboarding_cost": Pair(sites(second=ONBOARDED, quotes=CHEAP_B), 400, row=1),
    "onboarding_days": Pair(
        sites(second={"onboarding_days": 100}, quotes=CHEAP_B, horizon=years(3)), 500, row=1
    ),
    "capacity": Pair(sites(first={"capacity": 60}), 70),
    "excluded": Pair(sites(second={"excluded": False}, quotes=CHEAP_B), True, row=1),
    "excluded_reason": Pair(sites(first={"excluded": True, "excluded_reason": "audit"}), "sanctions"),
}
_PRICE_BREAKS = {
    "quote": Pair(PRICED, "m@b"),
    "from_quantity": Pair(priced(), 120),
    "unit_price": Pair(priced(), 85),
}
_REBATES = {
    "supplier": Pair(REBATED, "b"),
    "from_spend": Pair(REBATED, 20000),
    "rate": Pair(REBATED, 0.06),
}
_BY_PERIOD = with_(
    limited({"supplier": "b"}, horizon=years(2)),
    capacities=[
        {"id": "c", "supplier": "b", "quantity": 30},
        {"id": "c", "supplier": "b", "quantity": 60, "period": 2},
    ],
)
_CAPACITIES = {
    "id": Pair(_BY_PERIOD, "d", row=1),
    "quantity": Pair(limited({"supplier": "b"}), 60),
    "supplier": Pair(limited({"supplier": "b"}), "a"),
    "group": Pair(limited({"group": "g2"}), "g"),
    "unit": Pair(limited({"supplier": "b", "unit": "units"}), "spend"),
    "period": Pair(limited({"supplier": "b", "period": 1}, horizon=years(2)), 2),
}
_TWO_PRESSES = with_(
    limited({"supplier": "b", "unit": "rate"}, PRESS),
    capacities=[
        {"id": "c", "supplier": "b", "unit": "rate", "quantity": 50},
        {"id": "d", "supplier": "b", "unit": "rate", "quantity": 500},
    ],
)
_CAPACITY_USE = {
    "capacity": Pair(_TWO_PRESSES, "d"),
    "item": Pair(limited({"supplier": "b", "unit": "rate"}, PRESS), "n"),
    "quote": Pair(
        with_(
            limited({"supplier": "b", "unit": "rate"}, [{"capacity": "c", "quote": "m@b", "rate": 2}]),
            quotes=[*CHEAP_B, b(id="other", unit_price=150)],
        ),
        "other",
    ),
    "rate": Pair(limited({"supplier": "b", "unit": "rate"}, PRESS), 4),
}
_LOCKS = {
    "item": Pair(with_(LOCKED, demand=N_TOO["demand"], quotes=N_TOO["quotes"]), "n"),
    "supplier": Pair(LOCKED, "a"),
    "plant": Pair(
        market(**AT_BOTH, locks=[{"item": "m", "supplier": "b", "plant": "tokyo", "share": 0.3}]), "hanoi"
    ),
    "share": Pair(LOCKED, 0.4),
    "reason": Pair(LOCKED, "safety_certificate"),
    "until": Pair(with_(LOCKED, horizon=years(2)), "2029-01-01"),
}
_CONTRACTS = {
    "item": Pair(market(**N_TOO, contracts=[{**CONTRACT, "shortfall_price": 20}]), "n"),
    "supplier": Pair(market(contracts=[CONTRACT]), "a"),
    "quantity": Pair(market(contracts=[CONTRACT]), 30),
    "from": Pair(market(contracts=[{**CONTRACT, "from": "2027-10-01"}]), "2027-12-01"),
    "to": Pair(market(contracts=[{**CONTRACT, "to": "2027-10-01"}]), "2027-12-01"),
    "shortfall_price": Pair(market(contracts=[CONTRACT]), 20),
}
PAIRS = {
    (table, column): pair
    for table, pairs in (
        ("suppliers", _SUPPLIERS),
        ("quotes", _QUOTES),
        ("price_breaks", _PRICE_BREAKS),
        ("rebates", _REBATES),
        ("capacities", _CAPACITIES),
        ("capacity_use", _CAPACITY_USE),
        ("locks", _LOCKS),
        ("contracts", _CONTRACTS),
    )
    for column, pair in pairs.items()
}
