"""Onboarding: a new supplier costs once, whatever is bought of it. docs/mathematics/onboarding.md."""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from solvers.milp import Milp
from solvers.sourcing.starts import supplier_starts
from solvers.sourcing.switches import use_columns
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class OnboardingBlock:
    """`use <= onboard`, or `quantity <= most x onboard` where the quote has no switch of its own.

    With several periods `onboard` is cumulative: who is onboarded by a period is so by the next one.
    """

    name: str = "onboarding"

    def applies(self, t: ProblemTables) -> bool:
        """Where a supplier that can be used is not onboarded yet, at a cost."""
        return bool(len(supplier_starts(t)))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """A yes or no for each such supplier and period from which on a first use costs less."""
        starts = supplier_starts(t)
        several = len(t.case.periods) > 1

        def keys() -> list[str]:
            names = t.case.suppliers.id[starts.thing]
            return [
                f"{name},{first}" if several else str(name)
                for name, first in zip(names, starts.first, strict=True)
            ]

        onboard = m.variables("onboard", len(starts), upper=1.0, integer=True, keys=keys)
        m.charge(CostKind.ONBOARDING, onboard.all, starts.cash[CostKind.ONBOARDING] * starts.step)

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """Nothing is bought of a supplier that is not onboarded, and who is stays so."""
        starts, onboard = supplier_starts(t), m.columns("onboard")
        entry = starts.at(t.uses.supplier, t.uses.period)
        switched = np.flatnonzero(t.switched_uses & (entry >= 0))
        rows = m.rows("onboard_use", len(switched), upper=0.0, keys=lambda: [str(u) for u in switched])
        m.terms(rows.at(np.arange(len(switched))), m.columns("use").at(use_columns(t)[switched]), 1.0)
        m.terms(rows.at(np.arange(len(switched))), onboard.at(entry[switched]), -1.0)
        plain = ~t.switched_uses[t.awards.use] & (entry[t.awards.use] >= 0) & (t.award_upper > 0)
        award = np.flatnonzero(plain)
        link = m.rows("onboard_award", len(award), upper=0.0, keys=lambda: [str(a) for a in award])
        m.terms(link.at(np.arange(len(award))), m.columns("quantity").at(award), 1.0)
        m.terms(link.at(np.arange(len(award))), onboard.at(entry[t.awards.use[award]]), -t.award_upper[award])
        later = np.flatnonzero(starts.follows)
        if len(later):
            stay = m.rows("stays_onboard", len(later), upper=0.0, keys=lambda: [str(e) for e in later])
            m.terms(stay.at(np.arange(len(later))), onboard.at(later - 1), 1.0)
            m.terms(stay.at(np.arange(len(later))), onboard.at(later), -1.0)


ONBOARDING = OnboardingBlock()
