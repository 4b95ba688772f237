"""Stops when a foreign `models` or `solvers` stands in the way of ours (docs/decisions/0002)."""

import sys
from importlib.util import find_spec
from pathlib import Path

SIBLINGS = ("models", "solvers")


def check_siblings() -> None:
    """Make sure that what `import models` and `import solvers` find stands beside `service`.

    Nothing is imported for it: a foreign module of that name is never run.

    Raises:
        SystemExit: something else is in the way; the message names it.
    """
    home = Path(__file__).resolve().parent.parent
    for name in SIBLINGS:
        found = _where(name)
        if found != home / name:
            there = "nothing" if found is None else str(found)
            raise SystemExit(
                f'tagenka: "import {name}" finds {there}, not {home / name}. '
                f"Tagenka runs in an environment of its own: move or rename what is in the way, "
                f"or start it from another folder."
            )


def _where(name: str) -> Path | None:
    """The folder of a package, the file of a plain module, None where there is neither."""
    loaded = sys.modules.get(name)
    spec = find_spec(name) if loaded is None else getattr(loaded, "__spec__", None)
    if spec is None:
        file = getattr(loaded, "__file__", None)
        return None if file is None else Path(file).resolve()
    if spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations))).resolve()
    return None if spec.origin is None else Path(spec.origin).resolve()
