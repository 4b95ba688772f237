"""The small files that say what an ERP's export does not: countries, exchange rates, demand.

Each is CSV with a header; all faults of a file are reported at once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import ProfileFormatError
from models.issues import Issue
from models.profile.readings import reading_hint, word_hint
from models.profile.schema import TABLES
from models.units import COUNTRIES, CURRENCIES, parse_date
from service.exchange.erp_table import ErpTable, read_table
from service.exchange.erp_values import bare_key, number_of

_COLUMNS = {
    name: TABLES[table].column(name)
    for table, name in (
        ("suppliers", "country"),
        ("exchange_rates", "currency"),
        ("exchange_rates", "rate"),
        ("exchange_rates", "on"),
        ("demand", "quantity"),
        ("demand", "period"),
    )
}
"""What the contract says of the columns that have values of a kind."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says beside the export.

    Attributes:
        countries: country of a vendor, by its number without leading zeros.
        default_country: country of every other vendor; empty = none.
        rates: rows of the table `exchange_rates`.
        demand: rows of the table `demand`.
        firm: name of the firm; empty = not said.
        country: its country.
        currency: the profile's currency.
    """

    countries: Mapping[str, str] = field(default_factory=dict)
    default_country: str = ""
    rates: tuple[dict[str, Any], ...] = ()
    demand: tuple[dict[str, Any], ...] = ()
    firm: str = ""
    country: str = ""
    currency: str = ""


def read_countries(path: Path) -> dict[str, str]:
    """Countries by vendor, from a file with the columns `vendor` and `country`.

    Raises:
        ProfileFormatError: a vendor stands twice with two countries, or a country is none.
    """
    table = read_table(path, ("vendor", "country"), ("vendor", "country"))
    faults = _faults(table, "country", _country_fault)
    found: dict[str, str] = {}
    for row in table.rows.itertuples():
        key = bare_key(str(row.vendor))
        if found.setdefault(key, str(row.country)) != row.country:
            place, message = f"{table.file}:{row.line} country", f"{row.vendor} has another country above"
            faults.append(
                Issue("repeated_key", "fault", place, str(row.country), message, "keep one of them")
            )
    _stop(table, faults)
    return found


def read_rates(path: Path) -> tuple[dict[str, Any], ...]:
    """Rows of `exchange_rates`: `currency`, `rate` (profile currency for one unit) and perhaps `on`.

    Raises:
        ProfileFormatError: a currency, rate or day is none.
    """
    table = read_table(path, ("currency", "rate", "on"), ("currency", "rate"))
    faults = _faults(table, "currency", _currency_fault)
    faults += _faults(table, "rate", _positive_fault)
    faults += _faults(table, "on", _day_fault)
    _stop(table, faults)
    return tuple(_row(row, ("rate",)) for row in table.rows.to_dict("records"))


def read_demand(path: Path) -> tuple[dict[str, Any], ...]:
    """Rows of `demand`: `item`, `quantity` and perhaps `plant` and `period`.

    Raises:
        ProfileFormatError: a quantity or period is no number.
    """
    table = read_table(path, ("item", "quantity", "plant", "period"), ("item", "quantity"))
    faults = _faults(table, "quantity", _amount_fault)
    faults += _faults(table, "period", lambda text: _amount_fault(text) if text else None)
    _stop(table, faults)
    return tuple(_row(row, ("quantity", "period")) for row in table.rows.to_dict("records"))


def _row(row: Mapping[Any, Any], numeric: tuple[str, ...]) -> dict[str, Any]:
    """A row without its empty cells and its line, numbers as numbers."""
    given = {str(key): value for key, value in row.items() if key != "line" and value != ""}
    return {key: number_of(value) if key in numeric else value for key, value in given.items()}


def _faults(table: ErpTable, column: str, fault_of: Callable[[str], tuple[str, str] | None]) -> list[Issue]:
    """The faults of a column; `fault_of` gives the code and the message of a text, or None."""
    found = []
    for text, line in zip(table.rows[column], table.rows["line"], strict=True):
        fault = fault_of(str(text))
        if fault is not None:
            code, message = fault
            place, hint = f"{table.file}:{line} {column}", _hint(column, str(text))
            found.append(Issue(code, "fault", place, str(text), message, hint))
    return found


def _hint(column: str, text: str) -> str:
    """The text to write, where one reading is certain."""
    known = _COLUMNS[column]
    if known.kind == "country":
        return word_hint(known, text, COUNTRIES)
    return word_hint(known, text, CURRENCIES) if known.kind == "currency" else reading_hint(known, text)


def _country_fault(text: str) -> tuple[str, str] | None:
    message = "country must be an ISO 3166 alpha-2 country code, in capitals"
    return None if text in COUNTRIES else ("unknown_country", message)


def _currency_fault(text: str) -> tuple[str, str] | None:
    message = "currency must be an ISO 4217 currency code, in capitals"
    return None if text in CURRENCIES else ("unknown_currency", message)


def _positive_fault(text: str) -> tuple[str, str] | None:
    number = number_of(text)
    if number is None:
        return "wrong_type", "rate must be a number, with a point for decimals"
    return None if number > 0 else ("out_of_range", "rate must be above 0")


def _amount_fault(text: str) -> tuple[str, str] | None:
    number = number_of(text)
    if number is None:
        return "wrong_type", "this must be a number, with a point for decimals"
    return None if number >= 0 else ("out_of_range", "this must be at least 0")


def _day_fault(text: str) -> tuple[str, str] | None:
    message = "on must be a date like 2027-04-01"
    return None if not text or parse_date(text) else ("wrong_type", message)


def _stop(table: ErpTable, faults: list[Issue]) -> None:
    wide = [Issue("unreadable", "fault", f"{r.file}:{r.line}", "", r.reason) for r in table.rejects]
    if wide or faults:
        raise ProfileFormatError((*wide, *faults))


def countries_for(vendors: Iterable[str], masters: Mapping[str, str], given: Given) -> dict[str, str]:
    """The country of each vendor: the user's word, else the ERP's, else the default; empty where none says.

    Args:
        vendors: the vendors' numbers as in the export.
        masters: countries the ERP knows, by number without leading zeros.
        given: what the user says.
    """
    known = {**masters, **given.countries}
    return {vendor: known.get(bare_key(vendor), given.default_country) for vendor in vendors}
