"""An Odoo vendor price list read into a profile.

| Table of the profile | From |
|---|---|
| items | product (variant, else template), its unit |
| suppliers | vendor; countries from the user |
| quotes | rows of one product, vendor, currency and validity: the price of the lowest quantity |
| price_breaks | the other rows, by rising quantity; Odoo prices all units at the row reached |
| demand | the user: a price list does not know it |

The rule of each field stands in docs/how-to/from_odoo.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from models.profile.schema import SCHEMA_VERSION
from service.exchange.csv_bytes import refused
from service.exchange.erp_table import Reject
from service.exchange.import_files import Given, countries_for
from service.exchange.imported import Imported, Note
from service.exchange.odoo_rows import PriceList, PriceRow, read_price_list

ONE = 1.0
"""Odoo's own default of a row's quantity: no minimum."""
MOST_NAMES = 20

type Offer = tuple[str, str, str, date | None, date | None]
"""Item, vendor, currency, first and last day: the rows of one offer differ in quantity alone."""


@dataclass(frozen=True, slots=True)
class OdooOptions:
    """How a price list is read.

    Attributes:
        on: the plan's first day; None = left to the plan, which takes today.
        orders: purchase orders a period; Odoo's quantities are an order's, the profile's are a period's.
        company: whose rows are read; empty where there is one company.
    """

    on: date | None = None
    orders: int = 1
    company: str = ""


def read_odoo(path: Path, options: OdooOptions, given: Given) -> Imported:
    """Read a price list.

    Raises:
        ProfileFormatError: it cannot be read, no row can be used, or the profile's currency is not known.
    """
    prices = read_price_list(path, options.company, given.currency)
    if not prices.rows:
        first = prices.rejects[0].reason if prices.rejects else "the file has no rows"
        raise refused(prices.file, "no row can be used", first)
    currency = _currency(prices, given)
    kept, odd_units = _of_one_unit(prices)
    offers, repeated = _offers(prices.file, kept)
    vendors = list(dict.fromkeys(offer[1] for offer in offers))
    countries = countries_for(vendors, {}, given)
    quotes, breaks = _quotes(offers, options)
    document = _head(currency, options, given) | {
        "items": _items(kept, prices.names),
        "suppliers": [_supplier(vendor, countries[vendor], prices.names) for vendor in vendors],
        "quotes": quotes,
        "price_breaks": breaks,
    }
    return Imported(
        source="odoo",
        document=document,
        rejects=(*prices.rejects, *odd_units, *repeated),
        assumptions=tuple(_assumptions(document, countries, given, options)),
        missing=tuple(_missing(document, countries, given, currency)),
        read={prices.file: prices.count},
        settings={"on": options.on, "orders": options.orders, "company": options.company},
    )


def _head(currency: str, options: OdooOptions, given: Given) -> dict[str, Any]:
    """What the user says, and no price list does."""
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": currency,
        "name": "Odoo vendor price list",
        "firm": {"name": given.firm or "Odoo"} | ({"country": given.country} if given.country else {}),
        "horizon": {"start": options.on.isoformat()} if options.on else {},
        "exchange_rates": list(given.rates),
        "demand": list(given.demand),
    }


def _of_one_unit(prices: PriceList) -> tuple[list[PriceRow], list[Reject]]:
    """Rows in the unit of their item's first row: what another unit holds of it, the file does not say."""
    unit: dict[str, str] = {}
    kept, rejects = [], []
    for row in prices.rows:
        if unit.setdefault(row.item, row.unit) == row.unit:
            kept.append(row)
        else:
            reason = f"unit is not that of the product's first row: {row.unit!r}, not {unit[row.item]!r}"
            rejects.append(Reject(prices.file, row.line, row.key, reason))
    return kept, rejects


