"""Workbooks: sheets as tables, typed cells, places, and what is told of a file that cannot be read."""

import datetime
import io

import openpyxl
import pytest
from openpyxl import Workbook

from service.exchange.read_profile import profile_from_bytes
from tests.service.exchange.tables import (
    ROWS,
    issues_of,
    read,
    same,
    saved,
    sheet_data,
    with_parts,
    workbook_of,
    zip_of,
)

SHEET = "xl/worksheets/sheet{}.xml"
ITEMS = SHEET.format(1 + list(ROWS).index("items"))
QUOTES = SHEET.format(1 + list(ROWS).index("quotes"))


def places(sheets):
    return [(issue.code, issue.place) for issue in issues_of(workbook_of(sheets))]


def quotes(*rows, header=("item", "supplier", "unit_price")):
    return {"quotes": [list(header), *rows]}


def profile(sheets=None, **parts):
    found = profile_from_bytes(workbook_of(sheets or {}), "case.xlsx")
    assert found.issues == ()
    return found


def test_a_workbook_gives_the_same_profile_as_csv_files():
    assert same(profile(), read())


def test_sheets_and_headers_may_be_japanese_and_places_say_so():
    sheets = {
        "quotes": None,
        "見積": [["品目コード", "仕入先コード", "単価"], ["coil", "hanoi", 12], ["coil", "wuxi", 10.5]],
    }
    assert same(profile(sheets), read())
    sheets["見積"][2][2] = -1
    assert places(sheets) == [("out_of_range", "見積!C3")]
    assert places({"firm": None, "自社": [["項目", "値"], ["会社名", "A"], ["国", "JPN"]]}) == [
        ("unknown_country", "自社!B3")
    ]


def test_a_place_is_the_cell_as_the_workbook_shows_it():
    """Above the table stand two blank rows, to its left a blank column, and a blank row inside it."""
    blank = [None]
    rows = [blank, blank, [None, "item", "supplier", "unit_price"], [None, "coil", "hanoi", 12], blank]
    rows += [[None, "coil", "wuxi", "x"]]
    assert places({"quotes": rows}) == [("wrong_type", "quotes!D6")]


def test_a_missing_value_is_named_by_its_cell_and_a_missing_column_by_its_name():
    assert places(quotes(["coil", None, 12])) == [("missing_value", "quotes!B2")]
    assert places({"items": [["name"], ["Coil"]]}) == [("missing_value", "items id")]


def test_unknown_and_nameless_columns_are_named_by_their_header():
    assert places(quotes(["coil", "hanoi", 12, 1], header=("item", "supplier", "unit_price", "prise"))) == [
        ("unknown_column", "quotes!D1")
    ]
    assert places(quotes(["coil", "hanoi", 12, None, "?"])) == [("unknown_column", "quotes!E1")]


def test_a_column_given_twice_is_a_fault():
    assert places({"items": [["id", "id"], ["coil", "coil"]]}) == [("repeated_key", "items!B1")]
    assert places({"items": [["id", "品目コード"], ["coil", "coil"]]}) == [("repeated_key", "items!B1")]


def test_two_sheets_of_one_table_are_a_fault():
    (issue,) = issues_of(workbook_of({"品目": [["id"], ["wire"]]}))
    assert (issue.code, issue.place) == ("repeated_key", "品目")
    assert "items" in issue.message


def test_a_sheet_that_is_no_table_is_a_fault_unless_it_is_empty_or_notes():
    assert places({"quots": [["item"], ["coil"]]}) == [("unknown_table", "quots")]
    (issue,) = issues_of(workbook_of({"メモ": [["担当：佐藤"]]}))
    assert (issue.place, issue.hint) == ("メモ", "delete the sheet, or call it README or はじめに")
    (issue,) = issues_of(workbook_of({"quots": [["item"]], "quotes": None}))
    assert issue.hint.startswith('did you mean "quotes"? otherwise delete the sheet')
    notes = {"Sheet1": [], "README": [["anything"]], "はじめに": [["何でも"]]}
    assert same(profile(notes), read())


