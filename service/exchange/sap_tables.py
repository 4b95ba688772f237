"""The tables of a profile from what was found in SAP, and what a person should know of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from models.profile.schema import SCHEMA_VERSION
from service.exchange.csv_bytes import refused
from service.exchange.erp_table import ErpTable, Reject
from service.exchange.erp_values import bare_key
from service.exchange.import_files import Given, countries_for
from service.exchange.imported import Note
from service.exchange.sap_history import (
    Source,
    Window,
    allocation_rows,
    contract_rows,
    demand_rows,
    exchange_rows,
)
from service.exchange.sap_masters import Masters
from service.exchange.sap_orders import Reading
from service.exchange.sap_prices import freight_of, latest_lines, order_quotes, with_records
from service.exchange.sap_receipts import SOURCE, Receipts

MOST_NAMES = 20
"""So many vendors or items are named in a note; the tables have them all."""


@dataclass(frozen=True)
class SapFound:
    """What an export holds, typed and sifted.

    Attributes:
        lines: order lines before the plan's day, as `sap_orders` gives them.
        receipts: goods received; None without MSEG.
        conditions: KONV; None without it.
        records: info records.
        bought: quantity a year by item, vendor and plant; negative where more went back than came.
        window: the months it comes from.
        reading: how texts are read.
        masters: what the master tables say.
        given: what the user says.
        company: the company code; empty where the export names none.
        line_file: name of EKPO's file.
        order_file: name of EKKO's file.
    """

    lines: pd.DataFrame
    receipts: Receipts | None
    conditions: ErpTable | None
    records: pd.DataFrame
    bought: Mapping[Source, float]
    window: Window
    reading: Reading
    masters: Masters
    given: Given
    company: str
    line_file: str
    order_file: str

    @cached_property
    def ordered_from(self) -> frozenset[str]:
        """The vendors of the lines."""
        return frozenset(self.lines["vendor"].unique())

    @property
    def local(self) -> str:
        """The currency that WKURS converts into: the company's, from T001 or the movements; else empty."""
        known = self.masters.companies.get(self.company, ("", "", ""))[2]
        return known or ("" if self.receipts is None else self.receipts.local_currency)

    @property
    def on(self) -> date:
        """The plan's first day."""
        return self.window.end


@dataclass(frozen=True, slots=True)
class SapTables:
    """A profile's document, and what is to be said of it."""

    document: dict[str, Any]
    rejects: tuple[Reject, ...]
    assumptions: tuple[Note, ...]
    missing: tuple[Note, ...]


def sap_tables(found: SapFound) -> SapTables:
    """Write what was found as a profile's document.

    Raises:
        ProfileFormatError: the currency of the profile is not known.
    """
    currency = _currency(found)
    firm, country = _firm(found)
    quotes = _quotes(found)
    countries = countries_for(_vendors(quotes), found.masters.vendor_countries, found.given)
    bought = {source: quantity for source, quantity in found.bought.items() if quantity > 0}
    contracts, rejects = contract_rows(found.lines, found.line_file, found.on)
    rates, rate_notes, no_rates = _rates(found, quotes, currency)
    document = {
        "schema_version": SCHEMA_VERSION,
        "currency": currency,
        "name": f"SAP purchasing, {found.window.words}",
        "firm": {"name": firm} | ({"country": country} if country else {}),
        "horizon": {"start": found.on.isoformat(), "period": "year", "count": 1},
        "exchange_rates": rates,
        "plants": [_plant(p, country, found.masters) for p in sorted({q["plant"] for q in quotes})],
        "items": _items(found.lines, quotes),
        "demand": demand_rows(bought),
        "suppliers": [_supplier(vendor, countries[vendor], found) for vendor in countries],
        "quotes": quotes,
        "allocation": allocation_rows(bought),
        "contracts": contracts,
    }
    assumptions = (*_notes(found, countries, document), *rate_notes)
    return SapTables(document, tuple(rejects), assumptions, (*_missing(countries, country), *no_rates))


