"""What a text most certainly means: the exact text to write, or nothing."""

import pytest

from models.profile.readings import reading_hint, word_hint
from models.profile.schema import TABLES
from models.units import COUNTRIES, CURRENCIES

QUOTES = TABLES["quotes"]


@pytest.mark.parametrize(
    ("column", "text", "meant"),
    [
        ("unit_price", "30,000", "30000"),
        ("unit_price", "１２０００", "12000"),
        ("unit_price", "1,234,567.50", "1234567.5"),
        ("unit_price", "12 000", "12000"),
        ("unit_price", "20万", "200000"),
        ("unit_price", "1.5億", "150000000"),
        ("unit_price", "¥1,200", "1200"),
        ("unit_price", "1,200円", "1200"),
        ("duty_rate", "0.5%", "0.005"),
        ("duty_rate", "３５％", "0.35"),
        ("valid_to", "2027/4/1", "2027-04-01"),
        ("valid_to", "2027.04.01", "2027-04-01"),
        ("valid_to", "2027-4-1", "2027-04-01"),
        ("valid_to", "2027/4/1 0:00", "2027-04-01"),
        ("valid_to", "20270401", "2027-04-01"),
        ("valid_to", "2029年3月31日", "2029-03-31"),
        ("valid_to", "２０２９年３月３１日", "2029-03-31"),
        ("valid_to", "令和9年4月1日", "2027-04-01"),
        ("valid_to", "令和元年5月1日", "2019-05-01"),
        ("valid_to", "31/3/2027", "2027-03-31"),
        ("valid_to", "3/31/2027", "2027-03-31"),
        ("valid_to", "4/4/2027", "2027-04-04"),
        ("qualified", "はい", "TRUE"),
        ("qualified", "いいえ", "FALSE"),
        ("qualified", "Yes", "TRUE"),
        ("qualified", "no", "FALSE"),
    ],
)
def test_a_text_of_one_reading_has_the_text_to_write(column, text, meant):
    assert reading_hint(QUOTES.column(column), text) == f"write {meant}"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("unit_price", "1.234,5"),
        ("unit_price", "3,5"),
        ("unit_price", "12,34,567"),
        ("unit_price", "3 0000"),
        ("unit_price", "Q3"),
        ("unit_price", "50%"),
        ("unit_price", "-5,000"),
        ("duty_rate", "150%"),
        ("valid_to", "01/04/2027"),
        ("valid_to", "2027/2/30"),
        ("valid_to", "2027年4月"),
        ("valid_to", "13/13/2027"),
        ("qualified", "maybe"),
        ("unit_price", "1" * 1000),
        ("unit_price", 5),
    ],
)
def test_a_text_of_two_readings_or_none_has_no_hint(column, text):
    """-5,000 and 150 % are clear, but no value of their columns."""
    assert reading_hint(QUOTES.column(column), text) == ""


@pytest.mark.parametrize(
    ("column", "word", "hint"),
    [
        ("currency", "RMB", "write CNY"),
        ("currency", "円", "write JPY"),
        ("currency", "usd", 'did you mean "USD"?'),
        ("origin", "中国", "write CN"),
        ("origin", "Thailand", "write TH"),
        ("origin", "vn", 'did you mean "VN"?'),
        ("origin", "x" * 50_000_000, ""),
    ],
)
def test_a_name_of_a_country_or_currency_has_its_code(column, word, hint):
    known = CURRENCIES if column == "currency" else COUNTRIES
    assert word_hint(QUOTES.column(column), word, known) == hint


def test_a_choice_has_the_word_most_like_it_whatever_it_means_elsewhere():
    """円 is a currency, and no incoterm."""
    column = QUOTES.column("incoterm")
    assert word_hint(column, "fob", column.choices) == 'did you mean "FOB"?'
    assert word_hint(column, "円", column.choices) == ""
