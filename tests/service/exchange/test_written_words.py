"""Faults speak of tables and columns as they are called in what was given."""

import pytest

from models.case.open_case import open_case
from models.errors import IssuesError
from service.exchange.read_profile import profile_from_bytes
from tests.service.exchange.tables import files, issues, issues_of, parquet_of, workbook_of, zip_of

QUOTES = [["品目コード", "仕入先コード", "単価"], ["coil", "hanoi", 12], ["coil", "wuxi", 10.5]]


def book(**sheets):
    """The smallest profile with its quotes on a Japanese sheet, and what else is Japanese."""
    return workbook_of({"quotes": None, "見積": QUOTES} | sheets)


def checked(data, what="case.xlsx"):
    """What reading and checking say together."""
    try:
        open_case(profile_from_bytes(data, what))
    except IssuesError as error:
        return [issue for issue in error.issues if issue.severity == "fault"]
    return []


def test_a_japanese_workbook_without_faults_opens():
    assert checked(book()) == []


def test_a_wrong_value_is_named_by_the_header_above_it():
    (issue,) = checked(book(見積=[QUOTES[0], ["coil", "hanoi", "十二"], QUOTES[2]]))
    assert (issue.place, issue.message) == ("見積!C2", "単価 must be a number")


def test_a_missing_column_beside_japanese_ones_is_named_in_japanese():
    (issue,) = checked(book(見積=[row[:2] for row in QUOTES]))
    assert issue.place == "見積 単価"
    assert issue.message.startswith("見積 needs 単価: ")


def test_a_missing_column_beside_english_ones_is_named_in_english():
    (issue,) = issues_of(workbook_of({"quotes": [["item", "supplier"], ["coil", "hanoi"]]}))
    assert (issue.place, issue.message[:23]) == ("quotes unit_price", "quotes needs unit_price")


def test_an_unknown_name_is_told_in_the_words_of_both_sheets():
    sheets = {"suppliers": None, "仕入先": [["仕入先コード", "国"], ["hanoi", "VN"], ["wixu", "CN"]]}
    (issue,) = checked(book(**sheets))
    assert issue.place == "見積!B3"
    assert issue.message == '仕入先コード "wuxi" is not in 仕入先'


def test_what_the_checks_find_is_told_in_the_words_of_the_sheet():
    """A minimum above its maximum, and a CIF price beside freight."""
    header = [*QUOTES[0], "最低発注量", "供給能力", "インコタームズ", "運賃"]
    rows = [["coil", "hanoi", 12, 50, 40, None, None], ["coil", "wuxi", 10.5, None, None, "CIF", 1]]
    one, other = checked(book(見積=[header, *rows]))
    assert (one.place, one.message) == ("見積!D2", "最低発注量 50.0 is beyond 供給能力 40.0")
    assert other.message == "a CIF price holds it already; 運賃 would be added again"


def test_an_unknown_column_is_told_what_the_sheet_has_in_its_language():
    (issue,) = checked(book(見積=[[*QUOTES[0], "備考"], *([*row, "x"] for row in QUOTES[1:])]))
    assert issue.place == "見積!D1"
    assert issue.message == '見積 has no column "備考"'
    assert "単価" in issue.hint
    assert "unit_price" not in issue.hint


def test_a_csv_file_with_japanese_headers_has_them_in_its_faults():
    (issue,) = issues({"quotes": "品目コード,仕入先コード,単価\ncoil,hanoi,twelve\n"})
    assert issue.place == "quotes.csv:2 単価"
    assert issue.message == "単価 must be a number"
    (issue,) = issues({"quotes": "品目コード,仕入先コード\ncoil,hanoi\n"})
    assert issue.place == "quotes.csv 単価"
    assert issue.message.startswith("quotes needs 単価: ")


def test_a_parquet_file_with_japanese_headers_has_them_in_its_faults():
    table = parquet_of({"品目コード": ["coil"], "仕入先コード": ["hanoi"], "単価": [-1.0]})
    (issue,) = checked(zip_of(files({"quotes": None}) | {"quotes.parquet": table}), "case.zip")
    assert (issue.place, issue.message[:3]) == ("quotes.parquet:1 単価", "単価 ")


@pytest.mark.parametrize(("key", "word"), [("国", "国"), ("country", "country")])
def test_a_key_is_named_as_it_is_written(key, word):
    (issue,) = checked(workbook_of({"firm": [["key", "value"], ["name", "Hoshi"], [key, "日本"]]}))
    assert issue.message.startswith(f"{word} must be an ISO 3166")
    assert (issue.place, issue.hint) == ("firm!B3", "write JP")
