"""What people write where the contract has a code: for hints alone, nothing is read by these words."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal
from unicodedata import normalize

FILE = Path(__file__).with_name("spellings.toml")

Group = Literal["countries", "currencies", "flags"]


def code_of(group: Group, word: str) -> str | None:
    """The code that a word stands for, whatever its case and width; None where it is no such word."""
    return _codes()[group].get(_plain(word))


@cache
def _codes() -> Mapping[str, Mapping[str, str]]:
    with FILE.open("rb") as file:
        document = tomllib.load(file)
    return {
        group: {_plain(word): code for code, words in codes.items() for word in words}
        for group, codes in document.items()
    }


def _plain(word: str) -> str:
    """One form for small and capital letters, full and half width."""
    return normalize("NFKC", word).strip().casefold()
