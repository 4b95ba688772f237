"""The first of the list solved again: does the new source win at its entry price, and what does it bring?"""

from dataclasses import replace

import numpy as np

from models.profile.rows import Floats
from models.regions import members
from solvers.milp import Columns, Milp, Problem, SolveOptions, SolveStatus, StopReason
from solvers.sourcing.budget import Budget
from solvers.sourcing.build import build
from solvers.sourcing.explain.explanation import MissingQuote
from solvers.sourcing.explore.missing import by_money, new_source_terms
from solvers.sourcing.solve import Solved
from solvers.sourcing.starts import quote_starts
from solvers.sourcing.switches import use_columns
from solvers.sourcing.tables import ProblemTables

MOST_CHECKED = 5
"""Items that are solved again; the others keep the relaxation's word."""

STEPS = (0.99, 0.95, 0.85, 0.7)
"""Parts of the relaxation's entry price at which a new source is tried, until it wins."""

FINE = 0.2
"""Part of what a try can gain that the solver's gap may hide."""


def rechecked(
    solved: Solved, rows: tuple[MissingQuote, ...], objective: float, budget: Budget
) -> tuple[MissingQuote, ...]:
    """The rows with the first few solved again, in the order that follows from it.

    Args:
        solved: the plan's own solve, with values.
        rows: ranked by the relaxation.
        objective: present value of the plan.
        budget: of time; what does not fit stays unchecked.
    """
    found = [_solved_again(solved, row, objective, budget) for row in rows[:MOST_CHECKED]]
    return by_money((*found, *rows[MOST_CHECKED:]))


def _solved_again(solved: Solved, row: MissingQuote, objective: float, budget: Budget) -> MissingQuote:
    for step in STEPS:
        price = row.entry_price * step
        cost = _cost_with(solved, row, price, objective, budget)
        if cost is None:
            return row
        if cost < objective:
            matched = _cost_with(solved, row, row.matched_price, objective, budget)
            money = row.money if matched is None else max(objective - matched, 0.0)
            return replace(row, entry_price=price, money=money, checked=True)
    return replace(row, checked=False)


def _cost_with(
    solved: Solved, row: MissingQuote, price: float, objective: float, budget: Budget
) -> float | None:
    """Present value of the plan once it may use a new source at a landed cost; None where it is not proven.

    What the plan does not use of other items stays unused: quantities move freely among what it does, and
    the item itself is decided anew. So what is found is a plan, and a source that wins here wins. A plan
    that leaves the source alone costs `objective` again.
    """
    if budget.spent:
        return None
    t = solved.tables
    milp = build(t)
    source = _add_source(t, milp, row, price)
    problem, scaling = milp.freeze()
    problem = replace(problem, upper=_upper(solved, milp, problem, row.item))
    asked = budget.options
    gain = FINE * (1 - STEPS[0]) * row.entry_price * row.quantity / max(abs(objective), 1e-9)
    gap = min(asked.gap, max(gain, 1e-9))
    options = SolveOptions(asked.backend, budget.left, gap, asked.threads, asked.seed)
    result = budget.solver.solve(problem, options)
    if result.values is None or result.objective is None or result.stop_reason is not StopReason.PROVED:
        return None
    used = float(source.of(scaling.values(result.values)).sum())
    return result.objective * scaling.objective if used > 1e-6 * row.quantity else objective


def _upper(solved: Solved, milp: Milp, problem: Problem, item: str) -> Floats:
    """Bounds that keep off what the plan leaves off, the item's own decisions aside."""
    assert solved.result.values is not None
    t = solved.tables
    upper = problem.upper.copy()
    first = len(solved.result.values)
    whole = problem.integer[:first]
    upper[:first] = np.where(whole, np.round(solved.result.values), upper[:first])
    mine = t.case.items.id == item
    uses = np.flatnonzero(t.switched_uses & mine[t.uses.item])
    own = np.concatenate(
        [
            milp.columns("use").at(use_columns(t)[uses]),
            milp.columns("quantity").at(np.flatnonzero(mine[t.awards.item])),
            milp.columns("started").at(np.flatnonzero(mine[t.case.quotes.item[quote_starts(t).thing]])),
        ]
    )
    upper[own] = problem.upper[own]
    return upper


def _add_source(t: ProblemTables, milp: Milp, row: MissingQuote, price: float) -> Columns:
    """A source that can serve every need of an item at a landed cost, in the country that suits best."""
    needs = np.flatnonzero(t.case.items.id[t.case.needs.item] == row.item)
    demand, period = t.case.needs.quantity[needs], t.case.needs.period[needs]
    source = milp.variables(f"new_source_{row.item}", len(needs), upper=demand, scale=demand)
    milp.charge("purchase", source.all, price * t.discount[period])
    milp.terms(milp.row_groups["demand"].at(needs), source.all, 1.0)
    country = min(members(row.countries[0], t.case.on))
    for at, coefficient in new_source_terms(t, needs, country, price):
        milp.terms(milp.row_groups["share_limit"].at(np.full(len(needs), at)), source.all, coefficient)
    return source


def until_enough(
    t: ProblemTables, rows: tuple[MissingQuote, ...], budget: Budget
) -> tuple[MissingQuote, ...]:
    """The rows of an infeasible profile, each with whether it and all before it make a plan possible.

    The number that is enough is found by halving: more sources never make a plan impossible.
    """
    few, many = 0, len(rows)
    if not _possible_with(t, rows, budget):
        return rows
    while many - few > 1:
        middle = (few + many) // 2
        possible = _possible_with(t, rows[:middle], budget)
        if possible is None:
            break
        few, many = (few, middle) if possible else (middle, many)
    known = few if many - few > 1 else many
    return tuple(
        replace(row, enough=at >= many) if at >= many or at <= known else row
        for at, row in enumerate(rows, start=1)
    )


def _possible_with(t: ProblemTables, rows: tuple[MissingQuote, ...], budget: Budget) -> bool | None:
    """Whether some plan keeps every rule with new sources at their entry prices; None where time ran out."""
    if budget.spent:
        return None
    milp = build(t)
    for row in rows:
        _add_source(t, milp, row, row.entry_price)
    problem, _ = milp.freeze()
    anything = replace(problem, objective=np.zeros(problem.columns))
    asked = budget.options
    options = SolveOptions(asked.backend, budget.left, 1.0, asked.threads, asked.seed)
    result = budget.solver.solve(anything, options)
    if result.values is not None:
        return True
    return False if result.status is SolveStatus.INFEASIBLE else None
