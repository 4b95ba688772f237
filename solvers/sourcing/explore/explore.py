"""Puts the list of missing and lost quotes together, within a budget of time."""

from dataclasses import replace

from models.profile.rows import Floats
from models.request import PlanRequest
from solvers.sourcing.budget import Budget
from solvers.sourcing.explain.explain import QUICK_S
from solvers.sourcing.explain.explanation import Explanation, MissingQuote
from solvers.sourcing.explore.enough import until_enough
from solvers.sourcing.explore.formulation import Formulation
from solvers.sourcing.explore.lost import target_prices
from solvers.sourcing.explore.missing import by_money, by_share, missing_quotes
from solvers.sourcing.explore.prices import relaxed_prices
from solvers.sourcing.explore.recheck import rechecked
from solvers.sourcing.explore.retarget import retargeted
from solvers.sourcing.solve import Solved
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


def explored_plan(solved: Solved, explanation: Explanation, bought: Floats, budget: Budget) -> Explanation:
    """An explanation with the quotes to ask for, and the prices at which those that lost would win.

    Args:
        solved: the plan's own solve.
        explanation: what was found out before.
        bought: quantity of each award in the plan.
        budget: of time, for one relaxation and for what is solved again.
    """
    t = solved.tables
    countries = explored_countries(t.request, infeasible=False)
    prices = relaxed_prices(Formulation.solved(solved), budget)
    if prices is None:
        return _left_out(explanation, "rfq_list: no time left for the relaxation that ranks it")
    rows = by_money(missing_quotes(t, replace(prices, quantity=bought), countries))
    targets = target_prices(t, prices, bought)
    if solved.result.values is not None:
        rows = rechecked(solved, rows, budget)
        targets = retargeted(solved, targets, budget)
    found = replace(explanation, rfq_list=rows, target_prices=targets)
    for name, checked in (
        ("rfq_list", [row.checked for row in rows]),
        ("target_prices", [row.checked for row in targets]),
    ):
        if budget.spent and checked and all(one is None for one in checked):
            found = _left_out(found, f"{name}: no time left to solve the first of it again")
    return found


def explored_infeasible(
    t: ProblemTables, eased: ProblemTables, explanation: Explanation, budget: Budget
) -> Explanation:
    """A diagnosis with the quotes to ask for, and how many of them make a plan possible.

    Args:
        t: the tables no plan keeps.
        eased: the same relaxed so far that some plan does.
        explanation: the diagnosis.
        budget: of time.
    """
    countries = explored_countries(t.request, infeasible=True)
    prices = relaxed_prices(Formulation.of(eased), budget)
    if prices is None:
        return _left_out(explanation, "rfq_list: no time left for the relaxation that ranks it")
    rows = by_share(_where_needs_give_way(eased, missing_quotes(eased, prices, countries)))
    return replace(explanation, rfq_list=until_enough(t, rows, budget))


def _where_needs_give_way(eased: ProblemTables, rows: tuple[MissingQuote, ...]) -> tuple[MissingQuote, ...]:
    """What goes short is worth at least what its cheapest quote asks: the relaxation sees no price there."""
    short = set(eased.case.items.id[eased.case.needs.item[eased.free_short]].tolist())
    return tuple(
        replace(row, entry_price=max(row.entry_price, row.matched_price)) if row.item in short else row
        for row in rows
    )


def _left_out(explanation: Explanation, words: str) -> Explanation:
    return replace(explanation, left_out=(*explanation.left_out, words))
