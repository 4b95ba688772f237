"""Onboarding: a new supplier costs once, whatever is bought of it. docs/mathematics/onboarding.md."""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from solvers.milp import Milp
from solvers.sourcing.switches import onboarding_suppliers, use_columns
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class OnboardingBlock:
    """`use <= onboard`, or `quantity <= most x onboard` where the quote has no switch of its own."""

    name: str = "onboarding"

    def applies(self, t: ProblemTables) -> bool:
        """Where a supplier that can be used is not onboarded yet, at a cost."""
        return bool(len(onboarding_suppliers(t)))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """A yes or no for each such supplier, charged once."""
        suppliers = onboarding_suppliers(t)
        onboard = m.variables(
            "onboard",
            len(suppliers),
            upper=1.0,
            integer=True,
            keys=lambda: [str(t.case.suppliers.id[s]) for s in suppliers],
        )
        cost = t.case.suppliers.onboarding_cost[suppliers] * t.case.one_off_factor
        m.charge(CostKind.ONBOARDING, onboard.all, cost)

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """Nothing is bought of a supplier that is not onboarded."""
        suppliers = onboarding_suppliers(t)
        column = np.full(len(t.case.suppliers.id), -1, dtype=np.int64)
        column[suppliers] = m.columns("onboard").all
        switched = np.flatnonzero(t.switched_uses & (column[t.uses.supplier] >= 0))
        rows = m.rows("onboard_use", len(switched), upper=0.0, keys=lambda: [str(u) for u in switched])
        m.terms(rows.at(np.arange(len(switched))), m.columns("use").at(use_columns(t)[switched]), 1.0)
        m.terms(rows.at(np.arange(len(switched))), column[t.uses.supplier[switched]], -1.0)
        plain = ~t.switched_uses[t.awards.use] & (column[t.awards.supplier] >= 0) & (t.award_upper > 0)
        award = np.flatnonzero(plain)
        link = m.rows("onboard_award", len(award), upper=0.0, keys=lambda: [str(a) for a in award])
        m.terms(link.at(np.arange(len(award))), m.columns("quantity").at(award), 1.0)
        m.terms(link.at(np.arange(len(award))), column[t.awards.supplier[award]], -t.award_upper[award])


ONBOARDING = OnboardingBlock()
