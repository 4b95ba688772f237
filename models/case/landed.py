"""What a unit costs, kind by kind.

    price     = unit_price / price_unit / units_per, in the profile's currency
    insurance = insurance_rate x price
    cif       = price + freight + insurance
    duty      = duty_rate x cif        (0 where customs origin = destination or the plant is bonded)
    landed    = cif + duty + handling
    quality   = landed x defect_rate / (1 - defect_rate)
    carrying  = landed x carrying_rate x lead_time_days / 365

Source: docs/reference/profile.md, "What a unit costs". What the incoterm holds is not added again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.case.case import Offers
from models.case.cost_kinds import CostKind
from models.case.exchange import factors_of
from models.profile.rows import Array, Floats, Ints, Rows
from models.units import DAYS_PER_YEAR

HOLDS_FREIGHT = frozenset({"CFR", "CPT", "CIF", "CIP", "DAP", "DDP"})
HOLDS_INSURANCE = frozenset({"CIF", "CIP", "DAP", "DDP"})
HOLDS_DUTY = frozenset({"DDP"})


@dataclass(frozen=True, slots=True)
class QuoteMoney:
    """A quote's money of one item unit in the profile's currency; one entry a quote."""

    price: Floats
    freight: Floats
    handling: Floats
    qualification: Floats
    tooling: Floats


def quote_money(quotes: Rows, currency: str, rates: dict[str, float]) -> QuoteMoney:
    """Convert a quote's money; absent amounts are 0."""
    own = quotes.filled("currency", currency)
    factor = factors_of(own, rates)
    price = quotes["unit_price"] / quotes.filled("price_unit", 1.0) / quotes.filled("units_per", 1.0)
    return QuoteMoney(
        price=price * factor,
        freight=quotes.filled("freight", 0.0) * factors_of(quotes.filled("freight_currency", own), rates),
        handling=quotes.filled("handling", 0.0) * factor,
        qualification=quotes.filled("qualification_cost", 0.0) * factor,
        tooling=quotes.filled("tooling_cost", 0.0) * factor,
    )


def priced_offers(
    quotes: Rows, money: QuoteMoney, quote: Ints, plant: Ints, duty_rate: Floats, carrying_rate: float
) -> Offers:
    """The offers with their unit costs.

    Args:
        quotes: the quotes table.
        money: its money, one entry a quote.
        quote: the quote of each offer.
        plant: the plant of each offer.
        duty_rate: the rate each offer pays; 0 where its incoterm holds the duty.
        carrying_rate: cost of holding stock, a year.
    """
    price = money.price[quote]
    insurance = (quotes.filled("insurance_rate", 0.0) * money.price)[quote]
    cif = price + money.freight[quote] + insurance
    duty = duty_rate * cif
    landed = cif + duty + money.handling[quote]
    defect = quotes.filled("defect_rate", 0.0)[quote]
    lead = quotes.filled("lead_time_days", 0.0)[quote]
    unit: Mapping[CostKind, Floats] = {
        CostKind.PURCHASE: price,
        CostKind.FREIGHT: money.freight[quote],
        CostKind.INSURANCE: insurance,
        CostKind.DUTY: duty,
        CostKind.HANDLING: money.handling[quote],
        CostKind.QUALITY: landed * defect / (1 - defect),
        CostKind.CARRYING: landed * carrying_rate * lead / DAYS_PER_YEAR,
    }
    total = landed + unit[CostKind.QUALITY] + unit[CostKind.CARRYING]
    return Offers(quote, plant, unit, landed, total)


def holds(incoterms: Array, terms: frozenset[str]) -> Array:
    """Which quotes' incoterms are among the terms."""
    return np.fromiter(map(terms.__contains__, incoterms.tolist()), bool, len(incoterms))
