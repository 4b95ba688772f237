import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS

RECORDS = sorted((DOCS / "decisions").glob("*.md"))
SECTIONS = ["Context", "Decision", "Consequences", "Alternatives"]


@pytest.mark.parametrize("record", RECORDS, ids=lambda p: p.name)
def test_a_record_has_its_number_its_status_and_its_sections(record: Path):
    body = record.read_text(encoding="utf-8")
    number = record.name[:4]
    assert re.match(rf"# {number} \S", body)
    assert re.search(r"^Status: \w+", body, re.MULTILINE)
    assert re.findall(r"^## (.+)$", body, re.MULTILINE)[:4] == SECTIONS


def test_numbers_are_used_once():
    numbers = [record.name[:4] for record in RECORDS]
    assert len(set(numbers)) == len(numbers)


def test_the_index_lists_every_record_by_its_title_in_order():
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- \[(.+)\]\(decisions/(.+)\)$", index, re.MULTILINE)
    titles = [record.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for record in RECORDS]
    assert listed == [(title, record.name) for title, record in zip(titles, RECORDS, strict=True)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda p: p.name)
def test_a_record_that_is_superseded_names_a_later_one_that_is_there(record: Path):
    status = re.search(r"^Status: (.+?)\n\n", record.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[1]
    numbers = (
        re.findall(r"\b(\d{4})(?=\]|\b(?!-))", status.split("uperseded")[1]) if "uperseded" in status else []
    )
    assert bool(numbers) == ("uperseded" in status)
    known = {other.name[:4] for other in RECORDS}
    assert all(number in known and number > record.name[:4] for number in numbers)
