import re
from pathlib import Path

import pytest

from tests.docs.pages import FENCE, ROOT, pages

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NAMED = re.compile(r"`((?:models|solvers|service|programmes|tests|docs|examples|benchmarks)/[\w./-]+)`")


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    words = re.sub(r"[^\w\s-]", "", heading.replace("`", "").strip().lower())
    return words.replace(" ", "-")


def anchors(page: Path) -> set[str]:
    body = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {slug(line.lstrip("#")) for line in body.splitlines() if line.startswith("#")}


@pytest.mark.parametrize("page", pages(), ids=lambda p: str(p.relative_to(ROOT)))
def test_internal_links_resolve(page: Path):
    broken = []
    for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert not broken


@pytest.mark.parametrize("page", pages(), ids=lambda p: str(p.relative_to(ROOT)))
def test_files_that_a_page_names_exist(page: Path):
    named = set(NAMED.findall(page.read_text(encoding="utf-8")))
    assert not {name for name in named if not (ROOT / name).exists()}


def test_every_page_can_be_reached_from_the_index():
    seen: set[Path] = set()
    left = [ROOT / "docs" / "index.md"]
    while left:
        page = left.pop()
        if page.is_dir():
            left.extend(page.glob("*.md"))
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        links = (t.partition("#")[0] for t in LINK.findall(page.read_text(encoding="utf-8")) if ":" not in t)
        left.extend((page.parent / path).resolve() for path in links if path)
    assert {p for p in pages() if p.name != "README.md"} <= seen


def test_no_page_has_a_line_that_is_too_long_to_read():
    for page in pages():
        if page.name == "tables.md":  # generated
            continue
        body = FENCE.sub("", page.read_text(encoding="utf-8"))
        long = [line for line in body.splitlines() if len(line) > 125 and not line.startswith(("|", "- ["))]
        assert not long, page
