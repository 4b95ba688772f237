"""Which quotes may not be used in a period, and which row of the profile says so."""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from models.case.case import Period
from models.case.conditions import Bars
from models.case.horizon import Horizon
from models.profile.read import SourcingProfile
from models.profile.rows import Array, Floats, Ints, Mask, lookup_of, objects, positions

TARGETS = ("country", "region", "owner_country", "vendor", "supplier")
"""Of these columns an exclusion fills exactly one."""


Found = tuple[str, Ints, Ints]
"""A rule's source, and its row for each quote it bars."""


def barred_quotes(
    profile: SourcingProfile, item: Ints, supplier: Ints, incumbent: Mask, horizon: Horizon
) -> Bars:
    """Every rule and quote it bars, period by period.

    A country exclusion bars what is made there and what is sold from there. A quote not valid on
    a period's first day is barred by its own row. In a transition a new source is barred until its
    days of qualification or onboarding are over.

    Args:
        profile: the tables.
        item: position of each quote's item; -1 where unknown.
        supplier: position of each quote's supplier; -1 where unknown.
        incumbent: quotes on which something is bought today.
        horizon: the periods, and whether lead times bind.
    """
    search = _Search(profile, item, supplier)
    days = new_source_days(profile, supplier, incumbent) if horizon.transition else None
    parts: list[tuple[str, Ints, Ints, int]] = []
    for period in horizon.periods:
        found = [*_stated(profile, supplier, search, period)]
        if days is not None:
            found.extend(_under_way(days, supplier, horizon.periods[0], period))
        parts.extend((*part, period.number) for part in found if len(part[2]))
    nothing = np.zeros(0, dtype=np.int64)
    size = [len(row) for _, row, _, _ in parts]
    return Bars(
        source=np.repeat(objects([source for source, _, _, _ in parts]), size),
        row=np.concatenate([nothing, *(row for _, row, _, _ in parts)]),
        quote=np.concatenate([nothing, *(quote for _, _, quote, _ in parts)]),
        period=np.repeat(np.array([number for _, _, _, number in parts], dtype=np.int64), size),
    )


def _stated(profile: SourcingProfile, supplier: Ints, search: "_Search", period: Period) -> Iterator[Found]:
    """What validity, excluded suppliers and exclusions bar in a period."""
    quotes, suppliers, exclusions = profile["quotes"], profile["suppliers"], profile["exclusions"]
    day = np.datetime64(period.start, "D")
    outside = np.flatnonzero((quotes["valid_from"] > day) | (quotes["valid_to"] < day))
    yield "quotes", outside, outside
    excluded = suppliers.filled("excluded", 0.0) == 1.0
    if excluded.any():
        hit = np.flatnonzero((supplier >= 0) & excluded[supplier])
        yield "suppliers", supplier[hit], hit
    for row in np.flatnonzero(~(exclusions["from"] > day)).tolist():
        hits = search.hits(row)
        yield "exclusions", np.full(len(hits), row), hits


def new_source_days(profile: SourcingProfile, supplier: Ints, incumbent: Mask) -> tuple[Floats, Floats]:
    """Days until a quote is qualified, and until a supplier is onboarded; 0 for what is so already."""
    quotes, suppliers = profile["quotes"], profile["suppliers"]
    qualified = incumbent | (quotes["qualified"] == 1.0)
    known = suppliers["onboarded"] == 1.0
    known[supplier[incumbent & (supplier >= 0)]] = True
    return (
        np.where(qualified, 0.0, quotes.filled("qualification_days", 0.0)),
        np.where(known, 0.0, suppliers.filled("onboarding_days", 0.0)),
    )


def _under_way(days: tuple[Floats, Floats], supplier: Ints, first: Period, period: Period) -> Iterator[Found]:
    """What is not ready on a period's first day although it was begun on the first day of all."""
    passed = (period.start - first.start) / timedelta(days=1)
    unqualified = np.flatnonzero(days[0] > passed)
    yield "qualification_days", unqualified, unqualified
    strange = np.flatnonzero((supplier >= 0) & _late(days[1], passed)[supplier])
    yield "onboarding_days", supplier[strange], strange


def _late(days: Floats, passed: float) -> Array:
    """Suppliers that are not onboarded after so many days; never empty, so that -1 has an entry."""
    return days > passed if len(days) else np.zeros(1, dtype=bool)


class _Search:
    """Finds the quotes that exclusions hit; those of one item are looked up, not scanned for."""

    def __init__(self, profile: SourcingProfile, item: Ints, supplier: Ints) -> None:
        self._profile = profile
        self._item = item
        self._supplier = supplier
        self._known = np.flatnonzero((supplier >= 0) & (item >= 0))
        self._of_item = lookup_of(item[self._known])
        self._of_supplier = lookup_of(supplier[self._known])
        self._named = positions(profile["exclusions"]["item"], profile["items"]["id"])
        self._found: dict[int, Ints] = {}

    def hits(self, row: int) -> Ints:
        """Positions of the quotes an exclusion bars."""
        if row not in self._found:
            self._found[row] = self._search(row)
        return self._found[row]

    def _search(self, row: int) -> Ints:
        rows = self._profile["exclusions"]
        target = next((t for t in TARGETS if rows[t][row] is not None), None)
        if target is None:
            return np.zeros(0, dtype=np.int64)
        sites = self._sites(target, rows[target][row])
        if rows["item"][row] is not None:
            among = self._known[self._of_item.all_of(self._named[row : row + 1])]
        elif target == "country":
            among = self._known
        else:
            among = self._known[np.sort(self._of_supplier.all_of(np.flatnonzero(sites)))]
        hit: Mask = sites[self._supplier[among]]
        if target == "country":
            hit = hit | (self._profile["quotes"]["origin"][among] == rows["country"][row])
        if rows["category"][row] is not None and rows["item"][row] is None:
            hit = hit & (self._profile["items"]["category"] == rows["category"][row])[self._item[among]]
        return among[hit]

    def _sites(self, target: str, wanted: str) -> Mask:
        """The suppliers an exclusion names."""
        suppliers = self._profile["suppliers"]
        if target == "owner_country":
            column = suppliers.filled("owner_country", suppliers["country"])
        else:
            column = suppliers["id" if target == "supplier" else target]
        named: Mask = column == wanted
        return named
