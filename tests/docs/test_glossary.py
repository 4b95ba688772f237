"""The glossary can be looked up, and has the words that a plan and its profile are spoken of in."""

import re

from models.profile.schema import TABLES
from tests.docs.pages import text

PAGE = text("docs", "reference", "glossary.md")
WORDS = re.findall(r"^\| ([a-z][^|]*?) \| [^|]+ \| [^|]* \|$", PAGE, re.MULTILINE)


def test_words_stand_in_the_order_of_the_alphabet_and_once():
    assert len(WORDS) > 50
    assert sorted(WORDS) == WORDS
    single = [part for word in WORDS for part in word.split(", ")]
    assert len(set(single)) == len(single)


def test_what_a_table_has_rows_of_is_a_word():
    other = {"profile", "firm", "shareholders", "capacity_use", "expenses", "own_output", "products", "bom"}
    forms = {"exchange_rates": "exchange rate", "capacities": "capacity", "demand": "need"}
    known = {part for word in WORDS for part in word.split(", ")}
    names = {
        forms.get(name, name.removesuffix("s").replace("_", " ")) for name in TABLES if name not in other
    }
    assert not names - known
