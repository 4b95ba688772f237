"""Rounding, currencies, countries and the calendar."""

from datetime import date
from decimal import Decimal

import pytest

from models.units import COUNTRIES, CURRENCIES, MINOR_UNITS, add_months, minor_unit, parse_date, rounded


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        (2.5, "JPY", "3"),
        (-2.5, "JPY", "-3"),
        (3.5, "JPY", "4"),
        (2.4999, "JPY", "2"),
        (1.005, "USD", "1.01"),
        (-1.005, "USD", "-1.01"),
        (0.0005, "KWD", "0.001"),
        (0.00049, "KWD", "0.000"),
        (0.0, "JPY", "0"),
    ],
)
def test_halves_are_rounded_away_from_zero_as_they_are_written(amount, currency, expected):
    """1.005 is stored a little below; what the user wrote, 1.005, is what is rounded."""
    assert rounded(amount, currency) == Decimal(expected)


def test_a_rounded_amount_shows_the_minor_unit_of_its_currency():
    assert str(rounded(1, "JPY")) == "1"
    assert str(rounded(1, "USD")) == "1.00"
    assert str(rounded(1, "BHD")) == "1.000"


def test_an_exact_amount_is_rounded_without_passing_through_a_float():
    assert rounded(Decimal("0.12500000000000000001"), "USD") == Decimal("0.13")
    assert rounded(Decimal("2.4999999999999999999"), "JPY") == Decimal(2)


def test_amounts_of_any_size_can_be_rounded():
    assert rounded(1e30, "JPY") == Decimal(10) ** 30
    assert rounded(1e300, "USD") == Decimal(10) ** 300


def test_most_currencies_have_two_decimal_places():
    assert (minor_unit("USD"), minor_unit("EUR"), minor_unit("CNY")) == (2, 2, 2)
    assert (minor_unit("JPY"), minor_unit("KRW"), minor_unit("VND")) == (0, 0, 0)
    assert (minor_unit("KWD"), minor_unit("TND")) == (3, 3)


def test_every_currency_with_an_unusual_minor_unit_is_a_known_currency():
    assert set(MINOR_UNITS) <= CURRENCIES


def test_the_codes_have_the_length_their_standards_say():
    assert {len(code) for code in CURRENCIES} == {3}
    assert {len(code) for code in COUNTRIES} == {2}
    assert len(COUNTRIES) == 249, "ISO 3166-1 assigns 249 codes"


@pytest.mark.parametrize("code", ["JP", "CN", "TW", "HK", "MO", "VN", "TL", "NO", "GB"])
def test_countries_of_the_trade_are_known(code):
    assert code in COUNTRIES


@pytest.mark.parametrize("code", ["UK", "EU", "XX", "jp", "JPN"])
def test_what_is_no_assigned_code_is_unknown(code):
    assert code not in COUNTRIES


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 8, 31), 3, date(2027, 11, 30)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 4, 1), 0, date(2027, 4, 1)),
        (date(2027, 4, 1), 12, date(2028, 4, 1)),
    ],
)
def test_adding_months_stays_within_the_month(start, months, expected):
    assert add_months(start, months) == expected


@pytest.mark.parametrize("text", ["2027-04-01", "0001-01-01", "2028-02-29"])
def test_a_calendar_date_is_read(text):
    assert parse_date(text) == date.fromisoformat(text)


@pytest.mark.parametrize(
    "text",
    ["2027-4-1", "2027/04/01", "20270401", "2027-02-30", "2027-04-01T00:00", "", "2027-W10-1", "0000-01-01"],
)
def test_only_the_extended_calendar_form_is_a_date(text):
    assert parse_date(text) is None
