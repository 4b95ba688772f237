"""A title above the headers of a table is one fault, and hides no other."""

import io

import openpyxl
import pytest

from models.profile.schema import TABLES
from service.exchange.csv_cells import MOST_TITLES
from service.exchange.table_read import header_row
from tests.service.exchange.tables import issues, issues_of, saved, workbook_of

DEMAND = [["item", "quantity"], ["coil", "30,000"]]
WRONG = ("wrong_type", "demand!B3", "write 30000")


def told(data):
    return [(issue.code, issue.place, issue.hint) for issue in issues_of(data)]


def test_a_title_is_one_fault_and_the_sheet_is_checked_from_its_headers():
    sheets = {"demand": [["FY2027 demand"], *DEMAND]}
    assert told(workbook_of(sheets)) == [("title_row", "demand!A1", "delete row 1"), WRONG]
    (issue, _) = issues_of(workbook_of(sheets))
    assert issue.message == "row 1 is a title: the headers stand in row 2"
    assert issue.found == "FY2027 demand"


def test_a_merged_title_is_the_same_fault():
    book = openpyxl.load_workbook(io.BytesIO(workbook_of({"demand": [["FY2027 需要計画"], *DEMAND]})))
    book["demand"].merge_cells("A1:D1")
    assert told(saved(book)) == [("title_row", "demand!A1", "delete row 1"), WRONG]


def test_several_rows_above_the_headers_are_named_together():
    """Rows 1 to 3: a title, an empty row, and a day of printing; the headers stand in row 4."""
    sheet = [["FY2027 demand"], [], [None, "printed on 1 April"], *DEMAND]
    first, second = issues_of(workbook_of({"demand": sheet}))
    assert first.message == "rows 1 to 3 are a title: the headers stand in row 4"
    assert (first.hint, second.place) == ("delete rows 1 to 3", "demand!B5")


def test_japanese_headers_below_a_title_are_known():
    sheet = [["需要計画"], ["品目コード", "所要量"], ["coil", "３"]]
    found = issues_of(workbook_of({"demand": sheet}))
    assert [(issue.code, issue.place) for issue in found] == [
        ("title_row", "demand!A1"),
        ("wrong_type", "demand!B3"),
    ]


def test_keys_and_values_below_a_title_are_read():
    sheet = [["About us"], ["key", "value"], ["name", "Hoshi"], ["country", "日本"]]
    assert told(workbook_of({"firm": sheet})) == [
        ("title_row", "firm!A1", "delete row 1"),
        ("unknown_country", "firm!B4", "write JP"),
    ]


def test_a_csv_file_has_its_title_named_by_the_line():
    found = issues({"demand": 'FY2027 demand,\n\nitem,quantity\ncoil,"30,000"\n'})
    assert [(issue.code, issue.place, issue.hint) for issue in found] == [
        ("title_row", "demand.csv:1", "delete rows 1 to 2"),
        ("wrong_type", "demand.csv:4 quantity", "write 30000"),
    ]


def test_a_csv_file_of_keys_may_have_a_title_too():
    found = issues({"firm": "About us\nkey,value\nname,Hoshi\ncountry,JP\n"})
    assert [(issue.code, issue.place) for issue in found] == [("title_row", "firm.csv:1")]


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ([["item", "quantity"], ["coil", "3"]], 0),
        ([["demand of 2027"], ["item", "quantity"]], 1),
        ([["itm", "qty"], ["coil", "3"]], 0),
        ([["item", "qty"], ["item", "quantity"]], 0),
        ([["note"], ["item", "3"]], 0),
        ([], 0),
    ],
)
def test_headers_are_two_known_names_below_rows_that_have_none(rows, head):
    """One known name in the first row makes it the headers; one further down may be a value."""
    assert header_row(TABLES["demand"], rows) == head


def test_only_so_many_rows_are_looked_at():
    sheet = [[f"line {n}"] for n in range(MOST_TITLES + 1)] + DEMAND
    assert "title_row" not in [issue.code for issue in issues_of(workbook_of({"demand": sheet}))]
