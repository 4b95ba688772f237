"""What cannot be counted."""

import pytest

from tests.models.case.test_landed import EXTRAS, HELD
from tests.models.factory import codes, issues_of, quote, the


@pytest.mark.parametrize("column", ["currency", "freight_currency"])
def test_money_of_another_currency_needs_a_rate(column):
    issue = the("no_exchange_rate", issues_of(quotes=[quote(**{column: "USD"})]))
    assert (issue.place, issue.found) == (f"/quotes/0/{column}", "USD")
    assert issue.hint == "add USD to exchange_rates"
    assert codes(issues_of(quotes=[quote(**{column: "JPY"})])) == []
    rates = [{"currency": "USD", "rate": 150}]
    assert codes(issues_of(quotes=[quote(**{column: "USD"})], exchange_rates=rates)) == []


def test_a_currency_that_is_none_is_not_called_without_a_rate_too():
    assert codes(issues_of(quotes=[quote(currency="YEN")])) == ["unknown_currency"]


@pytest.mark.parametrize("rate", [2, 0.5])
def test_the_profile_s_own_currency_is_worth_itself(rate):
    issue = the("contradiction", issues_of(exchange_rates=[{"currency": "JPY", "rate": rate}]))
    assert (issue.severity, issue.place) == ("fault", "/exchange_rates/0/rate")
    assert codes(issues_of(exchange_rates=[{"currency": "JPY", "rate": 1}])) == []


@pytest.mark.parametrize("incoterm", HELD)
@pytest.mark.parametrize("column", EXTRAS)
def test_giving_what_the_price_already_holds_is_a_fault(incoterm, column):
    row = quote(incoterm=incoterm, duty_rate=None) | {column: EXTRAS[column]}
    found = issues_of(quotes=[row])
    if column in HELD[incoterm]:
        issue = the("incoterm_holds", found)
        assert (issue.place, incoterm in issue.message) == (f"/quotes/0/{column}", True)
    else:
        assert codes(found) == []


def test_a_zero_adds_nothing_twice():
    row = quote(incoterm="DDP", freight=0, insurance_rate=0, duty_rate=0)
    assert codes(issues_of(quotes=[row])) == []


def test_handling_is_in_no_incoterm():
    assert codes(issues_of(quotes=[quote(incoterm="DDP", handling=5)])) == []


def test_a_quote_in_another_unit_says_how_many_item_units_it_holds():
    issue = the("units_per_needed", issues_of(quotes=[quote(unit="box")]))
    assert (issue.place, issue.found) == ("/quotes/0/units_per", "box")
    assert codes(issues_of(quotes=[quote(unit="box", units_per=6)])) == []


@pytest.mark.parametrize(("item", "unit"), [({}, "each"), ({"unit": "kg"}, "kg"), ({"unit": "kg"}, None)])
def test_in_the_item_s_own_unit_none_is_needed(item, unit):
    assert codes(issues_of(items=[{"id": "hub"} | item], quotes=[quote(unit=unit)])) == []
