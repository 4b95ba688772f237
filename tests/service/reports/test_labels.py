"""Labels: complete in both languages, and fit to be sheet names."""

import re
import string

import pytest

from service.api.answer_schema import answer_schemas
from service.exchange.plan_tables import TABLES
from service.reports.labels import LANGUAGES, Labels
from service.reports.labels_ja import COLUMNS_JA, SHEETS_JA, WORDS_JA
from service.reports.sentences import SENTENCES
from solvers.sourcing.explain.explanation import ACTIONS, REASONS

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def test_every_table_and_column_has_a_japanese_label():
    assert {table.name for table in TABLES} == set(SHEETS_JA)
    named = [(table.name, column.name) for table in TABLES for column in table.columns]
    assert not [pair for pair in named if pair[1] not in COLUMNS_JA and ".".join(pair) not in COLUMNS_JA]


def test_no_header_of_a_japanese_workbook_is_english():
    labels = Labels("ja")
    headers = [labels.column(table.name, column.name) for table in TABLES for column in table.columns]
    assert not [header for header in headers if header != "ID" and not JAPANESE.search(header)]


def test_no_label_is_of_a_column_that_is_not_there():
    known = {column.name for table in TABLES for column in table.columns}
    known |= {f"{table.name}.{column.name}" for table in TABLES for column in table.columns}
    assert set(COLUMNS_JA) <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_headers_are_used_once_and_titles_fit_a_sheet(language):
    labels = Labels(language)
    titles = [labels.sheet(table.name) for table in TABLES]
    titles += [labels.say("summary"), labels.say("columns")]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(len(title) <= 28 and not set(title) & set("[]:*?/\\") for title in titles)
    for table in TABLES:
        headers = [labels.column(table.name, column.name) for column in table.columns]
        assert len(set(headers)) == len(headers), table.name


def test_an_english_label_is_the_name_written_as_words():
    labels = Labels("en")
    assert labels.column("rfq_list", "entry_price") == "Entry price"
    assert labels.sheet("share_limits") == "Share limits"
    assert labels.word("look_through") == "look_through"


def test_the_words_of_the_answer_have_a_japanese_word():
    """Those whose list is closed: outcomes, proof, actions, measures, bases and kinds of cost."""
    schemas = answer_schemas()
    found = set()
    for name, keys in {
        "Answer": ["outcome"],
        "Proof": ["status", "stop_reason"],
        "Move": ["action"],
        "Limit": ["rule", "measure", "base"],
    }.items():
        for key in keys:
            found |= set(schemas[name]["properties"][key]["enum"])
    found |= {*ACTIONS, *REASONS}
    found |= set(schemas["Statement"]["properties"]) - {"present_value", "by_period"}
    assert found <= set(WORDS_JA)
    assert all(JAPANESE.search(word) for word in WORDS_JA.values())


@pytest.mark.parametrize("name", SENTENCES)
def test_both_languages_of_a_sentence_have_the_same_gaps(name):
    english, japanese = SENTENCES[name]
    gaps = [{gap for _, gap, _, _ in string.Formatter().parse(text) if gap} for text in (english, japanese)]
    assert gaps[0] == gaps[1]
    assert JAPANESE.search(japanese)
    assert not JAPANESE.search(english)
