"""Three all-units tiers at 50 suppliers of 100 items under a cap of 40 % on China: proven to 1e-4 in 120 s.

Two cases, each from the opened case to the verified plan: rebates on the spend with each supplier, and price
breaks on each quote. The peer of the first is the same problem with one row a tier, `spend in it <= all there
could be x on`, in place of the rows that link each award to its tier, and without those on the capacity
within a tier.
"""

from dataclasses import replace
from functools import partial
from math import inf
from typing import Any

import numpy as np

from benchmarks.measure import here, seconds
from models.case.case import SourcingCase
from models.case.open_case import open_case
from models.profile.document import profile_from_document
from models.request import PlanRequest, read_request
from solvers.backends.process import SolverPool, SolverProcess
from solvers.milp import Milp, Problem, SolveOptions, SolveResult
from solvers.sourcing.build import build
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.make_plan import make_plan

BACKEND = "ortools-highs"
BAR_S = 120.0
GAP = 1e-4
Document = dict[str, Any]


def main() -> None:
    print(here())
    with SolverPool(1) as pool:
        linked = _planned("rebates by supplier", rebates(), pool)
        _planned("price breaks by quote", price_breaks(), pool)
    milp = build(build_tables(*_asked(rebates())))
    problem, _ = milp.freeze()
    loose = _solved("rebates, loosely linked", _loosely_linked(milp, problem))
    print(f"  ratio of solvers {loose / linked:.1f}")


def _planned(name: str, document: Document, pool: SolverPool) -> float:
    """Make the plan, verified; the seconds of its solver."""
    case, request = _asked(document)
    spent, outcome = seconds(partial(make_plan, case, request, pool))
    _say(name, spent, outcome.proof.status, outcome.proof.gap)
    return outcome.seconds["solver"]


def _solved(name: str, problem: Problem) -> float:
    process = SolverProcess()
    spent, result = seconds(partial(process.solve, problem, SolveOptions(BACKEND, BAR_S, GAP)))
    process.kill()
    _say(name, spent, result.status.value, _gap(result))
    return spent


def _say(name: str, spent: float, status: str, gap: float | None) -> None:
    print(
        f"{name:26} {spent:7.1f} s   {status:9} gap {inf if gap is None else gap:.1e}   bar {BAR_S:.0f} s",
        flush=True,
    )


def _asked(document: Document) -> tuple[SourcingCase, PlanRequest]:
    request = {
        "caps": [{"id": "china", "countries": ["CN"], "max_share": 0.4}],
        "effort": {"time_limit_s": BAR_S, "gap": GAP, "backend": BACKEND, "explain": "none"},
    }
    return open_case(profile_from_document(document)), read_request(request)


def _gap(result: SolveResult) -> float:
    if result.objective is None or result.bound is None:
        return inf
    return abs(result.objective - result.bound) / max(abs(result.objective), 1e-9)


def _loosely_linked(milp: Milp, problem: Problem) -> Problem:
    """The problem with the linking rows of each tier added up, and without the capacity within tiers."""
    on, link = milp.columns("tier_on"), milp.row_groups["tier_link"]
    kept = np.ones(len(problem.row), dtype=bool)
    group = milp.row_groups["tier_capacity"]
    kept &= (problem.row < group.first) | (problem.row >= group.first + group.count)
    row, column, value = problem.row[kept], problem.column[kept], problem.value[kept]
    mine = (row >= link.first) & (row < link.first + link.count)
    switch = mine & (column >= on.first) & (column < on.first + on.count)
    tier = np.zeros(link.count, dtype=np.int64)
    tier[row[switch] - link.first] = column[switch] - on.first
    row = np.where(mine, link.first + tier[np.where(mine, row - link.first, 0)], row)
    keys, at = np.unique(row * problem.columns + column, return_inverse=True)
    row, column = np.divmod(keys, problem.columns)
    return replace(problem, row=row, column=column, value=np.bincount(at, weights=value))


def market(offers: int) -> Document:
    """Suppliers in four countries, those of China a seventh cheaper; each item is offered by some of them."""
    random = np.random.default_rng(1)
    suppliers, items = 50, 100
    countries = random.choice(["CN", "VN", "TH", "JP"], suppliers, p=[0.4, 0.2, 0.2, 0.2])
    level = np.where(countries == "CN", 0.86, 1.0) * random.uniform(0.97, 1.03, suppliers)
    price, demand = random.lognormal(4, 1, items), random.integers(200, 5000, items)

    def quote(i: int, s: int) -> Document:
        asked = price[i] * level[s] * random.uniform(0.9, 1.1)
        return {"item": f"i{i}", "supplier": f"s{s}", "duty_rate": 0, "unit_price": round(float(asked), 2)}

    return {
        "schema_version": "1",
        "currency": "JPY",
        "firm": {"name": "Firm", "country": "JP"},
        "horizon": {"start": "2027-04-01"},
        "items": [{"id": f"i{i}"} for i in range(items)],
        "demand": [{"item": f"i{i}", "quantity": int(q)} for i, q in enumerate(demand)],
        "suppliers": [
            {"id": f"s{s}", "country": str(country), "capacity": round(float(demand.sum()) / 15)}
            for s, country in enumerate(countries)
        ],
        "quotes": [
            quote(i, s) for i in range(items) for s in sorted(random.choice(suppliers, offers, replace=False))
        ],
    }


def rebates() -> Document:
    """3, 6 and 10 % back from a 60th, a 30th and a 15th of all spend on; 20 offers an item."""
    made = market(20)
    price = {q["item"]: q["unit_price"] for q in made["quotes"]}
    spend = sum(price[row["item"]] * row["quantity"] for row in made["demand"])
    steps = [(round(spend / 60), 0.03), (round(spend / 30), 0.06), (round(spend / 15), 0.1)]
    rows = [{"supplier": s["id"], "from_spend": f, "rate": r} for s in made["suppliers"] for f, r in steps]
    return made | {"rebates": rows}


def price_breaks() -> Document:
    """2, 4 and 7 % less from a fifth, half and four fifths of the demand on; 50 offers an item."""
    made = market(50)
    demand = {row["item"]: row["quantity"] for row in made["demand"]}
    steps = [(0.2, 0.98), (0.5, 0.96), (0.8, 0.93)]
    rows = [
        {
            "quote": f"{q['item']}@{q['supplier']}",
            "from_quantity": round(demand[q["item"]] * part),
            "unit_price": round(q["unit_price"] * left, 2),
        }
        for q in made["quotes"]
        for part, left in steps
    ]
    return made | {"price_breaks": rows}


if __name__ == "__main__":
    print(__doc__)
    main()
