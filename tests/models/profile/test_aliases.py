"""Which Japanese terms stand for the contract's words."""

import re

import pytest

from models.profile.aliases import KEY_VALUE, column_named, key_value_named, table_named, terms
from models.profile.schema import TABLES


def test_every_table_and_every_column_has_a_term_and_an_explanation_and_no_other_has():
    assert list(terms()) == list(TABLES)
    for table in TABLES.values():
        found = terms()[table.name]
        assert list(found.columns) == list(table.names), table.name
        assert all(term.word and term.doc for term in (found.own, *found.columns.values()))


def test_no_two_tables_and_no_two_columns_of_a_table_share_a_term():
    names = [table.own.word for table in terms().values()]
    assert len(set(names)) == len(names)
    for name, table in terms().items():
        words = [term.word for term in table.columns.values()]
        assert len(set(words)) == len(words), name


def test_no_term_is_a_word_of_the_contract_or_has_blanks_around_it():
    for table in terms().values():
        for word in (table.own.word, *(term.word for term in table.columns.values())):
            assert word == word.strip()
            assert not re.fullmatch("[a-z_]+", word), word


@pytest.mark.parametrize("name", TABLES)
def test_a_term_stands_for_its_table_and_its_columns(name):
    assert table_named(terms()[name].own.word) == name
    for column, term in terms()[name].columns.items():
        assert column_named(name, term.word) == column
        assert column_named(name, column) == column


def test_full_width_and_half_width_signs_are_the_same():
    assert column_named("items", "ＨＳコード") == column_named("items", "HSｺｰﾄﾞ") == "hs_code"


def test_an_unknown_word_stays_as_it_is():
    assert table_named("注文") == "注文"
    assert column_named("quotes", "prise") == "prise"
    assert key_value_named("other") == "other"


def test_keys_and_values_have_terms_too():
    assert [key_value_named(term) for term in KEY_VALUE.values()] == ["key", "value", "note"]
