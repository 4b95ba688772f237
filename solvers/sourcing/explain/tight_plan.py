"""Which limits on the plan as a whole, and which capacities over several items, a plan reaches."""

from collections.abc import Iterator

import numpy as np

from models.case.cost_kinds import CostKind
from models.plan.decisions import Decisions, quantities_by_period
from models.plan.statement import one_offs
from models.profile.rows import Floats, Mask
from models.tolerances import QUANTITY
from solvers.sourcing.additions import capacity_additions
from solvers.sourcing.blocks.pace import growth_of, moved_of, moving_needs, sources_of
from solvers.sourcing.rules import Rule
from solvers.sourcing.spend import pricing_of
from solvers.sourcing.surplus import surplus_of
from solvers.sourcing.tables import ProblemTables

NEAR = 10 * QUANTITY


def started_options(t: ProblemTables, decisions: Decisions) -> Mask:
    """Which options of the case's investments a plan starts."""
    options, span = t.case.investments.options, t.case.span
    found: Mask = np.isin(
        options.project * span + options.period, decisions.investment * span + decisions.started
    )
    return found


def tight_capacities(t: ProblemTables, quantity: Floats, started: Mask) -> Iterator[Rule]:
    """Rows of `capacities` that are used up: in spend at the prices in force, surplus included."""
    limits = t.capacities
    if not len(limits.row):
        return
    award = limits.load_award
    in_spend = t.case.capacities.in_spend[limits.row[limits.load_limit]]
    rate = np.where(in_spend, pricing_of(t, quantity).unit[CostKind.PURCHASE][award], limits.load_rate)
    paid = quantity + surplus_of(t, quantity)
    used = np.bincount(limits.load_limit, weights=rate * paid[award], minlength=len(limits.row))
    most = limits.quantity + capacity_additions(t).of(started, len(limits.row))
    full = (used > 0) & (used >= most * (1 - NEAR))
    yield from (Rule("capacity", int(at)) for at in np.flatnonzero(full))


def tight_plan_limits(t: ProblemTables, decisions: Decisions, quantity: Floats) -> Iterator[Rule]:
    """Pace, changes and budgets; a budget is used up where nothing more can be started from it."""
    limits = t.limits
    if held_by_pace(t, quantity).any():
        yield Rule("pace", 0)
    if limits.changes is not None and _changes(t, decisions) > limits.changes - 1:
        yield Rule("changes", 0)
    if limits.one_off is not None and _no_source_more(t, decisions, limits.one_off):
        yield Rule("one_off", 0)
    if limits.capital is not None and _no_project_more(t, decisions, limits.capital):
        yield Rule("capital", 0)


def held_by_pace(t: ProblemTables, quantity: Floats) -> Mask:
    """Awards that could grow no more: as much of their item moves in the period as may.

    Empty where the request sets no pace. A source that shrinks is not held by it.
    """
    if t.limits.pace is None:
        return np.zeros(len(t.awards.offer), dtype=bool)
    sources = sources_of(t)
    growth = growth_of(t, sources, quantity)
    item, period, demand = moving_needs(t)
    moved = moved_of(t, sources, growth)
    most = np.full(moved.shape, np.inf)
    most[item, period] = t.limits.pace * demand * (1 - NEAR)
    full = (moved >= most)[t.awards.item[sources.award], t.awards.period[sources.award]]
    held: Mask = full & (growth >= -NEAR * t.awards.demand[sources.award])
    return held[sources.of_award]


def _changes(t: ProblemTables, decisions: Decisions) -> int:
    """Sources added and dropped over the horizon."""
    bought = quantities_by_period(t.case, decisions) > 0
    return int((bought[1:] != bought[:-1]).sum())


def _no_source_more(t: ProblemTables, decisions: Decisions, budget: float) -> bool:
    """Whether no quote that is not bought could still be started from the budget."""
    case = t.case
    spent = sum(float(amounts.sum()) for amounts in one_offs(case, decisions).values())
    quote = case.offers.quote[decisions.offer[decisions.bought > 0]]
    joined = np.isin(np.arange(len(case.suppliers.id)), case.quotes.supplier[quote])
    cash = case.quotes.qualification_cost + case.quotes.tooling_cost
    cash = cash + np.where(joined, 0.0, case.suppliers.onboarding_cost)[case.quotes.supplier]
    idle = ~np.isin(np.arange(len(cash)), quote) & (cash > 0)
    return _no_room(spent, cash[idle], budget)


def _no_project_more(t: ProblemTables, decisions: Decisions, budget: float) -> bool:
    cash = t.case.investments.cash
    idle = ~np.isin(np.arange(len(cash)), decisions.investment) & (cash > 0)
    return _no_room(float(cash[decisions.investment].sum()), cash[idle], budget)


def _no_room(spent: float, cash: Floats, budget: float) -> bool:
    """Whether some things would cost cash, and the cheapest of them more than is left."""
    return bool(len(cash)) and spent + float(cash.min()) > budget * (1 + NEAR)
