"""Answers that many tests of reports and files look at: planned, infeasible, and a check of today."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from models.plan.evaluate import stand
from service.cli.standing import broken_today, check_source, standing_document
from service.exchange import read_profile
from service.exchange.plan_tables import AnswerSource
from service.plans import Job, prepare
from service.reports.answer import answer_of
from service.reports.answer_details import plan_source
from solvers.sourcing.make_plan import make_plan
from tests.solvers.profiles import bought, planned, profile, quote

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
KINDS = ("planned", "infeasible", "check", "explored")


def source_of(kind: str, solver: Any) -> AnswerSource:
    """An answer of that kind, made once."""
    if kind == "check":
        return _check()
    return _explored(solver) if kind == "explored" else _planned(kind, solver)


@cache
def _planned(kind: str, solver: Any) -> AnswerSource:
    outcome = make_plan(*_asked({"planned": "motor-maker", "infeasible": "infeasible"}[kind]), solver)
    assert outcome.kind == kind
    return plan_source(outcome, as_sent(answer_of(outcome)))


@cache
def _explored(solver: Any) -> AnswerSource:
    """Two years in dollars: a cap binds in the second, quotes lose, and new sources are looked for."""
    document = profile(
        {"coil": 100.0, "ring": 50.0},
        {"wuxi": "CN", "hanoi": "VN", "nagoya": "JP"},
        [
            quote("coil", "wuxi", 10.0),
            quote("coil", "hanoi", 11.0),
            quote("coil", "nagoya", 30.0),
            quote("ring", "wuxi", 4.25),
            quote("ring", "nagoya", 6.0),
        ],
        currency="USD",
        horizon={"start": "2027-04-01", "count": 2},
        allocation=bought({("coil", "wuxi"): 100.0, ("ring", "wuxi"): 50.0}),
    )
    asked = {
        "caps": [{"id": "china", "countries": ["CN"], "max_share": 0.5, "from_period": 2}],
        "explore": {"countries": ["ASEAN"]},
    }
    outcome = planned(solver, document, asked, explain="full")
    assert outcome.kind == "planned"
    return plan_source(outcome, as_sent(answer_of(outcome)))


@cache
def _check() -> AnswerSource:
    job = Job(*_asked("motor-maker"))
    standing = stand(job.case, job.request)
    return check_source(job, standing, as_sent(standing_document(job, standing, broken_today(job))))


def _asked(example: str) -> tuple[Any, Any]:
    folder = EXAMPLES / example
    path = folder / "profile.json"
    job = prepare(
        read_profile(path if path.exists() else folder), json.loads((folder / "request.json").read_text())
    )
    return job.case, job.request


def as_sent(document: dict[str, Any]) -> dict[str, Any]:
    """A document as JSON carries it: what is compared with the files."""
    return json.loads(json.dumps(document))
