"""Slacks of an elastic formulation: what lets a row give way, by how much, and at what price."""

from collections.abc import Iterator

import numpy as np

from models.profile.rows import Floats, Ints
from solvers.milp import Milp
from solvers.sourcing.blocks.pace import moving_needs
from solvers.sourcing.rules import Rule
from solvers.sourcing.tables import ProblemTables

LIFT_PRICE = 50.0
"""Lifting a bar weighs as much as fifty percentage points: it is all or nothing."""

GIVEN = "need_slack_up"
"""The columns by which needs give way: one a need."""

Slack = tuple[int, Rule, float, float]
"""Column, rule, what one hundredth of the rule is in the column's unit, and the price of a hundredth."""


def row_slacks(
    m: Milp,
    group: str,
    kind: str,
    size: Floats,
    sign: float,
    weight: float,
) -> Iterator[Slack]:
    """A slack on each row of a group whose size is above 0; `sign` +1 fills a row up, -1 widens it."""
    if group not in m.row_groups:
        return
    at = np.flatnonzero(size > 0)
    name = f"{kind}_slack{'_up' if sign > 0 else '_down'}"
    hundredth = size[at] / 100
    slack = m.variables(name, len(at), scale=hundredth)
    m.terms(m.row_groups[group].at(at), slack.all, sign)
    for number, row in enumerate(at):
        yield slack.first + number, Rule(kind, int(row)), float(hundredth[number]), weight


def quote_slacks(t: ProblemTables, wide: ProblemTables, m: Milp) -> Iterator[Slack]:
    """Slacks of what quotes alone say: bars, largest shares, minimums.

    Args:
        t: the tables.
        wide: the same without bars and largest shares.
        m: the formulation of `wide`.
    """
    yield from _lifts(t, wide, m)
    yield from _largest_shares(t, m)
    least = np.flatnonzero(wide.switched_uses & (wide.uses.least > 0))
    yield from _named(row_slacks(m, "least", "min_share", wide.uses.least[least], 1.0, 1.0), least)
    order = np.flatnonzero(~wide.uses.barred & (wide.uses.min_order > 0))
    yield from _named(row_slacks(m, "min_order", "min_order", wide.uses.order[order], 1.0, 1.0), order)


def _named(slacks: Iterator[Slack], uses: Ints) -> Iterator[Slack]:
    """The same in the name of uses instead of rows."""
    for column, rule, hundredth, price in slacks:
        yield column, Rule(rule.kind, int(uses[rule.index])), hundredth, price


def plan_slacks(t: ProblemTables, m: Milp) -> Iterator[Slack]:
    """Slacks of what the request allows a plan as a whole: points of pace, changes, hundredths of budgets."""
    if "pace" in m.row_groups:
        rows = m.row_groups["pace"]
        slack = m.variables("moved_share_slack", 1)
        demand = moving_needs(t)[2]
        m.terms(rows.at(np.arange(rows.count)), slack.at(np.zeros(rows.count)), -demand / 100)
        yield slack.first, Rule("moved_share", 0), 1.0, 1.0
    sizes = {"changes": 100.0, "one_off": t.limits.one_off, "capital": t.limits.capital}
    groups = {"changes": "changes", "one_off": "one_off_budget", "capital": "capital_budget"}
    for kind, group in groups.items():
        if group in m.row_groups:
            # A budget of nothing gives way by money of its own: a hundredth of one unit would be too dear.
            hundredth = (sizes[kind] or 100.0) / 100
            slack = m.variables(f"{kind}_slack", 1, scale=hundredth)
            m.terms(m.row_groups[group].at([0]), slack.all, -1.0)
            yield slack.first, Rule(kind, 0), hundredth, 10.0 if kind == "changes" else 1.0


def _lifts(t: ProblemTables, wide: ProblemTables, m: Milp) -> Iterator[Slack]:
    """`quantity <= most x lift` for every award that a bar bars."""
    lift = m.variables("lift", len(t.bars), upper=1.0, integer=True)
    for number, bar in enumerate(t.bars):
        award = np.flatnonzero(np.isin(t.awards.use, bar.uses) & (wide.award_upper > 0))
        rows = m.rows(f"lifted_{number}", len(award), upper=0.0)
        m.terms(rows.at(np.arange(len(award))), m.columns("quantity").at(award), 1.0)
        m.terms(
            rows.at(np.arange(len(award))), lift.at(np.full(len(award), number)), -wide.award_upper[award]
        )
        yield lift.first + number, Rule("bar", number), 1.0, LIFT_PRICE


def _largest_shares(t: ProblemTables, m: Milp) -> Iterator[Slack]:
    """`sum of quantity <= max_share x (demand - what needs give way) + slack` of every quote that has one."""
    uses = np.flatnonzero(t.uses.max_share < 1)
    row = np.full(len(t.uses.quote), -1, dtype=np.int64)
    row[uses] = np.arange(len(uses))
    rows = m.rows("largest_share", len(uses), upper=t.uses.max_share[uses] * t.uses.demand[uses])
    award = np.flatnonzero(row[t.awards.use] >= 0)
    mine = rows.at(row[t.awards.use[award]])
    m.terms(mine, m.columns("quantity").at(award), 1.0)
    m.terms(mine, m.columns(GIVEN).at(t.awards.need[award]), t.uses.max_share[t.awards.use[award]])
    yield from _named(row_slacks(m, "largest_share", "max_share", t.uses.demand[uses], -1.0, 1.0), uses)


def needs_of_share(t: ProblemTables, number: int) -> Ints:
    """The needs that a fixed share is a share of."""
    fixed, needs = t.fixed_shares, t.case.needs
    mine = (needs.item == fixed.item[number]) & (needs.period == fixed.period[number])
    return np.flatnonzero(mine & ((fixed.plant[number] < 0) | (needs.plant == fixed.plant[number])))
