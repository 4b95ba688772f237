"""A whole plan beside the same backend fed the same arrays: at most 1.25 times its wall time.

1,000 items, gap 1e-3, explanation none, median of five seeds. The whole plan is everything from the
profile's tables to the verified plan: checks, case, formulation, solve in a child process, second
count and independent check. Beside it the backend solves the same arrays in this process.
"""

from functools import partial

from benchmarks.measure import here, median, seconds
from models.profile.generate import generate
from service.plans import prepare
from solvers.backends.process import SolverProcess
from solvers.backends.registry import find
from solvers.milp import SolveOptions
from solvers.sourcing.build import build
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.make_plan import make_plan

ITEMS = 1_000
SEEDS = range(5)
EFFORT = {"gap": 1e-3, "explain": "none", "time_limit_s": 600}
BAR = 1.25


def main() -> None:
    print(here())
    backend = find("auto")
    ratios = []
    process = SolverProcess()
    # The first solve of a process pays for its start; a warm one is what is compared.
    _whole(process, generate(20))
    for seed in SEEDS:
        made = generate(ITEMS, seed=seed)
        whole, outcome = seconds(partial(_whole, process, made))
        problem = _arrays(made)
        options = SolveOptions(backend.name, 600, 1e-3)
        alone, _ = seconds(partial(backend.solve, problem, options, lambda _: None))
        ratios.append(whole / alone)
        stages = ", ".join(f"{name} {spent:.2f}" for name, spent in outcome.seconds.items())
        print(f"seed {seed}: whole {whole:.2f} s ({stages})")
        print(f"        {backend.name} alone {alone:.2f} s, ratio {whole / alone:.3f}")
    process.kill()
    print(f"median ratio {median(ratios):.3f}   bar {BAR}")


def _whole(process, made):
    job = prepare(made.profile, {**made.request, "effort": EFFORT})
    return make_plan(job.case, job.request, process)


def _arrays(made):
    job = prepare(made.profile, {**made.request, "effort": EFFORT})
    problem, _ = build(build_tables(job.case, job.request)).freeze()
    return problem


if __name__ == "__main__":
    print(__doc__)
    main()
