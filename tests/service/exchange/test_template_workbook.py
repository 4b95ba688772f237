"""The workbook to fill in, and that it plans once it is filled."""

import datetime
import io

import openpyxl
import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from models.case.open_case import open_case
from models.errors import ProfileError
from models.profile.aliases import terms
from models.profile.schema import TABLES
from models.request import read_request
from service.exchange import template_words as words
from service.exchange.read_profile import profile_from_bytes, read_profile
from service.exchange.template_workbook import write_template_workbook
from solvers.backends.process import SolverProcess
from solvers.sourcing.make_plan import make_plan
from tests.service.exchange.tables import saved

LANGUAGES = ("en", "ja")
SMALL = {
    "items": [{"id": "0012"}],
    "demand": [{"item": "0012", "quantity": 100}],
    "suppliers": [{"id": "hanoi", "country": "VN"}, {"id": "wuxi", "country": "CN"}],
    "quotes": [
        {"item": "0012", "supplier": "hanoi", "unit_price": 12, "valid_to": datetime.date(2030, 3, 31)},
        {"item": "0012", "supplier": "wuxi", "unit_price": 10.5, "qualified": True, "incoterm": "FOB"},
    ],
}
KEYS = {
    "profile": {"currency": "JPY"},
    "firm": {"name": "Hoshi", "country": "JP"},
    "horizon": {"start": datetime.date(2027, 4, 1)},
}


