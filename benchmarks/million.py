"""A million quotes: reading and checking, tables and model arrays; time, memory, and how both grow.

Bars at 1,000,000 quotes on two cores: reading and checking within 20 s and 3 GiB, from CSV and from
Parquet; tables and model arrays within 20 s and 6 GiB. Two cases of each size: the generated one, and a
demanding one at three plants whose quotes have an id, a maker and dates, 3 % of them expired. Every line
is a process of its own; its memory is the most it ever held. Peers, in the same run: `pandas.read_csv`
of the quotes alone, as a floor, and an object a row by pydantic, at a size that it bears.

`python -m benchmarks.million 10000 100000` measures these sizes alone.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import create_model

from benchmarks.measure import here
from benchmarks.million_cases import KINDS, folder_of, make
from models.case.open_case import open_case
from models.profile.schema import TABLES
from models.request import read_request
from service.exchange.read_profile import read_profile
from solvers.sourcing.build import build
from solvers.sourcing.build_tables import build_tables

SIZES = (10_000, 100_000, 1_000_000)
PEER_QUOTES = 100_000
HEADS = ("read", "check", "sum", "GiB", "arrays", "GiB", "cpu")


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    print(here())
    with tempfile.TemporaryDirectory() as folder:
        _stages(folder, sizes)
        _peers(folder, sizes)


def _stages(folder: str, sizes: list[int]) -> None:
    print("wall seconds; cpu is of all stages together; the second GiB is with the arrays")
    print(f"{'case':<10} {'quotes':>9}  {'from':<8}" + "".join(f"{head:>8}" for head in HEADS))
    for kind in KINDS:
        for size in sizes:
            _child("make", folder, kind, size)
            for form in ("csv", "parquet"):
                _print(kind, size, form, _child("plan", folder, kind, size, form))


def _print(kind: str, size: int, form: str, found: dict[str, float]) -> None:
    spent = found["read"] + found["check"]
    figures = (found["read"], found["check"], spent, found["checked"], found["arrays"], found["gib"])
    cells = "".join(f"{value:>8.2f}" for value in (*figures, found["cpu"]))
    print(f"{kind:<10} {size:>9}  {form:<8}{cells}", flush=True)
    if size == 1_000_000:
        ratios = (spent / 20, found["checked"] / 3, found["arrays"] / 20, found["gib"] / 6)
        words = ("reading and checking", "its memory", "tables and arrays", "their memory")
        print("   of the bar: " + ", ".join(f"{w} {r:.2f}" for w, r in zip(words, ratios, strict=True)))


def _peers(folder: str, sizes: list[int]) -> None:
    largest = max(sizes)
    floor = _child("pandas", folder, KINDS[0], largest)
    print(f"floor, pandas.read_csv of {largest} quotes alone: {floor['read']:.2f} s, {floor['gib']:.2f} GiB")
    size = min(PEER_QUOTES, largest)
    if size not in sizes:
        _child("make", folder, KINDS[0], size)
    ours, peer = (_child(job, folder, KINDS[0], size, "csv") for job in ("check", "pydantic"))
    spent = ours["read"] + ours["check"]
    print(f"reading and checking all tables, {size} quotes: {spent:.2f} s, {ours['gib']:.2f} GiB")
    print(
        f"peer, an object a row, the quotes alone:       {peer['read']:.2f} s, {peer['gib']:.2f} GiB", end=""
    )
    print(f"   ratio {spent / peer['read']:.2f}")


def _child(job: str, *given: object) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.million", job, *map(str, given)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


class Watch:
    """Wall time by stage."""

    def __init__(self) -> None:
        self.found: dict[str, float] = {}

    def __call__(self, stage, work):
        began = time.perf_counter()
        result = work()
        self.found[stage] = time.perf_counter() - began
        return result


def held_gib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def job(name: str, folder: Path, kind: str, size: int, form: str = "csv") -> dict[str, float]:
    """One process: what it took."""
    watch, target = Watch(), folder_of(folder, kind, size)
    quotes = target / "csv" / "quotes.csv"
    if name == "make":
        make(folder, kind, size)
    elif name == "pandas":
        watch("read", lambda: pd.read_csv(quotes))
    elif name == "pydantic":
        watch("read", lambda: objects_a_row(quotes))
    else:
        profile = watch("read", lambda: read_profile(target / form))
        case = watch("check", lambda: open_case(profile))
        watch.found["checked"] = held_gib()
        if name == "plan":
            request = read_request(json.loads((target / "request.json").read_text()))
            watch("arrays", lambda: build(build_tables(case, request)).freeze())
    return {**watch.found, "gib": held_gib(), "cpu": time.process_time()}


def objects_a_row(path: Path) -> list[object]:
    """The quotes as objects whose types pydantic checks."""
    kinds = {"number": float, "bool": bool, "date": date}
    fields: dict[str, Any] = {c.name: (kinds.get(c.kind, str) | None, None) for c in TABLES["quotes"].columns}
    quote = create_model("quote", **fields)
    with path.open(newline="", encoding="utf-8") as file:
        return [quote(**{name: cell or None for name, cell in row.items()}) for row in csv.DictReader(file)]


if __name__ == "__main__":
    if len(sys.argv) > 2 and not sys.argv[1].isdigit():
        name, folder, kind, size, *form = sys.argv[1:]
        print(json.dumps(job(name, Path(folder), kind, int(size), *form)))
    else:
        print(__doc__)
        main()
