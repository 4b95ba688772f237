"""One bad cell is one fault: nothing is concluded from it elsewhere."""

import pytest

from models.issues import CODES
from models.profile.collect import CELL
from tests.models.factory import issues_of, quote

HUB = {"item": "hub", "supplier": "V1"}
BOUGHT = [HUB | {"quantity": 100}]
TWO_PLANTS = [{"id": "a", "country": "JP"}, {"id": "b", "country": "JP"}]


def said(**tables):
    return [(issue.code, issue.place) for issue in issues_of(**tables) if issue.code != "assumed_origin"]


def test_a_quantity_that_is_no_number_is_not_compared_with_todays():
    found = said(demand=[{"item": "hub", "quantity": "30,000"}], allocation=BOUGHT)
    assert found == [("wrong_type", "/demand/0/quantity")]


def test_a_row_of_today_that_is_no_number_is_not_compared_with_the_demand():
    found = said(allocation=[HUB | {"quantity": 60}, HUB | {"quantity": "40個", "quote": "hub@V1"}])
    assert found == [("wrong_type", "/allocation/1/quantity")]


@pytest.mark.parametrize("first", [0, 1])
def test_a_period_that_is_no_number_makes_no_row_stand_twice(first):
    """Following the fault would delete a right row; it does not matter which of the two is above."""
    rows = [{"item": "hub", "quantity": 100}, {"item": "hub", "quantity": 120, "period": "Q3"}]
    found = said(demand=rows[first:] + rows[:first], allocation=BOUGHT)
    assert found == [("wrong_type", f"/demand/{1 - first}/period")]


def test_a_supplier_that_is_called_otherwise_leaves_no_need_without_quote():
    """The only site is renamed: the quote names it once, and that is the one fault."""
    found = said(suppliers=[{"id": "V-1", "country": "VN"}], allocation=BOUGHT)
    assert found == [("unknown_reference", "/quotes/0/supplier")]


def test_a_misspelt_item_of_a_quote_leaves_no_need_without_quote():
    found = said(quotes=[quote(item="hbu")], allocation=BOUGHT)
    assert found == [("unknown_reference", "/quotes/0/item")]


def test_a_need_that_no_quote_offers_is_named_beside_one_whose_quote_is_at_fault():
    """hub has a quote that names an unknown supplier; nut has none at all."""
    found = said(
        items=[{"id": "hub"}, {"id": "nut"}],
        demand=[{"item": "hub", "quantity": 1}, {"item": "nut", "quantity": 1}],
        quotes=[quote("V9")],
    )
    assert found == [("unknown_reference", "/quotes/0/supplier"), ("need_without_quote", "/demand/1/item")]


@pytest.mark.parametrize("horizon", [{"start": "2027/4/1"}, {"start": "2027-04-01", "count": "two"}])
def test_no_price_expires_in_a_horizon_that_cannot_be_read(horizon):
    found = said(horizon=horizon, quotes=[quote(valid_to="2027-06-30")], allocation=BOUGHT)
    assert [code for code, _ in found] == ["wrong_type"]


def test_no_row_lies_outside_a_horizon_whose_count_cannot_be_read():
    found = said(
        horizon={"start": "2027-04-01", "count": "4"}, demand=[{"item": "hub", "quantity": 1, "period": 4}]
    )
    assert found == [("wrong_type", "/horizon/count")]


def test_a_currency_that_is_none_leaves_no_money_without_a_rate():
    found = said(currency="YEN", quotes=[quote(currency="USD")])
    assert found == [("unknown_currency", "/currency")]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"currency": "RMB", "rate": 21}, "/exchange_rates/0/currency"),
        ({"currency": "CNY", "rate": "21円/元"}, "/exchange_rates/0/rate"),
        ({"currency": "CNY", "rate": 21, "on": "2027/3/31"}, "/exchange_rates/0/on"),
    ],
)
def test_a_rate_that_cannot_be_read_is_not_missed(row, place):
    found = said(exchange_rates=[row], quotes=[quote(currency="CNY")])
    assert [where for _, where in found] == [place]


def test_a_currency_without_a_rate_is_named_once_with_the_number_of_the_others():
    suppliers = [{"id": f"V{n}", "country": "VN"} for n in range(3)]
    quotes = [quote(f"V{n}", currency="USD") for n in range(3)]
    (issue,) = issues_of(suppliers=suppliers, quotes=quotes)
    assert (issue.code, issue.place, issue.others) == ("no_exchange_rate", "/quotes/0/currency", 2)
    assert issue.message.endswith("2 more rows have USD")


def test_a_plant_that_is_no_text_is_not_missed():
    found = said(plants=TWO_PLANTS, demand=[{"item": "hub", "quantity": 1, "plant": 5}])
    assert found == [("wrong_type", "/demand/0/plant")]


def test_a_target_that_is_no_country_leaves_an_exclusion_with_one_target():
    found = said(exclusions=[{"country": 86}])
    assert found == [("wrong_type", "/exclusions/0/country")]


def test_a_missing_table_is_not_missed_row_by_row():
    found = said(suppliers=[], allocation=BOUGHT)
    assert found == [("missing_table", "/suppliers")]


def test_a_country_of_the_firm_that_is_none_makes_no_duty_unknown():
    found = said(
        firm={"name": "F", "country": "日本"},
        items=[{"id": "hub", "hs_code": "85"}],
        tariffs=[{"hs_code": "85", "origin": "*", "text": "3 yen/kg", "destination": "XX"}],
        quotes=[quote(duty_rate=None)],
    )
    assert ("unknown_country", "/firm/country") in found
    assert "duty_rate_needed" not in [code for code, _ in found]


def test_rebates_of_unknown_suppliers_are_not_compared():
    rows = [
        {"supplier": "V8", "from_spend": 1, "rate": 0.02},
        {"supplier": "V9", "from_spend": 2, "rate": 0.01},
    ]
    assert {code for code, _ in said(rebates=rows)} == {"unknown_reference"}


def test_a_limit_that_is_no_number_is_above_nothing():
    found = said(quotes=[quote(min_order=500, lot_size=500, capacity="1,000")], allocation=BOUGHT)
    assert found == [("wrong_type", "/quotes/0/capacity")]


def test_cells_count_for_nothing_by_public_codes_alone():
    assert set(CODES) >= CELL
