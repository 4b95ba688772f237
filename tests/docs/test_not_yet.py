"""What is honoured is nowhere said to be refused, and what is not is said so."""

import re

import pytest

from models.profile.schema import TABLES
from models.request.read import _NOT_YET as REQUEST_LATER
from models.request.request import PlanRequest
from service.api.answer_schema import answer_schemas
from service.cli.commands import COMMANDS
from tests.docs.pages import DOCS, FENCE, ROOT, pages, text

WAITS = re.compile(r"\brefused\b|\bnot (?:\w+ )?yet\b|\bnot_yet_supported\b|\bin this version\b")
GENERATED = {"tables.md", "answer_tables.md"}
PAGES = [page for page in pages() if page.name not in GENERATED and page.parent.name != "decisions"]
ALWAYS_EMPTY = {"grants"}
"""Keys of an answer that nothing fills yet."""

LATER = {
    *REQUEST_LATER,
    *ALWAYS_EMPTY,
    *(name for name, table in TABLES.items() if table.waiting),
    *(c.name for t in TABLES.values() for c in t.columns if t.waiting or c.waiting),
}
HONOURED = {
    *(set(PlanRequest.model_fields) - set(REQUEST_LATER)),
    *(name for name, table in TABLES.items() if not table.waiting),
    *(c.name for t in TABLES.values() for c in t.columns if not (t.waiting or c.waiting)),
    *(set(answer_schemas()["Answer"]["properties"]) - ALWAYS_EMPTY),
    *("rfq_list", "target_prices", "transition", "steady_state", "count", "period"),
} - LATER
FORMS = ("xlsx", "parquet", "workbook", "several periods", "templates", "soft caps", "look-through")


def test_the_walk_knows_what_is_honoured_and_what_is_not():
    assert {"max_moved_share", "explore", "price_breaks", "lot_size", "investments"} <= HONOURED
    assert {"subsidies", "ramp_up", "products", "co2"} <= LATER


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_line_calls_refused_what_is_honoured(page):
    body = FENCE.sub("", page.read_text(encoding="utf-8"))
    lines = [line for line in body.splitlines() if WAITS.search(line)]
    assert not [(line, found) for line in lines if (found := HONOURED & set(re.findall(r"`(\w+)`", line)))]


def not_yet() -> str:
    return re.search(r"^## What it does not do yet\n(.*?)^## ", text("README.md"), re.M | re.S)[1]


def test_the_readme_names_as_missing_what_is_refused_and_nothing_that_is_honoured():
    named = set(re.findall(r"`(\w+)`", not_yet()))
    refused = {name for name, table in TABLES.items() if table.waiting == "refused"}
    refused |= {c.name for t in TABLES.values() if not t.waiting for c in t.columns if c.waiting == "refused"}
    assert named >= refused | set(REQUEST_LATER)
    assert not named & HONOURED


def test_the_readme_does_not_call_missing_what_is_there():
    words = not_yet().lower()
    tables = {name.replace("_", " ") for name in HONOURED & set(TABLES)} - {"profile", "firm", "content"}
    assert not {word for word in (*tables, *FORMS) if re.search(rf"\b{word}\b", words)}


def test_the_service_names_as_missing_only_doors_that_it_does_not_have():
    from service.app import create_app

    section = text("docs", "reference", "api.md").split("\n## Not yet\n")[1]
    doors = {path.partition("/v1/")[2] for path in create_app().openapi()["paths"]}
    named = {path.strip("`").partition("/v1/")[2] for path in re.findall(r"`[^`]*/v1/[^`]*`", section)}
    assert named
    assert not named & doors
    assert not {c.name for c in COMMANDS} & {"assess", "frontier", "stress"}, "name them on the pages then"


def test_the_pages_were_found():
    assert {DOCS / "reference" / "profile.md", ROOT / "README.md"} <= set(PAGES)
