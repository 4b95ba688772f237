"""The Japanese terms of the contract: accepted as headers, sheet names and file names beside its own names.

The terms stand in aliases.toml, one for every table and column, each with a line of explanation. No two
tables share a term, nor do two columns of a table; a test holds the file and the contract together.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from unicodedata import normalize

from models.profile.schema import TABLES

FILE = Path(__file__).with_name("aliases.toml")

KEY_VALUE = MappingProxyType({"key": "項目", "value": "値", "note": "説明"})
"""The headers of a table of keys and values; `note` is for people and is not read."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the contract in Japanese.

    Attributes:
        word: the term, as it heads a column or names a sheet.
        doc: one line that explains it.
    """

    word: str
    doc: str


@dataclass(frozen=True, slots=True)
class TableTerms:
    """The terms of a table.

    Attributes:
        own: of the table itself.
        columns: of its columns, by their names in the contract.
    """

    own: Term
    columns: Mapping[str, Term]


@cache
def terms() -> Mapping[str, TableTerms]:
    """The terms of every table, by its name in the contract."""
    with FILE.open("rb") as file:
        document = tomllib.load(file)
    return {
        name: TableTerms(
            Term(table["name"], table["doc"]),
            {column: Term(*pair) for column, pair in table["columns"].items()},
        )
        for name, table in document.items()
    }


def table_named(word: str) -> str:
    """The contract's name of a table that is called so in English or Japanese; else the word itself."""
    return word if word in TABLES else _tables().get(_plain(word), word)


def column_named(table: str, word: str) -> str:
    """The contract's name of a column that is called so in English or Japanese; else the word itself."""
    return word if word in TABLES[table].names else _columns(table).get(_plain(word), word)


def key_value_named(word: str) -> str:
    """`key`, `value` or `note`, whichever language names it; else the word itself."""
    return next((name for name, term in KEY_VALUE.items() if _plain(word) in (name, term)), word)


def table_words() -> tuple[str, ...]:
    """Every word that names a table, the contract's own first."""
    return (*TABLES, *(table.own.word for table in terms().values()))


def column_words(table: str) -> tuple[str, ...]:
    """Every word that names a column of a table, the contract's own first."""
    return (*TABLES[table].names, *(term.word for term in terms()[table].columns.values()))


@cache
def _tables() -> Mapping[str, str]:
    return {_plain(table.own.word): name for name, table in terms().items()}


@cache
def _columns(table: str) -> Mapping[str, str]:
    return {_plain(term.word): name for name, term in terms()[table].columns.items()}


def _plain(word: str) -> str:
    """One form for full-width and half-width signs, which look alike in a header."""
    return normalize("NFKC", word)
