"""The list of quotes to ask for at 3,000 items: at most twice the time of the plan itself."""

from benchmarks.measure import here
from models.case.open_case import open_case
from models.profile.generate import generate
from models.request import read_request
from solvers.backends.process import SolverPool
from solvers.sourcing.make_plan import make_plan

ITEMS = 3_000
LIMIT_S = 300.0
BAR = 2.0


def main() -> None:
    made = generate(ITEMS)
    effort = {"time_limit_s": LIMIT_S, "explain": "none"}
    request = read_request({**made.request, "explore": {"countries": ["ASEAN"]}, "effort": effort})
    case = open_case(made.profile)
    print(here())
    with SolverPool(1) as pool:
        outcome = make_plan(case, request, pool)
    spent = outcome.seconds
    plan = spent["tables"] + spent["solve"] + spent["verify"]
    found = outcome.explanation
    checked = sum(row.checked is not None for row in found.rfq_list)
    print(f"plan, s: {plan:.1f} ({outcome.proof.status}, gap {outcome.proof.gap:.2e})")
    print(f"list of {len(found.rfq_list)} items, {checked} of them solved again")
    print(f"its time, s: {spent['explore']:.1f}")
    print(f"ratio {spent['explore'] / plan:.2f}   bar {BAR}")


if __name__ == "__main__":
    print(__doc__)
    main()
