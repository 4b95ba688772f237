"""Tables and model arrays for 10,000 items and 80,000 quotes: at most 1.5 s.

The peer is the same case with a Python object a variable, as PuLP builds it, for a ratio in one run.
"""

from functools import partial

from benchmarks.measure import here, median, seconds, spread
from models.case.case import SourcingCase
from models.case.open_case import open_case
from models.profile.generate import generate
from models.request import PlanRequest, read_request
from solvers.backends.pulp_backends import pulp_model
from solvers.milp import Problem
from solvers.sourcing.build import build
from solvers.sourcing.build_tables import build_tables

ITEMS = 10_000
RUNS = 5
BAR_S = 1.5


def main() -> None:
    made = generate(ITEMS)
    request = read_request(made.request)
    opening, arrays = [], []
    for _ in range(RUNS):
        spent, case = seconds(lambda: open_case(made.profile))
        opening.append(spent)
        spent, problem = seconds(partial(_arrays, case, request))
        arrays.append(spent)
    print(here())
    quotes = len(made.profile["quotes"])
    print(f"{ITEMS} items, {quotes} quotes: {problem.columns} columns, {problem.rows} rows")
    print(f"checking and opening the case, s: {spread(opening)}")
    print(f"tables and model arrays, s:       {spread(arrays)}   bar {BAR_S}")
    peer, _ = seconds(lambda: pulp_model(problem))
    print(f"peer, an object a variable, s:    {peer:.3f}   ratio {median(arrays) / peer:.2f}")


def _arrays(case: SourcingCase, request: PlanRequest) -> Problem:
    problem, _ = build(build_tables(case, request)).freeze()
    return problem


if __name__ == "__main__":
    print(__doc__)
    main()
