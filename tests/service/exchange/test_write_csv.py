"""What is written is read back, and a spreadsheet runs none of it."""

import csv

import pytest

from models.errors import ProfileFormatError
from models.profile.document import profile_from_document
from models.profile.generate import generate
from service.exchange import read_profile, write_profile
from tests.service.exchange.tables import read, same


def written_back(profile, folder):
    write_profile(profile, folder)
    return read_profile(folder)


def table(path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def rich(**item):
    return profile_from_document(
        {
            "schema_version": "1",
            "currency": "JPY",
            "name": "=朝霧, fiscal year 2027",
            "firm": {"name": "A", "country": "JP", "shareholders": [{"name": "B", "share": 0.1}]},
            "horizon": {"start": "2027-04-01"},
            "items": [{"id": "007", "critical": False, **item}, {"id": "-1+1", "critical": True}],
            "demand": [{"item": "007", "quantity": 0.1 + 0.2}, {"item": "-1+1", "quantity": 1e22}],
            "suppliers": [{"id": "s", "country": "VN"}],
            "quotes": [
                {"item": "007", "supplier": "s", "unit_price": 1e-7, "agreement": ["RCEP", "CPTPP"]},
                {"item": "-1+1", "supplier": "s", "unit_price": 1000.0, "valid_to": "2028-03-31"},
            ],
        }
    )


@pytest.mark.parametrize("seed", [0, 1])
def test_a_generated_profile_is_read_back_as_it_was(tmp_path, seed):
    profile = generate(60, seed=seed).profile
    back = written_back(profile, tmp_path)
    assert back.issues == ()
    assert same(back, profile)


@pytest.mark.parametrize(
    "name",
    ["plain", 'say "yes"', "a, b", "one\ntwo", "one\r\ntwo", "one\rtwo", "'=1", "朝霧　モーター", "NA"],
)
def test_texts_numbers_dates_and_lists_are_read_back_as_they_were(tmp_path, name):
    profile = rich(name=name)
    assert same(written_back(profile, tmp_path), profile)


def test_whole_numbers_are_written_without_a_point(tmp_path):
    write_profile(rich(), tmp_path)
    assert [row[2] for row in table(tmp_path / "quotes.csv")] == ["unit_price", "1e-07", "1000"]


def test_only_columns_with_values_are_written(tmp_path):
    write_profile(read(), tmp_path)
    assert table(tmp_path / "quotes.csv")[0] == ["item", "supplier", "unit_price"]
    assert not (tmp_path / "locks.csv").exists()


def test_a_profile_takes_the_place_of_the_one_before(tmp_path):
    write_profile(generate(60).profile, tmp_path)
    assert (tmp_path / "locks.csv").exists()
    (tmp_path / "notes.csv.txt").write_text("mine")
    assert same(written_back(read(), tmp_path), read())
    assert (tmp_path / "notes.csv.txt").exists()


@pytest.mark.parametrize("name", [" coil", "coil\t", "\u3000", "co\0il", "co\ud800il"])
def test_a_text_that_no_cell_can_hold_is_refused(tmp_path, name):
    with pytest.raises(ProfileFormatError, match=r"items\.csv name"):
        write_profile(rich(name=name), tmp_path)


@pytest.mark.parametrize("parts", [[], [""], ["a;b"], ["a\n"]])
def test_a_list_that_no_cell_can_hold_is_refused(tmp_path, parts):
    profile = rich()
    profile["quotes"]["agreement"][0] = tuple(parts)
    with pytest.raises(ProfileFormatError, match=r"quotes\.csv agreement"):
        write_profile(profile, tmp_path)


def test_a_text_that_cannot_be_written_leaves_the_old_file(tmp_path):
    """The lone half of a surrogate pair is found only when the last column is looked at."""
    write_profile(read(), tmp_path)
    before = (tmp_path / "items.csv").read_bytes()
    profile = rich(name="plain")
    profile["items"]["name"][1] = "co\ud800il"
    with pytest.raises(ProfileFormatError):
        write_profile(profile, tmp_path)
    assert (tmp_path / "items.csv").read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]
