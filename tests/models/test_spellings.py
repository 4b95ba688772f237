"""Names of countries, currencies and flags, for hints."""

import tomllib

import pytest

from models.regions import groups
from models.spellings import FILE, code_of
from models.units import COUNTRIES, CURRENCIES

SPELLINGS = tomllib.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("group", "word", "code"),
    [
        ("currencies", "RMB", "CNY"),
        ("currencies", "元", "CNY"),
        ("currencies", "円", "JPY"),
        ("countries", "中国", "CN"),
        ("countries", "viet nam", "VN"),
        ("countries", "ＵＳＡ", "US"),
        ("flags", "はい", "TRUE"),
        ("flags", "No", "FALSE"),
    ],
)
def test_a_name_has_its_code_whatever_its_case_and_width(group, word, code):
    assert code_of(group, word) == code


def test_a_word_that_is_no_name_has_no_code():
    assert code_of("countries", "Atlantis") is None


def test_every_code_is_one_of_the_contract():
    assert set(SPELLINGS["countries"]) <= COUNTRIES
    assert set(SPELLINGS["currencies"]) <= CURRENCIES
    assert set(SPELLINGS["flags"]) == {"TRUE", "FALSE"}


def test_every_country_of_a_group_has_an_english_and_a_japanese_name():
    """Latin letters end long before the signs of Japanese begin."""
    members = {member.country for group in groups().values() for member in group}
    for code in members:
        names = SPELLINGS["countries"][code]
        assert any(name.isascii() for name in names)
        assert any(name[0] > "\u3000" for name in names)


@pytest.mark.parametrize("group", SPELLINGS)
def test_no_name_stands_for_two_codes_nor_is_itself_a_code(group):
    names = [name.casefold() for words in SPELLINGS[group].values() for name in words]
    codes = {"countries": COUNTRIES, "currencies": CURRENCIES, "flags": frozenset({"TRUE", "FALSE"})}[group]
    assert len(names) == len(set(names))
    assert not set(names) & {code.casefold() for code in codes}
