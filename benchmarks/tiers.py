"""Three all-units tiers at 50 suppliers of 100 items under a cap of 40 % on China: proven to 1e-4 in 120 s.

Two cases: rebates on the spend with each supplier, and price breaks on each quote. The peer is the same
problem without the rows that link each award to its tier, to the same time limit.
"""

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from benchmarks.measure import here, seconds
from models.case.open_case import open_case
from models.profile.document import profile_from_document
from models.request import read_request
from solvers.backends.process import SolverProcess
from solvers.milp import Problem, SolveOptions, SolveResult
from solvers.sourcing.build import build
from solvers.sourcing.build_tables import build_tables

BACKEND = "ortools-highs"
LIMIT_S = 120.0
GAP = 1e-4
LINKS = ("tier_link", "step_link")
Document = dict[str, Any]


def main() -> None:
    print(here())
    process = SolverProcess()
    for name, document in (("rebates by supplier", rebates()), ("price breaks by quote", price_breaks())):
        linked, loose = _problems(document)
        print(f"{name}: {linked.columns} columns, {linked.rows} rows, {int(linked.integer.sum())} whole")
        for what, problem in (("with linking rows", linked), ("without", loose)):
            if not process.alive:
                process = SolverProcess()
            asked = SolveOptions(BACKEND, LIMIT_S, GAP)
            spent, result = seconds(partial(process.solve, problem, asked))
            found = f"{result.status.value:9} gap {_gap(result):.1e}"
            print(f"  {what:18} {spent:7.1f} s   {found}   bar {LIMIT_S}", flush=True)
    process.kill()


def _gap(result: SolveResult) -> float:
    if result.objective is None or result.bound is None:
        return float("inf")
    return abs(result.objective - result.bound) / max(abs(result.objective), 1e-9)


def _problems(document: Document) -> tuple[Problem, Problem]:
    """The problem, and the same without the rows that link awards to tiers."""
    request = read_request({"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.4}]})
    milp = build(build_tables(open_case(profile_from_document(document)), request))
    problem, _ = milp.freeze()
    dropped = np.zeros(problem.rows, dtype=bool)
    for name in LINKS:
        if name in milp.row_groups:
            group = milp.row_groups[name]
            dropped[group.first : group.first + group.count] = True
    kept = ~dropped[problem.row]
    loose = replace(problem, row=problem.row[kept], column=problem.column[kept], value=problem.value[kept])
    return problem, loose


def market(seed: int = 0, suppliers: int = 50, items: int = 100, offers: int = 50) -> Document:
    """Suppliers in four countries, those of China a seventh cheaper; each item is offered by some of them."""
    random = np.random.default_rng(seed)
    countries = random.choice(["CN", "VN", "TH", "JP"], suppliers, p=[0.4, 0.2, 0.2, 0.2])
    level = np.where(countries == "CN", 0.86, 1.0) * random.uniform(0.95, 1.05, suppliers)
    price, demand = random.lognormal(4, 1, items), random.integers(200, 5000, items)
    quotes = [
        {
            "item": f"i{i}",
            "supplier": f"s{s}",
            "duty_rate": 0,
            "unit_price": round(float(price[i] * level[s] * random.uniform(0.9, 1.1)), 2),
        }
        for i in range(items)
        for s in sorted(random.choice(suppliers, offers, replace=False))
    ]
    return {
        "schema_version": "1",
        "currency": "JPY",
        "firm": {"name": "Firm", "country": "JP"},
        "horizon": {"start": "2027-04-01"},
        "items": [{"id": f"i{i}"} for i in range(items)],
        "demand": [{"item": f"i{i}", "quantity": int(q)} for i, q in enumerate(demand)],
        "suppliers": [{"id": f"s{s}", "country": str(c)} for s, c in enumerate(countries)],
        "quotes": quotes,
    }


def rebates() -> Document:
    """2, 4 and 7 % back from a 100th, a 40th and a 15th of all spend on."""
    made = market()
    price = {q["item"]: q["unit_price"] for q in made["quotes"]}
    spend = sum(price[row["item"]] * row["quantity"] for row in made["demand"])
    steps = [(round(spend / 100), 0.02), (round(spend / 40), 0.04), (round(spend / 15), 0.07)]
    rows = [{"supplier": s["id"], "from_spend": f, "rate": r} for s in made["suppliers"] for f, r in steps]
    return made | {"rebates": rows}


def price_breaks() -> Document:
    """2, 4 and 7 % less from a fifth, half and four fifths of the demand on."""
    made = market()
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
