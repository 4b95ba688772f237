"""Duty from the tariffs table, after the contract's words.

The longest HS prefix wins; of one length a row that names the origin country beats a row that names a
group it is in, which beats a row for all; of equals the lowest. Trade remedies add up: every row that
fits counts, whatever its prefix.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from models.plan.verify.records import Record
from models.regions import members

ALL = "*"
BASE = "base"


class Tariffs:
    """The rows in force on a day, by kind and HS prefix."""

    def __init__(self, rows: list[Record], on: date, firm_country: str | None) -> None:
        """Keep the rows in force.

        Args:
            rows: of the tariffs table.
            on: the plan's day.
            firm_country: the destination of rows that name none.
        """
        self._on = on
        self._firm_country = firm_country
        self._rows: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for row in rows:
            if in_force(row, "valid_from", "valid_to", on):
                self._rows[row["kind"] or BASE, digits(row["hs_code"])].append(row)
        self._kinds = sorted({kind for kind, _ in self._rows})
        self._found: dict[tuple[str, str, str], float] = {}

    def rate(self, hs_code: str | None, origin: str, destination: str) -> float:
        """The duty rate, remedies included; 0 where no row applies, NaN where it is not ad valorem."""
        if hs_code is None:
            return 0.0
        key = (hs_code, origin, destination)
        if key not in self._found:
            goods = (digits(hs_code), origin, destination)
            self._found[key] = self._base(*goods) + math.fsum(self._remedies(*goods))
        return self._found[key]

    def _remedies(self, code: str, origin: str, destination: str) -> Iterator[float]:
        """The rates of every remedy that fits."""
        for kind in (kind for kind in self._kinds if kind != BASE):
            for length in range(len(code) + 1):
                for row in self._rows.get((kind, code[:length]), []):
                    if self._serves(row, destination) and self._rank(row, origin) is not None:
                        yield math.nan if row["rate"] is None else row["rate"]

    def _base(self, code: str, origin: str, destination: str) -> float:
        for length in range(len(code), -1, -1):
            rows = self._rows.get((BASE, code[:length]), [])
            ranked = [(self._rank(row, origin), row) for row in rows if self._serves(row, destination)]
            fitting = [(rank, row) for rank, row in ranked if rank is not None]
            if fitting:
                best = min(rank for rank, _ in fitting)
                return _lowest([row for rank, row in fitting if rank == best])
        return 0.0

    def _serves(self, row: Record, destination: str) -> bool:
        return bool((row["destination"] or self._firm_country) == destination)

    def _rank(self, row: Record, origin: str) -> int | None:
        """How closely a row names an origin: 0 the country, 1 a group, 2 all; None where it does not."""
        if row["origin"] == origin:
            return 0
        if row["origin"] == ALL:
            return 2
        return 1 if origin in members(row["origin"], self._on) else None


def _lowest(rows: list[Record]) -> float:
    """The lowest rate; NaN where one of them is not ad valorem, so that nobody can say which is lower."""
    rates = [math.nan if row["rate"] is None else row["rate"] for row in rows]
    return math.nan if any(math.isnan(rate) for rate in rates) else min(rates)


def digits(hs_code: str) -> str:
    """The digits of an HS code; separators say nothing."""
    return "".join(c for c in hs_code if c.isdigit())


def in_force(row: Record, first: str, last: str, day: date) -> bool:
    """Whether a row holds on a day; both ends are inclusive, an absent end is open."""
    return (row[first] is None or row[first] <= day) and (row[last] is None or day <= row[last])
