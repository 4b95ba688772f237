"""What a workbook's file holds: texts that stay texts, formats, looks, and nothing of the machine."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from service.exchange.cell_style import MOST_NAMES, formats
from service.exchange.sheets import Book, Cell, Mark, PageSheet, SheetColumn, TableSheet
from service.exchange.write_workbook import write_workbook

DAY = date(2027, 4, 1)
COLUMNS = (
    SheetColumn("Supplier", "text"),
    SheetColumn("Action", "choice", {"add": "追加"}),
    SheetColumn("Spend (JPY)", "money"),
    SheetColumn("Start", "date"),
)


def written(*sheets, currency="JPY", **more) -> bytes:
    file = io.BytesIO()
    write_workbook(Book("A plan", "en", currency, DAY, sheets, "0f3a"), file, **more)
    return file.getvalue()


def opened(*sheets, **more) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(*sheets, **more)))


def table(*rows, marks=(), title="Awards") -> TableSheet:
    return TableSheet(title, COLUMNS, list(rows), marks)


def texts(*values: str) -> TableSheet:
    return table(*[(value, None, None, None) for value in values])


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "#N/A", "007", "TRUE"],
)
def test_a_text_is_a_text_cell_whatever_it_looks_like(text):
    cell = opened(texts(text))["Awards"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_text_that_looks_like_a_formula_stays_one_when_it_is_edited(text):
    """`quotePrefix` is what Excel itself sets for a text typed after an apostrophe."""
    sheet = opened(texts(text, "fine"))["Awards"]
    assert [bool(sheet[f"A{row}"].quotePrefix) for row in (2, 3)] == [True, False]


def test_no_sheet_holds_a_formula():
    sheets = (texts("=1+1"), PageSheet("Summary", (10,), [(Cell("=1+1", look="title"), Cell(1, "money"))]))
    with zipfile.ZipFile(io.BytesIO(written(*sheets))) as archive:
        found = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/")]
    assert len(found) == 2
    assert not any(b"<f>" in content or b"<f " in content for content in found)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\r\ntwo", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("co\x00il\x1b", "co\ufffdil\ufffd"),
        (" coil ", " coil "),
    ],
)
def test_what_no_cell_can_hold_is_replaced(text, shown):
    assert opened(texts(text))["Awards"]["A2"].value == shown


def test_a_text_that_is_too_long_says_so():
    found = opened(texts("x" * 40_000))["Awards"]["A2"].value
    assert (len(found), found[-2:]) == (32_767, "x…")


def test_a_long_list_is_cut_off_and_says_by_how_much():
    column = SheetColumn("Applies to", "list")
    rows = [(["a", "b"],), ([str(n) for n in range(MOST_NAMES + 3)],)]
    sheet = opened(TableSheet("Assumptions", [column], rows))["Assumptions"]
    assert sheet["A2"].value == "a; b"
    assert sheet["A3"].value.endswith("19; … (+3)")


def test_values_keep_their_type_and_their_decimals():
    sheet = opened(table(("x", "add", 1234.5678, DAY), ("y", None, None, None)))["Awards"]
    assert [cell.value for cell in sheet[2]][:3] == ["x", "追加", 1234.5678]
    assert sheet["D2"].value.date() == DAY
    assert [cell.value for cell in sheet[3]] == ["y", None, None, None]


@pytest.mark.parametrize(
    ("currency", "money", "price"),
    [
        ("JPY", "#,##0;[Red]-#,##0", "#,##0.00"),
        ("USD", "#,##0.00;[Red]-#,##0.00", "#,##0.0000"),
        ("KWD", "#,##0.000;[Red]-#,##0.000", "#,##0.00000"),
    ],
)
def test_amounts_have_the_decimals_of_their_currency(currency, money, price):
    assert (formats(currency)["money"], formats(currency)["price"]) == (money, price)
    sheet = opened(table(("x", "add", 1234.5, DAY)), currency=currency)["Awards"]
    assert sheet["C2"].number_format == money
    assert sheet["D2"].number_format == "yyyy-mm-dd"


def test_a_table_has_its_header_in_sight_a_filter_and_prints_on_pages():
    sheet = opened(table(("x", "add", 1, DAY), ("y", "drop", 2, DAY)))["Awards"]
    assert [cell.value for cell in sheet[1]] == [column.header for column in COLUMNS]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:D3"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_columns_are_as_wide_as_their_texts_and_east_asian_signs_count_twice():
    narrow = opened(texts("ab"))["Awards"].column_dimensions["A"].width
    latin = opened(texts("a" * 20))["Awards"].column_dimensions["A"].width
    kanji = opened(texts("磁" * 20))["Awards"].column_dimensions["A"].width
    assert narrow < latin < kanji
    assert opened(texts("a" * 500))["Awards"].column_dimensions["A"].width < 60


def test_a_mark_colours_its_columns_in_every_row():
    marks = [Mark(2, 2, '$B2="追加"', "good"), Mark(1, 4, '$A2="total"', "strong")]
    sheet = opened(table(("x", "add", 1, DAY), ("total", "drop", 2, DAY), marks=marks))["Awards"]
    found = {str(where.sqref): where.rules[0] for where in sheet.conditional_formatting}
    assert found["B2:B3"].formula == ['$B2="追加"']
    assert found["B2:B3"].dxf.fill.end_color.rgb == "00E2EFDA"
    assert found["A2:D3"].dxf.font.b


def test_a_table_that_is_too_long_goes_on_on_a_further_sheet():
    rows = [(str(n), None, n, None) for n in range(5)]
    made = opened(table(*rows), most_rows=2)
    assert made.sheetnames == ["Awards", "Awards 2", "Awards 3"]
    assert [made[name].max_row for name in made.sheetnames] == [3, 3, 2]
    found = [row[2].value for name in made.sheetnames for row in made[name].iter_rows(min_row=2)]
    assert found == [0, 1, 2, 3, 4]


def test_a_page_has_its_cells_where_they_are_put():
    lines = [
        (Cell("Plan", look="title"),),
        (),
        (Cell("Cost", look="heading"), None, Cell(0.25, "share", "bad")),
    ]
    sheet = opened(PageSheet("Summary", (40, 10, 10), lines))["Summary"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Plan", None, None],
        [None, None, None],
        ["Cost", None, 0.25],
    ]
    assert (sheet["A1"].font.size, sheet["C3"].number_format) == (16, "0.0%")
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Calibri"}
    assert sheet["C3"].fill.start_color.rgb == "00F8CBAD"
    assert not sheet.sheet_view.showGridLines


def test_the_same_book_gives_the_same_bytes_and_names_no_one():
    first = written(texts("x"))
    assert first == written(texts("x"))
    made = openpyxl.load_workbook(io.BytesIO(first)).properties
    assert (made.title, made.creator, made.lastModifiedBy) == ("A plan", "Tagenka", None)
    assert made.created.date() == made.modified.date() == DAY
    assert made.identifier == "0f3a"
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
