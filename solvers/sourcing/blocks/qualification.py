"""Qualification: with several periods a new quote is qualified and tooled once, before its first use.

docs/mathematics/qualification.md
"""

from dataclasses import dataclass

import numpy as np

from solvers.milp import Milp
from solvers.sourcing.starts import quote_starts
from solvers.sourcing.switches import use_columns
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class QualificationBlock:
    """`use <= started`, or `quantity <= most x started` where the quote has no switch of its own.

    `started` is cumulative: what has started by a period has started by the next one. With one period
    the quote's use carries the cost, and this block has nothing to say.
    """

    name: str = "qualification"

    def applies(self, t: ProblemTables) -> bool:
        """Where, over several periods, a usable quote costs something to start."""
        return bool(len(quote_starts(t)))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """A yes or no for each such quote and period from which on a first use costs less."""
        starts = quote_starts(t)

        def keys() -> list[str]:
            return [f"{t.case.quotes.id[q]},{p}" for q, p in zip(starts.thing, starts.first, strict=True)]

        started = m.variables("started", len(starts), upper=1.0, integer=True, keys=keys)
        for kind, cash in starts.cash.items():
            m.charge(kind, started.all, cash * starts.step)

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """Nothing is bought before the start, and what has started stays so."""
        starts, started = quote_starts(t), m.columns("started")
        entry = starts.at(t.uses.quote, t.uses.period)
        switched = np.flatnonzero(t.switched_uses & (entry >= 0))
        rows = m.rows("started_use", len(switched), upper=0.0, keys=lambda: [str(u) for u in switched])
        everything = np.arange(len(switched))
        m.terms(rows.at(everything), m.columns("use").at(use_columns(t)[switched]), 1.0)
        m.terms(rows.at(everything), started.at(entry[switched]), -1.0)
        plain = ~t.switched_uses[t.awards.use] & (entry[t.awards.use] >= 0) & (t.award_upper > 0)
        award = np.flatnonzero(plain)
        link = m.rows("started_award", len(award), upper=0.0, keys=lambda: [str(a) for a in award])
        everything = np.arange(len(award))
        m.terms(link.at(everything), m.columns("quantity").at(award), 1.0)
        m.terms(link.at(everything), started.at(entry[t.awards.use[award]]), -t.award_upper[award])
        later = np.flatnonzero(starts.follows)
        stay = m.rows("stays_started", len(later), upper=0.0, keys=lambda: [str(e) for e in later])
        m.terms(stay.at(np.arange(len(later))), started.at(later - 1), 1.0)
        m.terms(stay.at(np.arange(len(later))), started.at(later), -1.0)


QUALIFICATION = QualificationBlock()
