"""A case in which one quote asks other prices: everything that follows from a price follows it.

Insurance and duty by value are a part of the price; quality and carrying of the landed cost. Freight,
handling and duty by quantity stay, and so do reference prices, which are of today.
"""

from dataclasses import replace

import numpy as np

from models.case.case import SourcingCase
from models.case.cost_kinds import CostKind
from models.case.market import Offers, Steps
from models.profile.rows import Floats, Mask

OF_LANDED = (CostKind.QUALITY, CostKind.CARRYING)


def repriced(case: SourcingCase, quote: int, part: float) -> SourcingCase:
    """The case with a quote's own price and its price breaks times a part.

    Args:
        case: the case.
        quote: position of the quote.
        part: above 0.
    """
    offers, steps = case.offers, case.steps
    rate = offers.duty_rate
    return replace(
        case,
        offers=_at_part(offers, rate, offers.quote == quote, part),
        steps=_at_part(steps, rate[steps.offer], steps.quote == quote, part),
    )


def _at_part[Priced: (Offers, Steps)](priced: Priced, rate: Floats, mine: Mask, part: float) -> Priced:
    """Offers or steps with the prices of some of them times a part."""
    unit = priced.unit
    by_value = unit[CostKind.PURCHASE] + unit[CostKind.INSURANCE]
    change = np.where(mine, part - 1.0, 0.0)
    landed = priced.landed + change * by_value * (1 + rate)
    scale = np.divide(landed, priced.landed, out=np.ones(len(landed)), where=priced.landed > 0)
    costs = {kind: amounts * scale if kind in OF_LANDED else amounts for kind, amounts in unit.items()}
    for kind in (CostKind.PURCHASE, CostKind.INSURANCE):
        costs[kind] = unit[kind] * (1 + change)
    costs[CostKind.DUTY] = unit[CostKind.DUTY] + change * by_value * rate
    total = landed + costs[CostKind.QUALITY] + costs[CostKind.CARRYING]
    return replace(priced, unit=costs, landed=landed, total=total)
