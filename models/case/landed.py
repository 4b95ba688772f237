"""What a unit costs, kind by kind.

    price     = unit_price / price_unit / units_per, in the profile's currency
    insurance = insurance_rate x price
    cif       = price + freight + insurance
    duty      = rate x cif + specific  (0 where customs origin = destination or the plant is bonded)
    landed    = cif + duty + handling
    quality   = landed x defect_rate / (1 - defect_rate)
    carrying  = landed x carrying_rate x lead_time_days / 365

Source: docs/reference/profile.md, "What a unit costs". What the incoterm holds is not added again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from models.case.cost_kinds import CostKind
from models.case.exchange import factors_of
from models.case.market import Offers
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


@dataclass(frozen=True, slots=True)
class Duties:
    """What each offer pays: duty of a unit = rate x cif + specific.

    Attributes:
        quote: position of the quote.
        plant: position of the plant.
        rate: of cif, remedies included.
        specific: money an item unit, remedies included.
        agreement: the preference it rests on; None for none.
        tariff: the row of the tariffs table that was chosen, remedies aside; -1 where none was.
        rate_without: the rate without that agreement, other claims still standing; NaN where the duty
            rests on none, or no row says what would be paid.
        specific_without: the same, money an item unit.
    """

    quote: Ints
    plant: Ints
    rate: Floats
    specific: Floats
    agreement: Array
    tariff: Ints
    rate_without: Floats
    specific_without: Floats

    def of(self, offer: Ints, quote: Ints) -> "Duties":
        """The duties of some offers, under other numbers of their quotes."""
        kept = {field.name: getattr(self, field.name)[offer] for field in fields(self)}
        return Duties(**kept | {"quote": quote})


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


def cif_of(quotes: Rows, money: QuoteMoney) -> Floats:
    """Price, freight and insurance of one unit of each quote: what a rate of duty is a part of."""
    return money.price + money.freight + quotes.filled("insurance_rate", 0.0) * money.price


def priced_offers(quotes: Rows, money: QuoteMoney, duties: Duties, carrying_rate: float) -> Offers:
    """The offers with their unit costs, at whatever prices `money` holds.

    Args:
        quotes: the quotes table.
        money: its money, one entry a quote; with other prices, the same offers at those.
        duties: the offers, and what each pays.
        carrying_rate: cost of holding stock, a year.
    """
    quote = duties.quote
    price = money.price[quote]
    insurance = (quotes.filled("insurance_rate", 0.0) * money.price)[quote]
    cif = cif_of(quotes, money)[quote]
    duty = duties.rate * cif + duties.specific
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
    return Offers(
        quote=quote,
        plant=duties.plant,
        unit=unit,
        landed=landed,
        total=landed + unit[CostKind.QUALITY] + unit[CostKind.CARRYING],
        duty_rate=duties.rate,
        agreement=duties.agreement,
        duty_without=duties.rate_without * cif + duties.specific_without,
        tariff=duties.tariff,
    )


def holds(incoterms: Array, terms: frozenset[str]) -> Array:
    """Which quotes' incoterms are among the terms."""
    return np.fromiter(map(terms.__contains__, incoterms.tolist()), bool, len(incoterms))