@pytest.fixture(scope="module", params=LANGUAGES)
def template(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "profile.xlsx"
    write_template_workbook(path, request.param)
    return request.param, path.read_bytes()


def opened(data):
    return load_workbook(io.BytesIO(data))


def sheet_of(book, table, language):
    return book[words.table_name(TABLES[table], language)]


def filled(data, language, small=SMALL, keys=KEYS):
    """The template as somebody fills it in by hand: values below their headers and beside their keys."""
    book = opened(data)
    for table, rows in small.items():
        sheet = sheet_of(book, table, language)
        column = {cell.value: cell.column for cell in sheet[1]}
        for at, row in enumerate(rows, start=2):
            for name, value in row.items():
                term = words.column_name(TABLES[table], TABLES[table].column(name), language)
                sheet.cell(at, column[term], value)
    for table, values in keys.items():
        sheet = sheet_of(book, table, language)
        rows = {cell.value: cell.row for cell in sheet["A"]}
        for name, value in values.items():
            term = words.column_name(TABLES[table], TABLES[table].column(name), language)
            sheet.cell(rows[term], 2, value)
    return saved(book)


def test_every_table_has_a_sheet_and_every_column_a_header_or_key(template):
    language, data = template
    book = opened(data)
    assert book.sheetnames[0] == words.WORDS[language].readme
    for table in TABLES.values():
        sheet = sheet_of(book, table.name, language)
        names = [words.column_name(table, column, language) for column in table.columns]
        found = [cell.value for cell in (sheet["A"][1:] if table.single else sheet[1])]
        assert found == names
    assert len(book.sheetnames) == 1 + len(TABLES)


def test_every_header_explains_its_column_in_its_language(template):
    language, data = template
    book = opened(data)
    for table in TABLES.values():
        sheet = sheet_of(book, table.name, language)
        heads = sheet["A"][1:] if table.single else sheet[1]
        for column, cell in zip(table.columns, heads, strict=True):
            doc = terms()[table.name].columns[column.name].doc if language == "ja" else column.doc[1:]
            assert doc in cell.comment.text
            assert (words.WORDS[language].required in cell.comment.text) == (
                column.required and not (table.waiting or column.waiting)
            )


def rules_of(sheet):
    return {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}


def test_choices_and_flags_are_lists_and_every_cell_shows_its_explanation(template):
    language, data = template
    book = opened(data)
    for table in TABLES.values():
        rules = rules_of(sheet_of(book, table.name, language))
        for at, column in enumerate(table.columns, start=1):
            letter = get_column_letter(at)
            rule = rules[f"B{at + 1}" if table.single else f"{letter}2:{letter}1048576"]
            assert rule.prompt
            assert len(rule.prompt) <= 255
            assert len(rule.promptTitle) <= 32
            if column.choices:
                assert rule.formula1 == '"' + ",".join(column.choices) + '"'
            if column.kind == "bool":
                assert rule.formula1 == '"TRUE,FALSE"'


def test_codes_and_hs_codes_are_formatted_as_text_and_days_as_dates(template):
    language, data = template
    book = opened(data)
    for table in TABLES.values():
        sheet = sheet_of(book, table.name, language)
        for at, column in enumerate(table.columns, start=1):
            cell = sheet.cell(at + 1, 2) if table.single else sheet.column_dimensions[get_column_letter(at)]
            wanted = {"number": "General", "bool": "General", "date": "yyyy-mm-dd"}.get(column.kind, "@")
            assert cell.number_format == wanted, (table.name, column.name)


def test_an_empty_template_says_exactly_what_to_fill_in(template):
    language, data = template
    with pytest.raises(ProfileError) as caught:
        open_case(profile_from_bytes(data, "profile.xlsx"))
    name = {table: words.table_name(TABLES[table], language) for table in TABLES}
    assert [(issue.code, issue.place) for issue in caught.value.issues] == [
        ("missing_value", f"{name['profile']}!B3"),
        ("missing_value", f"{name['firm']}!B2"),
        ("missing_value", f"{name['firm']}!B3"),
        *(("missing_table", name[table]) for table in ("items", "demand", "suppliers", "quotes")),
    ]


def test_a_filled_template_plans_at_first_try(template):
    """100 units at 12 from Vietnam: China may have nothing."""
    language, data = template
    profile = profile_from_bytes(filled(data, language), "profile.xlsx")
    assert profile.issues == ()
    assert profile["items"]["id"].tolist() == ["0012"]
    case = open_case(profile)
    request = read_request({"caps": [{"id": "CN", "countries": ["CN"], "max_share": 0}]})
    process = SolverProcess()
    try:
        plan = make_plan(case, request, process).plan
    finally:
        process.kill()
    assert float(plan.after.total) == 1200


def test_what_is_wrong_in_a_filled_template_is_named_by_its_cell(template):
    language, data = template
    broken = {**SMALL, "quotes": [{**SMALL["quotes"][0], "unit_price": "twelve", "incoterm": "FAS"}]}
    found = profile_from_bytes(filled(data, language, broken), "profile.xlsx").issues
    quotes = words.table_name(TABLES["quotes"], language)
    assert [(issue.code, issue.place) for issue in found] == [
        ("wrong_type", f"{quotes}!C2"),
        ("unknown_choice", f"{quotes}!J2"),
    ]


MESSY = {
    **SMALL,
    "demand": [{"item": "0012", "quantity": "１００"}],
    "suppliers": [{"id": "hanoi", "country": "ベトナム"}, {"id": "wuxi", "country": "China"}],
    "quotes": [
        {"item": "0012", "supplier": "hanoi", "unit_price": "1,200円", "valid_to": "2030年3月31日"},
        {"item": "0012", "supplier": "wuxi", "unit_price": 10.5, "currency": "RMB", "qualified": "はい"},
        {"item": "0012", "supplier": "wuxi", "unit_price": 11, "id": "b", "duty_rate": "0.5%"},
    ],
    "exchange_rates": [{"currency": "CNY", "rate": "２１"}],
}


def test_a_template_filled_in_as_people_write_plans_once_every_hint_is_followed(template):
    """Eleven cells, each with the text to write; a title, a sheet of notes. Then nothing is left to say."""
    language, data = template
    keys = {**KEYS, "profile": {"currency": "円"}, "horizon": {"start": "2027/4/1"}}
    book = opened(filled(data, language, MESSY, keys))
    sheet_of(book, "demand", language).insert_rows(1)
    sheet_of(book, "demand", language)["A1"] = "FY2027 需要計画"
    book.create_sheet("メモ")["A1"] = "担当：佐藤"
    with pytest.raises(ProfileError) as caught:
        open_case(profile_from_bytes(saved(book), "profile.xlsx"))
    found = caught.value.issues
    assert sorted({issue.code for issue in found}) == [
        "title_row",
        "unknown_country",
        "unknown_currency",
        "unknown_table",
        "wrong_type",
    ]
    assert len(found) == 2 + 11
    for issue in found:
        if issue.hint.startswith("write "):
            sheet, cell = issue.place.split("!")
            book[sheet][cell] = issue.hint.removeprefix("write ")
    assert {issue.hint for issue in found if not issue.hint.startswith("write ")} == {
        "delete row 1",
        "delete the sheet, or call it README or はじめに",
    }
    sheet_of(book, "demand", language).delete_rows(1)
    del book["メモ"]
    case = open_case(profile_from_bytes(saved(book), "profile.xlsx"))
    assert case.offers.landed.tolist() == [1200, 10.5 * 21, 11 * 1.005]


def test_sorting_pasting_and_deleting_columns_leaves_a_template_readable(template):
    language, data = template
    book = opened(filled(data, language))
    quotes = sheet_of(book, "quotes", language)
    quotes.delete_cols(11, 28)
    quotes.move_range("A2:J2", rows=5)
    profile = profile_from_bytes(saved(book), "profile.xlsx")
    assert profile.issues == ()
    assert profile["quotes"]["supplier"].tolist() == ["wuxi", "hanoi"]


def test_the_workbook_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    monkeypatch.setattr(openpyxl.Workbook, "save", lambda self, file: file.write(b"PK") and 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_template_workbook(tmp_path / "profile.xlsx", "en")
    assert list(tmp_path.iterdir()) == []


def test_the_page_for_people_lists_every_column_in_both_languages(template):
    language, data = template
    sheet = opened(data).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=6)]
    listed = {(row[0], row[1], row[2]) for row in rows}
    other = "en" if language == "ja" else "ja"
    for table in TABLES.values():
        for column in table.columns:
            name = words.table_name(table, language)
            assert (
                name,
                words.column_name(table, column, language),
                words.column_name(table, column, other),
            ) in listed


def test_a_template_on_disk_is_read_as_any_workbook(tmp_path):
    write_template_workbook(tmp_path / "profile.xlsx", "en")
    path = tmp_path / "filled.xlsx"
    path.write_bytes(filled((tmp_path / "profile.xlsx").read_bytes(), "en"))
    assert len(read_profile(path)["quotes"]) == 2
