"""The checker on soft caps and floors: no rules, but a price for every point they are passed by."""

import pytest

from tests.models.plan.factory import document, quotes
from tests.models.plan.hand import Sheet, sheet, years

HALVES = {"hub@C1": 500.0, "hub@T1": 500.0}


def soft(limit, price=1000, **columns):
    rule = {"id": "china", "countries": ["CN"], "max_share": limit, "elastic_price": price}
    return {"caps": [rule | columns]}


def soft_floor(limit, price=1000, **columns):
    rule = {"id": "asean", "countries": ["ASEAN"], "min_share": limit, "elastic_price": price}
    return {"floors": [rule | columns]}


def paid(made: Sheet) -> float:
    assert made.broken() == []
    return made.costs.of("policy")


def test_a_soft_cap_is_no_rule_and_is_paid_by_the_point():
    """50,000 of 105,000 are Chinese, 40 % would be 42,000: 8,000 too much.

    All 1,000 at their cheapest cost 100,000, so a point is 1,000: eight points at 1,000 each.
    """
    made = sheet(document(), HALVES, soft(0.4))
    assert paid(made) == pytest.approx(8_000)
    assert made.of_kind("cap") == []
    assert made.costs.objective == pytest.approx(105_000 + 8_000)


@pytest.mark.parametrize("limit", [50 / 105, 0.6, 1.0])
def test_a_soft_cap_that_is_kept_costs_nothing(limit):
    assert paid(sheet(document(), HALVES, soft(limit))) == pytest.approx(0, abs=1e-6)


def test_a_soft_floor_mirrors_it():
    """55,000 of 105,000 are Thai, 60 % would be 63,000: 8,000 too little, eight points."""
    made = sheet(document(), HALVES, soft_floor(0.6))
    assert paid(made) == pytest.approx(8_000)
    assert made.of_kind("floor") == []
    assert paid(sheet(document(), HALVES, soft_floor(0.5))) == 0


def test_a_price_of_nothing_makes_a_rule_free():
    assert paid(sheet(document(), HALVES, soft(0.0, price=0))) == 0


def test_beside_a_soft_rule_a_hard_one_binds():
    asked = soft(0.4)
    asked["caps"].append({"id": "hard", "countries": ["CN"], "max_share": 0.45})
    found = sheet(document(), HALVES, asked).broken()
    assert [(check.rule, check.place) for check in found] == [("cap", "/request/caps/1")]


@pytest.mark.parametrize(
    ("base", "points"),
    [
        ("spend", (50_000 - 0.4 * 105_000) / 1_050),
        ("landed", (60_000 - 0.4 * 117_500) / 1_050),
        ("quantity", 10),
        ("reference", (100_000 - 0.4 * 200_000) / 2_000),
    ],
)
def test_a_point_is_a_hundredth_of_the_base_at_the_cheapest_quotes(base, points):
    """China 100 + 20 % duty, Thailand 110 + 5 freight, Vietnam 105 and so the cheapest; reference 200."""
    priced = document(
        quotes=quotes(C1={"duty_rate": 0.2}, T1={"freight": 5}),
        items=[{"id": "hub", "reference_price": 200}],
    )
    assert paid(sheet(priced, HALVES, soft(0.4, base=base))) == pytest.approx(1000 * points)


def test_the_cheapest_quote_is_so_by_all_kinds_of_cost_at_its_own_price():
    """C1 loses half to defects, T1 is cheap by a break only: V1 at 105 is the cheapest, a point 1,050."""
    breaks = [{"quote": "hub@T1", "from_quantity": 500, "unit_price": 10}]
    priced = document(quotes=quotes(C1={"defect_rate": 0.5}), price_breaks=breaks)
    made = sheet(priced, HALVES, soft(0.4))
    assert paid(made) == pytest.approx(1000 * (50_000 - 0.4 * 55_000) / 1_050)


def test_of_equally_cheap_quotes_the_earlier_counts():
    """T1 at 100 with 5 of freight and V1 at 105 both cost 105: T1 stands first, a point of spend is 1,000."""
    priced = document(quotes=quotes(C1={"unit_price": 500}, T1={"unit_price": 100, "freight": 5}))
    made = sheet(priced, {"hub@C1": 500, "hub@V1": 500}, soft(0.5))
    assert paid(made) == pytest.approx(1000 * (250_000 - 0.5 * 302_500) / 1_000)


def two_plants():
    """600 hubs at P and 400 at Q; C1 sells to P only, T1 and V1 to both."""
    return document(
        plants=[{"id": "P", "country": "JP"}, {"id": "Q", "country": "JP"}],
        demand=[
            {"item": "hub", "plant": "P", "quantity": 600},
            {"item": "hub", "plant": "Q", "quantity": 400},
        ],
        quotes=quotes(C1={"plant": "P", "id": "hub@C1"}),
        allocation=[],
    )


def test_every_need_has_its_own_cheapest_quote():
    """P at 100 and Q at 105 by Vietnam: 102,000; a point is 1,020."""
    bought = {("hub@C1", 1, "P"): 600, ("hub@T1", 1, "Q"): 400}
    made = sheet(two_plants(), bought, soft(0.5))
    assert paid(made) == pytest.approx(1000 * (60_000 - 0.5 * 104_000) / 1_020)


def test_a_scope_has_its_own_points():
    """At P alone all 600 are Chinese, 60,000: half too much, 50 points."""
    bought = {("hub@C1", 1, "P"): 600, ("hub@T1", 1, "Q"): 400}
    assert paid(sheet(two_plants(), bought, soft(0.5, scope={"plant": "P"}))) == pytest.approx(50_000)
    assert paid(sheet(two_plants(), bought, soft(0.5, scope={"plant": "Q"}))) == 0


def test_each_period_from_the_first_it_binds_in_is_paid():
    """In the second and third year, 8 and 50 points; the third counts 1 / 1.21."""
    profile = document(horizon=years(3, discount_rate=0.1))
    bought = {("hub@C1", 1): 1000, ("hub@C1", 2): 500, ("hub@T1", 2): 500, ("hub@C1", 3): 1000}
    made = sheet(profile, bought, soft(0.5, from_period=2))
    assert paid(made) == pytest.approx(50_000)
    assert made.costs.amounts["policy", 3] == pytest.approx(50_000)
    made = sheet(profile, bought, soft(0.4, from_period=2))
    assert made.costs.amounts["policy", 2] == pytest.approx(8_000)
    assert made.costs.objective == pytest.approx(100_000 + 113_000 / 1.1 + 160_000 / 1.21)


def test_a_need_that_stays_short_shares_in_the_size():
    """500 of 1,000 are bought, all Chinese: 25,000 above half, of a size of 100,000."""
    short = document(items=[{"id": "hub", "shortage_cost": 1}])
    assert paid(sheet(short, {"hub@C1": 500}, soft(0.5))) == pytest.approx(25_000)


def test_where_the_cheapest_is_free_a_point_has_no_price():
    free = document(quotes=quotes(V1={"unit_price": 0}))
    assert paid(sheet(free, HALVES, soft(0.4))) == 0


def test_a_soft_rule_counts_the_measure_it_names():
    """T1 belongs to China: all of the 105,000, 60 % too much."""
    owned = document()
    owned["suppliers"][0]["owner_country"] = "CN"
    assert paid(sheet(owned, HALVES, soft(0.4, measure="ownership"))) == pytest.approx(63_000)
