"""What spend and landed cost are sums of, column by column: blocks that need them write these terms.

A quantity counts at the quote's own price; what lies beyond a price break, with the difference to it.
"""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from models.case.pricing import PriceList, Pricing, Purchases, in_force
from models.plan.decisions import Decisions
from models.plan.pricing import priced
from models.profile.rows import Floats, Ints
from solvers.milp import Milp
from solvers.sourcing.share_limits import rule_of, soft_limits
from solvers.sourcing.surplus import cheapest_award, most_surplus, surplus_of, surplus_uses
from solvers.sourcing.tables import ProblemTables, ShareLimit


@dataclass(frozen=True, slots=True)
class SurplusSteps:
    """Breaks that surplus can lie beyond; one entry a use that may have surplus, and break it can reach.

    Attributes:
        entry: position in the tables' steps.
        like: the award step it costs the same as: of the award that surplus is paid for at.
        upper: the most of the surplus that can lie there.
    """

    entry: Ints
    like: Ints
    upper: Floats


def surplus_steps(t: ProblemTables) -> SurplusSteps:
    """The breaks that surplus can lie beyond."""
    parts = t.award_steps
    use = t.awards.use[parts.award]
    like = np.flatnonzero((parts.award == cheapest_award(t)[use]) & t.uses.ordered[use])
    return SurplusSteps(parts.entry[like], like, most_surplus(t)[use[like]])


@dataclass(frozen=True, slots=True)
class Terms:
    """A sum over columns; one entry a column.

    Attributes:
        column: its position in the formulation.
        award: the award it is a part of; surplus is part of the award that it is paid for at.
        amount: what one unit of the column adds to the sum.
    """

    column: Ints
    award: Ints
    amount: Floats


def purchase_terms(t: ProblemTables, m: Milp) -> Terms:
    """Spend of everything bought, surplus included, at the prices in force; before rebates."""
    price, more = t.case.offers.unit[CostKind.PURCHASE][t.awards.offer], step_terms(t, m)
    ordered = cheapest_award(t)[surplus_uses(t)]
    return Terms(
        column=np.concatenate([m.columns("quantity").all, m.columns("surplus").all, more.column]),
        award=np.concatenate([np.arange(len(price)), ordered, more.award]),
        amount=np.concatenate([price, price[ordered], more.amount]),
    )


def step_terms(t: ProblemTables, m: Milp) -> Terms:
    """What everything bought beyond price breaks, surplus included, spends more than at the own price."""
    parts, extra = t.award_steps, surplus_steps(t)
    more = parts.unit[CostKind.PURCHASE]
    return Terms(
        column=np.concatenate([m.columns("step").all, m.columns("step_surplus").all]),
        award=np.concatenate([parts.award, parts.award[extra.like]]),
        amount=np.concatenate([more, more[extra.like]]),
    )


def limit_terms(t: ProblemTables, m: Milp, limit: ShareLimit) -> tuple[Terms, Floats]:
    """The base of a share limit, surplus left out, and of each term how much of it counts for the group."""
    open_ = t.award_upper[limit.index] > 0
    index, base, part = limit.index[open_], limit.base[open_], limit.part[open_]
    parts = t.award_steps
    more = parts.more(base_of_limit(t, limit))
    place = np.searchsorted(index, parts.award)
    place[place == len(index)] = 0
    inside = np.flatnonzero((index[place] == parts.award) & (more != 0)) if len(index) else place[:0]
    terms = Terms(
        column=np.concatenate([m.columns("quantity").at(index), m.columns("step").at(inside)]),
        award=np.concatenate([index, parts.award[inside]]),
        amount=np.concatenate([base, more[inside]]),
    )
    return terms, np.concatenate([part, part[place[inside]]])


def base_of_limit(t: ProblemTables, limit: ShareLimit) -> str:
    """What a share limit is a share of."""
    return rule_of(t.request, limit).base


def excesses(t: ProblemTables, m: Milp, values: Floats) -> Floats:
    """How far values of the columns are beyond each soft limit, in the unit of its base; 0 where kept."""
    found = np.zeros(len(soft_limits(t)))
    for at, number in enumerate(soft_limits(t)):
        limit = t.share_limits[number]
        terms, part = limit_terms(t, m, limit)
        beyond = float((part - limit.limit) @ (terms.amount * values[terms.column]))
        found[at] = max(0.0, beyond if limit.is_cap else -beyond)
    return found


def amounts_in_force(t: ProblemTables, limit: ShareLimit, quantity: Floats) -> Floats:
    """What each award in a limit's scope amounts to, at the prices that quantities of all awards reach."""
    return _amounts(t, limit, quantity, _stepped_pricing(t, quantity))


def all_amounts_in_force(t: ProblemTables, quantity: Floats) -> list[Floats]:
    """The same of every limit."""
    pricing = _stepped_pricing(t, quantity)
    return [_amounts(t, limit, quantity, pricing) for limit in t.share_limits]


def _stepped_pricing(t: ProblemTables, quantity: Floats) -> Pricing | None:
    """The prices in force where quantities decide on them; None where every offer has but its own."""
    return pricing_of(t, quantity) if len(t.steps) else None


def _amounts(t: ProblemTables, limit: ShareLimit, quantity: Floats, pricing: Pricing | None) -> Floats:
    base = base_of_limit(t, limit)
    if pricing is None or base not in ("spend", "landed"):
        return limit.base * quantity[limit.index]
    return (pricing.spend if base == "spend" else pricing.landed_spend)[limit.index]


def pricing_of(t: ProblemTables, quantity: Floats) -> Pricing:
    """The prices in force for quantities of all awards; one entry an award."""
    awards = t.awards
    return priced(t.case, Decisions(awards.offer, awards.period, quantity, surplus_of(t, quantity)))


def if_all_were_bought(t: ProblemTables) -> Pricing:
    """The prices of each award on its own, at the most it can be."""
    case, count = t.case, len(t.awards.offer)
    alone = Purchases(t.awards.offer, np.arange(count), t.award_upper, np.zeros(count))
    return in_force(PriceList(case.offers, case.steps, case.quotes.incremental), alone)
