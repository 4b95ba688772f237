"""How far an answer is proven: derived from objective, bound and stop reason, never from a word."""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from models.case.investments import bookings
from models.profile.rows import Floats
from solvers.milp import SolveResult, StopReason
from solvers.milp.problem import Scaling
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.tiers import tiers_of

ROUNDING = 1e-9
"""Relative slack of a gap that is a quotient of floating-point sums."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The certificate of an answer.

    Attributes:
        status: `optimal` (gap within the effort's), `feasible` (a plan, gap not reached) or `none`.
        objective: present value of the plan, not rounded, recounted from its awards.
        bound: no plan that keeps the rules costs less; not rounded.
        gap: (objective - bound) / |objective|.
        backend: which solver.
        version: of its library.
        stop_reason: `proved`, `time` or `cancelled`.
        deterministic: whether the same input gives the same plan again (one thread, no clock in it).
    """

    status: str
    objective: float | None
    bound: float | None
    gap: float | None
    backend: str
    version: str
    stop_reason: str
    deterministic: bool


def proof_of(t: ProblemTables, result: SolveResult, scaling: Scaling, objective: float | None) -> Proof:
    """The certificate of a solver's answer.

    Args:
        t: the tables; they give the bound that holds for anybody.
        result: the solver's answer, in scaled units.
        scaling: how to undo the scaling.
        objective: of the plan as recounted; None where there is no plan.
    """
    bound = result.bound * scaling.objective if result.bound is not None else -np.inf
    bound = max(bound, cheapest_cost(t))
    effort = t.request.effort
    if objective is None:
        return Proof(
            "none", None, None, None, result.backend, result.version, result.stop_reason.value, False
        )
    bound = min(bound, objective)
    gap = relative_gap(objective, bound)
    reached = gap <= effort.gap + ROUNDING
    stop = StopReason.PROVED if reached else result.stop_reason
    return Proof(
        status="optimal" if reached else "feasible",
        objective=objective,
        bound=bound,
        gap=gap,
        backend=result.backend,
        version=result.version,
        stop_reason=stop.value if stop is not StopReason.FAILED else StopReason.TIME.value,
        deterministic=effort.threads == 1 and result.stop_reason is StopReason.PROVED,
    )


def relative_gap(objective: float, bound: float) -> float:
    """(objective - bound) / |objective|; 0 where both are 0."""
    distance = objective - bound
    if distance <= 0:
        return 0.0
    return distance / abs(objective) if objective else float("inf")


def cheapest_cost(t: ProblemTables) -> float:
    """Every need at its cheapest unit cost, shortage price included, less all rebates: no plan costs less.

    Cheapest of all price breaks that can be reached, less the highest rebate that can be. Costs of starting
    a source, shortfalls, surplus and prices of soft rules are at least 0, so leaving them out keeps it a
    bound. A project costs less than 0 where what remains of it is worth more: those are added.
    """
    needs = t.case.needs
    price = np.nan_to_num(t.case.items.shortage_cost[needs.item], nan=np.inf)
    best = np.where(t.free_short, 0.0, price)
    usable = t.award_upper > 0
    np.minimum.at(best, t.awards.need[usable], _least_unit_cost(t)[usable])
    best[np.isinf(best)] = 0.0
    bound = float((needs.quantity * best * t.case.discount[needs.period - 1]).sum())
    return bound + _cheapest_projects(t)


def _cheapest_projects(t: ProblemTables) -> float:
    """What projects bring in at most: below 0 only where what remains of one is worth more than it costs."""
    projects, options = t.case.investments, t.case.investments.options
    best = np.zeros(len(projects.id))
    worth = bookings(projects, options.project, options.period, len(t.case.periods)) @ t.case.discount
    np.minimum.at(best, options.project, worth)
    return float(best.sum())


def _least_unit_cost(t: ProblemTables) -> Floats:
    """The least that one unit of each award can cost, at any of its prices and less any rebate."""
    awards, parts, tiers = t.awards, t.award_steps, tiers_of(t)
    rate = np.zeros((len(t.case.suppliers.id), t.case.span))
    np.maximum.at(rate, (tiers.supplier, tiers.period), tiers.rate)
    paid_back = rate[awards.supplier, awards.period]
    price = t.case.offers.unit[CostKind.PURCHASE][awards.offer]
    least: Floats = awards.cost - paid_back * price
    more = sum(parts.unit.values()) - paid_back[parts.award] * parts.unit[CostKind.PURCHASE]
    np.minimum.at(least, parts.award, (awards.cost - paid_back * price)[parts.award] + more)
    return least
