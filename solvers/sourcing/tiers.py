"""Rebate tiers that suppliers can reach, period by period, and what of each award can lie in them."""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from models.profile.rows import Floats, Ints, Mask, pairs_of
from models.tolerances import REACHED
from solvers.sourcing.steps import clearly_below
from solvers.sourcing.surplus import cheapest_award, most_surplus
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class Tiers:
    """One entry a supplier, period and rebate it can reach, by supplier, period and spend.

    Attributes:
        supplier: position in the case.
        period: counted from 1.
        rebate: position in the case's rebates.
        account: which supplier and period, by number.
        low: spend at least when the tier is reached.
        before: spend at most when it is not.
        high: spend at most when the next tier is not reached; infinite for the last.
        first: whether it is the first tier of its account.
        rate: share of the spend that is paid back.
        award: of each pair of an award and a tier, the award.
        tier: of each pair, the tier.
        upper: of each pair, the most of the award's spend that can lie in the tier.
    """

    supplier: Ints
    period: Ints
    rebate: Ints
    account: Ints
    low: Floats
    before: Floats
    high: Floats
    first: Mask
    rate: Floats
    award: Ints
    tier: Ints
    upper: Floats

    def __len__(self) -> int:
        """How many tiers there are."""
        return len(self.supplier)


def tiers_of(t: ProblemTables) -> Tiers:
    """The tiers that can be reached, and the awards whose spend can lie in them."""
    rebates, awards, span = t.case.rebates, t.awards, t.case.span
    most = most_spend(t)
    paid = np.flatnonzero((most > 0) & np.isin(awards.supplier, rebates.supplier))
    keys, account_of = np.unique(awards.supplier[paid] * span + awards.period[paid], return_inverse=True)
    largest = np.bincount(account_of, weights=most[paid], minlength=len(keys))
    account, rebate = pairs_of(keys // span, rebates.supplier)
    fits = rebates.from_spend[rebate] * REACHED <= largest[account]
    account, rebate = account[fits], rebate[fits]
    # Where shares are fixed, spend may be given to the last digit: see `use_steps`.
    exact = np.isin(keys[account] // span, t.fixed_shares.supplier)
    start = rebates.from_spend[rebate]
    before = clearly_below(start, largest[account], exact)
    first = np.concatenate([[True], account[1:] != account[:-1]])[: len(account)]
    high = np.full(len(account), np.inf)
    follows = np.flatnonzero(~first)
    low = np.where(exact, start * REACHED, np.minimum(start, largest[account]))
    high[follows - 1] = np.maximum(before[follows], low[follows - 1])
    pair, tier = pairs_of(account_of, account)
    return Tiers(
        supplier=keys[account] // span,
        period=keys[account] % span,
        rebate=rebate,
        account=np.cumsum(first) - 1,
        low=low,
        before=before,
        high=high,
        first=first,
        rate=rebates.rate[rebate],
        award=paid[pair],
        tier=tier,
        upper=np.minimum(most[paid[pair]], high[tier]),
    )


def capacities_of(t: ProblemTables, tiers: Tiers) -> Floats:
    """The capacity of each tier's supplier with all that projects could add; infinite where unlimited."""
    limits, projects, count = t.supplier_capacities, t.case.investments, len(t.case.suppliers.id)
    added = np.bincount(projects.supplier, weights=projects.adds_capacity, minlength=count)
    capacity = np.full((count, t.case.span), np.inf)
    capacity[limits.supplier, limits.period] = limits.capacity + added[limits.supplier]
    found: Floats = capacity[tiers.supplier, tiers.period]
    return found


def units_of_spend(t: ProblemTables) -> Floats:
    """Capacity units that one unit of money spent on each award takes at least: at its dearest price."""
    dearest = _dearest(t)
    rate = t.case.quotes.capacity_rate[t.awards.quote]
    return np.where(dearest > 0, rate / np.where(dearest > 0, dearest, 1.0), 0.0)


def _dearest(t: ProblemTables) -> Floats:
    """The highest price each award can have."""
    own, parts = t.case.offers.unit[CostKind.PURCHASE][t.awards.offer], t.award_steps
    found: Floats = own.copy()
    np.maximum.at(found, parts.award, own[parts.award] + parts.unit[CostKind.PURCHASE])
    return found


def most_spend(t: ProblemTables) -> Floats:
    """The most that each award can spend, surplus that is paid for there included."""
    awards, parts, uses = t.awards, t.award_steps, t.uses
    own: Floats = t.case.offers.unit[CostKind.PURCHASE][awards.offer]
    price = own[parts.award] + parts.unit[CostKind.PURCHASE]
    below = np.full(len(uses.quote), np.inf)
    first = t.steps.first & ~t.steps.incremental
    below[t.steps.use[first]] = t.steps.before[first]
    spend: Floats = own * np.minimum(t.award_upper, below[awards.use])
    dearest = _dearest(t)
    together = t.steps.incremental[parts.entry]
    np.maximum.at(spend, parts.award, np.where(together, 0.0, price * parts.upper))
    spread = parts.award[together]
    spend[spread] = (dearest * t.award_upper)[spread]
    at = cheapest_award(t)[uses.ordered]
    spend[at] += (dearest * most_surplus(t)[awards.use])[at]
    return spend
