"""Rebates: a supplier pays back a share of what is spent with it in a period. docs/mathematics/rebates.md."""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from models.profile.rows import Ints
from solvers.milp import Milp
from solvers.sourcing.spend import purchase_terms
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.tiers import Tiers, capacities_of, tiers_of, units_of_spend
from solvers.sourcing.uses import award_names


@dataclass(frozen=True, slots=True)
class RebatesBlock:
    """Spend of an award lies in the tier that all spend with the supplier reaches, and earns its rate.

    `tier_spend <= spend of the award`, `tier_spend <= its largest spend x tier_on`, and the sum over the
    supplier's awards is within the bounds of the tier that is on, as are the units that this spend buys
    within the supplier's capacity. Without the linking rows and the last kind the relaxation turns tiers
    on by a fraction for next to nothing, and little gets proven.
    """

    name: str = "rebates"

    def applies(self, t: ProblemTables) -> bool:
        """Where spend with a supplier can earn a rebate."""
        return bool(len(tiers_of(t)))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """A yes or no for each tier, and what of each award's spend lies in it."""
        tiers = tiers_of(t)
        m.variables("tier_on", len(tiers), upper=1.0, integer=True, keys=lambda: _names(t, tiers))
        pairs = len(tiers.award)
        spend = m.variables(
            "tier_spend", pairs, upper=tiers.upper, scale=tiers.upper, keys=lambda: _pair_names(t, tiers)
        )
        worth = t.discount[tiers.period] * tiers.rate
        m.charge(CostKind.REBATES, spend.all, -worth[tiers.tier])

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """Nothing in a tier that is not reached; the spend of a supplier lies in one tier or in none."""
        tiers = tiers_of(t)
        spend, on, pairs = m.columns("tier_spend"), m.columns("tier_on"), np.arange(len(tiers.award))
        link = m.rows("tier_link", len(pairs), upper=0.0, keys=lambda: _pair_names(t, tiers))
        m.terms(link.at(pairs), spend.all, 1.0)
        m.terms(link.at(pairs), on.at(tiers.tier), -tiers.upper)
        every = np.arange(len(tiers))
        reached = m.rows("tier_reached", len(tiers), lower=0.0, keys=lambda: _names(t, tiers))
        m.terms(reached.at(tiers.tier), spend.all, 1.0)
        m.terms(reached.at(every), on.all, -tiers.low)
        ends = np.flatnonzero(np.isfinite(tiers.high))
        until = m.rows("tier_until", len(ends), upper=0.0, keys=lambda: _names(t, tiers, ends))
        inside = np.flatnonzero(np.isfinite(tiers.high[tiers.tier]))
        m.terms(until.at(np.searchsorted(ends, tiers.tier[inside])), spend.at(inside), 1.0)
        m.terms(until.at(np.arange(len(ends))), on.at(ends), -tiers.high[ends])
        self._rest(t, m, tiers)
        self._capacity(t, m, tiers)

    def _rest(self, t: ProblemTables, m: Milp, tiers: Tiers) -> None:
        """Each award's spend holds what lies in tiers; what lies in none is below the first tier."""
        spend, on = m.columns("tier_spend"), m.columns("tier_on")
        award, row = np.unique(tiers.award, return_inverse=True)
        within = m.rows(
            "tier_within", len(award), upper=0.0, keys=lambda: award_names(t.case, t.awards, award)
        )
        m.terms(within.at(row), spend.all, 1.0)
        first = np.flatnonzero(tiers.first)
        below = tiers.before[first]
        rest = m.rows("tier_rest", len(first), upper=below, keys=lambda: _names(t, tiers, first))
        m.terms(rest.at(tiers.account[tiers.tier]), spend.all, -1.0)
        m.terms(rest.at(tiers.account), on.all, below[tiers.account])
        bought = purchase_terms(t, m)
        place = np.minimum(np.searchsorted(award, bought.award), len(award) - 1)
        at = np.flatnonzero(award[place] == bought.award)
        m.terms(within.at(place[at]), bought.column[at], -bought.amount[at])
        account = np.full(len(award), -1, dtype=np.int64)
        account[row] = tiers.account[tiers.tier]
        m.terms(rest.at(account[place[at]]), bought.column[at], bought.amount[at])
        always = np.flatnonzero(below == 0)  # of the others the row before says it already
        one = m.rows("tier_one", len(always), upper=1.0, keys=lambda: _names(t, tiers, first[always]))
        only = np.flatnonzero((below == 0)[tiers.account])
        m.terms(one.at(np.searchsorted(always, tiers.account[only])), on.at(only), 1.0)

    def _capacity(self, t: ProblemTables, m: Milp, tiers: Tiers) -> None:
        """What spend in a tier buys fits into the supplier's capacity when the tier is on.

        Where tiers are on or off the capacity itself says it; the relaxation needs it said.
        """
        capacity, spend = capacities_of(t, tiers), m.columns("tier_spend")
        limited = np.flatnonzero(np.isfinite(capacity))
        rows = m.rows("tier_capacity", len(limited), upper=0.0, keys=lambda: _names(t, tiers, limited))
        pair = np.flatnonzero(np.isfinite(capacity[tiers.tier]))
        units = units_of_spend(t)[tiers.award[pair]]
        m.terms(rows.at(np.searchsorted(limited, tiers.tier[pair])), spend.at(pair), units)
        m.terms(rows.at(np.arange(len(limited))), m.columns("tier_on").at(limited), -capacity[limited])


def _names(t: ProblemTables, tiers: Tiers, at: Ints | None = None) -> list[str]:
    """Supplier and spend of tiers: `hanoi,5000`, with the period where there are several."""
    start, several = t.case.rebates.from_spend, len(t.case.periods) > 1
    return [
        f"{t.case.suppliers.id[tiers.supplier[e]]},{start[tiers.rebate[e]]:g}"
        + (f",{tiers.period[e]}" if several else "")
        for e in (np.arange(len(tiers)) if at is None else at)
    ]


def _pair_names(t: ProblemTables, tiers: Tiers) -> list[str]:
    every = t.case.rebates.from_spend[tiers.rebate]
    awards = award_names(t.case, t.awards, tiers.award)
    return [f"{name},{every[tier]:g}" for name, tier in zip(awards, tiers.tier, strict=True)]


REBATES = RebatesBlock()