def test_empty_sheets_and_sheets_with_headers_alone_are_absent_tables():
    assert same(profile({"locks": [], "contracts": [["item", "supplier", "quantity"]]}), read())
    assert same(profile({"horizon": [["key", "value"], ["start", None], ["period", None]]}), read())


def test_trailing_rows_without_values_are_ignored():
    empty = [[None, None, None], ["", " ", "\u3000"]] * 50
    assert same(profile(quotes(["coil", "hanoi", 12], ["coil", "wuxi", 10.5], *empty)), read())


def test_cells_have_types_of_their_own():
    header = (
        "item",
        "supplier",
        "unit_price",
        "valid_from",
        "valid_to",
        "qualified",
        "agreement",
        "capacity",
    )
    day, moment = datetime.date(2027, 4, 1), datetime.datetime(2028, 3, 31)
    rows = [
        ["coil", "hanoi", 1 / 3, day, moment, True, "AJCEP; RCEP", 1e15],
        ["coil", "wuxi", "10.5", "2027-04-01", None, "false", None, None],
    ]
    found = profile(quotes(*rows, header=header))["quotes"]
    assert found["unit_price"].tolist() == [1 / 3, 10.5]
    assert found["valid_from"].tolist() == [day, day]
    assert found["valid_to"].tolist() == [moment.date(), None]
    assert found["qualified"].tolist() == [1, 0]
    assert found["agreement"].tolist() == [("AJCEP", "RCEP"), None]
    assert found["capacity"][0] == 1e15


def test_numbers_keep_the_seventeen_digits_that_a_workbook_stores():
    found = profile_from_bytes(cell('<c r="C2"><v>12345678.901234567</v></c>'), "case.xlsx")
    assert found["quotes"]["unit_price"].tolist() == [12345678.901234567]


def test_codes_that_are_numbers_are_their_digits():
    sheets = {
        "items": [["id"], [1001]],
        "demand": [["item", "quantity"], ["1001", 5]],
        **quotes([1001, "hanoi", 1], ["1001", "wuxi", 1]),
    }
    assert profile(sheets)["quotes"]["item"].tolist() == ["1001", "1001"]


def test_the_days_of_a_workbook_that_counts_from_1904_are_right():
    book = Workbook()
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    sheet = book.active
    sheet.title = "exchange_rates"
    sheet.append(["currency", "rate", "on"])
    sheet.append(["USD", 150, datetime.date(2027, 4, 1)])
    found = profile_from_bytes(saved(book), "case.xlsx")["exchange_rates"]
    assert found["on"].tolist() == [datetime.date(2027, 4, 1)]


def test_dates_with_a_time_times_and_spans_are_no_days():
    header = ("item", "supplier", "unit_price", "valid_from")
    odd = [datetime.datetime(2027, 4, 1, 12), datetime.time(12), datetime.timedelta(days=2), 46113]
    found = issues_of(workbook_of(quotes(*(["coil", "hanoi", 1, value] for value in odd), header=header)))
    assert [(issue.code, issue.place) for issue in found] == [
        ("wrong_type", f"quotes!D{n}") for n in range(2, 6)
    ]
    assert "time of day" in found[0].hint


def test_a_code_that_became_a_date_is_refused():
    (issue,) = issues_of(workbook_of({"items": [["id"], [datetime.date(2027, 1, 2)]]}))
    assert (issue.code, issue.place, issue.found) == ("wrong_type", "items!A2", "2027-01-02")
    assert "as text" in issue.hint


def test_hs_codes_as_numbers_are_warned_of_or_refused():
    rows = [["id", "hs_code"], ["coil", 850511], ["wire", 101]]
    found = issues_of(workbook_of({"items": rows}))
    assert [(issue.code, issue.severity, issue.place) for issue in found] == [
        ("hs_code_as_number", "warning", "items!B2"),
        ("wrong_type", "fault", "items!B3"),
    ]


