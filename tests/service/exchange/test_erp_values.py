"""Texts of an export are read one way or not at all."""

from datetime import date

import pandas as pd
import pytest

from service.exchange.erp_values import DayOrder, bare_key, date_of, dates, day_order, number_of, numbers

US, EUROPE = DayOrder(month_first=True), DayOrder(month_first=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("1,277.00000", 1277),
        ("12.50-", -12.5),
        ("-3", -3),
        (".5", 0.5),
        ("7.", 7),
        ("0.00E+00", 0),
        ("1,234,567", 1234567),
    ],
)
def test_numbers_with_a_decimal_point_are_read(text, value):
    assert number_of(text) == value


@pytest.mark.parametrize(
    "text", ["", "x", "1,5", "1.234,56", "1,2345", "12,50", "1 000", "--1", "-1-", "nan", "1e999", "1e"]
)
def test_what_is_no_number_with_a_decimal_point_is_none(text):
    assert number_of(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("1.234,56", 1234.56), ("1,5", 1.5), ("1.000", 1000), ("3,00-", -3)]
)
def test_numbers_with_a_decimal_comma_are_read_where_they_are_asked_for(text, value):
    assert number_of(text, "comma") == value


def test_a_column_of_numbers_has_gaps_where_a_text_is_none():
    found = numbers(pd.Series(["1", "", "x"]), empty=0.0)
    assert found.tolist()[:2] == [1.0, 0.0]
    assert pd.isna(found[2])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20270401", date(2027, 4, 1)),
        ("2027-04-01", date(2027, 4, 1)),
        ("2027-04-01 00:00:00", date(2027, 4, 1)),
        ("2027/4/1", date(2027, 4, 1)),
        ("01.04.2027", date(2027, 4, 1)),
        ("4/1/27", date(2027, 4, 1)),
        ("12/31/1969", date(1969, 12, 31)),
        ("1/24/68", date(2068, 1, 24)),
        ("1/24/69", date(1969, 1, 24)),
        ("99991231", date(9999, 12, 31)),
        ("00000000", None),
        ("31/12/27", None),
        ("2027-02-30", None),
        ("soon", None),
    ],
)
def test_dates_are_read_in_every_form_an_erp_prints(text, day):
    assert date_of(text, US) == day


def test_the_order_of_day_and_month_is_that_of_the_dates_that_show_it():
    assert date_of("4/1/27", EUROPE) == date(2027, 1, 4)
    shown = [pd.Series(["1/2/27", "31/1/27"]), pd.Series([""])]
    assert day_order(shown) == DayOrder(month_first=False, proven=True, seen=True)
    assert day_order([pd.Series(["1/31/27"])]) == DayOrder(month_first=True, proven=True, seen=True)
    assert day_order([pd.Series(["1/2/27"])]) == DayOrder(month_first=True, proven=False, seen=True)
    assert day_order([pd.Series(["20270131"])]) == DayOrder()


def test_a_date_that_contradicts_the_others_is_none():
    order = day_order([pd.Series(["31/1/27", "1/31/27"])])
    assert dates(pd.Series(["31/1/27", "1/31/27"]), order).tolist() == [None, date(2027, 1, 31)]


@pytest.mark.parametrize(
    ("key", "bare"), [("0000125000", "125000"), ("125000", "125000"), ("000", "0"), ("0A", "0A")]
)
def test_leading_zeros_of_numbers_mean_nothing(key, bare):
    assert bare_key(key) == bare
