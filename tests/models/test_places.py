"""Where a value stands in the user's own input."""

import numpy as np
import pytest

from models.places import FilePlace, Places, SheetPlace, escape


@pytest.mark.parametrize(
    ("where", "pointer"),
    [
        (("quotes", 3, "unit_price"), "/quotes/3/unit_price"),
        (("quotes", 3), "/quotes/3"),
        (("quotes",), "/quotes"),
        (("profile", 0, "currency"), "/currency"),
        (("firm", 0, "country"), "/firm/country"),
        (("horizon", 0, "start"), "/horizon/start"),
        (("shareholders", 1, "share"), "/firm/shareholders/1/share"),
        (("shareholders",), "/firm/shareholders"),
    ],
)
def test_a_json_place_is_a_pointer_into_the_document(where, pointer):
    assert Places().of(*where) == pointer


def test_a_profile_inside_a_larger_document_has_a_prefix():
    assert Places(prefix="/profile").of("quotes", 0, "id") == "/profile/quotes/0/id"
    assert Places(prefix="/profile").of("profile") == "/profile"


def test_the_whole_document_is_a_slash():
    assert Places().of("profile") == "/"


def test_slashes_and_tildes_are_escaped_in_a_pointer():
    """RFC 6901: ~ is ~0 and / is ~1, the tilde first."""
    assert escape("a/b~c") == "a~1b~0c"
    assert escape("~1") == "~01"
    assert Places().of("quotes", 0, "m/s~") == "/quotes/0/m~1s~0"


def test_a_csv_place_names_file_line_and_column():
    places = Places("csv", tables={"quotes": FilePlace("quotes.csv", np.array([2, 3, 7]))})
    assert places.of("quotes", 2, "unit_price") == "quotes.csv:7 unit_price"
    assert places.of("quotes", 0) == "quotes.csv:2"
    assert places.of("quotes", None, "unit_prise") == "quotes.csv unit_prise"
    assert places.of("quotes") == "quotes.csv"


def test_without_known_lines_the_header_is_the_first():
    assert Places("csv").of("quotes", 0, "id") == "quotes.csv:2 id"


def test_a_key_of_a_key_value_table_has_a_line_of_its_own():
    places = Places("csv", tables={"firm": FilePlace("firm.csv", keys={"country": 3})})
    assert places.of("firm", 0, "country") == "firm.csv:3 country"
    assert places.of("firm", 0, "name") == "firm.csv name"


def test_a_header_in_other_words_is_named_as_it_is_written():
    places = Places(
        "csv", tables={"quotes": FilePlace("見積.csv", np.array([2]), headers={"origin": "原産国"})}
    )
    assert places.of("quotes", 0, "origin") == "見積.csv:2 原産国"
    assert places.of("quotes", 0, "id") == "見積.csv:2 id"


def test_a_place_in_a_workbook_is_the_cell_as_the_workbook_calls_it():
    sheet = SheetPlace("quotes", 3, np.array([4, 17]), {"unit_price": "D", "prise": "AA"})
    places = Places("csv", tables={"quotes": sheet})
    assert places.of("quotes", 1, "unit_price") == "quotes!D17"
    assert places.of("quotes", None, "prise") == "quotes!AA3"
    assert places.of("quotes", 0) == "quotes!4"
    assert places.of("quotes", 0, "origin") == "quotes!4 origin"
    assert places.of("quotes", None, "item") == "quotes item"
    assert places.of("quotes") == "quotes"


def test_a_key_in_a_workbook_is_the_cell_of_its_value():
    sheet = SheetPlace("firm", 1, np.array([2]), {"key": "A", "value": "B"}, keys={"country": 5})
    places = Places("csv", tables={"firm": sheet})
    assert places.of("firm", 0, "country") == "firm!B5"
    assert places.of("firm", 0, "name") == "firm name"
