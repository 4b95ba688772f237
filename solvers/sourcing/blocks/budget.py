"""Budget: cash for what is started once, over the whole horizon. docs/mathematics/budget.md."""

from dataclasses import dataclass

import numpy as np

from solvers.milp import Milp, Rows
from solvers.sourcing.starts import Starts, quote_starts, supplier_starts
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class BudgetBlock:
    """`sum of cash of what is started <= budget`, undiscounted: one row for new sources, one for projects."""

    name: str = "budget"

    def applies(self, t: ProblemTables) -> bool:
        """Where the request gives a budget."""
        return t.limits.one_off is not None or t.limits.capital is not None

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """No variables of its own."""

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """A row for each budget given."""
        if t.limits.one_off is not None:
            row = m.rows("one_off_budget", 1, upper=t.limits.one_off)
            self._uses(t, m, row)
            self._starts(m, row, "started", quote_starts(t))
            self._starts(m, row, "onboard", supplier_starts(t))
        if t.limits.capital is not None:
            row = m.rows("capital_budget", 1, upper=t.limits.capital)
            invest, projects = m.columns("invest"), t.case.investments
            if invest.count:
                cash = projects.cash[projects.options.project]
                m.terms(row.at(np.zeros(invest.count, dtype=np.int64)), invest.all, cash)

    def _uses(self, t: ProblemTables, m: Milp, row: Rows) -> None:
        """With one period the use of a quote carries its one-off costs."""
        if len(t.case.periods) > 1 or not m.columns("use").count:
            return
        quote = t.uses.quote[t.switched_uses]
        cash = t.case.quotes.qualification_cost[quote] + t.case.quotes.tooling_cost[quote]
        use = m.columns("use")
        m.terms(row.at(np.zeros(use.count, dtype=np.int64)), use.all, cash)

    def _starts(self, m: Milp, row: Rows, group: str, starts: Starts) -> None:
        """What has started by the last entry of a thing has started."""
        if not len(starts):
            return
        last = np.concatenate([~starts.follows[1:], [True]])
        at = np.flatnonzero(last)
        cash = np.sum(list(starts.cash.values()), axis=0)[at]
        m.terms(row.at(np.zeros(len(at), dtype=np.int64)), m.columns(group).at(at), cash)


BUDGET = BudgetBlock()
