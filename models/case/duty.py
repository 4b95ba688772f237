"""Ad valorem duty from the tariffs table: the longest HS prefix that is in force decides.

Source of the rule: docs/reference/profile.md, "What a unit costs". Among rows of one prefix length
the one that names the origin most closely wins: a country before a group before `*`, and of
several equally close ones the lowest. Remedies (anti-dumping, safeguard, retaliatory) are measures of
their own: every row that applies adds up, whatever its prefix.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np

from models.profile.rows import Array, Floats, Rows
from models.regions import groups, members


@dataclass(frozen=True, slots=True)
class TariffRow:
    """One row in force; `rate` is NaN where the printed rate is not ad valorem."""

    origin: str
    destination: str
    kind: str
    rate: float

    def closeness(self, origin: str, on: date) -> int:
        """3 where the row names the country, 2 its group, 1 everybody, 0 where it does not apply."""
        if self.origin == origin:
            return 3
        if self.origin == "*":
            return 1
        return 2 if self.origin in groups() and origin in members(self.origin, on) else 0


@dataclass(frozen=True, slots=True)
class TariffBook:
    """The rows in force on a day, by digits of their HS prefix."""

    by_prefix: dict[str, tuple[TariffRow, ...]]
    on: date

    def rate(self, hs_code: str | None, origin: str, destination: str) -> float | None:
        """The duty rate of goods; None where no row applies, NaN where it is not ad valorem."""
        if hs_code is None:
            return None
        digits = digits_of(hs_code)
        base: float | None = None
        remedies: list[float] = []
        for length in range(len(digits), -1, -1):
            rows = [r for r in self.by_prefix.get(digits[:length], ()) if r.destination == destination]
            if base is None:
                base = _closest([r for r in rows if r.kind == "base"], origin, self.on)
            remedies.extend(r.rate for r in rows if r.kind != "base" and r.closeness(origin, self.on))
        if base is None and not remedies:
            return None
        return (base or 0.0) + sum(remedies)


def _closest(rows: list[TariffRow], origin: str, on: date) -> float | None:
    ranked = [(row.closeness(origin, on), row.rate) for row in rows]
    best = max((close for close, _ in ranked), default=0)
    if best == 0:
        return None
    rates = [rate for close, rate in ranked if close == best]
    return float("nan") if any(np.isnan(r) for r in rates) else min(rates)


def digits_of(hs_code: str) -> str:
    """The digits of an HS code, whatever separates them."""
    return "".join(c for c in hs_code if c.isdigit())


def tariff_book(rows: Rows, firm_country: str, on: date) -> TariffBook:
    """The rows of the tariffs table in force on a day."""
    day = np.datetime64(on, "D")
    by_prefix: dict[str, list[TariffRow]] = defaultdict(list)
    kinds = rows.filled("kind", "base")
    destinations = rows.filled("destination", firm_country)
    for at in range(len(rows)):
        if rows["valid_from"][at] > day or rows["valid_to"][at] < day or rows["hs_code"][at] is None:
            continue
        row = TariffRow(rows["origin"][at], destinations[at], kinds[at], float(rows["rate"][at]))
        by_prefix[digits_of(rows["hs_code"][at])].append(row)
    return TariffBook({prefix: tuple(found) for prefix, found in by_prefix.items()}, on)


def duty_rates(book: TariffBook, hs_code: Array, origin: Array, destination: Array) -> tuple[Floats, Array]:
    """Duty rates of many goods.

    Returns:
        The rates (0 where no row applies, NaN where it is not ad valorem), and which had no row.
    """
    keys = list(zip(hs_code.tolist(), origin.tolist(), destination.tolist(), strict=True))
    known = {key: book.rate(*key) for key in dict.fromkeys(keys)}
    rates = [known[key] for key in keys]
    unknown = np.array([rate is None for rate in rates], dtype=bool)
    return np.array([0.0 if rate is None else rate for rate in rates], dtype=float), unknown
