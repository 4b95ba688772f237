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
