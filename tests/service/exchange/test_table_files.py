"""Files side by side, one a table, of one form or of both."""

import pytest

from models.errors import ProfileFormatError
from service.exchange.table_files import profile_from_files
from tests.service.exchange.tables import ROWS, SMALLEST, files, parquet_of, read, same


def parquet_files():
    made = {}
    for name, (header, *rows) in ROWS.items():
        columns = dict(zip(header, map(list, zip(*rows, strict=True)), strict=True))
        made[f"{name}.parquet"] = parquet_of(columns)
    return made


def read_files(contents):
    return profile_from_files({name: (lambda data=data: data) for name, data in contents.items()})


def issues(contents):
    with pytest.raises(ProfileFormatError) as caught:
        read_files(contents)
    return caught.value.issues


def test_csv_and_parquet_files_give_the_same_profile():
    assert same(read_files(parquet_files()), read())


def test_csv_and_parquet_files_may_lie_side_by_side():
    made = parquet_files()
    mixed = {**files({"quotes": None, "items": None})} | {
        name: made[name] for name in ("quotes.parquet", "items.parquet")
    }
    assert same(read_files(mixed), read())


def test_a_table_in_two_forms_is_a_fault():
    (issue,) = issues({**files(), "items.parquet": parquet_files()["items.parquet"]})
    assert (issue.code, issue.place) == ("repeated_key", "items.parquet")
    assert "items.csv" in issue.message


def test_a_table_in_two_languages_is_a_fault():
    (issue,) = issues({**files(), "品目.csv": b"id\ncoil\n"})
    assert (issue.code, issue.place) == ("repeated_key", "品目.csv")


def test_files_may_be_called_in_japanese_and_places_say_so():
    contents = files({"items": None}) | {"品目.csv": SMALLEST["items"].encode()}
    assert same(read_files(contents), read())
    broken = files({"items": None}) | {"品目.csv": "品目コード,重要品目\ncoil,maybe\n".encode()}
    (issue,) = read_files(broken).issues
    assert issue.place == "品目.csv:2 重要品目"


def test_all_faults_of_all_forms_are_reported_at_once():
    bad_quotes = {"item": ["coil"], "supplier": ["hanoi"], "unit_price": ["x"]}
    contents = files({"quotes": None, "firm": "key,value\nname,A\ncountry,XX\n"})
    contents |= {"quotes.parquet": parquet_of(bad_quotes), "locks.parquet": b"PAR1", "orders.parquet": b""}
    found = {(issue.code, issue.place) for issue in issues(contents)}
    assert found == {
        ("unreadable", "locks.parquet"),
        ("wrong_type", "quotes.parquet:1 unit_price"),
        ("unknown_country", "firm.csv:3 country"),
        ("unknown_table", "orders.parquet"),
    }


def test_a_file_that_cannot_be_opened_is_named():
    def fail():
        raise PermissionError(13, "Permission denied")

    for name in ("items.csv", "items.parquet"):
        with pytest.raises(ProfileFormatError, match=f"{name}: it cannot be read: Permission denied"):
            profile_from_files({name: fail})
