"""What the user says beside an export: all faults of a file at once."""

import pytest

from models.errors import ProfileFormatError
from service.exchange.import_files import Given, countries_for, read_countries, read_demand, read_rates


def write(folder, text):
    path = folder / "given.csv"
    path.write_text(text, encoding="utf-8")
    return path


def faults(read, path):
    with pytest.raises(ProfileFormatError) as caught:
        read(path)
    return [(issue.code, issue.place) for issue in caught.value.issues]


def test_a_country_is_found_with_and_without_leading_zeros(tmp_path):
    given = Given(countries=read_countries(write(tmp_path, "vendor,country\n0000100001,CN\nACME,VN\n")))
    assert countries_for(["100001", "ACME", "x"], {}, given) == {"100001": "CN", "ACME": "VN", "x": ""}


@pytest.mark.parametrize(
    ("read", "text", "hints"),
    [
        (read_countries, "vendor,country\n1,中国\n2,Vietnam\n", ["write CN", "write VN"]),
        (read_rates, "currency,rate,on\nRMB,21,2027/4/1\n", ["write CNY", "write 2027-04-01"]),
        (read_demand, "item,quantity\ncoil,20万\n", ["write 200000"]),
    ],
)
def test_a_value_of_one_reading_has_the_text_to_write(tmp_path, read, text, hints):
    with pytest.raises(ProfileFormatError) as caught:
        read(write(tmp_path, text))
    assert [issue.hint for issue in caught.value.issues] == hints


def test_the_users_country_wins_over_the_erps_and_the_default_fills_the_rest():
    given = Given(countries={"1": "VN"}, default_country="TH")
    assert countries_for(["0001", "2", "3"], {"1": "CN", "2": "CN"}, given) == {
        "0001": "VN",
        "2": "CN",
        "3": "TH",
    }


def test_faults_of_countries_are_named_with_their_lines(tmp_path):
    path = write(tmp_path, "vendor,country\n1,China\n2,CN\n2,VN\n3\n")
    assert faults(read_countries, path) == [
        ("unreadable", "given.csv:5"),
        ("unknown_country", "given.csv:2 country"),
        ("repeated_key", "given.csv:4 country"),
    ]


def test_rates_are_rows_of_the_table_of_exchange_rates(tmp_path):
    path = write(tmp_path, 'currency,rate,on\nUSD,150,2027-04-01\nKRW,"0.11",\n')
    assert read_rates(path) == (
        {"currency": "USD", "rate": 150.0, "on": "2027-04-01"},
        {"currency": "KRW", "rate": 0.11},
    )


def test_faults_of_rates_are_named_with_their_lines(tmp_path):
    path = write(tmp_path, "currency,rate,on\nUSS,1,\nUSD,0,\nEUR,x,tomorrow\n")
    assert faults(read_rates, path) == [
        ("unknown_currency", "given.csv:2 currency"),
        ("out_of_range", "given.csv:3 rate"),
        ("wrong_type", "given.csv:4 rate"),
        ("wrong_type", "given.csv:4 on"),
    ]


def test_demand_is_rows_of_the_table_of_demand(tmp_path):
    path = write(tmp_path, "item,quantity,period\na,10,\nb,2.5,2\n")
    assert read_demand(path) == (
        {"item": "a", "quantity": 10.0},
        {"item": "b", "quantity": 2.5, "period": 2.0},
    )


def test_faults_of_demand_are_named_with_their_lines(tmp_path):
    path = write(tmp_path, "item,quantity,period\na,-1,\nb,many,x\n")
    assert faults(read_demand, path) == [
        ("out_of_range", "given.csv:2 quantity"),
        ("wrong_type", "given.csv:3 quantity"),
        ("wrong_type", "given.csv:3 period"),
    ]


def test_a_file_without_the_columns_is_refused(tmp_path):
    assert faults(read_countries, write(tmp_path, "vendor\n1\n")) == [("unreadable", "given.csv:1")]
