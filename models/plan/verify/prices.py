"""What one unit costs, after the contract's section "What a unit costs"."""

import math
from datetime import date
from typing import NamedTuple

from models.plan.verify.book import Book, origin
from models.plan.verify.records import Record, given, only_record, records
from models.plan.verify.tariffs import Duty, Goods, Tariffs, digits

HOLD_FREIGHT = ("CFR", "CPT", "CIF", "CIP", "DAP", "DDP")
HOLD_INSURANCE = ("CIF", "CIP", "DAP", "DDP")
HOLD_DUTY = ("DDP",)
DAYS_A_YEAR = 365


class UnitCost(NamedTuple):
    """Cost of one item unit in the profile's currency, by kind of cost.

    Attributes:
        landed: of all kinds but quality and carrying.
        agreement: the preference the duty rests on; None for none.
        duty_text: the rate the duty rests on, as printed.
        duty_without: the duty if that preference were lost; NaN where there is none, or nobody can say.
    """

    purchase: float
    freight: float
    insurance: float
    duty: float
    handling: float
    quality: float
    carrying: float
    landed: float
    agreement: str | None
    duty_text: str | None
    duty_without: float


class Prices:
    """Unit costs of quotes at plants."""

    def __init__(self, book: Book) -> None:
        """Read rates and tariffs in force on the plan's day."""
        self._book = book
        self._rates = rates_on(book)
        self._tariffs = Tariffs(_tariff_rows(book), book.on, book.firm_country)
        self._carrying_rate = given(only_record(book.profile, "profile")["carrying_rate"])
        self._found: dict[tuple[str, str | None, float], UnitCost] = {}

    def in_currency(self, amount: float | None, currency: str | None) -> float:
        """An amount in the profile's currency; NaN where no rate converts it."""
        return given(amount) * self._rates.get(currency or self._book.currency, math.nan)

    def unit_cost(self, quote: Record, plant: Record, price: float | None = None) -> UnitCost:
        """What one unit of a quote costs at a plant: at a price of its breaks, or at its own."""
        unit_price = self._book.own_price(quote) if price is None else price
        key = (quote["id"], plant["id"], unit_price)
        if key not in self._found:
            self._found[key] = self._count(quote, plant, unit_price)
        return self._found[key]

    def _count(self, quote: Record, plant: Record, unit_price: float) -> UnitCost:
        price, freight, insurance = self._cif(quote, unit_price)
        cif = price + freight + insurance
        own = self._book.own_price(quote)
        duty = self._duty(quote, plant, cif if own == unit_price else sum(self._cif(quote, own)))
        handling = self.in_currency(quote["handling"], quote["currency"])
        landed = cif + duty.on(cif) + handling
        defects = given(quote["defect_rate"])
        days = given(quote["lead_time_days"])
        return UnitCost(
            purchase=price,
            freight=freight,
            insurance=insurance,
            duty=duty.on(cif),
            handling=handling,
            quality=landed * defects / (1 - defects),
            carrying=landed * self._carrying_rate * days / DAYS_A_YEAR,
            landed=landed,
            agreement=duty.agreement,
            duty_text=duty.text,
            duty_without=duty.without(cif),
        )

    def _cif(self, quote: Record, unit_price: float) -> tuple[float, float, float]:
        """Price, freight and insurance of one item unit."""
        currency, incoterm = quote["currency"], quote["incoterm"]
        each = unit_price / given(quote["price_unit"], default=1.0) / given(quote["units_per"], default=1.0)
        price = self.in_currency(each, currency)
        freight = self.in_currency(quote["freight"], quote["freight_currency"] or currency)
        freight = 0.0 if incoterm in HOLD_FREIGHT else freight
        insurance = 0.0 if incoterm in HOLD_INSURANCE else given(quote["insurance_rate"]) * price
        return price, freight, insurance

    def _duty(self, quote: Record, plant: Record, cif: float) -> Duty:
        """The quote's own rate, else the tariffs'; none at home, if bonded, or if the price holds it.

        A preference is chosen by the duty on that cif, the quote's at its own price; its breaks keep it.
        """
        made_in = quote["customs_origin"] or origin(quote, self._book.suppliers[quote["supplier"]])
        if made_in == plant["country"] or plant["duty_regime"] == "bonded" or quote["incoterm"] in HOLD_DUTY:
            return Duty()
        if quote["duty_rate"] is not None:
            return Duty(rate=quote["duty_rate"])
        hs_code = self._book.items[quote["item"]]["hs_code"]
        return self._tariffs.duty(Goods(hs_code, made_in, plant["country"], quote["agreement"] or ()), cif)


def _tariff_rows(book: Book) -> list[Record]:
    """The rows of the tariffs that the firm's items may stand under; a whole customs schedule is long."""
    codes = {digits(item["hs_code"] or "") for item in book.items.values()}
    prefixes = {code[:length] for code in codes for length in range(len(code) + 1)}
    column = book.profile["tariffs"]["hs_code"].tolist()
    return records(
        book.profile, "tariffs", [at for at, code in enumerate(column) if digits(code) in prefixes]
    )


def rates_on(book: Book) -> dict[str, float]:
    """What each currency is worth on the plan's day: its latest rate by then, an undated one the oldest."""
    rows = [r for r in records(book.profile, "exchange_rates") if r["on"] is None or r["on"] <= book.on]
    rows.sort(key=lambda row: row["on"] or date.min)
    return {row["currency"]: row["rate"] for row in rows} | {book.currency: 1.0}
