"""Quote use: whether a quote is used at all, its one-off costs, minimums and capacity.

docs/mathematics/quote_use.md
"""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from models.profile.rows import Ints
from solvers.milp import Milp
from solvers.sourcing.switches import use_columns
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.uses import names


@dataclass(frozen=True, slots=True)
class QuoteUseBlock:
    """`quantity <= most x use`, award by award; `sum <= most x use`; `sum >= least x use`.

    The first is the linking row: with the award's own bound as coefficient it is as tight as one row
    can be, where a big M common to all would leave the relaxation loose. Only quotes with a one-off
    cost, a minimum, or counted suppliers have a `use`; the others need no yes or no.
    """

    name: str = "quote_use"

    def applies(self, t: ProblemTables) -> bool:
        """Where a quote must be switched, or serves several needs under one capacity."""
        return bool(t.switched_uses.any()) or bool(len(_shared(t)))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """A yes or no for each switched quote, charged with qualification and tooling."""
        at = np.flatnonzero(t.switched_uses)
        use = m.variables(
            "use", len(at), upper=1.0, integer=True, keys=lambda: [names(t.case, t.uses)[u] for u in at]
        )
        m.charge(CostKind.QUALIFICATION, use.all, t.uses.qualification_cost[at])
        m.charge(CostKind.TOOLING, use.all, t.uses.tooling_cost[at])

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """Link quantities to the yes or no, and hold minimums and shared capacities."""
        self._link(t, m)
        self._least(t, m)
        self._most(t, m)

    def _link(self, t: ProblemTables, m: Milp) -> None:
        column = use_columns(t)
        award = np.flatnonzero(t.switched_uses[t.awards.use] & (t.award_upper > 0))
        rows = m.rows("link", len(award), upper=0.0, keys=lambda: [str(a) for a in award])
        everything = np.arange(len(award))
        m.terms(rows.at(everything), m.columns("quantity").at(award), 1.0)
        m.terms(rows.at(everything), m.columns("use").at(column[t.awards.use[award]]), -t.award_upper[award])

    def _least(self, t: ProblemTables, m: Milp) -> None:
        uses = np.flatnonzero(t.switched_uses & (t.uses.least > 0))
        row = np.full(len(t.uses.quote), -1, dtype=np.int64)
        row[uses] = np.arange(len(uses))
        rows = m.rows("least", len(uses), lower=0.0, keys=lambda: [names(t.case, t.uses)[u] for u in uses])
        award = np.flatnonzero(row[t.awards.use] >= 0)
        m.terms(rows.at(row[t.awards.use[award]]), m.columns("quantity").at(award), 1.0)
        m.terms(rows.at(np.arange(len(uses))), m.columns("use").at(use_columns(t)[uses]), -t.uses.least[uses])

    def _most(self, t: ProblemTables, m: Milp) -> None:
        uses = _shared(t)
        row = np.full(len(t.uses.quote), -1, dtype=np.int64)
        row[uses] = np.arange(len(uses))
        switched = t.switched_uses[uses]
        most = t.uses.most[uses]
        rows = m.rows(
            "quote_capacity",
            len(uses),
            upper=np.where(switched, 0.0, most),
            keys=lambda: [names(t.case, t.uses)[u] for u in uses],
        )
        award = np.flatnonzero(row[t.awards.use] >= 0)
        m.terms(rows.at(row[t.awards.use[award]]), m.columns("quantity").at(award), 1.0)
        on = np.flatnonzero(switched)
        m.terms(rows.at(on), m.columns("use").at(use_columns(t)[uses[on]]), -most[on])


def _shared(t: ProblemTables) -> Ints:
    """Uses that serve several needs and cannot deliver all of them."""
    number = np.bincount(t.awards.use, minlength=len(t.uses.quote))
    return np.flatnonzero((number > 1) & ~t.uses.barred & (t.uses.most < t.uses.demand))


QUOTE_USE = QuoteUseBlock()