def _vendors(quotes: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({quote["supplier"] for quote in quotes})


def _rates(
    found: SapFound, quotes: Iterable[Mapping[str, Any]], currency: str
) -> tuple[list[dict[str, Any]], list[Note], list[Note]]:
    used = {quote["currency"] for quote in quotes} - {currency}
    local = found.local in ("", currency)
    return exchange_rows(found.lines, used, found.given.rates, found.reading, local)


def _currency(found: SapFound) -> str:
    """The profile's currency: the user's word, else the company's."""
    wanted = found.given.currency or found.local
    if not wanted:
        message = "no table says which currency the exchange rates (WKURS) convert into"
        raise refused(found.order_file, message, "name it with --currency, or export T001 or MSEG as well")
    return wanted


def _firm(found: SapFound) -> tuple[str, str]:
    name, country, _ = found.masters.companies.get(found.company, ("", "", ""))
    return found.given.firm or name or found.company or "SAP", found.given.country or country


def _quotes(found: SapFound) -> list[dict[str, Any]]:
    latest = latest_lines(found.lines)
    observed: Mapping[Any, float] = {}
    if found.receipts is not None:
        observed = found.receipts.rows.groupby(SOURCE)["days"].median().dropna().to_dict()
    quotes = order_quotes(latest, freight_of(latest, found.conditions, found.reading), observed)
    plants: dict[str, list[str]] = {}
    for item, plant in sorted({(quote["item"], quote["plant"]) for quote in quotes}):
        plants.setdefault(item, []).append(plant)
    return with_records(quotes, found.records, plants, found.on)


def _items(lines: pd.DataFrame, quotes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Items that have a quote; names and category as on the latest line."""
    wanted = {quote["item"] for quote in quotes}
    last = lines.sort_values(["day", "order", "position"], kind="stable").groupby("item").tail(1)
    return [
        {"id": row["item"], "unit": row["unit"]}
        | ({"name": row["name"]} if row["name"] else {})
        | ({"category": row["category"]} if row["category"] else {})
        for row in last.sort_values("item").to_dict("records")
        if row["item"] in wanted
    ]


def _plant(plant: str, country: str, masters: Masters) -> dict[str, Any]:
    where = masters.plant_countries.get(plant, country)
    name = masters.plant_names.get(plant, "")
    return {"id": plant} | ({"country": where} if where else {}) | ({"name": name} if name else {})


def _supplier(vendor: str, country: str, found: SapFound) -> dict[str, Any]:
    name = found.masters.vendor_names.get(bare_key(vendor), "")
    return (
        {"id": vendor, "vendor": vendor}
        | ({"country": country} if country else {})
        | ({"name": name} if name else {})
        | ({"onboarded": True} if vendor in found.ordered_from else {})
    )


def _missing(countries: Mapping[str, str], country: str) -> list[Note]:
    notes = []
    without = [vendor for vendor, known in countries.items() if not known]
    if without:
        words = "vendors have no country: give --countries FILE with vendor,country, or export LFA1"
        notes.append(Note("vendor_country", words, len(without), tuple(without[:MOST_NAMES])))
    if not country:
        notes.append(Note("firm_country", "the firm's country is not known: give --country, or export T001"))
    return notes


def _notes(found: SapFound, countries: Mapping[str, str], document: Mapping[str, Any]) -> list[Note]:
    given, masters, receipts = found.given, found.masters, found.receipts
    known = {**masters.vendor_countries, **given.countries}
    guessed = [v for v in countries if given.default_country and bare_key(v) not in known]
    far = [plant["id"] for plant in document["plants"] if plant["id"] not in masters.plant_countries]
    idle = {item["id"] for item in document["items"]} - {need["item"] for need in document["demand"]}
    back = ["@".join(source) for source, quantity in found.bought.items() if quantity <= 0]
    notes = [
        Note("window", f"purchases of {found.window.words} ({found.window.months} months) stand for a year"),
        _counted("default_country", f"vendors get the country {given.default_country}", guessed),
        _counted("plant_country", "plants get the firm's country: T001W is not there", far),
        _counted("item_without_demand", "items were not bought in these months: no demand", sorted(idle)),
        _counted("more_returned", "sources had more sent back than bought: no allocation", back),
    ]
    if not found.local:
        notes.append(Note("local_currency", f"WKURS is taken to convert into {document['currency']}"))
    if receipts is not None:
        words = "posting days of MKPF and MSEG differ; that of MSEG counts"
        notes.append(Note("posting_days_differ", words, receipts.other_days))
        words = "receipts name another vendor than their order; the order's counts"
        notes.append(Note("vendors_differ", words, receipts.other_vendors))
        words = "receipts were posted before their order's day; they give no lead time"
        notes.append(Note("received_before_ordered", words, receipts.early))
    always = ("window", "local_currency")
    return [note for note in notes if note.count or note.code in always]


def _counted(code: str, words: str, names: list[str]) -> Note:
    return Note(code, words, len(names), tuple(names[:MOST_NAMES]))
