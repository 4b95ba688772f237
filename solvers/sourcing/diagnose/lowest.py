"""The lowest share a cap can have (the highest a floor can have) with every other rule kept.

The share is a ratio of two linear sums, N / D: Dinkelbach's method minimises N - lambda D, sets
lambda to the ratio found, and ends when nothing gets below it. Source: W. Dinkelbach, "On nonlinear
fractional programming", Management Science 13 (1967) 492-498. The share reported is rounded to a
hundredth of a percentage point on the side that works, and the plan at it is solved.
"""

import math
from dataclasses import replace

import numpy as np

from models.profile.rows import Floats
from solvers.milp import Milp, SolveOptions, SolveStatus, StopReason
from solvers.sourcing.budget import Budget, is_feasible
from solvers.sourcing.build import build
from solvers.sourcing.explain.explanation import LowestCap
from solvers.sourcing.rules import Rule, together, with_limit, without
from solvers.sourcing.spend import Terms, limit_terms
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording import limit_name, wording

STEP = 1e-4
"""Shares are reported to a hundredth of a percentage point."""
MOST_ROUNDS = 12


def lowest_cap(t: ProblemTables, number: int, budget: Budget) -> LowestCap:
    """How far one share limit can go."""
    limit = t.share_limits[number]
    words, name = wording(t, Rule("share_limit", number)), limit_name(t, number)
    if len(together(t, number)) > 1:
        return LowestCap(name, words.place, limit.limit, *_bisected(t, number, budget))
    best, proven = _extreme_share(t, number, budget)
    if best is None:
        return LowestCap(name, words.place, limit.limit, None, proven)
    share = rounded_share(best, up=limit.is_cap)
    # The rounded share must work: at worst a step or two further, where solvers' tolerances bite.
    for _ in range(3):
        if is_feasible(budget.solve(with_limit(t, number, share), "lowest share")) is not False:
            break
        share = rounded_share(share + (STEP if limit.is_cap else -STEP), up=limit.is_cap)
    return LowestCap(name, words.place, limit.limit, share, proven)


def rounded_share(share: float, *, up: bool) -> float:
    """A share on the grid of reported shares, on the side that works."""
    steps = share / STEP
    whole = math.ceil(steps - 1e-6) if up else math.floor(steps + 1e-6)
    return round(min(1.0, max(0.0, whole * STEP)), 4)


def _bisected(t: ProblemTables, number: int, budget: Budget) -> tuple[float | None, bool]:
    """The number nearest to the asked that several shares can keep at once, by halving; whether it is proven.

    The asked one cannot be kept, as nothing keeps all rules; one that asks nothing can.
    """
    fits = is_feasible(budget.solve(without(t, [Rule("share_limit", number)]), "lowest share"))
    if not fits:
        return None, fits is False
    asked = t.share_limits[number].limit / STEP
    cap = t.share_limits[number].is_cap
    fails, works = (math.floor(asked), round(1 / STEP)) if cap else (math.ceil(asked), 0)
    while abs(works - fails) > 1:
        middle = (fails + works) // 2
        fits = is_feasible(budget.solve(with_limit(t, number, middle * STEP), "lowest share"))
        if fits is None:
            return round(works * STEP, 4), False
        fails, works = (fails, middle) if fits else (middle, works)
    return round(works * STEP, 4), True


def _extreme_share(t: ProblemTables, number: int, budget: Budget) -> tuple[float | None, bool]:
    """The extreme share and whether it is proven; None where no plan keeps the other rules."""
    limit = t.share_limits[number]
    sign = 1.0 if limit.is_cap else -1.0
    # At a share that everything keeps, not without it: its scope still decides which units go where.
    free = with_limit(t, number, 1.0 if limit.is_cap else 0.0)
    milp = build(free)
    terms, part = limit_terms(free, milp, limit)
    ratio: float | None = None
    for _ in range(MOST_ROUNDS):
        values, proven = _minimise(milp, terms, sign * (part - (ratio or 0.0)), budget)
        if values is None:
            return ratio, proven
        base = terms.amount * values[terms.column]
        total = float(base.sum())
        share = float(part @ base) / total if total > 0 else 0.0
        if ratio is not None and sign * (ratio - share) <= STEP / 100:
            return (min(ratio, share) if sign > 0 else max(ratio, share)), proven
        ratio = share
    return ratio, False


def _minimise(milp: Milp, terms: Terms, weight: Floats, budget: Budget) -> tuple[Floats | None, bool]:
    """Values of the columns that minimise weighted terms; the flag says whether it is proven."""
    if budget.spent:
        return None, False
    problem, scaling = milp.freeze()
    goal = np.zeros(problem.columns)
    np.add.at(goal, terms.column, weight * terms.amount * scaling.column[terms.column])
    top = float(np.abs(goal).max(initial=0.0))
    goal = goal / top if top > 0 else goal
    asked = budget.options
    options = SolveOptions(asked.backend, budget.left, 1e-6, asked.threads, asked.seed)
    result = budget.solver.solve(replace(problem, objective=goal), options)
    if result.values is None:
        return None, result.status is SolveStatus.INFEASIBLE
    return scaling.values(result.values), result.stop_reason is StopReason.PROVED
