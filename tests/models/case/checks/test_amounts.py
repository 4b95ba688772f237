"""Products of price and quantity beyond what is counted exactly."""

import pytest

from tests.models.factory import codes, issues_of, quote, the

MOST = 2**53
"""9,007,199,254,740,992: the minor units that are counted exactly."""


def test_an_absurd_product_is_a_fault_that_names_both_and_the_way_out():
    """10^12 yen times 10^12 hubs is 10^24 yen, above 9.0 * 10^15."""
    found = issues_of(demand=[{"item": "hub", "quantity": 1e12}], quotes=[quote(price=1e12)])
    issue = the("out_of_range", found)
    assert issue.place == "/quotes/0/unit_price"
    assert "/demand/0/quantity" in issue.message
    assert "9,007,199,254,740,992 JPY" in issue.message
    assert issue.hint == "correct the price, what it is for, or the quantity"


def test_a_product_of_just_so_many_minor_units_is_none():
    """2^53 yen for one hub; the next number there is lies two above."""
    assert codes(issues_of(demand=[{"item": "hub", "quantity": 1}], quotes=[quote(price=MOST)])) == []
    found = issues_of(demand=[{"item": "hub", "quantity": 1}], quotes=[quote(price=MOST + 2)])
    assert codes(found) == ["out_of_range"]


def test_minor_units_are_those_of_the_currency():
    """A dollar has a hundred cents: 10^14 dollars are 10^16 cents, above 9.0 * 10^15."""
    tables = {"demand": [{"item": "hub", "quantity": 1}], "quotes": [quote(price=1e14)]}
    assert codes(issues_of(**tables)) == []
    assert codes(issues_of(currency="USD", **tables)) == ["out_of_range"]


def test_what_a_price_is_for_and_its_currency_count():
    """10^12 hubs at 10^12 yen for 10^9 of them: 10^15 yen; at 100 yen a dollar 10^17."""
    demand = [{"item": "hub", "quantity": 1e12}]
    assert codes(issues_of(demand=demand, quotes=[quote(price=1e12, price_unit=1e9)])) == []
    found = issues_of(
        demand=demand,
        quotes=[quote(price=1e12, price_unit=1e9, currency="USD")],
        exchange_rates=[{"currency": "USD", "rate": 100}],
    )
    assert codes(found) == ["out_of_range"]


@pytest.mark.parametrize(
    ("tables", "place"),
    [
        ({"quotes": [quote(freight=1e15)]}, "/quotes/0/freight"),
        ({"quotes": [quote(handling=1e15)]}, "/quotes/0/handling"),
        ({"items": [{"id": "hub", "shortage_cost": 1e15}]}, "/items/0/shortage_cost"),
        ({"items": [{"id": "hub", "reference_price": 1e15}]}, "/items/0/reference_price"),
    ],
)
def test_every_money_a_unit_is_looked_at(tables, place):
    """10^15 yen a unit times 100 units: 10^17."""
    assert the("out_of_range", issues_of(**tables)).place == place


def test_what_is_bought_today_counts_where_it_is_more_than_the_demand():
    found = issues_of(
        quotes=[quote(price=1e6)], allocation=[{"item": "hub", "supplier": "V1", "quantity": 1e11}]
    )
    issue = the("out_of_range", found)
    assert "/allocation/0/quantity" in issue.message
