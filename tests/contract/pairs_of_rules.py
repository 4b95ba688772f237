"""Pairs for the tables of law, content and projects."""

from tests.contract.columns import (
    CONTENT,
    HALF_CN,
    Pair,
    a,
    b,
    dutied,
    lined,
    market,
    sites,
    tariff,
    with_,
    years,
)

CHEAP_B = [a(), b(unit_price=80)]
NAMED = {"region": "north", "vendor": "10", "owner_country": "TH"}


def barred(**columns: object) -> dict[str, object]:
    """b is cheaper, and an exclusion names something."""
    return sites(
        first={"region": "south", "vendor": "20"}, second=NAMED, quotes=CHEAP_B, exclusions=[columns]
    )


_EXCLUSIONS = {
    "country": Pair(barred(country="VN"), "TW"),
    "region": Pair(barred(region="north"), "south"),
    "owner_country": Pair(barred(owner_country="TH"), "MY"),
    "vendor": Pair(barred(vendor="10"), "20"),
    "supplier": Pair(barred(supplier="b"), "a"),
    "item": Pair(barred(supplier="b", item="m"), "n"),
    "category": Pair(barred(supplier="b", category="parts"), "other"),
    "list": Pair(with_(barred(supplier="a", list="one"), quotes=[a(), b()]), "two"),
    "reason": Pair(with_(barred(supplier="a", reason="one"), quotes=[a(), b()]), "two"),
    "from": Pair(barred(supplier="b", **{"from": "2027-01-01"}), "2027-06-01"),
}
_CONTENT = {
    "country": Pair(market(content=[{**CONTENT, "supplier": "b"}]), "TH", request=HALF_CN),
    "share": Pair(market(content=[{**CONTENT, "supplier": "b"}]), 0.2, request=HALF_CN),
    "supplier": Pair(market(content=[{**CONTENT, "supplier": "b"}]), "a"),
    "quote": Pair(market(content=[{**CONTENT, "quote": "m@b"}]), "m@a"),
    "basis": Pair(market(content=[{**CONTENT, "supplier": "b"}]), "statistics"),
}
_CLAIMED = [tariff(), tariff(agreement="RCEP", rate=0.01)]
_DAYS = {"valid_from": "2026-01-01", "valid_to": "2028-01-01"}
_SPECIFIC = tariff(specific=5, per=10)
del _SPECIFIC["rate"]
_TARIFFS = {
    "hs_code": Pair(dutied(tariff()), "8501"),
    "origin": Pair(dutied(tariff(origin="CN")), "VN"),
    "rate": Pair(dutied(tariff()), 0.05),
    "text": Pair(dutied(tariff(text="4%")), "4.0%"),
    "destination": Pair(dutied(tariff(destination="JP")), "VN"),
    "agreement": Pair(dutied(*_CLAIMED, claims=["RCEP"]), "CPTPP", row=1),
    "kind": Pair(dutied(tariff(), tariff(rate=0.02, kind="safeguard", hs_code="850511")), "base", row=1),
    "specific": Pair(dutied(_SPECIFIC), 6),
    "per": Pair(dutied(_SPECIFIC), 20),
    "valid_from": Pair(dutied(tariff(**_DAYS)), "2027-06-01"),
    "valid_to": Pair(dutied(tariff(**_DAYS)), "2026-06-01"),
}
_TRANSITION = years(2, view="transition")
_ADDING = with_(
    lined(adds_capacity=60),
    suppliers=[{"id": "a", "country": "CN", "capacity": 90}, {"id": "b", "country": "VN", "capacity": 20}],
    quotes=[a(), b(unit_price=50)],
)
del _ADDING["investments"][0]["unlocks"]
_INVESTMENTS = {
    "id": Pair(lined([{"investment": "line", "amount": 1000}]), "other"),
    "supplier": Pair(_ADDING, "a"),
    "name": Pair(lined(), "Another line"),
    "start_from": Pair(lined(horizon=_TRANSITION, start_from="2027-04-01"), "2028-04-01"),
    "build_days": Pair(lined(horizon=_TRANSITION, build_days=10), 500),
    "completion": Pair(lined(horizon=_TRANSITION, completion="2027-04-01"), "2028-05-01"),
    "life_years": Pair(lined(life_years=4), 3),
    "residual_value": Pair(lined(residual_value=100), 200),
    "adds_capacity": Pair(_ADDING, 70),
    "unlocks": Pair(lined(), ["m@a"]),
}
_EXPENSES = {
    "investment": Pair(
        with_(
            lined(),
            investments=[
                {"id": "line", "supplier": "b", "unlocks": ["m@b"]},
                {"id": "spare", "supplier": "a"},
            ],
        ),
        "spare",
    ),
    "amount": Pair(lined(), 1100),
    "currency": Pair(
        with_(
            lined([{"investment": "line", "amount": 10, "currency": "USD"}]),
            exchange_rates=[{"currency": "USD", "rate": 100}, {"currency": "EUR", "rate": 120}],
        ),
        "EUR",
    ),
}
PAIRS = {
    (table, column): pair
    for table, pairs in (
        ("exclusions", _EXCLUSIONS),
        ("content", _CONTENT),
        ("tariffs", _TARIFFS),
        ("investments", _INVESTMENTS),
        ("expenses", _EXPENSES),
    )
    for column, pair in pairs.items()
}
