"""The page of benchmarks names every benchmark there is, with the bar that its code has."""

import re

import pytest

from benchmarks import arrays, months, overhead, rest, rfq, tiers
from benchmarks.__main__ import ALL
from tests.docs.pages import text

PAGE = text("docs", "benchmarks.md")
ROWS = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if re.search(r"\| `\w+` \|$", line)]


def test_every_benchmark_has_its_row_and_no_row_is_of_none():
    assert {cells[-1].strip("` |") for cells in ROWS} == set(ALL)


@pytest.mark.parametrize(
    ("name", "bars"),
    [
        ("months", (months.GAP, months.BAR_S, months.ITEMS, months.MONTHS)),
        ("tiers", (tiers.GAP, tiers.BAR_S)),
        ("rfq", (rfq.BAR, rfq.ITEMS)),
        ("arrays", (arrays.BAR_S, arrays.ITEMS)),
        ("overhead", (overhead.BAR, overhead.ITEMS)),
        ("rest", (rest.BAR_MS, rest.ITEMS)),
    ],
)
def test_a_row_says_the_bar_and_size_of_the_code(name: str, bars: tuple[float, ...]):
    row = next(" ".join(cells) for cells in ROWS if cells[-1].strip("` |") == name)
    numbers = {float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", row)}
    assert set(map(float, bars)) <= numbers
