"""Solving again around a plan: one item is decided anew, and what the plan left open moves with it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from models.profile.rows import Floats
from solvers.milp import Problem, SolveOptions, StopReason
from solvers.sourcing.budget import Budget
from solvers.sourcing.explore.break_even import CLOSE, Tried
from solvers.sourcing.explore.formulation import Formulation
from solvers.sourcing.explore.reduced import reduced
from solvers.sourcing.solve import Solved

EVERYTHING = 100
"""With no more whole numbers than this everything is decided anew."""

PATIENCE = 0.25
"""Part of the time left that one solve in which everything is decided anew may take."""

WHOLE = 1e-7
"""By which a value may miss a whole number."""

FINE = 0.2
"""Part of what a price just beside the break-even price brings that may be noise."""

SOME = 1e-6
"""Part of a need below which nothing is bought."""


@dataclass(frozen=True, slots=True)
class Again:
    """The cheapest plan of a further solve: its cost in money, and values of its columns in their units."""

    cost: float
    values: Floats


@dataclass(frozen=True)
class Surroundings:
    """A plan's solve, and how much of it is decided anew.

    Attributes:
        plan: the plan's own formulation.
        chosen: the plan's values, scaled; whole numbers are exact.
        everything: whether all of it is decided anew; else one item's yes-or-no decisions, those that several
            items share, and all quantities, while what the plan chose for other items stays chosen.
        budget: of time.
    """

    plan: Formulation
    chosen: Floats
    everything: bool
    budget: Budget

    def solve(self, f: Formulation, item: int, worth: float, beat: float = inf) -> Again | None:
        """Solve a formulation around the plan; None where it is not proven in time.

        Args:
            f: the plan's own, or one in which the item has other prices or more sources; None is found too
                where it is so different that what the plan chose has no place in it.
            item: what is decided anew.
            worth: money; what is found is within a small part of a thousandth of it.
            beat: money; where nothing can cost less, a bound and the fractions behind it are enough.
        """
        if self.budget.spent:
            return None
        around = self._around(f, item)
        if around is None:
            return None
        smaller = reduced(around)
        factor = f.scaling.objective
        found = self._solved(smaller.problem.relaxed(), 0.0)
        if found is None:
            return None
        bound = (found[1] + smaller.constant) * factor
        whole = found[0][smaller.problem.integer]
        if bound < beat and np.abs(whole - np.round(whole)).max(initial=0.0) > WHOLE:
            found = self._solved(smaller.problem, worth / max(abs(bound), 1e-9))
        if found is None:
            return None
        values = f.scaling.values(smaller.whole(found[0]))
        return Again((found[1] + smaller.constant) * factor, values)

    def _around(self, f: Formulation, item: int) -> Problem | None:
        """The formulation's arrays with what stays as the plan has it."""
        problem = f.problem
        if self.everything:
            return problem
        mine, kept = self.plan.of_others(item), f.of_others(item)
        if mine.number != kept.number:
            return None
        lower, upper = problem.lower.copy(), problem.upper.copy()
        lower[kept.columns] = upper[kept.columns] = self.chosen[mine.columns]
        return replace(problem, lower=lower, upper=upper)

    def _solved(self, problem: Problem, part: float) -> tuple[Floats, float] | None:
        """Values and cost of a problem, as it is scaled; None where they are not proven in time."""
        if not problem.columns:
            return np.zeros(0), 0.0
        if self.budget.spent:
            return None
        result = self.budget.solver.solve(problem, self._options(problem, part))
        if result.values is None or result.objective is None or result.stop_reason is not StopReason.PROVED:
            return None
        return result.values, result.objective

    def _options(self, problem: Problem, part: float) -> SolveOptions:
        asked = self.budget.options
        backend = asked.backend if problem.integer.any() else "auto"
        seconds = self.budget.left * (PATIENCE if self.everything else 1.0)
        gap = min(asked.gap, max(FINE * CLOSE * part, 1e-9))
        return SolveOptions(backend, seconds, gap, asked.threads, asked.seed)


def judged(price: float, gain: float, weight: float, *, bought: bool) -> Tried:
    """What a solve says of something at a price: it wins where it is bought and saves more than noise.

    Args:
        price: at which it was tried.
        gain: saved against the least cost without it; money.
        weight: what one unit of price costs in the plan found; money.
        bought: whether more than next to nothing of it is.
    """
    if not bought or gain <= FINE * CLOSE * price * weight:
        return Tried(0.0, price)
    return Tried(gain, price + gain / weight)


def surroundings(solved: Solved, budget: Budget) -> Iterator[Surroundings]:
    """How a plan is solved again, the widest first: what is not settled in time is tried less widely."""
    assert solved.result.values is not None
    plan = Formulation.solved(solved)
    chosen = np.where(solved.problem.integer, np.round(solved.result.values), solved.result.values)
    if int(solved.problem.integer.sum()) <= EVERYTHING:
        yield Surroundings(plan, chosen, True, budget)
    yield Surroundings(plan, chosen, False, budget)
