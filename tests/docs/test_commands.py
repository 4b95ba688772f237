"""The commands of README and quickstart run, and the output shown there is output of a run."""

import re
import shutil
from pathlib import Path

import pytest

from tests.docs.pages import CUT, ROOT, fences, plain, run, text

README = text("README.md")
QUICKSTART = text("docs", "quickstart.md")
COMMAND = re.compile(r"^(?:\.venv/bin/)?(tagenka [^#]*?)\s*(?:#.*)?$")
COPY = re.compile(r"^cp -r (\S+) (\S+)$", re.MULTILINE)


def command_of(line: str) -> str | None:
    """The `tagenka` command of a line; `make demo` is `tagenka demo`."""
    if line.split("#")[0].strip() == "make demo":
        return "tagenka demo"
    found = COMMAND.match(line)
    return found[1] if found else None


def steps(page: str) -> list[tuple[str, list[str]]]:
    """Commands in order, each with the lines shown as its output."""
    found: list[tuple[str, list[str]]] = []
    for info, body in fences(page):
        if info == "sh":
            found.extend((c, []) for c in map(command_of, body.splitlines()) if c)
        elif info == "text output":
            found[-1][1].extend(body.splitlines())
    return [step for step in found if "serve" not in step[0].split()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a reader would stand: the examples beside the tables that the quickstart writes."""
    here = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "examples", here / "examples")
    write_files(QUICKSTART, here)
    return here


def write_files(page: str, here: Path) -> None:
    """The files that a page shows whole, and the folders it copies, in its order."""
    for info, body in fences(page):
        kind, _, name = info.partition(" ")
        for source, target in COPY.findall(body) if kind == "sh" else ():
            shutil.copytree(here / source, here / target)
        if kind in ("csv", "json") and "/" in name:
            (here / name).parent.mkdir(parents=True, exist_ok=True)
            (here / name).write_text(body, encoding="utf-8")


def test_make_demo_is_tagenka_demo():
    assert re.search(r"^demo:.*\n\t@\$\(BIN\)/tagenka demo$", text("Makefile"), re.MULTILINE)


@pytest.mark.parametrize(
    ("command", "shown"), [*steps(README), *steps(QUICKSTART)], ids=lambda v: str(v)[:60]
)
def test_a_command_runs_and_its_shown_lines_are_lines_of_its_output(
    command: str, shown: list[str], folder: Path
):
    done = run(command, folder)
    assert done.code in (0, 3, 4), done.errors
    printed = "\n".join(plain(line) for line in (done.output + done.errors).splitlines())
    parts = "\n".join(map(plain, shown)).split(CUT)
    missing = [part for part in parts if part.strip("\n") not in printed]
    assert not missing, "what stands between two marks must stand so in the output"


def test_readme_is_short():
    assert len(README.splitlines()) <= 150


def test_the_paths_of_curl_are_doors():
    from service.app import create_app

    doors = {*create_app().openapi()["paths"], "/openapi.json"}
    for page in (README, QUICKSTART, text("docs", "reference", "api.md")):
        for path in re.findall(r"127\.0\.0\.1:8000(/[\w/{}.-]+)", page):
            assert path in doors


def test_the_pages_count_the_tables_of_the_quickstart_right():
    count = sum(info.startswith("csv my-firm/") for info, _ in fences(QUICKSTART))
    assert count == 9
    assert "## 1. Write nine small tables" in QUICKSTART
    assert "nine small tables" in README