def test_furigana_is_not_part_of_a_text():
    spoken = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row><row r="2"><c r="A2" t="inlineStr">'
    )
    spoken += "<is><r><t>東</t></r><r><t>京</t></r><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></is></c></row>"
    data = with_parts(workbook_of(), {ITEMS: sheet_data(spoken)})
    assert profile_from_bytes(data, "case.xlsx")["items"]["id"].tolist() == ["東京"]


def cell(xml):
    """What is found where one price of the quotes is this XML."""
    header = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for letter, name in zip("ABC", ("item", "supplier", "unit_price"), strict=True)
    )
    row = "".join(
        f'<c r="{letter}2" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in (("A", "coil"), ("B", "hanoi"))
    )
    rows = f'<row r="1">{header}</row><row r="2">{row}{xml}</row>'
    return with_parts(workbook_of(), {QUOTES: sheet_data(rows)})


def test_a_formula_counts_as_the_value_that_was_saved_with_it():
    found = profile_from_bytes(cell('<c r="C2"><f>2*6</f><v>12</v></c>'), "case.xlsx")
    assert (found.issues, found["quotes"]["unit_price"].tolist()) == ((), [12])


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell():
    (issue,) = issues_of(cell('<c r="C2" t="str"><f>""</f><v></v></c>'))
    assert (issue.code, issue.place) == ("missing_value", "quotes!C2")


