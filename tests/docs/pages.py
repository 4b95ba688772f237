"""The documents as tests see them: pages, fenced blocks, and runs of the command."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
TAGENKA = Path(sys.executable).parent / "tagenka"
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = re.compile(r"\b\d+\.\d+ s\b")
CUT = "[…]"


@dataclass(frozen=True)
class Run:
    """What a command printed, and how it ended."""

    output: str
    errors: str
    code: int


def pages() -> list[Path]:
    """Every document."""
    return [
        *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")),
        *sorted(DOCS.rglob("*.md")),
    ]


def text(*parts: str) -> str:
    """A document's text, by its path below the root."""
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def fences(page: str) -> list[tuple[str, str]]:
    """Info string and content of every fenced block, in order."""
    return [(info.strip(), body) for info, body in FENCE.findall(page)]


def fence(page: str, info: str) -> str | None:
    """The content of the only block of that kind; None where there is none."""
    found = [body for name, body in fences(page) if name == info]
    assert len(found) <= 1, f"{len(found)} blocks {info}"
    return found[0] if found else None


def plain(line: str) -> str:
    """A line without its timing figures and trailing blanks."""
    return SECONDS.sub("# s", line).rstrip()


@cache
def run(command: str, folder: Path = ROOT) -> Run:
    """Run a line that begins with `tagenka`, once."""
    words = [str(TAGENKA), *command.split()[1:]]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    return Run(done.stdout, done.stderr, done.returncode)
