"""What SAP's documents say of today: purchases of a year, running agreements, exchange rates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from models.units import DAYS_PER_YEAR, add_months
from service.exchange.erp_table import Reject, rejects_of
from service.exchange.erp_values import OPEN, number_of
from service.exchange.imported import Note
from service.exchange.sap_orders import CONTRACT, ORDER, SCHEDULE, Reading
from service.exchange.sap_receipts import SOURCE

type Source = tuple[str, str, str]
"""Item, vendor and plant."""

SPREAD = 1.05
"""Rates of one currency that lie further apart than this are worth a word."""


@dataclass(frozen=True, slots=True)
class Window:
    """The months whose purchases stand for a year.

    Attributes:
        first: first day.
        end: the day after the last, which is the plan's first.
        months: how many.
    """

    first: date
    end: date
    months: int

    @property
    def words(self) -> str:
        """As people write it."""
        return f"{self.first} to before {self.end}"


def window_before(on: date, months: int) -> Window:
    """The months before a day."""
    return Window(add_months(on, -months), on, months)


def yearly(movements: pd.DataFrame, window: Window) -> dict[Source, float]:
    """Quantity a year by source, what went back deducted.

    Args:
        movements: `item`, `vendor`, `plant`, `day` and a signed `quantity` in base units.
        window: its months are made twelve.
    """
    inside = movements[(movements["day"] >= window.first) & (movements["day"] < window.end)]
    total: dict[Source, float] = defaultdict(float)
    for item, vendor, plant, quantity in inside[[*SOURCE, "quantity"]].itertuples(index=False):
        total[item, vendor, plant] += quantity
    return {source: total[source] * 12 / window.months for source in sorted(total)}


def orders_only(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines that buy something; agreements only promise it."""
    return lines[lines["kind"] == ORDER]


def allocation_rows(bought: Mapping[Source, float]) -> list[dict[str, Any]]:
    """Rows of `allocation`, each naming its quote."""
    return [
        {"item": item, "supplier": vendor, "quantity": quantity, "plant": plant}
        | {"quote": f"{item}@{vendor}@{plant}"}
        for (item, vendor, plant), quantity in bought.items()
    ]


def demand_rows(bought: Mapping[Source, float]) -> list[dict[str, Any]]:
    """Rows of `demand`: what all vendors together were asked for."""
    needs: dict[tuple[str, str], float] = defaultdict(float)
    for (item, _, plant), quantity in bought.items():
        needs[item, plant] += quantity
    return [{"item": item, "quantity": q, "plant": plant} for (item, plant), q in sorted(needs.items())]


def contract_rows(lines: pd.DataFrame, file: str, on: date) -> tuple[list[dict[str, Any]], list[Reject]]:
    """Rows of `contracts` from outline agreements that run on the plan's day or later.

    The target quantity is for the whole agreement; a contract is stated for a year.
    """
    agreements = lines[lines["kind"].isin([CONTRACT, SCHEDULE])]
    without_end = agreements["end"].isna() | (agreements["end"] == OPEN) | agreements["begin"].isna()
    without_target = ~without_end & ~(agreements["target"] > 0)
    words = "outline agreement without {}: its price is used, no contract made of it"
    rejects = rejects_of(file, agreements[without_end], words.format("dates (KDATB, KDATE)"), "order")
    rejects += rejects_of(file, agreements[without_target], words.format("target quantity (KTMNG)"), "order")
    usable = agreements[~without_end & ~without_target]
    targets: dict[tuple[str, str, date, date], float] = defaultdict(float)
    columns = usable[["item", "vendor", "begin", "end", "target"]]
    for item, vendor, begin, end, target in columns.itertuples(index=False):
        if end >= on:
            targets[item, vendor, begin, end] += target
    rows = [
        {
            "item": item,
            "supplier": vendor,
            "quantity": targets[item, vendor, begin, end] * DAYS_PER_YEAR / ((end - begin).days + 1),
            "from": begin.isoformat(),
            "to": end.isoformat(),
        }
        for item, vendor, begin, end in sorted(targets)
    ]
    return rows, rejects


def rate_of(text: str, reading: Reading) -> float | None:
    """An exchange rate as SAP prints it, as local currency for one unit; None where it is none.

    A slash marks indirect quotation: `/3.74340` is 3.7434 foreign units for one of the local currency.
    """
    number = number_of(text.removeprefix("/"), reading.decimal)
    if number is None or number <= 0:
        return None
    return 1 / number if text.startswith("/") else number


def exchange_rows(
    lines: pd.DataFrame,
    used: Iterable[str],
    given: Sequence[Mapping[str, Any]],
    reading: Reading,
    local: bool,
) -> tuple[list[dict[str, Any]], list[Note], list[Note]]:
    """Rows of `exchange_rates`, what they take for granted, and what is missing.

    Args:
        lines: order lines with their header's rate.
        used: the currencies to convert.
        given: the user's rates, which win.
        reading: how numbers are written.
        local: whether the documents' rates convert into the profile's currency.
    """
    rows = [dict(row) for row in given]
    said = {row["currency"] for row in given}
    spread: list[str] = []
    missing: list[str] = []
    for currency in sorted(set(used) - said):
        found = _rates_of(lines, currency, reading) if local else []
        if not found:
            missing.append(currency)
            continue
        day, rate = found[-1]
        rows.append({"currency": currency, "rate": rate, "on": day.isoformat()})
        values = [value for _, value in found]
        if max(values) > SPREAD * min(values):
            spread.append(currency)
    return rows, _rate_notes(rows[len(given) :], spread), _missing_rates(missing)


def _rates_of(lines: pd.DataFrame, currency: str, reading: Reading) -> list[tuple[date, float]]:
    """Day and rate of each line in a currency, the latest last."""
    mine = lines[lines["currency"] == currency].sort_values(["day", "order"], kind="stable")
    rates = ((day, rate_of(text, reading)) for day, text in zip(mine["day"], mine["rate"], strict=True))
    return [(day, rate) for day, rate in rates if rate is not None]


def _rate_notes(rows: list[dict[str, Any]], spread: list[str]) -> list[Note]:
    notes = []
    if rows:
        names = tuple(row["currency"] for row in rows)
        words = (
            "exchange rates are the latest of the orders (WKURS), not of the plan's day; --rates gives others"
        )
        notes.append(Note("rates_of_orders", words, len(names), names))
    if spread:
        words = (
            f"rates of one currency differ by more than {SPREAD - 1:.0%} between orders; the latest is used"
        )
        notes.append(Note("rates_differ", words, len(spread), tuple(spread)))
    return notes


def _missing_rates(currencies: list[str]) -> list[Note]:
    words = "no exchange rate is known: give --rates FILE with currency,rate"
    return [Note("rates", words, len(currencies), tuple(currencies))] if currencies else []
