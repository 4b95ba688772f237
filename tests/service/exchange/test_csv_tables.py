"""From CSV files to a profile, and the place of every fault."""

import pytest

from models.case.open_case import open_case
from models.errors import ProfileError, ProfileFormatError
from models.profile.schema import TABLES
from service.exchange import csv_tables
from service.exchange.csv_tables import read_csv
from tests.service.exchange.tables import files, issues, places, read


def test_the_smallest_profile_has_no_faults_and_opens():
    profile = read()
    assert profile.issues == ()
    assert open_case(profile).quotes.id.tolist() == ["coil@hanoi", "coil@wuxi"]


def test_a_wrong_value_is_named_with_file_line_and_column():
    assert places({"quotes": "item,supplier,unit_price\ncoil,hanoi,12\n\ncoil,wuxi,ten\n"}) == [
        ("wrong_type", "quotes.csv:4 unit_price")
    ]


def test_a_wrong_value_below_a_quoted_line_break_is_named_by_its_true_line():
    text = 'id,name,max_suppliers\ncoil,"coil\nfor the 36 mm motor",\nwire,,0\n'
    assert places({"items": text}) == [("out_of_range", "items.csv:4 max_suppliers")]


def test_what_open_case_finds_has_the_line_too():
    profile = read({"quotes": "item,supplier,unit_price\ncoil,hanoi,12\n\ncoil,nobody,10\n"})
    with pytest.raises(ProfileError) as caught:
        open_case(profile)
    assert [i.place for i in caught.value.issues if i.severity == "fault"] == ["quotes.csv:4 supplier"]


def test_faults_of_several_files_are_reported_at_once():
    found = places(
        {
            "items": "id,hs\ncoil,8501\n",
            "suppliers": "id,country\nhanoi,VN\nwuxi,China\n",
            "demand": "item,quantity\ncoil\n",
            "locks": "item;supplier\ncoil;wuxi\n",
        }
    )
    assert found == [
        ("unreadable", "locks.csv:1"),
        ("unreadable", "demand.csv:2"),
        ("unknown_column", "items.csv hs"),
        ("unknown_country", "suppliers.csv:3 country"),
    ]


@pytest.mark.parametrize(("row", "hint"), [("coil,hanoi", "comma"), ("coil,hanoi,12,5", "quotes")])
def test_a_row_with_too_few_or_too_many_cells_is_a_fault_on_its_line(row, hint):
    found = issues({"quotes": f"item,supplier,unit_price\ncoil,wuxi,10\n{row}\n"})
    assert (found[0].code, found[0].place) == ("unreadable", "quotes.csv:3")
    assert hint in found[0].hint


def test_a_trailing_empty_cell_needs_its_comma():
    assert places({"items": "id,name\ncoil,\n"}) == []
    assert places({"items": "id,name\ncoil\n"}) == [("unreadable", "items.csv:2")]


def test_a_column_that_stands_twice_is_a_fault():
    found = places({"items": "id,name,name\ncoil,a,b\n"})
    assert found == [("repeated_key", "items.csv:1 name")]


def test_a_column_without_a_name_is_a_fault_only_where_it_holds_something():
    assert places({"items": "id,\ncoil,\n"}) == []
    assert places({"items": "id,\ncoil,5\n"}) == [("unknown_column", "items.csv:1")]


def test_an_unknown_file_is_named_with_the_table_it_may_have_meant():
    (issue,) = issues({"quote": "item\n", "quotes": None})
    assert (issue.code, issue.place, issue.hint) == ("unknown_table", "quote.csv", 'did you mean "quotes"?')


def test_a_table_that_is_there_is_no_guess_for_another_file():
    (issue,) = issues({"quote": "item\n"})
    assert issue.hint.startswith("take the file away: the tables are profile, firm,")


def test_an_unknown_column_gets_a_suggestion():
    (issue,) = issues({"items": "id,categorie\ncoil,a\n"})
    assert (issue.code, issue.place) == ("unknown_column", "items.csv categorie")
    assert issue.hint == 'did you mean "category"?'


