"""The periods that a rule speaks of, for words that name them."""

import numpy as np

from models.profile.rows import Ints
from solvers.sourcing.rules import Rule
from solvers.sourcing.tables import ProblemTables

OF_USES = frozenset({"quote_capacity", "max_share", "min_share", "min_order", "lot"})
"""Kinds of rules on a quote in a period."""


def periods_of(t: ProblemTables, rule: Rule) -> tuple[int, ...]:
    """The periods of a rule; none of one that words itself when it holds, or holds throughout."""
    period = _column(t, rule)
    if period is not None:
        return (int(period[rule.index]),)
    if rule.kind == "bar" and not t.bars[rule.index].source.endswith("_days"):
        return tuple(np.unique(t.uses.period[t.bars[rule.index].uses]).tolist())
    return ()


def _column(t: ProblemTables, rule: Rule) -> Ints | None:
    """The periods of all rules of a kind that holds in one period."""
    if rule.kind in OF_USES:
        return t.uses.period
    if rule.kind == "capacity":
        return t.case.capacities.period[t.capacities.row]
    if rule.kind in ("min_suppliers", "max_suppliers"):
        return t.supplier_counts.period
    columns = {
        "need": t.case.needs.period,
        "supplier_capacity": t.supplier_capacities.period,
        "contract": t.contracts.period,
        "fixed_share": t.fixed_shares.period,
    }
    return columns.get(rule.kind)
