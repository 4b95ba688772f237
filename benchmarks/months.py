"""300 items, 2,400 quotes, 12 months with qualification and pace: gap 0.5 % within 90 s.

The generated case in months: quantities by twelve, new sources take 30 to 240 days to qualify, a cap that
tightens over the year, and at most 40 % of an item moves in a month. Left out are its contracts, locks,
exclusions and minimum numbers of suppliers, which ask of the first month what only a later one can give, its
caps on categories, and the years over which one-off costs are spread. The peer is the same case as one year
in steady state, with all of its tables and the firm-wide cap, for a ratio in one run.
"""

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from benchmarks.measure import here, seconds
from models.case.open_case import open_case
from models.profile.generate import FIRM_CAP, generate
from models.profile.read import SourcingProfile
from models.profile.rows import Rows, objects
from models.request import read_request
from solvers.backends.process import SolverPool
from solvers.sourcing.make_plan import make_plan

ITEMS = 300
MONTHS = 12
GAP = 0.005
BAR_S = 90.0
BY_MONTH = {
    "demand": ("quantity",),
    "allocation": ("quantity",),
    "suppliers": ("capacity",),
    "quotes": ("capacity", "min_order"),
    "contracts": ("quantity",),
}


Request = dict[str, Any]


def monthly(profile: SourcingProfile, seed: int = 0) -> SourcingProfile:
    """A profile of one year as twelve months in transition."""
    random = np.random.default_rng(seed)
    tables = dict(profile.tables)
    for name, columns in BY_MONTH.items():
        rows = tables[name]
        scaled = {column: rows[column] / MONTHS for column in columns}
        tables[name] = Rows({**rows.columns, **scaled}, len(rows))
    _make_ready(tables)
    quotes = tables["quotes"]
    days = random.integers(30, 241, len(quotes)).astype(float)
    tables["quotes"] = Rows({**quotes.columns, "qualification_days": days}, len(quotes))
    horizon = tables["horizon"]
    months = {
        "period": objects(["month"]),
        "count": np.array([float(MONTHS)]),
        "view": objects(["transition"]),
    }
    gone = {"evaluation_years": np.array([np.nan])}
    tables["horizon"] = Rows({**horizon.columns, **months, **gone}, 1)
    return replace(profile, tables=tables)


def _make_ready(tables: dict[str, Rows]) -> None:
    """Leave out what asks of the first month what only later months can give."""
    for name in ("contracts", "locks", "exclusions"):
        tables[name] = tables[name].take([])
    items = tables["items"]
    none = np.full(len(items), np.nan)
    tables["items"] = Rows({**items.columns, "min_suppliers": none}, len(items))


def glide(first: float) -> list[dict[str, object]]:
    """Caps on China that tighten from what is bought today to the firm's cap."""
    steps = np.linspace(first, FIRM_CAP, 4)
    return [
        {
            "id": f"from {at * 3 + 1}",
            "countries": ["CN"],
            "max_share": round(float(share), 3),
            "from_period": at * 3 + 1,
        }
        for at, share in enumerate(steps)
    ]


def main() -> None:
    made = generate(ITEMS)
    print(here())
    with SolverPool(1) as pool:
        year = _planned("one year", made.profile, {"caps": made.request["caps"][:1]}, pool)
        asked = {"caps": glide(0.75), "max_moved_share": 0.4}
        months = _planned("twelve months", monthly(made.profile), asked, pool)
    print(f"ratio of the whole plans, months to year: {months / year:.1f}")
    print(f"bar: gap {GAP} within {BAR_S:.0f} s")


def _planned(name: str, profile: SourcingProfile, request: Request, pool: SolverPool) -> float:
    """Make the plan, verified; its seconds from the opened case on."""
    effort = {"time_limit_s": BAR_S, "gap": GAP, "explain": "none"}
    asked = read_request({**request, "effort": effort})
    spent, outcome = seconds(partial(make_plan, open_case(profile), asked, pool))
    stages = ", ".join(f"{stage} {took:.1f}" for stage, took in outcome.seconds.items())
    print(f"{name}: {outcome.kind}, gap {outcome.proof.gap}, {spent:.1f} s ({stages})", flush=True)
    return spent


if __name__ == "__main__":
    print(__doc__)
    main()
