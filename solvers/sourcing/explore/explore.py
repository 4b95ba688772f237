"""Puts the list of missing and lost quotes together, within a budget of time."""

from dataclasses import replace

import numpy as np

from models.profile.rows import Floats
from models.request import PlanRequest
from solvers.sourcing.budget import Budget
from solvers.sourcing.explain.explain import QUICK_S
from solvers.sourcing.explain.explanation import Explanation
from solvers.sourcing.explore.lost import target_prices
from solvers.sourcing.explore.missing import missing_quotes
from solvers.sourcing.explore.prices import relaxed_prices
from solvers.sourcing.explore.recheck import rechecked
from solvers.sourcing.tables import ProblemTables

WHERE_NOBODY_SAYS = ("ASEAN",)
"""The countries in which an infeasible profile's missing quotes are looked for."""


def explored_countries(request: PlanRequest, *, infeasible: bool) -> tuple[str, ...]:
    """Where new sources are looked for; nowhere where nobody asks."""
    if request.explore is not None:
        return tuple(request.explore.countries)
    return WHERE_NOBODY_SAYS if infeasible else ()


def explore_seconds(request: PlanRequest, solve_s: float) -> float:
    """Seconds that the list may take: as the explanation, and no longer than the plan itself or 5 s."""
    limit = request.effort.time_limit_s
    return min(limit, max(solve_s, QUICK_S)) if request.effort.explain != "full" else limit


def explored(
    t: ProblemTables,
    explanation: Explanation,
    budget: Budget,
    *,
    bought: Floats | None = None,
    objective: float | None = None,
) -> Explanation:
    """An explanation with the quotes to ask for, and (of a plan) the prices at which others would win.

    Args:
        t: the tables of the plan, or of an infeasible profile eased so far that a plan is possible.
        explanation: what was found out before.
        budget: of time, for one relaxation and for what is solved again.
        bought: of a plan, the quantity of each award.
        objective: of a plan, its present value.
    """
    countries = explored_countries(t.request, infeasible=bought is None)
    if not countries:
        return explanation
    prices = relaxed_prices(t, budget)
    if prices is None:
        words = "rfq_list: no time left for the relaxation that ranks it"
        return replace(explanation, left_out=(*explanation.left_out, words))
    quantity = prices.quantity if bought is None else bought
    rows = missing_quotes(t, replace(prices, quantity=quantity), countries)
    rows = rechecked(t, rows, objective, budget)
    left = explanation.left_out
    if objective is not None and rows and not any(row.checked for row in rows):
        left = (*left, "rfq_list: no time left to solve the first of it again")
    lost = () if bought is None else target_prices(t, prices, np.asarray(bought))
    return replace(explanation, rfq_list=rows, target_prices=lost, left_out=left)
