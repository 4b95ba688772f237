"""Duty from the tariffs table, after the contract's words.

Without agreement the longest HS prefix that has a row for the origin counts, and so for each agreement that
is claimed; of one length a row that names the origin country beats a row that names a group it is in, which
beats a row for all. Of what is found this way the row with the least duty on the very unit is paid, on a tie
the one without agreement. Trade remedies add up: every row that fits counts, whatever its prefix and whatever
is claimed.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from models.plan.verify.records import Record
from models.regions import members

ALL = "*"
BASE = "base"
SAME = 1e-12
"""Duties that are closer than this part of them are a tie."""


class Goods(NamedTuple):
    """What customs asks of goods: their code, where they are from and go to, and the agreements claimed."""

    hs_code: str | None
    origin: str
    destination: str
    claims: tuple[str, ...]


class Duty(NamedTuple):
    """The duty of a unit: a part of its cif, and money; NaN where no number is printed.

    Attributes:
        agreement: the preference it rests on; None for none.
        text: the rate it rests on, as printed; None where no row was asked, or it has none.
        rate_without: the same without that preference; NaN where there is none, or nobody can say.
    """

    rate: float = 0.0
    specific: float = 0.0
    agreement: str | None = None
    text: str | None = None
    rate_without: float = math.nan
    specific_without: float = math.nan

    def on(self, cif: float) -> float:
        """What a unit of that cif pays."""
        return self.rate * cif + self.specific

    def without(self, cif: float) -> float:
        """What it would pay if the preference were lost."""
        return self.rate_without * cif + self.specific_without


class _Option(NamedTuple):
    """A row that may be paid."""

    agreement: str | None
    rate: float
    specific: float
    text: str | None = None


class Tariffs:
    """The rows in force on a day, by kind, agreement and HS prefix."""

    def __init__(self, rows: Iterable[Record], on: date, firm_country: str | None) -> None:
        """Keep the rows in force.

        Args:
            rows: of the tariffs table.
            on: the plan's day.
            firm_country: the destination of rows that name none.
        """
        self._on = on
        self._base: dict[tuple[str | None, str | None, str], list[Record]] = defaultdict(list)
        self._remedies: dict[tuple[str | None, str], list[Record]] = defaultdict(list)
        for row in rows:
            if in_force(row, "valid_from", "valid_to", on):
                to, code = row["destination"] or firm_country, digits(row["hs_code"])
                if (row["kind"] or BASE) == BASE:
                    self._base[to, row["agreement"], code].append(row)
                else:
                    self._remedies[to, code].append(row)
        self._found: dict[Goods, tuple[list[_Option], float, float]] = {}

    def duty(self, goods: Goods, cif: float) -> Duty:
        """What a unit of goods pays; nothing where no row applies."""
        if goods.hs_code is None:
            return Duty()
        if goods not in self._found:
            rows = self._added(goods)
            rates, money = [_rate(row) for row in rows], [_specific(row) for row in rows]
            self._found[goods] = (self._options(goods), math.fsum(rates), math.fsum(money))
        options, rate, specific = self._found[goods]
        paid = _cheapest(options, cif) if options else _Option(None, 0.0, 0.0)
        if paid is None:
            return Duty(rate=math.nan)
        others = [option for option in options if option.agreement != paid.agreement]
        next_best = None if paid.agreement is None else _cheapest(others, cif)
        return Duty(
            rate=paid.rate + rate,
            specific=paid.specific + specific,
            agreement=paid.agreement,
            text=paid.text,
            rate_without=math.nan if next_best is None else next_best.rate + rate,
            specific_without=math.nan if next_best is None else next_best.specific + specific,
        )

    def _options(self, goods: Goods) -> list[_Option]:
        """The base rate first, then as claimed; claims without a number only where there is nothing else."""
        base = [_Option(None, _rate(row), _specific(row), row["text"]) for row in self._closest(goods, None)]
        claimed = [
            _Option(agreement, _rate(row), _specific(row), row["text"])
            for agreement in dict.fromkeys(goods.claims)
            for row in self._closest(goods, agreement)
        ]
        counted = [option for option in claimed if not math.isnan(option.rate)]
        return base + counted or claimed

    def _closest(self, goods: Goods, agreement: str | None) -> list[Record]:
        code = digits(goods.hs_code or "")
        for length in range(len(code), -1, -1):
            rows = self._base.get((goods.destination, agreement, code[:length]), [])
            ranks = [self._rank(row, goods.origin) for row in rows]
            fitting = [rank for rank in ranks if rank is not None]
            if fitting:
                return [row for row, rank in zip(rows, ranks, strict=True) if rank == min(fitting)]
        return []

    def _added(self, goods: Goods) -> list[Record]:
        """Every remedy that fits."""
        code = digits(goods.hs_code or "")
        prefixes = (code[:length] for length in range(len(code) + 1))
        rows = [row for prefix in prefixes for row in self._remedies.get((goods.destination, prefix), [])]
        return [row for row in rows if self._rank(row, goods.origin) is not None]

    def _rank(self, row: Record, origin: str) -> int | None:
        """How closely a row names an origin: 0 the country, 1 a group, 2 all; None where it does not."""
        if row["origin"] == origin:
            return 0
        if row["origin"] == ALL:
            return 2
        return 1 if origin in members(row["origin"], self._on) else None


def _rate(row: Record) -> float:
    """The part of cif; 0 beside a specific duty alone, NaN where the row has neither."""
    if row["rate"] is not None:
        return float(row["rate"])
    return math.nan if row["specific"] is None else 0.0


def _specific(row: Record) -> float:
    """Money an item unit."""
    return 0.0 if row["specific"] is None else float(row["specific"] / row["per"])


def _cheapest(options: Sequence[_Option], cif: float) -> _Option | None:
    """The first of the least; None where a row without a number could be less, as only nothing is sure."""
    numbered = [option for option in options if not math.isnan(option.rate)]
    sure = len(numbered) == len(options) or any(o.rate == 0 and o.specific == 0 for o in numbered)
    if not numbered or not sure:
        return None
    duties = [option.rate * cif + option.specific for option in numbered]
    return next(o for o, duty in zip(numbered, duties, strict=True) if duty <= min(duties) * (1 + SAME))


def digits(hs_code: str) -> str:
    """The digits of an HS code; separators say nothing."""
    return "".join(c for c in hs_code if c.isdigit())


def in_force(row: Record, first: str, last: str, day: date) -> bool:
    """Whether a row holds on a day; both ends are inclusive, an absent end is open."""
    return (row[first] is None or row[first] <= day) and (row[last] is None or day <= row[last])
