"""An answer as CSV tables in a folder, with the whole answer as JSON beside them."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import orjson

from models.case.cost_kinds import CostKind
from models.plan.exposure import Concentration, ExposureRow, detail_rows, item_concentration
from models.plan.plan import Move, Plan
from service.exchange.write_csv import write_rows
from solvers.sourcing.explain.explanation import ItemReason
from solvers.sourcing.outcome import Outcome


def write_plan(outcome: Outcome, answer: dict[str, Any], folder: Path) -> None:
    """Write awards, moves, costs, exposure (items and plants too), concentration, reasons, answer.json."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = outcome.plan
    if plan is not None:
        names = tuple(plan.awards.__dataclass_fields__)
        write_rows(folder / "awards.csv", {name: getattr(plan.awards, name).tolist() for name in names})
        write_rows(folder / "moves.csv", _columns(Move, plan.moves))
        write_rows(folder / "costs.csv", _costs(plan))
        ledger = plan.exposure.ledger
        rows = [*plan.exposure.rows, *detail_rows(outcome.case, ledger)]
        write_rows(folder / "exposure.csv", _columns(ExposureRow, rows))
        index = [*plan.exposure.concentration, *item_concentration(outcome.case, ledger)]
        write_rows(folder / "concentration.csv", _columns(Concentration, index))
        write_rows(folder / "reasons.csv", _columns(ItemReason, outcome.explanation.items))
    _write_bytes(folder / "answer.json", orjson.dumps(answer, option=orjson.OPT_INDENT_2) + b"\n")


def _columns(kind: type, rows: Iterable[Any]) -> dict[str, Sequence[Any]]:
    names = [field.name for field in fields(kind)]
    found: dict[str, list[Any]] = {name: [] for name in names}
    for row in rows:
        for name, value in asdict(row).items():
            found[name].append(value)
    return dict(found)


def _costs(plan: Plan) -> dict[str, Sequence[Any]]:
    standing = plan.standing
    reference = standing.reference
    return {
        "kind": [*(kind.value for kind in CostKind), "total"],
        "before": [*(float(standing.before.by_kind[k]) for k in CostKind), float(standing.before.total)],
        "reference": [
            *(None if reference is None else float(reference.by_kind[k]) for k in CostKind),
            None if reference is None else float(reference.total),
        ],
        "after": [*(float(plan.after.by_kind[k]) for k in CostKind), float(plan.after.total)],
    }


def _write_bytes(path: Path, content: bytes) -> None:
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(content)
    os.replace(temporary, path)
