"""The rows of the tariffs table that apply to goods: base rate, claimed preferences, remedies.

Source of the rule: docs/reference/duty.md. Base rate and each claimed agreement are looked up apart: the
longest HS prefix that has a row for the origin, and among rows of one length those that name it most closely,
a country before a group before `*`. Which of them is paid depends on the unit (models/case/duties.py).
Remedies (anti-dumping, safeguard, retaliatory) are measures of their own: every row that applies adds up,
whatever its prefix.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from models.profile.rows import Floats, Mask, Rows
from models.regions import members

BASE = "base"
_EVERYBODY, _ITS_GROUP, _ITSELF = 1, 2, 3
"""How closely a row names an origin; 0 where it does not."""


@dataclass(frozen=True, slots=True)
class TariffRow:
    """One row in force.

    Attributes:
        at: its number in the tariffs table.
        rate: of cif; 0 where the duty is a specific one alone, NaN where the row says neither.
        specific: money an item unit, in the profile's currency.
    """

    at: int
    origin: str
    rate: float
    specific: float

    @property
    def free(self) -> bool:
        """Whether nothing is paid, whatever the goods cost."""
        return self.rate == 0 and self.specific == 0


@dataclass(frozen=True, slots=True)
class DutyOptions:
    """What the tariffs say of goods of one kind, origin, destination and list of claims.

    Attributes:
        agreements: of each option; None for the base rate, which comes first, then as claimed.
        rows: the row of each option; of several equally close rows each is one.
        remedies: what is added, whatever is claimed.
        left_aside: rows of claimed agreements that say no number, while another row decides.
    """

    agreements: tuple[str | None, ...] = ()
    rows: tuple[TariffRow, ...] = ()
    remedies: tuple[TariffRow, ...] = ()
    left_aside: tuple[TariffRow, ...] = ()

    @property
    def none(self) -> bool:
        """Whether no row at all applies."""
        return not self.rows and not self.remedies

    @property
    def without_base(self) -> bool:
        """Whether no row says what is paid without a claim."""
        return None not in self.agreements

    @property
    def free(self) -> bool:
        """Whether one of the options costs nothing, so that no other can cost less."""
        return any(row.free for row in self.rows)

    @property
    def undecided(self) -> TariffRow | None:
        """A row without a number that has a say in what is paid; None where all is known.

        Beside an option that costs nothing no other has a say.
        """
        rows = self.remedies if self.free else (*self.rows, *self.remedies)
        return next((row for row in rows if math.isnan(row.rate)), None)


_Shelf = dict[str, tuple[TariffRow, ...]]
"""Rows by the digits of their HS prefix."""


@dataclass(frozen=True, slots=True)
class TariffBook:
    """The rows in force on a day.

    Attributes:
        base: rows without agreement by destination, those of an agreement by destination and its name.
        remedies: by destination.
        covered: the countries that each origin in the table stands for; `*` is not among them.
    """

    base: dict[tuple[str, str | None], _Shelf]
    remedies: dict[str, _Shelf]
    covered: dict[str, frozenset[str]]
    _found: dict[tuple[str, str, str, str | None], tuple[TariffRow, ...]] = field(default_factory=dict)

    def options(
        self, hs_code: str | None, origin: str, destination: str, claims: tuple[str, ...]
    ) -> DutyOptions:
        """What may be paid for goods, and what is added to it whatever is claimed."""
        if hs_code is None:
            return DutyOptions()
        goods = (digits_of(hs_code), origin, destination)
        found: list[tuple[str | None, TariffRow]] = [(None, row) for row in self._closest(*goods, None)]
        silent: list[tuple[str | None, TariffRow]] = []
        for agreement in dict.fromkeys(claims):
            for row in self._closest(*goods, agreement):
                (silent if math.isnan(row.rate) else found).append((agreement, row))
        options = found or silent
        return DutyOptions(
            agreements=tuple(agreement for agreement, _ in options),
            rows=tuple(row for _, row in options),
            remedies=tuple(self._remedies(*goods)),
            left_aside=tuple(row for _, row in silent) if found else (),
        )

    def _closest(
        self, digits: str, origin: str, destination: str, agreement: str | None
    ) -> tuple[TariffRow, ...]:
        """The rows of the longest prefix that name the origin most closely."""
        key = (digits, origin, destination, agreement)
        if key not in self._found:
            shelf = self.base.get((destination, agreement), {})
            self._found[key] = next(
                (
                    rows
                    for length in range(len(digits), -1, -1)
                    if (rows := self._nearest(shelf.get(digits[:length], ()), origin))
                ),
                (),
            )
        return self._found[key]

    def _nearest(self, rows: tuple[TariffRow, ...], origin: str) -> tuple[TariffRow, ...]:
        near = [self._closeness(row, origin) for row in rows]
        best = max(near, default=0)
        return tuple(row for row, close in zip(rows, near, strict=True) if close == best) if best else ()

    def _remedies(self, digits: str, origin: str, destination: str) -> list[TariffRow]:
        shelf = self.remedies.get(destination, {})
        rows = [row for length in range(len(digits) + 1) for row in shelf.get(digits[:length], ())]
        return [row for row in rows if self._closeness(row, origin)]

    def _closeness(self, row: TariffRow, origin: str) -> int:
        if row.origin == origin:
            return _ITSELF
        if row.origin == "*":
            return _EVERYBODY
        return _ITS_GROUP if origin in self.covered[row.origin] else 0


def digits_of(hs_code: str) -> str:
    """The digits of an HS code, whatever separates them."""
    return hs_code if hs_code.isdecimal() else "".join(c for c in hs_code if c.isdigit())


def tariff_book(rows: Rows, firm_country: str, on: date, hs_codes: Iterable[str | None]) -> TariffBook:
    """The rows of the tariffs table in force on a day that may apply to goods of these codes.

    Args:
        rows: the table.
        firm_country: destination of rows that name none.
        on: the day; groups of countries are read on it as well.
        hs_codes: of all goods that will be asked for.
    """
    wanted = _prefixes(hs_codes)
    rate, specific = duty_columns(rows)
    kinds, destinations = rows.filled("kind", BASE), rows.filled("destination", firm_country)
    base: dict[tuple[str, str | None], dict[str, list[TariffRow]]] = defaultdict(lambda: defaultdict(list))
    remedies: dict[str, dict[str, list[TariffRow]]] = defaultdict(lambda: defaultdict(list))
    for at in np.flatnonzero(in_force(rows, on)).tolist():
        digits = digits_of(rows["hs_code"][at])
        if digits not in wanted:
            continue
        row = TariffRow(at, rows["origin"][at], float(rate[at]), float(specific[at]))
        if kinds[at] == BASE:
            base[destinations[at], rows["agreement"][at]][digits].append(row)
        else:
            remedies[destinations[at]][digits].append(row)
    return TariffBook(
        base={key: _shelf(found) for key, found in base.items()},
        remedies={key: _shelf(found) for key, found in remedies.items()},
        covered=covered(rows, on),
    )


def _shelf(found: dict[str, list[TariffRow]]) -> _Shelf:
    return {digits: tuple(rows) for digits, rows in found.items()}


def _prefixes(hs_codes: Iterable[str | None]) -> frozenset[str]:
    """All prefixes of the codes' digits, the empty one included."""
    known = {digits_of(code) for code in set(hs_codes) if code is not None}
    return frozenset(digits[:length] for digits in known for length in range(len(digits) + 1))


def in_force(rows: Rows, on: date) -> Mask:
    """Which rows of the tariffs table are in force on a day; both ends are inclusive."""
    day = np.datetime64(on, "D")
    outside = (rows["valid_from"] > day) | (rows["valid_to"] < day)
    return rows.given("hs_code") & rows.given("origin") & ~outside


def duty_columns(rows: Rows) -> tuple[Floats, Floats]:
    """Each row's rate of cif and its money an item unit; the rate is NaN where the row says neither."""
    per = rows.filled("per", 1.0)
    specific = rows["specific"] / np.where(per > 0, per, np.nan)
    alone = np.isnan(rows["rate"]) & ~np.isnan(specific)
    return np.where(alone, 0.0, rows["rate"]), np.nan_to_num(specific)


def covered(rows: Rows, on: date) -> dict[str, frozenset[str]]:
    """The countries that each origin in the table stands for on a day; none for `*`."""
    names = set(rows["origin"].tolist()) - {None, "*"}
    return {name: members(name, on) for name in names}
