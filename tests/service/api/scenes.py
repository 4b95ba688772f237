"""Profiles, a scripted solver and an app around it, for the tests of the doors."""

import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from service.api.context import Services
from service.api.doors import add_doors
from service.jobs.profile_store import MemoryProfileStore
from service.jobs.runner import JobRunner
from service.jobs.store import MemoryJobStore
from service.settings import Settings
from solvers.backends.process import SILENT, Watch
from solvers.milp import Problem, SolveOptions, SolveResult, SolveStatus, StopReason

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
COUNTRIES = ("CN", "VN", "TH", "JP", "PH", "ID")


def minimal() -> dict[str, Any]:
    return json.loads((EXAMPLES / "minimal" / "profile.json").read_text())


def infeasible() -> dict[str, Any]:
    folder = EXAMPLES / "infeasible"
    return {
        "profile": json.loads((folder / "profile.json").read_text()),
        "request": json.loads((folder / "request.json").read_text()),
    }


def capped(share: float = 0.35, **effort: object) -> dict[str, Any]:
    cap = {"id": "china", "countries": ["CN"], "max_share": share}
    return {"profile": minimal(), "request": {"caps": [cap], "effort": effort}}


def firm(items: int = 50, each: int = 4) -> dict[str, Any]:
    """A firm with so many items and quotes for each."""
    draw = random.Random(1)
    sites = [{"id": f"s{i}", "country": COUNTRIES[i % 4]} for i in range(20)]
    quotes, today = [], []
    for i in range(items):
        chosen = draw.sample(sites, each)
        quotes += [
            {
                "item": f"i{i}",
                "supplier": site["id"],
                "unit_price": 100 + draw.randint(0, 40),
                "duty_rate": 0,
                "origin": site["country"],
                "qualification_cost": 1000 * draw.randint(0, 50),
            }
            for site in chosen
        ]
        today.append({"item": f"i{i}", "supplier": chosen[0]["id"], "quantity": 1000 * (i % 7 + 1)})
    return {
        **{key: minimal()[key] for key in ("schema_version", "currency", "firm", "horizon")},
        "items": [{"id": f"i{i}"} for i in range(items)],
        "demand": [{"item": row["item"], "quantity": row["quantity"]} for row in today],
        "suppliers": sites,
        "quotes": quotes,
        "allocation": today,
    }


def hard() -> dict[str, Any]:
    """A request that no solver proves optimal within seconds."""
    draw = random.Random(3)
    profile = firm(100, 10)
    del profile["allocation"]
    for item in profile["items"]:
        item["min_suppliers"] = 2
    for site in profile["suppliers"]:
        site.update(onboarding_cost=draw.randint(200, 900) * 1000, capacity=draw.randint(20, 50) * 1000)
    for row in profile["demand"]:
        row["quantity"] = draw.randint(800, 1500)
    for quote in profile["quotes"]:
        quote.update(min_order=draw.randint(100, 300), capacity=draw.randint(300, 900))
    cap = {"countries": ["CN"], "max_share": 0.15}
    return {"profile": profile, "request": {"caps": [cap], "effort": {"gap": 0, "time_limit_s": 60}}}


class StuckSolver:
    """Solves nothing: waits until it is cancelled or let go, then says that it found nothing."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.let_go = threading.Event()

    def solve(self, problem: Problem, options: SolveOptions, watch: Watch = SILENT) -> SolveResult:
        self.begun.set()
        while not self.let_go.wait(0.005):
            if watch.cancelled():
                return SolveResult(SolveStatus.NOTHING, StopReason.CANCELLED, "stuck")
        return SolveResult(SolveStatus.NOTHING, StopReason.TIME, "stuck")


class BrokenSolver:
    """Raises instead of solving."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def solve(self, problem: Problem, options: SolveOptions, watch: Watch = SILENT) -> SolveResult:
        raise self.error


def app_with(solver: object, **settings: int) -> FastAPI:
    """The doors before a scripted solver; no solver process, no lifespan."""
    chosen = Settings(**{"solvers": 1, **settings})
    runner = JobRunner(MemoryJobStore(), chosen.solvers, chosen.max_queued_jobs)
    app = FastAPI(redirect_slashes=False)
    add_doors(app)
    app.state.services = Services(
        chosen, solver, runner, MemoryProfileStore(), ThreadPoolExecutor(1), lambda: ""
    )
    return app


def until_ended(client, path: str, seconds: float = 20) -> dict[str, Any]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        job = client.get(path).json()
        if job["ended_at"]:
            return job
        time.sleep(0.02)
    raise AssertionError(f"{path} did not end: {job}")
