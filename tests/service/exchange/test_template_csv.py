"""The folder of CSV files to fill in."""

import pytest

from models.case.open_case import open_case
from models.errors import ProfileError
from models.profile.schema import TABLES
from service.exchange import template_words as words
from service.exchange.read_profile import read_profile
from service.exchange.template_csv import README, write_template_folder
from tests.service.exchange.tables import read, same


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_table_is_a_file_with_its_headers_and_the_explanations_stand_beside_them(tmp_path, language):
    write_template_folder(tmp_path, language)
    assert {path.name for path in tmp_path.iterdir()} == {*(f"{name}.csv" for name in TABLES), README}
    text = (tmp_path / README).read_text(encoding="utf-8")
    for table in TABLES.values():
        lines = (tmp_path / f"{table.name}.csv").read_text(encoding="utf-8-sig").splitlines()
        names = [words.column_name(table, column, language) for column in table.columns]
        found = [line.split(",")[0] for line in lines[1:]] if table.single else lines[0].split(",")
        assert found == names
        for column in table.columns:
            assert words.column_doc(table, column, language) in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_empty_folder_says_what_to_fill_in_and_nothing_else(tmp_path, language):
    write_template_folder(tmp_path, language)
    with pytest.raises(ProfileError) as caught:
        open_case(read_profile(tmp_path))
    assert [issue.code for issue in caught.value.issues] == ["missing_value"] * 3 + ["missing_table"] * 4


def test_files_that_a_spreadsheet_filled_in_are_read(tmp_path):
    """Lines end in CR LF, a byte-order mark stands first, and empty cells are written out."""
    write_template_folder(tmp_path, "en")
    rows = {
        "items": ["coil"],
        "demand": ["coil,100"],
        "suppliers": ["hanoi,VN", "wuxi,CN"],
        "quotes": ["coil,hanoi,12", "coil,wuxi,10.5"],
    }
    for name, lines in rows.items():
        path, width = tmp_path / f"{name}.csv", len(TABLES[name].columns)
        padded = [line + "," * (width - 1 - line.count(",")) for line in lines]
        path.write_bytes(path.read_bytes() + "\r\n".join([*padded, "," * (width - 1), ""]).encode())
    for name, old, new in (
        ("profile", "currency,", "currency,JPY"),
        ("firm", "name,", "name,Hoshi"),
        ("firm", "country,", "country,JP"),
    ):
        path = tmp_path / f"{name}.csv"
        path.write_bytes(path.read_bytes().replace(f"\n{old}".encode(), f"\n{new}".encode()))
    profile = read_profile(tmp_path)
    assert profile.issues == ()
    assert same(profile, read())
