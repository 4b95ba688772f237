"""Quotes that lost: the price at which each of them would win."""

import numpy as np

from models.case.cost_kinds import CostKind
from models.profile.rows import Floats, Ints
from solvers.sourcing.explain.explanation import TargetPrice
from solvers.sourcing.explore.missing import rule_of
from solvers.sourcing.explore.prices import Prices
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
    price = case.offers.unit[CostKind.PURCHASE][awards.offer[lost]]
    slope, rest = _cost_line(t, prices, lost)
    room = prices.need[awards.need[lost]] / t.discount[awards.period[lost]] - rest - _one_off(t)[lost]
    target = np.divide(room, slope, out=np.full(len(lost), -np.inf), where=slope > 0)
    best = np.full(len(case.quotes.id), -np.inf)
    np.maximum.at(best, awards.quote[lost], target)
    now = np.zeros(len(case.quotes.id))
    now[awards.quote[lost]] = price
    quote = np.flatnonzero((best > 0) & (best < now))
    nearest = quote[np.argsort(-(best[quote] / now[quote]), kind="stable")][:MOST_ROWS]
    return tuple(_row(t, int(q), float(best[q] / now[q])) for q in nearest)


def _row(t: ProblemTables, quote: int, part: float) -> TargetPrice:
    """A target in the quote's own terms: its currency, its unit, for as many as its price is for."""
    case = t.case
    asked = float(case.profile["quotes"]["unit_price"][quote])
    return TargetPrice(
        quote=str(case.quotes.id[quote]),
        item=str(case.items.id[case.quotes.item[quote]]),
        supplier=str(case.suppliers.id[case.quotes.supplier[quote]]),
        unit_price=asked,
        target_price=asked * part,
        currency=str(case.profile["quotes"]["currency"][quote] or case.currency),
    )


def _cost_line(t: ProblemTables, prices: Prices, lost: Ints) -> tuple[Floats, Floats]:
    """Of each award what one unit of price costs in all, and what it costs at a price of 0."""
    offers, offer = t.case.offers, t.awards.offer[lost]
    price, landed = offers.unit[CostKind.PURCHASE][offer], offers.landed[offer]
    insurance = offers.unit[CostKind.INSURANCE][offer]
    rate = offers.duty_rate[offer]
    with np.errstate(divide="ignore", invalid="ignore"):
        landed_slope = np.where(price > 0, (1 + insurance / price) * (1 + rate), 1.0)
        total_slope = np.where(landed > 0, landed_slope * offers.total[offer] / landed, landed_slope)
    fixed = offers.total[offer] - total_slope * price
    worth_slope, worth_fixed = np.zeros(len(t.awards.offer)), np.zeros(len(t.awards.offer))
    all_price, all_landed = np.zeros(len(t.awards.offer)), np.zeros(len(t.awards.offer))
    all_price[lost], all_landed[lost] = 1.0, landed_slope
    for at, limit in enumerate(t.share_limits):
        weight = prices.limit[at] * (limit.part - limit.limit)
        base = rule_of(t.request, limit).base
        if base in ("spend", "landed"):
            slope = (all_price if base == "spend" else all_landed)[limit.index]
            worth_slope[limit.index] += weight * slope
            worth_fixed[limit.index] += weight * (limit.base - slope * _price(t)[limit.index])
        else:
            worth_fixed[limit.index] += weight * limit.base
    discount = t.discount[t.awards.period[lost]]
    return total_slope + worth_slope[lost] / discount, fixed + worth_fixed[lost] / discount


def _price(t: ProblemTables) -> Floats:
    found: Floats = t.case.offers.unit[CostKind.PURCHASE][t.awards.offer]
    return found


def _one_off(t: ProblemTables) -> Floats:
    """One-off costs of each award's quote and supplier, spread over all that the quote can serve."""
    case, uses = t.case, t.uses
    quotes, suppliers = case.quotes, case.suppliers
    served = np.bincount(uses.quote, weights=np.minimum(uses.most, uses.demand), minlength=len(quotes.id))
    once = quotes.qualification_cost + quotes.tooling_cost + suppliers.onboarding_cost[quotes.supplier]
    spread = np.divide(once * case.one_off_factor, served, out=np.zeros(len(once)), where=served > 0)
    found: Floats = spread[t.awards.quote]
    return found
