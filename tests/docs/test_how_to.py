"""The commands of the pages on other systems run, and the output shown there is output of a run."""

import shutil
from pathlib import Path

import pytest

from tests.docs.pages import CUT, DOCS, plain, run
from tests.docs.test_commands import steps, write_files

PAGES = ("from_sap", "from_odoo")


def page(name: str) -> str:
    return (DOCS / "how-to" / f"{name}.md").read_text(encoding="utf-8")


@pytest.fixture(params=PAGES)
def reader(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """A page, and a folder with the files it shows."""
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    write_files(page(request.param), tmp_path)
    return page(request.param), tmp_path


def test_the_commands_of_a_page_run_in_order_and_print_what_is_shown(reader: tuple[str, Path]):
    body, folder = reader
    found = steps(body)
    assert len(found) >= 3
    for command, shown in found:
        done = run(command, folder)
        assert done.code == 0, done.errors
        printed = "\n".join(plain(line) for line in (done.output + done.errors).splitlines())
        parts = "\n".join(map(plain, shown)).split(CUT)
        assert not [part for part in parts if part.strip("\n") not in printed], printed


@pytest.mark.parametrize("name", PAGES)
def test_every_table_that_a_page_maps_is_one_of_the_profile(name: str):
    from models.profile.schema import TABLES

    rows = [line.split("|")[1] for line in page(name).splitlines() if line.startswith("| `")]
    named = {word.strip("`").split(".")[0] for row in rows for word in row.split() if "`" in word}
    tables = {word for word in named if word in TABLES}
    assert {"items", "suppliers", "quotes", "demand"} <= tables
