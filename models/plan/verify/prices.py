"""What one unit costs, after the contract's section "What a unit costs"."""

import math
from datetime import date
from typing import NamedTuple

from models.plan.verify.book import Book, origin
from models.plan.verify.records import Record, given, only_record, records
from models.plan.verify.tariffs import Tariffs

HOLD_FREIGHT = ("CFR", "CPT", "CIF", "CIP", "DAP", "DDP")
HOLD_INSURANCE = ("CIF", "CIP", "DAP", "DDP")
HOLD_DUTY = ("DDP",)
DAYS_A_YEAR = 365


class UnitCost(NamedTuple):
    """Cost of one item unit in the profile's currency, by kind of cost.

    Attributes:
        landed: of all kinds but quality and carrying.
    """

    purchase: float
    freight: float
    insurance: float
    duty: float
    handling: float
    quality: float
    carrying: float
    landed: float


class Prices:
    """Unit costs of quotes at plants."""

    def __init__(self, book: Book) -> None:
        """Read rates and tariffs in force on the plan's day."""
        self._book = book
        self._rates = rates_on(book)
        self._tariffs = Tariffs(records(book.profile, "tariffs"), book.on, book.firm_country)
        self._carrying_rate = given(only_record(book.profile, "profile")["carrying_rate"])
        self._found: dict[tuple[str, str | None, float], UnitCost] = {}

    def in_currency(self, amount: float | None, currency: str | None) -> float:
        """An amount in the profile's currency; NaN where no rate converts it."""
        return given(amount) * self._rates.get(currency or self._book.currency, math.nan)

    def unit_cost(self, quote: Record, plant: Record, price: float | None = None) -> UnitCost:
        """What one unit of a quote costs at a plant: at a price of its breaks, or at its own."""
        unit_price: float = quote["unit_price"] if price is None else price
        key = (quote["id"], plant["id"], unit_price)
        if key not in self._found:
            self._found[key] = self._count(quote, plant, unit_price)
        return self._found[key]

    def _count(self, quote: Record, plant: Record, unit_price: float) -> UnitCost:
        currency, incoterm = quote["currency"], quote["incoterm"]
        each = unit_price / given(quote["price_unit"], default=1.0) / given(quote["units_per"], default=1.0)
        price = self.in_currency(each, currency)
        freight = self.in_currency(quote["freight"], quote["freight_currency"] or currency)
        freight = 0.0 if incoterm in HOLD_FREIGHT else freight
        insurance = 0.0 if incoterm in HOLD_INSURANCE else given(quote["insurance_rate"]) * price
        duty = self._duty_rate(quote, plant) * (price + freight + insurance)
        handling = self.in_currency(quote["handling"], currency)
        landed = price + freight + insurance + duty + handling
        defects = given(quote["defect_rate"])
        days = given(quote["lead_time_days"])
        return UnitCost(
            purchase=price,
            freight=freight,
            insurance=insurance,
            duty=duty,
            handling=handling,
            quality=landed * defects / (1 - defects),
            carrying=landed * self._carrying_rate * days / DAYS_A_YEAR,
            landed=landed,
        )

    def _duty_rate(self, quote: Record, plant: Record) -> float:
        """The quote's own rate, else the tariffs'; none at home, if bonded, or if the price holds it."""
        made_in = quote["customs_origin"] or origin(quote, self._book.suppliers[quote["supplier"]])
        if made_in == plant["country"] or plant["duty_regime"] == "bonded" or quote["incoterm"] in HOLD_DUTY:
            return 0.0
        own: float | None = quote["duty_rate"]
        if own is not None:
            return own
        return self._tariffs.rate(self._book.items[quote["item"]]["hs_code"], made_in, plant["country"])


def rates_on(book: Book) -> dict[str, float]:
    """What each currency is worth on the plan's day: its latest rate by then, an undated one the oldest."""
    rows = [r for r in records(book.profile, "exchange_rates") if r["on"] is None or r["on"] <= book.on]
    rows.sort(key=lambda row: row["on"] or date.min)
    return {row["currency"]: row["rate"] for row in rows} | {book.currency: 1.0}