def _offers(file: str, rows: Iterable[PriceRow]) -> tuple[dict[Offer, list[PriceRow]], list[Reject]]:
    """Rows by offer, rising in quantity; of two rows of one quantity the one that Odoo would take."""
    offers: dict[Offer, dict[float, PriceRow]] = {}
    rejects = []
    for row in sorted(rows, key=lambda r: (r.sequence, r.price, r.line)):
        tiers = offers.setdefault((row.item, row.vendor, row.currency, row.begin, row.end), {})
        if max(row.quantity, ONE) in tiers:
            reason = "another row of the same quantity comes first (sequence, then price)"
            rejects.append(Reject(file, row.line, row.key, reason))
        else:
            tiers[max(row.quantity, ONE)] = row
    in_order = sorted(offers.items(), key=lambda pair: min(row.line for row in pair[1].values()))
    return {offer: [tiers[q] for q in sorted(tiers)] for offer, tiers in in_order}, rejects


def _quotes(
    offers: Mapping[Offer, list[PriceRow]], options: OdooOptions
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of `quotes` and of `price_breaks`."""
    quotes: list[dict[str, Any]] = []
    breaks: list[dict[str, Any]] = []
    taken: set[str] = set()
    for (item, vendor, currency, begin, end), tiers in offers.items():
        first = tiers[0]
        name = _unused(first.key or f"{item}@{vendor}", taken)
        quotes.append(
            {"item": item, "supplier": vendor, "unit_price": first.price, "id": name, "currency": currency}
            | {"lead_time_days": max(row.delay for row in tiers)}
            | ({"min_order": first.quantity} if first.quantity > ONE else {})
            | ({"valid_from": begin.isoformat()} if begin else {})
            | ({"valid_to": end.isoformat()} if end else {})
        )
        breaks.extend(
            {"quote": name, "from_quantity": row.quantity * options.orders, "unit_price": row.price}
            for row in tiers[1:]
        )
    return quotes, breaks


def _unused(name: str, taken: set[str]) -> str:
    """A name of its own: the second of one name gets #2."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}#{number}"
    taken.add(found)
    return found


def _currency(prices: PriceList, given: Given) -> str:
    used = sorted({row.currency for row in prices.rows})
    if not given.currency and len(used) > 1:
        message = f"the prices are in several currencies: {', '.join(used)}"
        raise refused(f"{prices.file} currency", message, "name the profile's with --currency")
    return given.currency or used[0]


def _items(rows: Iterable[PriceRow], names: Mapping[str, str]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        name = names.get(row.item, "")
        found[row.item] = (
            {"id": row.item} | ({"name": name} if name else {}) | ({"unit": row.unit} if row.unit else {})
        )
    return list(found.values())


def _supplier(vendor: str, country: str, names: Mapping[str, str]) -> dict[str, Any]:
    name = names.get(vendor, "")
    return (
        {"id": vendor, "vendor": vendor}
        | ({"country": country} if country else {})
        | ({"name": name} if name else {})
    )


def _assumptions(
    document: Mapping[str, Any], countries: Mapping[str, str], given: Given, options: OdooOptions
) -> list[Note]:
    notes = []
    if document["price_breaks"]:
        many = "one order" if options.orders == 1 else f"{options.orders} orders"
        words = f"price breaks are reached with {many} a period of their quantity; --orders says how many"
        notes.append(Note("orders_a_period", words, len(document["price_breaks"])))
    guessed = [v for v in countries if given.default_country and v not in given.countries]
    if guessed:
        words = f"vendors get the country {given.default_country}"
        notes.append(Note("default_country", words, len(guessed), tuple(guessed[:MOST_NAMES])))
    return notes


def _missing(
    document: Mapping[str, Any], countries: Mapping[str, str], given: Given, currency: str
) -> list[Note]:
    notes = []
    if not document["demand"]:
        words = "a price list does not say what is needed: give --demand FILE with item,quantity"
        notes.append(Note("demand", words, len(document["items"])))
    without = [vendor for vendor, country in countries.items() if not country]
    if without:
        words = "vendors have no country: give --countries FILE with vendor,country"
        notes.append(Note("vendor_country", words, len(without), tuple(without[:MOST_NAMES])))
    if not given.country:
        notes.append(Note("firm_country", "the firm's country is not known: give --country"))
    others = {q["currency"] for q in document["quotes"]} - {currency, *(r["currency"] for r in given.rates)}
    if others:
        words = "no exchange rate is known: give --rates FILE with currency,rate"
        notes.append(Note("rates", words, len(others), tuple(sorted(others))))
    return notes
