"""Price breaks and rebates as the case holds them."""

import numpy as np
import pytest

from models.case.cost_kinds import CostKind
from tests.models.factory import case, quote

TERMS = {"incoterm": "FOB", "freight": 2, "handling": 1, "insurance_rate": 0.1, "duty_rate": 0.5}


def steps(rows, *quotes, **tables):
    """The steps of a case whose breaks are (quote, from_quantity, unit_price)."""
    names = ("quote", "from_quantity", "unit_price")
    breaks = [dict(zip(names, row, strict=True)) for row in rows]
    made = case(quotes=list(quotes) or [quote()], price_breaks=breaks, **tables)
    return made, made.steps


def test_a_profile_without_breaks_has_no_steps_and_no_rebates():
    made = case()
    assert (len(made.steps), len(made.rebates)) == (0, 0)
    assert not made.quotes.incremental.any()
    assert made.quotes.lot_size.tolist() == [0.0]


def test_insurance_duty_quality_and_carrying_follow_the_price_and_freight_and_handling_do_not():
    """8 + 2 freight + 0.8 insurance = 10.8, duty 5.4, handled 17.2; 20 % defective cost a quarter, 4.3."""
    terms = TERMS | {"defect_rate": 0.2, "lead_time_days": 73}
    made, found = steps([("hub@V1", 50, 8)], quote(**terms), carrying_rate=0.1)
    cost = {kind: float(amounts[0]) for kind, amounts in found.unit.items()}
    assert cost == pytest.approx(
        {
            CostKind.PURCHASE: 8,
            CostKind.FREIGHT: 2,
            CostKind.INSURANCE: 0.8,
            CostKind.DUTY: 5.4,
            CostKind.HANDLING: 1,
            CostKind.QUALITY: 4.3,
            CostKind.CARRYING: 17.2 * 0.1 * 73 / 365,
        }
    )
    assert found.landed[0] == pytest.approx(17.2)
    assert found.total[0] == pytest.approx(sum(cost.values()))
    assert made.offers.unit[CostKind.PURCHASE].tolist() == [10.0]


def test_a_break_has_the_currency_and_the_units_of_its_quote():
    """30 dollars at 150 yen for 100 boxes of 4: 11.25 a hub."""
    dollars = quote(price=40, currency="USD", price_unit=100, unit="box", units_per=4)
    rates = [{"currency": "USD", "rate": 150}]
    _, found = steps([("hub@V1", 500, 30)], dollars, exchange_rates=rates)
    assert found.unit[CostKind.PURCHASE].tolist() == [11.25]
    assert found.from_quantity.tolist() == [500]


def test_steps_stand_by_offer_and_quantity_whatever_the_order_of_the_rows():
    rows = [("b", 90, 7), ("a", 60, 8), ("b", 30, 9), ("a", 20, 9.5)]
    made, found = steps(rows, quote(id="a"), quote(id="b"))
    assert made.quotes.id[found.quote].tolist() == ["a", "a", "b", "b"]
    assert found.from_quantity.tolist() == [20, 60, 30, 90]
    assert found.until.tolist() == [60, np.inf, 90, np.inf]
    assert found.unit[CostKind.PURCHASE].tolist() == [9.5, 8, 9, 7]
    assert found.row.tolist() == [3, 1, 2, 0]


def test_a_break_of_a_quote_for_every_plant_stands_once_for_each():
    plants = [{"id": "n", "country": "JP", "duty_regime": "bonded"}, {"id": "f", "country": "JP"}]
    demand = [{"item": "hub", "plant": p, "quantity": 10} for p in ("n", "f")]
    made, found = steps([("hub@V1", 5, 8)], quote(duty_rate=0.5), plants=plants, demand=demand)
    assert made.plants.id[made.offers.plant[found.offer]].tolist() == ["n", "f"]
    assert found.unit[CostKind.DUTY].tolist() == [0, 4]


def test_a_break_at_0_takes_the_place_of_the_quotes_own_price():
    made, found = steps([("hub@V1", 0, 9), ("hub@V1", 50, 8)])
    assert made.offers.unit[CostKind.PURCHASE].tolist() == [9.0]
    assert found.from_quantity.tolist() == [50.0]


def test_todays_landed_cost_is_the_one_at_the_price_reached_today():
    """80 at 8 and 20 at 12 are 880 for 100: without a reference price a hub is valued at 8.80."""
    suppliers = [{"id": name, "country": "VN"} for name in ("V1", "V2")]
    today = [{"item": "hub", "supplier": s, "quantity": n} for s, n in (("V1", 80), ("V2", 20))]
    made, _ = steps([("hub@V1", 60, 8)], quote(), quote("V2", 12), suppliers=suppliers, allocation=today)
    assert made.items.reference.tolist() == [8.8]


def test_a_quote_is_incremental_where_it_says_so():
    made, _ = steps(
        [("a", 5, 9), ("b", 5, 9)], quote(id="a", discount="incremental"), quote(id="b", discount="all_units")
    )
    assert made.quotes.incremental.tolist() == [True, False]


def test_breaks_without_a_kind_of_discount_hold_for_all_units_and_that_is_said():
    made, _ = steps([("a", 5, 9), ("b", 5, 9)], quote(id="a"), quote(id="b", discount="all_units"))
    said = {a.code: a.applies_to for a in made.assumptions}
    assert said["discount_all_units"] == ("a",)
    assert "discount_all_units" not in {a.code for a in case().assumptions}


def test_rebates_stand_by_supplier_and_spend():
    rows = [("V1", 900, 0.05), ("V2", 0, 0.01), ("V1", 100, 0.02)]
    rebates = [{"supplier": s, "from_spend": f, "rate": r} for s, f, r in rows]
    suppliers = [{"id": name, "country": "VN"} for name in ("V1", "V2")]
    found = case(suppliers=suppliers, rebates=rebates).rebates
    assert found.supplier.tolist() == [0, 0, 1]
    assert found.from_spend.tolist() == [100, 900, 0]
    assert found.until.tolist() == [900, np.inf, np.inf]
    assert found.rate.tolist() == [0.02, 0.05, 0.01]
    assert found.row.tolist() == [2, 0, 1]
