"""Money of other currencies."""

from datetime import date

import pytest

from models.case.exchange import rates_on
from tests.models.factory import case, codes, issues_of, profile, quote, unit_costs

DOLLARS = [
    {"currency": "USD", "rate": 100},
    {"currency": "USD", "rate": 150, "on": "2027-01-01"},
    {"currency": "USD", "rate": 160, "on": "2027-04-01"},
    {"currency": "USD", "rate": 170, "on": "2027-10-01"},
]


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2026, 12, 31), 100),
        (date(2027, 1, 1), 150),
        (date(2027, 3, 31), 150),
        (date(2027, 4, 1), 160),
        (date(2030, 1, 1), 170),
    ],
)
@pytest.mark.parametrize("rows", [DOLLARS, DOLLARS[::-1]])
def test_the_latest_rate_on_or_before_the_day_counts(rows, day, rate):
    """A rate without a day holds until a dated one is in force; the order of rows means nothing."""
    assert rates_on(profile(exchange_rates=rows)["exchange_rates"], "JPY", day) == {"USD": rate, "JPY": 1.0}


def test_a_rate_of_a_later_day_is_no_rate_yet():
    rows = [{"currency": "USD", "rate": 150, "on": "2027-04-02"}]
    tables = {"exchange_rates": rows, "quotes": [quote(currency="USD")]}
    assert codes(issues_of(**tables)) == ["no_exchange_rate"]
    assert codes(issues_of(on=date(2027, 4, 2), **tables)) == []


def test_all_money_of_a_quote_is_in_its_currency():
    """At 150 yen a dollar: price 2 -> 300, freight 0.2 -> 30, handling 0.1 -> 15."""
    made = case(
        exchange_rates=[{"currency": "USD", "rate": 150}],
        quotes=[
            quote(price=2, currency="USD", freight=0.2, handling=0.1, qualification_cost=10, tooling_cost=4)
        ],
    )
    assert unit_costs(made.offers) == pytest.approx({"purchase": 300, "freight": 30, "handling": 15})
    assert made.quotes.qualification_cost[0] == 1500
    assert made.quotes.tooling_cost[0] == 600


def test_freight_may_be_in_a_currency_of_its_own():
    """Price 2 USD at 150; freight 12 yen, or 3 yuan at 20."""
    rates = [{"currency": "USD", "rate": 150}, {"currency": "CNY", "rate": 20}]
    for currency, amount, expected in (("JPY", 12, 12), ("CNY", 3, 60)):
        row = quote(price=2, currency="USD", freight=amount, freight_currency=currency)
        made = case(exchange_rates=rates, quotes=[row])
        assert unit_costs(made.offers) == pytest.approx({"purchase": 300, "freight": expected})


def test_the_request_day_decides_the_rate():
    tables = {"exchange_rates": DOLLARS, "quotes": [quote(price=1, currency="USD")]}
    assert unit_costs(case(**tables).offers) == {"purchase": 160}
    assert unit_costs(case(on=date(2027, 2, 1), **tables).offers) == {"purchase": 150}