@pytest.mark.parametrize(
    ("xml", "found", "word"),
    [
        ('<c r="C2"><f>B9*1.1</f></c>', "=B9*1.1", "was not saved"),
        ('<c r="C2"><f>B9*1.1</f><v></v></c>', "=B9*1.1", "was not saved"),
        ("<c r='C2'><f>[1]Prices!A1</f><v>12</v></c>", "=[1]Prices!A1", "another workbook"),
        ("<c r='C2'><f>'C:\\[1]Prices'!A1</f><v>12</v></c>", "='C:\\[1]Prices'!A1", "another workbook"),
        ('<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", "error"),
        ('<c r="C2" t="e"><v>#N/A</v></c>', "#N/A", "error"),
        ('<c r="C2"><v>NaN</v></c>', "NaN", "nothing that can be read"),
        ('<c r="C2" t="s"><v>7777</v></c>', "7777", "nothing that can be read"),
        (f'<c r="C2"><v>{"9" * 5000}</v></c>', "9" * 77 + "...", "nothing that can be read"),
    ],
)
def test_a_cell_without_a_value_to_rely_on_is_named_with_the_way_out(xml, found, word):
    (issue,) = issues_of(cell(xml))
    assert (issue.code, issue.place, issue.found) == ("wrong_type", "quotes!C2", found)
    assert word in issue.hint


def test_brackets_of_a_workbooks_own_tables_are_no_other_workbook():
    found = profile_from_bytes(cell("<c r='C2'><f>SUM(T1[1],T1[[2]])</f><v>12</v></c>"), "case.xlsx")
    assert found.issues == ()


def test_a_shared_formula_reaches_as_far_as_the_one_it_shares():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
    rows += '<row r="2"><c r="A2" t="str"><f t="shared" ref="A2:A3" si="0">[2]Other!A1</f><v>a</v></c></row>'
    rows += '<row r="3"><c r="A3" t="str"><f t="shared" si="0"/><v>b</v></c></row>'
    data = with_parts(workbook_of(), {ITEMS: sheet_data(rows)})
    assert [issue.place for issue in issues_of(data)] == ["items!A2", "items!A3"]


@pytest.mark.parametrize(
    ("number", "code"), [("1e400", "not_finite"), ("-1e400", "not_finite"), ("1e300", "out_of_range")]
)
def test_absurd_numbers_are_named(number, code):
    assert [(i.code, i.place) for i in issues_of(cell(f'<c r="C2"><v>{number}</v></c>'))] == [
        (code, "quotes!C2")
    ]


def test_merged_cells_in_a_table_are_a_fault():
    book = openpyxl.load_workbook(io.BytesIO(workbook_of()))
    book["quotes"].merge_cells("A2:A3")
    found = [(issue.code, issue.place) for issue in issues_of(saved(book))]
    assert found == [("unreadable", "quotes!A2")]


def test_several_merged_areas_are_one_fault_with_the_number_of_the_others():
    book = openpyxl.load_workbook(io.BytesIO(workbook_of()))
    book["quotes"].merge_cells("A2:A3")
    book["quotes"].merge_cells("C2:C3")
    (issue,) = issues_of(saved(book))
    assert (issue.place, issue.found, issue.others) == ("quotes!A2", "A2:A3", 1)


def test_merged_cells_beside_a_table_or_without_value_are_none_of_its_business():
    book = openpyxl.load_workbook(io.BytesIO(workbook_of()))
    book["quotes"].merge_cells("A20:B22")
    book["quotes"].merge_cells("H1:K1")
    assert issues_of(saved(book)) == []


def test_keys_and_values_stand_in_two_columns():
    assert places({"firm": [["name", "country"], ["A", "JP"]]}) == [("unreadable", "firm!A1")]
    assert places({"firm": [["key", "value"], ["name", "A"], ["name", "B"], ["country", "JP"]]}) == [
        ("repeated_key", "firm!B3")
    ]
    assert places({"firm": [["key", "value"], ["name", None], ["country", "JP"]]}) == [
        ("missing_value", "firm!B2")
    ]
    assert places({"firm": [["key", "value"], ["name", "A"], ["land", "JP"]]}) == [
        ("unknown_column", "firm!B3"),
        ("missing_value", "firm country"),
    ]
    many = [["key", "value"], *([f"k{n}", n] for n in range(300))]
    assert places({"firm": many}) == [("unreadable", "firm")]


def test_values_beside_keys_have_types_of_their_own():
    rows = [["key", "value"], ["start", datetime.date(2027, 4, 1)], ["count", 1], ["discount_rate", "0.05"]]
    found = profile({"horizon": rows})["horizon"]
    assert (found["start"][0].item(), found["count"][0], found["discount_rate"][0]) == (
        datetime.date(2027, 4, 1),
        1,
        0.05,
    )
    assert places({"profile": [["key", "value"], ["schema_version", 1], ["currency", "JPY"]]}) == []


def test_hidden_sheets_and_rows_are_read_like_any_other():
    book = openpyxl.load_workbook(io.BytesIO(workbook_of()))
    book["quotes"].sheet_state = "hidden"
    book["quotes"].row_dimensions[3].hidden = True
    assert same(profile_from_bytes(saved(book), "case.xlsx"), read())


def test_all_faults_of_all_sheets_are_reported_at_once():
    sheets = {
        "firm": [["name"], ["A"]],
        "items": [["id", "critical"], ["coil", "maybe"]],
        "orders": [["id"], [1]],
    }
    assert set(places(sheets)) == {
        ("unreadable", "firm!A1"),
        ("wrong_type", "items!B2"),
        ("unknown_table", "orders"),
    }


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"[Content_Types].xml": b"", "xl/workbook.bin": b""}, "binary workbook"),
        ({"[Content_Types].xml": b"", "word/document.xml": b""}, "no workbook"),
        ({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}, "cannot be read"),
    ],
)
def test_what_is_packed_like_a_workbook_and_is_none_is_told(parts, word):
    (issue,) = issues_of(zip_of(parts))
    assert (issue.code, issue.place) == ("unreadable", "case.xlsx")
    assert word in issue.message


def test_a_workbook_that_lacks_a_sheet_it_lists_is_refused():
    (issue,) = issues_of(with_parts(workbook_of(), {QUOTES: None}))
    assert "lists 6 sheets and has 5" in issue.message


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
        '<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="2"><c r="A9"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="999999999999"><c><v>1</v></c></row>',
        '<row r="2"><c r="XFE2"><v>1</v></c></row>',
        '<row r="x"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v>',
    ],
)
def test_rows_and_cells_out_of_order_or_outside_of_a_sheet_are_refused(rows):
    data = with_parts(workbook_of(), {ITEMS: sheet_data(rows)})
    found = issues_of(data)
    assert ("unreadable", "case.xlsx!items") in [(issue.code, issue.place) for issue in found]
