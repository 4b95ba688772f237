"""Slacks of an elastic formulation: what lets a row give way, by how much, and at what price."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.profile.rows import Floats, Ints
from solvers.milp import Milp
from solvers.sourcing.blocks.pace import moving_needs
from solvers.sourcing.diagnose import places
from solvers.sourcing.rules import Rule
from solvers.sourcing.tables import ProblemTables

LIFT_PRICE = 50.0
"""Lifting a bar weighs as much as fifty percentage points: it is all or nothing."""


@dataclass(frozen=True, slots=True)
class Slack:
    """A column in hundredths by which rules that are one written number give way.

    Attributes:
        column: its position in the formulation.
        rules: what gives way; for a lift of all or nothing 1 is all.
        price: of a hundredth.
    """

    column: int
    rules: tuple[Rule, ...]
    price: float


@dataclass(frozen=True, slots=True)
class Giving:
    """Rows of a group that may give way; one entry a row.

    Attributes:
        group: of the rows.
        kind: of the rules, one a row.
        index: of each row's rule.
        size: what a whole of each rule is, in the unit of its row; 0 where it cannot give way.
        place: rows of one number give way together.
        sign: +1 fills rows up, -1 widens them.
        price: of a hundredth.
    """

    group: str
    kind: str
    index: Ints
    size: Floats
    place: Ints
    sign: float
    price: float


def row_slacks(m: Milp, giving: Giving) -> Iterator[Slack]:
    """A slack for every written number whose size is above 0, in all of its rows."""
    if giving.group not in m.row_groups:
        return
    at = np.flatnonzero(giving.size > 0)
    _, number = np.unique(giving.place[at], return_inverse=True)
    name = f"{giving.kind}_slack{'_up' if giving.sign > 0 else '_down'}"
    slack = m.variables(name, int(number.max(initial=-1)) + 1)
    m.terms(m.row_groups[giving.group].at(at), slack.at(number), giving.sign * giving.size[at] / 100)
    rules: list[list[Rule]] = [[] for _ in range(slack.count)]
    for row, which in zip(at.tolist(), number.tolist(), strict=True):
        rules[which].append(Rule(giving.kind, int(giving.index[row])))
    for column, mine in enumerate(rules, start=slack.first):
        yield Slack(column, tuple(mine), giving.price)


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
    shares = Giving(
        "least", "min_share", least, wide.uses.least[least], places.least_shares(t, least), 1.0, 1.0
    )
    yield from row_slacks(m, shares)
    order = np.flatnonzero(~wide.uses.barred & (wide.uses.min_order > 0))
    orders = Giving("min_order", "min_order", order, wide.uses.order[order], wide.uses.quote[order], 1.0, 1.0)
    yield from row_slacks(m, orders)


def plan_slacks(t: ProblemTables, m: Milp) -> Iterator[Slack]:
    """Slacks of what the request allows a plan as a whole: points of pace, changes, hundredths of budgets."""
    if "pace" in m.row_groups:
        rows = m.row_groups["pace"]
        slack = m.variables("pace_slack", 1)
        demand = moving_needs(t)[2]
        m.terms(rows.at(np.arange(rows.count)), slack.at(np.zeros(rows.count)), -demand / 100)
        yield Slack(slack.first, (Rule("pace", 0),), 1.0)
    sizes = {"changes": 100.0, "one_off": t.limits.one_off, "capital": t.limits.capital}
    groups = {"changes": "changes", "one_off": "one_off_budget", "capital": "capital_budget"}
    for kind, group in groups.items():
        if group in m.row_groups:
            # A budget of nothing gives way by money of its own: a hundredth of one unit would be too dear.
            hundredth = (sizes[kind] or 100.0) / 100
            slack = m.variables(f"{kind}_slack", 1)
            m.terms(m.row_groups[group].at([0]), slack.all, -hundredth)
            yield Slack(slack.first, (Rule(kind, 0),), 10.0 if kind == "changes" else 1.0)


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
        yield Slack(lift.first + number, (Rule("bar", number),), LIFT_PRICE)


def _largest_shares(t: ProblemTables, m: Milp) -> Iterator[Slack]:
    """`sum of quantity <= max_share x (demand - what needs give way) + slack` of every quote that has one."""
    uses = np.flatnonzero(t.uses.max_share < 1)
    row = np.full(len(t.uses.quote), -1, dtype=np.int64)
    row[uses] = np.arange(len(uses))
    rows = m.rows("largest_share", len(uses), upper=t.uses.max_share[uses] * t.uses.demand[uses])
    award = np.flatnonzero(row[t.awards.use] >= 0)
    mine = rows.at(row[t.awards.use[award]])
    m.terms(mine, m.columns("quantity").at(award), 1.0)
    column, unit = given_columns(t, m)
    need = t.awards.need[award]
    m.terms(mine, column[need], t.uses.max_share[t.awards.use[award]] * unit[need])
    giving = Giving("largest_share", "max_share", uses, t.uses.demand[uses], t.uses.quote[uses], -1.0, 1.0)
    yield from row_slacks(m, giving)


def given_columns(t: ProblemTables, m: Milp) -> tuple[Ints, Floats]:
    """Of each need, the column by which it gives way, and what one hundredth of it is."""
    _, number = np.unique(places.needs(t), return_inverse=True)
    return m.columns("need_slack_up").at(number), t.case.needs.quantity / 100


def needs_of_share(t: ProblemTables, number: int) -> Ints:
    """The needs that a fixed share is a share of."""
    fixed, needs = t.fixed_shares, t.case.needs
    mine = (needs.item == fixed.item[number]) & (needs.period == fixed.period[number])
    return np.flatnonzero(mine & ((fixed.plant[number] < 0) | (needs.plant == fixed.plant[number])))
