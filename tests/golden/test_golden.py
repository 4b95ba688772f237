"""The formulation of the smallest case that needs a block is the one that was reviewed.

To accept a change, run `TAGENKA_WRITE_GOLDEN=1 python -m pytest tests/golden` and read the difference.
"""

import os
from pathlib import Path

import pytest

from solvers.milp.lp_text import lp_text
from solvers.sourcing.blocks import BLOCKS
from solvers.sourcing.build import build
from tests.golden.formulations import FORMULATIONS

FOLDER = Path(__file__).parent
ALWAYS = {"award", "demand"}


@pytest.mark.parametrize("name", FORMULATIONS)
def test_the_formulation_is_the_reviewed_one(name):
    path = FOLDER / f"{name}.lp"
    text = lp_text(build(FORMULATIONS[name]()))
    if os.environ.get("TAGENKA_WRITE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), (
        f"{path.name} differs; where the change is meant, write it anew with TAGENKA_WRITE_GOLDEN=1"
    )


def test_every_block_has_a_golden_file_and_every_golden_file_a_block():
    names = [block.name for block in BLOCKS]
    assert sorted(FORMULATIONS) == sorted(names)
    assert sorted(path.stem for path in FOLDER.glob("*.lp")) == sorted(names)


@pytest.mark.parametrize("name", FORMULATIONS)
def test_the_case_of_a_block_needs_that_block(name):
    tables = FORMULATIONS[name]()
    assert name in {block.name for block in BLOCKS if block.applies(tables)}


@pytest.mark.parametrize("name", sorted(set(FORMULATIONS) - ALWAYS))
def test_a_block_has_nothing_to_say_of_the_plainest_case(name):
    plain = FORMULATIONS["award"]()
    block = next(block for block in BLOCKS if block.name == name)
    assert not block.applies(plain)
