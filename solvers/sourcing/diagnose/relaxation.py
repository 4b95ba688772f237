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
from solvers.sourcing.blocks.pace import moving_needs
from solvers.sourcing.budget import Budget
from solvers.sourcing.build import build
from solvers.sourcing.diagnose import places
from solvers.sourcing.diagnose.relaxed import Given, RelaxedRules, relaxed_rules
from solvers.sourcing.diagnose.slacks import (
    Giving,
    Slack,
    given_columns,
    needs_of_share,
    plan_slacks,
    quote_slacks,
    row_slacks,
)
from solvers.sourcing.explain.explanation import Relaxed
from solvers.sourcing.rules import Rule, hard_leaders, rules_of, together, with_limit, without
from solvers.sourcing.switches import commitments_of
from solvers.sourcing.tables import ProblemTables

FACT_PRICE = 1000.0
"""A fact (a need, a capacity) gives way only where no rule of choice does the same."""

DROP_PRICE = 100.0
"""A share that no one number can replace in all its periods is dropped at the price of all its points."""

LEAST = 1e-6
"""Hundredths below this are solvers' noise."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What gives way, as it is written: one step a number of the profile or request.

    Attributes:
        found: the steps, with the rules they are of.
        noise: the largest slack that is too small to be told, in hundredths.
    """

    found: tuple[RelaxedRules, ...]
    noise: float = 0.0

    @property
    def steps(self) -> tuple[Relaxed, ...]:
        """The steps as the answer shows them."""
        return tuple(one.step for one in self.found)

    def eased(self, t: ProblemTables) -> ProblemTables:
        """The tables with every rule as far relaxed as it has to be: some plan keeps them."""
        eased = t
        dropped: list[Rule] = []
        for one in self.found:
            if one.rules[0].kind != "share_limit":
                dropped += one.rules
            elif one.step.to is not None:
                eased = with_limit(eased, one.rules[0].index, one.step.to)
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
    _pace_of_what_is_left(t, milp)
    problem, scaling = milp.freeze()
    price = np.zeros(problem.columns)
    # A need that a limit of one supplier makes a matter of yes or no may be split when that limit gives.
    whole = problem.integer.copy()
    whole[milp.columns("quantity").all] = False
    for slack in slacks:
        price[slack.column] = slack.price * scaling.column[slack.column]
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
    column, unit = given_columns(t, milp)
    left = t.case.needs.quantity - unit * values[column]
    found: dict[tuple[Rule, ...], float] = {}
    for slack in slacks:
        if values[slack.column] > LEAST:
            found[slack.rules] = found.get(slack.rules, 0.0) + float(values[slack.column])
    given = Given(quantity, left)
    steps = tuple(relaxed_rules(t, rules, points, given) for rules, points in found.items())
    small = [float(values[slack.column]) for slack in slacks if slack.rules not in found]
    return Relaxation(steps, max(small, default=0.0))


def _add_slacks(t: ProblemTables, m: Milp) -> Iterator[Slack]:
    """Add a slack to each row that may give."""
    yield from _share_slacks(t, m)
    yield from _fixed_slacks(t, m)
    due, counts = commitments_of(t), t.supplier_counts
    least = np.where(counts.least > 0, 100.0, 0.0)
    most = np.where(np.isfinite(counts.most), 100.0, 0.0)
    sites, limits, needs = t.supplier_capacities, t.capacities, t.case.needs.quantity
    limit_rows = t.case.capacities.row[limits.row]
    count, every = np.arange(len(least)), np.arange(len(needs))
    site, limit = np.arange(len(sites.supplier)), np.arange(len(limits.row))
    of_site = ("supplier_capacity", "supplier_capacity", site, sites.capacity, sites.supplier)
    for giving in (
        Giving("contract", "contract", due.first, due.quantity, places.commitments(t), 1.0, 1.0),
        Giving("min_suppliers", "min_suppliers", count, least, places.least_suppliers(t), 1.0, 10.0),
        Giving("max_suppliers", "max_suppliers", count, most, places.most_suppliers(t), -1.0, 10.0),
        Giving("demand", "need", every, needs, places.needs(t), 1.0, FACT_PRICE),
        Giving(*of_site, -1.0, FACT_PRICE),
        Giving("capacity", "capacity", limit, limits.quantity, limit_rows, -1.0, FACT_PRICE),
    ):
        yield from row_slacks(m, giving)
    yield from plan_slacks(t, m)


def _fixed_slacks(t: ProblemTables, m: Milp) -> Iterator[Slack]:
    """A fixed share moves up or down by points; one of several periods can also be dropped."""
    number, size = places.fixed_shares(t), t.fixed_shares.demand
    index = np.arange(len(size))
    for sign in (1.0, -1.0):
        yield from row_slacks(m, Giving("fixed_share", "fixed_share", index, size, number, sign, 1.0))
    if "fixed_share" not in m.row_groups or len(t.case.periods) == 1:
        return
    count = int(number.max(initial=-1)) + 1
    drop = m.variables("fixed_drop", count, upper=1.0, integer=True)
    free = m.variables("fixed_free", 2 * len(size), scale=np.tile(size, 2))
    m.terms(m.row_groups["fixed_share"].at(np.tile(index, 2)), free.all, np.repeat([1.0, -1.0], len(size)))
    rows = m.rows("fixed_dropped", 2 * len(size), upper=0.0)
    m.terms(rows.at(np.arange(rows.count)), free.all, 1.0)
    m.terms(rows.at(np.arange(rows.count)), drop.at(np.tile(number, 2)), -np.tile(size, 2))
    for which in range(count):
        mine = tuple(Rule("fixed_share", int(at)) for at in np.flatnonzero(number == which))
        yield Slack(drop.first + which, mine, DROP_PRICE)


def _share_slacks(t: ProblemTables, m: Milp) -> Iterator[Slack]:
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
        yield Slack(slack.first + at, (Rule("share_limit", leader),), 1.0)


def _fixed_of_what_is_left(t: ProblemTables, m: Milp) -> None:
    """Where a need gives way, a fixed share is of what is left of it."""
    column, unit = given_columns(t, m)
    for at, share in enumerate(t.fixed_shares.share):
        need = needs_of_share(t, at)
        rows = m.row_groups["fixed_share"].at(np.full(len(need), at))
        m.terms(rows, column[need], float(share) * unit[need])


def _pace_of_what_is_left(t: ProblemTables, m: Milp) -> None:
    """Where a need gives way, the part of it that may move is of what is left of it."""
    if t.limits.pace is None:
        return
    item, period, _ = moving_needs(t)
    row = np.full((len(t.case.items.id), t.case.span), -1, dtype=np.int64)
    row[item, period] = m.row_groups["pace"].at(np.arange(len(item)))
    needs = t.case.needs
    mine = row[needs.item, needs.period]
    held = np.flatnonzero(mine >= 0)
    column, unit = given_columns(t, m)
    m.terms(mine[held], column[held], t.limits.pace * unit[held])
