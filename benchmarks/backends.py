"""Every backend that can plan, on the same cases: `auto` takes the one that needs least time in all.

Wall time to a gap of 1e-3 on generated cases of 50 to 1,000 items and on the built-in example, a
minute each at most. Writes benchmarks/results/backends.csv.
"""

import csv
import json
from functools import partial
from pathlib import Path

from benchmarks.measure import here, median, seconds
from models.profile.generate import generate
from service.exchange.read_profile import read_profile
from service.plans import prepare
from solvers.backends.base import Feature
from solvers.backends.process import SolverProcess
from solvers.backends.registry import report
from solvers.milp import SolveOptions
from solvers.sourcing.build import build
from solvers.sourcing.build_tables import build_tables

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "backends.csv"
LIMIT_S = 60.0
GAP = 1e-3


def main() -> None:
    print(here())
    mixed = {Feature.INTEGERS, Feature.CONTINUOUS}
    names = [r.name for r in report() if r.available and mixed <= set(r.features)]
    rows = []
    process = SolverProcess()
    for case, problem in _cases():
        for name in names:
            if not process.alive:
                process = SolverProcess()
            spent, result = seconds(partial(process.solve, problem, SolveOptions(name, LIMIT_S, GAP)))
            gap = _gap(result)
            rows.append(
                (case, problem.columns, problem.rows, name, round(spent, 3), result.status.value, gap)
            )
            print(f"{case:28} {name:16} {spent:8.2f} s  {result.status:9} gap {gap}", flush=True)
    process.kill()
    with RESULTS.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["case", "columns", "rows", "backend", "wall_s", "status", "gap"])
        writer.writerows(rows)
    for name in names:
        mine = [row[4] for row in rows if row[3] == name]
        done = sum(row[5] == "optimal" for row in rows if row[3] == name)
        figures = f"{sum(mine):7.1f} s in all, median {median(mine):.2f} s"
        print(f"{name:16} {figures}, {done} of {len(mine)} to the gap")


def _gap(result):
    if result.objective is None or result.bound is None:
        return ""
    return f"{abs(result.objective - result.bound) / max(abs(result.objective), 1e-9):.2e}"


def _cases():
    for items, seeds in ((50, 3), (200, 3), (1000, 2)):
        for seed in range(seeds):
            made = generate(items, seed=seed)
            yield f"generated {items} items, seed {seed}", _problem(made.profile, made.request)
    folder = ROOT / "examples" / "motor-maker"
    yield "motor-maker", _problem(read_profile(folder), json.loads((folder / "request.json").read_text()))


def _problem(profile, request):
    job = prepare(profile, request)
    problem, _ = build(build_tables(job.case, job.request)).freeze()
    return problem


if __name__ == "__main__":
    print(__doc__)
    main()
