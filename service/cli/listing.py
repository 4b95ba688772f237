"""The commands that list and make: backends and generated profiles."""

import json
import sys
from pathlib import Path
from typing import Any

import orjson
from rich.table import Table

from models.profile.generate import generate
from service.cli.planning import console
from service.exchange.write_csv import write_profile
from solvers.backends.registry import find, report


def run_backends(*, as_json: bool) -> None:
    """List the backends."""
    rows = report()
    auto = find("auto").name
    if as_json:
        document = {
            "auto": auto,
            "backends": [
                {"name": r.name, "available": r.available, "features": list(r.features), "why": r.why}
                for r in rows
            ],
        }
        sys.stdout.buffer.write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("backend", "here", "solves", "why not"):
        table.add_column(heading)
    for row in rows:
        table.add_row(row.name, "yes" if row.available else "no", ", ".join(row.features), row.why)
    shown = console()
    shown.print(table)
    shown.print(f"\nauto takes {auto}")


def run_generate(out: Path, sizes: dict[str, Any]) -> None:
    """Write a generated profile and its request."""
    made = generate(**sizes)
    write_profile(made.profile, out)
    (out / "request.json").write_text(json.dumps(made.request, indent=2) + "\n", encoding="utf-8")
    quotes, items = len(made.profile["quotes"]), len(made.profile["items"])
    sys.stdout.write(f"{items} items and {quotes} quotes in {out}\n")
    sys.stdout.write(f"tagenka plan {out} --request {out / 'request.json'}\n")
