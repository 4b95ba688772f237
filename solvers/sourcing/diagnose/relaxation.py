"""The least loosening of rules that makes a plan possible (elastic relaxation).

Every rule a person could relax gets a slack at a price; the problem that minimises the sum of
slacks is feasible, and what has slack in it is what must give. The unit of price: one percentage
point of a share, or one hundredth of a need or commitment, so that rules of different kinds weigh
alike. Source: J. W. Chinneck, "Feasibility and Infeasibility in Optimization", Springer 2008, ch. 6.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from models.errors import BackendFailed
from solvers.milp import Milp, SolveOptions, SolveStatus
from solvers.sourcing.budget import Budget
from solvers.sourcing.build import build
from solvers.sourcing.diagnose.relaxed import relaxed_rule
from solvers.sourcing.diagnose.slacks import GIVEN, needs_of_share, plan_slacks, quote_slacks, row_slacks
from solvers.sourcing.explain.explanation import Relaxed
from solvers.sourcing.periods import periods_of
from solvers.sourcing.rules import Rule, hard_leaders, rules_of, together, with_limit, without
from solvers.sourcing.switches import commitments_of
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording import in_periods

FACT_PRICE = 1000.0
"""A fact (a need, a capacity) gives way only where no rule of choice does the same."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The rules that give way, and how far each of them does."""

    rules: tuple[Rule, ...]
    steps: tuple[Relaxed, ...]

    def as_written(self, t: ProblemTables) -> tuple[Relaxed, ...]:
        """One step a place: what is written once gives way once, as far as its worst period asks."""
        worst: dict[tuple[str, str], Relaxed] = {}
        periods: dict[tuple[str, str], list[int]] = {}
        for rule, step in zip(self.rules, self.steps, strict=True):
            key = (step.rule, step.place)
            other = worst.setdefault(key, step)
            if step.by > other.by:
                worst[key] = step
            periods.setdefault(key, []).extend(periods_of(t, rule))
        return tuple(
            replace(step, text=step.text + in_periods(t, periods[key])) for key, step in worst.items()
        )

    def eased(self, t: ProblemTables) -> ProblemTables:
        """The tables with every rule as far relaxed as it has to be: some plan keeps them."""
        limits = [(rule, step) for rule, step in zip(self.rules, self.steps, strict=True)]
        dropped = [rule for rule, _ in limits if rule.kind != "share_limit"]
        eased = t
        for rule, step in limits:
            if rule.kind == "share_limit" and step.to is not None:
                eased = with_limit(eased, rule.index, step.to)
        return without(eased, dropped)


def least_relaxation(t: ProblemTables, budget: Budget) -> Relaxation | None:
    """The rules that give way, and how far; None where time ran out.

    Raises:
        BackendFailed: the solver finds no way out, although every rule may give way.
    """
    if budget.spent:
        return None
    # What bars quotes or caps their shares stands in bounds: built without, and brought back as rows.
    wide = without(t, [rule for rule in rules_of(t) if rule.kind in ("bar", "max_share")])
    milp = build(wide)
    slacks = [*_add_slacks(t, milp), *quote_slacks(t, wide, milp)]
    _fixed_of_what_is_left(t, milp)
    problem, scaling = milp.freeze()
    price = np.zeros(problem.columns)
    # A need that a limit of one supplier makes a matter of yes or no may be split when that limit gives.
    whole = problem.integer.copy()
    whole[milp.columns("quantity").all] = False
    for first, _, unit, weight in slacks:
        price[first] = weight * scaling.column[first] / unit
    options = SolveOptions(
        budget.options.backend, budget.left, 1e-6, budget.options.threads, budget.options.seed
    )
    result = budget.solver.solve(replace(problem, objective=price, integer=whole), options)
    if result.status is SolveStatus.INFEASIBLE:
        raise BackendFailed(f"{result.backend} says infeasible where every rule may give way")
    if result.values is None:
        return None
    values = scaling.values(result.values)
    quantity = np.clip(milp.columns("quantity").of(values), 0.0, None)
    left = t.case.needs.quantity - milp.columns(GIVEN).of(values)
    found = [
        (rule, float(values[column]) / unit)
        for column, rule, unit, _ in slacks
        if values[column] > 1e-6 * unit
    ]
    steps = tuple(relaxed_rule(t, rule, points, quantity, left) for rule, points in found)
    return Relaxation(tuple(rule for rule, _ in found), steps)


def _add_slacks(t: ProblemTables, m: Milp) -> Iterator[tuple[int, Rule, float, float]]:
    """Add a slack to each row that may give; yields column, rule, size of a hundredth, and price."""
    yield from _share_slacks(t, m)
    yield from _contract_slacks(t, m)
    wanted = t.fixed_shares.demand
    yield from row_slacks(m, "fixed_share", "fixed_share", wanted, 1.0, 1.0)
    yield from row_slacks(m, "fixed_share", "fixed_share", wanted, -1.0, 1.0)
    counts = t.supplier_counts
    yield from row_slacks(
        m, "min_suppliers", "min_suppliers", np.where(counts.least > 0, 100.0, 0.0), 1.0, 10.0
    )
    finite = np.where(np.isfinite(counts.most), 100.0, 0.0)
    yield from row_slacks(m, "max_suppliers", "max_suppliers", finite, -1.0, 10.0)
    yield from row_slacks(m, "demand", "need", t.case.needs.quantity, 1.0, FACT_PRICE)
    yield from row_slacks(
        m, "supplier_capacity", "supplier_capacity", t.supplier_capacities.capacity, -1.0, FACT_PRICE
    )
    yield from row_slacks(m, "capacity", "capacity", t.capacities.quantity, -1.0, FACT_PRICE)
    yield from plan_slacks(t, m)


def _contract_slacks(t: ProblemTables, m: Milp) -> Iterator[tuple[int, Rule, float, float]]:
    """A slack on each commitment, in the name of its first contract."""
    due = commitments_of(t)
    for column, rule, hundredth, weight in row_slacks(m, "contract", "contract", due.quantity, 1.0, 1.0):
        yield column, Rule("contract", int(due.first[rule.index])), hundredth, weight


def _share_slacks(t: ProblemTables, m: Milp) -> Iterator[tuple[int, Rule, float, float]]:
    if "share_limit" not in m.row_groups:
        return
    rows = m.row_groups["share_limit"]
    first = hard_leaders(t)
    # In percentage points: one number of the request may stand in several rows, of unlike sizes.
    slack = m.variables("share_slack", len(first))
    for at, leader in enumerate(first):
        for number in together(t, leader):
            limit = t.share_limits[number]
            point = limit.point * (-1.0 if limit.is_cap else 1.0)
            m.terms(rows.at([number]), slack.at([at]), point)
        yield slack.first + at, Rule("share_limit", leader), 1.0, 1.0


def _fixed_of_what_is_left(t: ProblemTables, m: Milp) -> None:
    """Where a need gives way, a fixed share is of what is left of it."""
    for at, share in enumerate(t.fixed_shares.share):
        need = needs_of_share(t, at)
        rows = m.row_groups["fixed_share"].at(np.full(len(need), at))
        m.terms(rows, m.columns(GIVEN).at(need), float(share))
