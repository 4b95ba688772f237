"""Fixed shares: locks of the profile and fixed awards of the request hold exactly.

docs/mathematics/fixed_shares.md
"""

from dataclasses import dataclass

from models.profile.rows import pairs_of
from solvers.milp import Milp
from solvers.sourcing.switches import source_keys
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class FixedSharesBlock:
    """`sum of quantity of item and supplier = share x demand`, at one plant where it is named."""

    name: str = "fixed_shares"

    def applies(self, t: ProblemTables) -> bool:
        """Where a share is fixed."""
        return bool(len(t.fixed_shares.row))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """No variables of its own."""

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """One row a fixed share and period."""
        fixed, awards = t.fixed_shares, t.awards
        wanted = fixed.share * fixed.demand
        rows = m.rows("fixed_share", len(wanted), lower=wanted, upper=wanted, keys=lambda: _names(t))
        source = source_keys(t, fixed.item, fixed.supplier, fixed.period)
        at, award = pairs_of(source, source_keys(t, awards.item, awards.supplier, awards.period))
        here = (fixed.plant[at] < 0) | (awards.plant[award] == fixed.plant[at])
        m.terms(rows.at(at[here]), m.columns("quantity").at(award[here]), 1.0)


def _names(t: ProblemTables) -> list[str]:
    fixed, case = t.fixed_shares, t.case
    return [
        f"{case.items.id[i]}@{case.suppliers.id[s]}" for i, s in zip(fixed.item, fixed.supplier, strict=True)
    ]


FIXED_SHARES = FixedSharesBlock()
