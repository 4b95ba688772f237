"""Pairs for the tables that say who the firm is, what it needs and what it buys today."""

from tests.contract.columns import (
    AT_TOKYO,
    CONTRACT,
    DOLLARS,
    N_TOO,
    NEW_B,
    PLANTS,
    TWO_A,
    Pair,
    a,
    b,
    dutied,
    items,
    market,
    quotes,
    tariff,
    with_,
    years,
)

_BY_QUANTITY = {"caps": [{"countries": ["CN"], "max_share": 0.5, "base": "quantity"}]}
_OTHERS = {"caps": [{"countries": ["CN"], "max_share": 0.5, "scope": {"category": "other"}}]}
_CRITICAL = {"caps": [{"countries": ["CN"], "max_share": 0.5, "scope": {"critical": True}}]}
_REFERENCE = {"caps": [{"countries": ["CN"], "max_share": 0.5, "base": "reference"}]}
_GROUPS = [{"id": "a", "country": "CN", "group": "g"}, {"id": "b", "country": "VN", "group": "g"}]
_TWO = {"min_suppliers": 2, "least_share": 0.1}

PAIRS = {
    ("profile", "currency"): Pair(market(), "USD"),
    ("profile", "name"): Pair(market(name="one"), "two"),
    ("profile", "carrying_rate"): Pair(quotes(first={"lead_time_days": 90}, carrying_rate=0.1), 0.2),
    ("firm", "name"): Pair(market(), "Another firm"),
    ("firm", "country"): Pair(dutied(tariff()), "CN"),
    ("horizon", "start"): Pair(quotes(first={"valid_to": "2027-12-31"}), "2028-04-01"),
    ("horizon", "period"): Pair(
        market(
            horizon=years(period="year", discount_rate=0.05),
            contracts=[{**CONTRACT, "shortfall_price": 20, "to": "2027-05-15"}],
        ),
        "month",
    ),
    ("horizon", "count"): Pair(market(horizon=years(2)), 3),
    ("horizon", "discount_rate"): Pair(market(horizon=years(2, discount_rate=0.05)), 0.1),
    ("horizon", "evaluation_years"): Pair(market(quotes=NEW_B, horizon=years(1, evaluation_years=5)), 10),
    ("horizon", "view"): Pair(
        market(quotes=[a(), b(unit_price=80, qualification_days=100)], horizon=years(2, view="steady_state")),
        "transition",
    ),
    ("exchange_rates", "currency"): Pair(DOLLARS, "EUR"),
    ("exchange_rates", "rate"): Pair(DOLLARS, 105),
    ("exchange_rates", "on"): Pair(DOLLARS, "2027-04-02"),
    ("plants", "id"): Pair(market(plants=PLANTS[:1]), "osaka"),
    ("plants", "country"): Pair(dutied(tariff(), plants=PLANTS[:1]), "CN"),
    ("plants", "name"): Pair(market(plants=[{**PLANTS[0], "name": "Tokyo"}]), "East"),
    ("plants", "duty_regime"): Pair(
        dutied(tariff(), plants=[{**PLANTS[0], "duty_regime": "normal"}]), "bonded"
    ),
    ("items", "id"): Pair(market(), "x"),
    ("items", "name"): Pair(items(name="Magnet"), "Magnets"),
    ("items", "unit"): Pair(with_(items(unit="each"), **N_TOO), "kg"),
    ("items", "category"): Pair(market(), "other", request=_OTHERS),
    ("items", "hs_code"): Pair(dutied(tariff()), "8501"),
    ("items", "critical"): Pair(items(critical=True), False, request=_CRITICAL),
    ("items", "min_suppliers"): Pair(items(min_suppliers=1), 2),
    ("items", "max_suppliers"): Pair(items(max_suppliers=2), 1, request=_BY_QUANTITY),
    ("items", "least_share"): Pair(items(**_TWO), 0.2),
    ("items", "distinct"): Pair(with_(items(**_TWO, distinct="site"), suppliers=_GROUPS), "owner"),
    ("items", "reference_price"): Pair(items(reference_price=100), 120, request=_REFERENCE),
    ("items", "shortage_cost"): Pair(items(shortage_cost=90), 95),
    ("demand", "item"): Pair(market(quotes=N_TOO["quotes"], allocation=[]), "n"),
    ("demand", "quantity"): Pair(market(), 110),
    ("demand", "plant"): Pair(market(plants=PLANTS, **AT_TOKYO), "hanoi"),
    ("demand", "period"): Pair(
        market(
            demand=[{"item": "m", "quantity": 100}, {"item": "m", "quantity": 50, "period": 2}],
            horizon=years(3),
        ),
        3,
        row=1,
    ),
    ("allocation", "item"): Pair(market(**N_TOO), "n"),
    ("allocation", "supplier"): Pair(market(), "b"),
    ("allocation", "quantity"): Pair(market(), 90),
    ("allocation", "plant"): Pair(
        market(
            plants=PLANTS,
            demand=[{"item": "m", "quantity": 100, "plant": name} for name in ("tokyo", "hanoi")],
            allocation=[{"item": "m", "supplier": "a", "quantity": 100, "plant": "tokyo"}],
        ),
        "hanoi",
    ),
    ("allocation", "quote"): Pair(TWO_A, "second"),
}