def test_an_empty_file_is_a_table_without_rows():
    profile = read({"locks": "", "contracts": "item,supplier,quantity\n"})
    assert (len(profile["locks"]), len(profile["contracts"])) == (0, 0)
    assert profile.issues == ()


def test_keys_and_values_may_come_in_any_order_with_a_byte_order_mark():
    profile = read({"firm": '\ufeffkey,value\n\ncountry , JP \nname,"Hoshi, Inc."\n'})
    assert (profile["firm"]["name"][0], profile["firm"]["country"][0]) == ("Hoshi, Inc.", "JP")
    assert profile.issues == ()


def test_a_key_that_stands_twice_is_a_fault_on_its_second_line():
    assert places({"firm": "key,value\nname,A\ncountry,JP\nname,B\n"}) == [
        ("repeated_key", "firm.csv:4 name")
    ]


def test_a_wrong_value_of_a_key_is_named_by_its_line():
    assert places({"firm": "key,value\nname,A\ncountry,Japan\n"}) == [
        ("unknown_country", "firm.csv:3 country")
    ]


def test_a_missing_key_is_named():
    assert places({"firm": "key,value\nname,A\n"}) == [("missing_value", "firm.csv country")]


def test_an_unknown_key_is_named_by_its_line():
    assert places({"firm": "key,value\nname,A\ncountry,JP\ncity,Nagoya\n"}) == [
        ("unknown_column", "firm.csv:4 city")
    ]


def test_a_value_without_a_key_is_a_fault():
    assert places({"firm": "key,value\nname,A\ncountry,JP\n,B\n"}) == [("unreadable", "firm.csv:4")]


@pytest.mark.parametrize(
    "text", ["name,country\nA,JP\n", "name,A\ncountry,JP\n", "key,value,more\nname,A,\n"]
)
def test_a_key_value_file_with_another_header_cannot_be_read(text):
    with pytest.raises(ProfileFormatError) as caught:
        read({"firm": text})
    assert [(i.code, i.place) for i in caught.value.issues] == [("unreadable", "firm.csv:1")]


def test_shift_jis_stops_the_reading_but_not_the_report_on_other_files():
    found = places({"items": "id,name\ncoil,線\n".encode("cp932"), "demand": "item,quantity\ncoil,many\n"})
    assert found == [("encoding", "items.csv"), ("wrong_type", "demand.csv:2 quantity")]


def test_lists_and_truth_values_are_read_from_cells():
    profile = read(
        {
            "items": "id,critical\ncoil,true\n",
            "quotes": "item,supplier,unit_price,agreement\ncoil,hanoi,12,RCEP; CPTPP\ncoil,wuxi,10,\n",
        }
    )
    assert profile["items"]["critical"].tolist() == [1.0]
    assert profile["quotes"]["agreement"].tolist() == [("RCEP", "CPTPP"), None]


@pytest.mark.parametrize(
    ("limit", "most", "word"),
    [("MOST_ROWS", 2, "3 lines"), ("MOST_CELLS", 8, "9 cells"), ("MOST_COLUMNS", 2, "columns")],
)
def test_more_than_is_read_is_refused_before_it_is_looked_at(monkeypatch, limit, most, word):
    """The quotes have a header and two rows of three cells: 3 line ends, 6 commas and so 9 cells."""
    monkeypatch.setattr(csv_tables, limit, most)
    found = read_csv("quotes.csv", TABLES["quotes"], files()["quotes.csv"].__bytes__)
    (issue,) = found.stop
    assert (issue.code, issue.place) == ("unreadable", "quotes.csv")
    assert word in issue.message


def test_more_keys_than_any_table_has_are_refused():
    many = "key,value\n" + "".join(f"k{n},{n}\n" for n in range(300))
    assert places({"firm": many}) == [("unreadable", "firm.csv")]
