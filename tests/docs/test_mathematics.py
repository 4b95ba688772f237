"""Every block has its page, and what the page claims of its example is what the code gives."""

import json
import re
from dataclasses import fields

import numpy as np
import pytest

from models.case.open_case import open_case
from models.profile.document import profile_from_document
from models.request import read_request
from solvers.milp import Milp
from solvers.milp.lp_text import lp_text
from solvers.sourcing import rules
from solvers.sourcing.blocks import BLOCKS
from solvers.sourcing.build import build
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.make_plan import make_plan
from solvers.sourcing.uses import Uses
from solvers.sourcing.wording import WORDS
from tests.docs.pages import DOCS, fence, text

FOLDER = DOCS / "mathematics"
INDEX = (FOLDER / "index.md").read_text(encoding="utf-8")
NAMES = [block.name for block in BLOCKS]
SECTIONS = ["Variables", "Rows", "Worked example", "References"]


def page(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def example(name: str):
    """The case and request of a page's worked example."""
    body = page(name)
    document = json.loads(fence(INDEX, "json base")) | json.loads(fence(body, "json profile"))
    request = json.loads(fence(body, "json request") or "{}")
    return open_case(profile_from_document(document)), read_request(request)


def answer_lines(plan) -> list[str]:
    """A plan as the pages write it."""
    awards = plan.awards
    lines = [f"cost {plan.objective:.6f}".rstrip("0").rstrip(".")]
    for quote, quantity, surplus in zip(awards.quote, awards.quantity, awards.surplus, strict=True):
        extra = f" surplus {surplus:.6g}" if surplus else ""
        lines.append(f"{quote} {quantity:.8g}{extra}")
    return lines


def test_the_blocks_of_the_index_are_those_of_the_code_in_their_order():
    listed = re.findall(r"^\| \[(\w+)\]\(\1\.md\) \|", INDEX, re.MULTILINE)
    assert listed == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_every_section(name: str):
    headings = re.findall(r"^## (.+)$", page(name), re.MULTILINE)
    known = [h for h in headings if h in SECTIONS]
    assert known == [s for s in SECTIONS if not (name == "award" and s == "Rows")]
    assert any(h.startswith("Why it is") for h in headings)


@pytest.mark.parametrize("name", NAMES)
def test_the_formulation_of_a_worked_example_is_the_one_on_its_page(name: str):
    assert lp_text(build(build_tables(*example(name)))) == fence(page(name), "lp")


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_of_a_worked_example_is_the_one_on_its_page(name: str, solver):
    outcome = make_plan(*example(name), solver)
    assert outcome.proof.status == "optimal"
    found, wanted = answer_lines(outcome.plan), fence(page(name), "text answer").splitlines()
    assert found[0] == wanted[0]
    assert sorted(found[1:]) == sorted(wanted[1:])


@pytest.mark.parametrize("name", NAMES)
def test_the_index_and_the_page_name_every_group_of_variables_and_rows_of_the_example(name: str):
    row = next(line for line in INDEX.splitlines() if line.startswith(f"| [{name}]"))
    own = groups_of(build_tables(*example(name)))[name]
    assert own, "the example has nothing for the block to say"
    for group in own:
        assert f"`{group}`" in row
        assert group in page(name)


def groups_of(tables) -> dict[str, set[str]]:
    """The groups of variables and rows that each block adds."""
    milp, found, seen = Milp(), {name: set() for name in NAMES}, set()
    blocks = [block for block in BLOCKS if block.applies(tables)]
    for block, add in [*((b, b.declare) for b in blocks), *((b, b.constrain) for b in blocks)]:
        add(tables, milp)
        now = {
            group.name for group in (*milp.column_groups.values(), *milp.row_groups.values()) if group.count
        }
        found[block.name] |= now - seen
        seen |= now
    return found


def test_the_prices_of_the_page_on_missing_quotes_are_those_that_are_found(solver):
    found = make_plan(*example("explore"), solver).explanation
    lines = [
        f"{row.item} entry {row.entry_price:.6g}{' checked' if row.checked else ''}"
        f" matched {row.matched_price:.6g} money {row.money:.6g}"
        for row in found.rfq_list
    ]
    lines += [
        f"{row.quote} asks {row.unit_price:.6g} target {row.target_price:.6g}"
        f"{' checked' if row.checked else ''}"
        for row in found.target_prices
    ]
    assert sorted(lines) == sorted(fence(page("explore"), "text answer").splitlines())


def test_every_kind_of_rule_can_be_dropped_and_worded_and_is_on_the_page_of_the_diagnosis():
    words = page("diagnosis")
    table = "\n".join(line for line in words.splitlines() if line.startswith("| `"))
    named = set(re.findall(r"`(\w+)`", table))
    assert named == set(rules._WITHOUT) == set(WORDS)
    elastic = {
        k for line in table.splitlines() if line.endswith("| yes |") for k in re.findall(r"`(\w+)`", line)
    }
    assert elastic == rules.ELASTIC


def test_the_page_of_orders_says_how_far_below_a_lot_a_surplus_stays():
    """Of lots of 25: 25 x (1 - 0.00003), and 25 x (1 - 0.000001) as the golden file has it, 50 less that."""
    lots = Uses(
        **{field.name: np.zeros(2) for field in fields(Uses)}
        | {"demand": np.array([110.0, 100.0]), "lot_size": np.full(2, 25.0)}
    )
    clear, whole = (f"{size:.9g}" for size in lots.part_lot)
    assert (clear, whole) == ("24.99925", "24.999975")
    assert all(re.search(rf"^\| .* \| {found} \|$", page("orders"), re.MULTILINE) for found in (clear, whole))
    assert f"{50 - lots.part_lot[1]:.9g} above" in text("tests", "golden", "orders.lp")
