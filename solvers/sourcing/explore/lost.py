"""Quotes that lost: the price at which each of them would win.

A quote with price breaks is asked for the same discount on all its prices.
"""

from collections.abc import Iterable

import numpy as np

from models.case.case import SourcingCase
from models.case.cost_kinds import CostKind
from models.case.pricing import Pricing
from models.profile.rows import Floats, Ints
from solvers.sourcing.explain.explanation import TargetPrice
from solvers.sourcing.explore.prices import Prices
from solvers.sourcing.share_limits import rule_of
from solvers.sourcing.spend import if_all_were_bought
from solvers.sourcing.tables import ProblemTables

MOST_ROWS = 1000
"""Target prices an answer holds: those that ask for the least discount."""


def target_prices(t: ProblemTables, prices: Prices, bought: Floats) -> tuple[TargetPrice, ...]:
    """The unit price at which each quote that is not used would win its best need, the nearest first.

    The cost of a unit is linear in its price: so is what its shares cost or earn. One-off costs are
    spread over what the quote could serve, as in the relaxation.

    Args:
        t: the tables.
        prices: of their relaxation.
        bought: quantity of each award in the plan, in item units.
    """
    awards, case = t.awards, t.case
    used = np.bincount(awards.use, weights=bought, minlength=len(t.uses.quote)) > 0
    used_quote = np.zeros(len(case.quotes.id), dtype=bool)
    used_quote[t.uses.quote[used]] = True
    lost = np.flatnonzero((t.award_upper > 0) & ~used_quote[awards.quote])
    asked = if_all_were_bought(t)
    slope, rest = _cost_line(t, prices, asked, lost)
    room = prices.need[awards.need[lost]] / t.discount[awards.period[lost]] - rest - _one_off(t)[lost]
    price = asked.unit[CostKind.PURCHASE][lost]
    part = np.divide(room, slope * price, out=np.full(len(lost), -np.inf), where=slope * price > 0)
    best = np.full(len(case.quotes.id), -np.inf)
    np.maximum.at(best, awards.quote[lost], part)
    quote = np.flatnonzero((best > 0) & (best < 1))
    nearest = quote[np.argsort(-best[quote], kind="stable")][:MOST_ROWS]
    return tuple(_row(t, int(q), float(best[q])) for q in nearest)


def nearest_first(rows: Iterable[TargetPrice]) -> tuple[TargetPrice, ...]:
    """What asks for the least discount first."""
    return tuple(sorted(rows, key=lambda row: -row.target_price / row.unit_price))


def _row(t: ProblemTables, quote: int, part: float) -> TargetPrice:
    """A target in the quote's own terms: its currency, its unit, for as many as its price is for."""
    case = t.case
    asked = _asked(case, quote)
    return TargetPrice(
        quote=str(case.quotes.id[quote]),
        item=str(case.items.id[case.quotes.item[quote]]),
        supplier=str(case.suppliers.id[case.quotes.supplier[quote]]),
        unit_price=asked,
        target_price=asked * part,
        currency=str(case.profile["quotes"]["currency"][quote] or case.currency),
    )


def _asked(case: SourcingCase, quote: int) -> float:
    """The price a quote asks for the first unit: a break from 0 on takes the place of its own."""
    breaks = case.profile["price_breaks"]
    own = np.flatnonzero((breaks["quote"] == case.quotes.id[quote]) & (breaks["from_quantity"] == 0))
    table, row = (breaks, int(own[0])) if len(own) else (case.profile["quotes"], quote)
    return float(table["unit_price"][row])


def _cost_line(t: ProblemTables, prices: Prices, asked: Pricing, lost: Ints) -> tuple[Floats, Floats]:
    """Of each award what one unit of price costs in all, and what it costs at a price of 0."""
    price, landed = asked.unit[CostKind.PURCHASE], asked.landed
    total: Floats = np.sum(list(asked.unit.values()), axis=0)
    rate = t.case.offers.duty_rate[t.awards.offer]
    with np.errstate(divide="ignore", invalid="ignore"):
        insurance = asked.unit[CostKind.INSURANCE] / price
        landed_slope = np.where(price > 0, (1 + insurance) * (1 + rate), 1.0)
        slope = np.where(landed > 0, landed_slope * total / landed, landed_slope)
    fixed = total - slope * price
    worth_slope, worth_fixed = np.zeros(len(price)), np.zeros(len(price))
    for at, limit in enumerate(t.share_limits):
        weight, index = prices.limit[at] * (limit.part - limit.limit), limit.index
        base = rule_of(t.request, limit).base
        if base == "spend":
            worth_slope[index] += weight
        elif base == "landed":
            worth_slope[index] += weight * landed_slope[index]
            worth_fixed[index] += weight * (landed - landed_slope * price)[index]
        else:
            worth_fixed[index] += weight * limit.base
    discount = t.discount[t.awards.period]
    return (slope + worth_slope / discount)[lost], (fixed + worth_fixed / discount)[lost]


def _one_off(t: ProblemTables) -> Floats:
    """One-off costs of each award's quote and supplier, spread over all that the quote can serve."""
    case, uses = t.case, t.uses
    quotes, suppliers = case.quotes, case.suppliers
    served = np.bincount(uses.quote, weights=np.minimum(uses.most, uses.demand), minlength=len(quotes.id))
    once = quotes.qualification_cost + quotes.tooling_cost + suppliers.onboarding_cost[quotes.supplier]
    spread = np.divide(once * case.one_off_factor, served, out=np.zeros(len(once)), where=served > 0)
    found: Floats = spread[t.awards.quote]
    return found
