"""The words of a template."""

from typing import get_args

import pytest

from models.profile import names
from models.profile.columns import Kind
from models.profile.schema import TABLES
from service.exchange import template_words as words
from service.exchange.workbook import NOTES


@pytest.mark.parametrize("language", words.WORDS)
def test_every_kind_of_column_and_every_need_has_words(language):
    said = words.WORDS[language]
    assert set(get_args(Kind)) - {"any"} <= set(said.kinds)
    assert said.readme.lower() in NOTES
    assert said.readme in names.NOTES
    for table in TABLES.values():
        assert words.table_doc(table, language)
        for column in table.columns:
            assert words.kind(column, language)
            assert words.column_doc(table, column, language)


def test_what_is_not_honoured_yet_is_said_rather_than_asked_for():
    needs = {
        words.need(table, column, "en")
        for table in TABLES.values()
        for column in table.columns
        if table.waiting
    }
    assert words.WORDS["en"].required not in needs


def test_an_explanation_says_need_meaning_and_type():
    quotes = TABLES["quotes"]
    assert words.explanation(quotes, quotes.column("incoterm"), "en") == (
        "[optional] What the price already holds.\none of: EXW, FCA, FOB, CFR, CPT, CIF, CIP, DAP, DDP"
    )
    assert words.explanation(quotes, quotes.column("unit_price"), "ja") == "[必須] 価格単位当たりの価格\n数値"
    assert words.kind(quotes.column("min_share"), "en") == "part of one: 0.35, not 35"
