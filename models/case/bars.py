"""Which quotes may not be used in a period, and which row of the profile says so."""

import numpy as np

from models.case.case import Bars, Period
from models.profile.read import SourcingProfile
from models.profile.rows import Ints, Mask, objects, positions

TARGETS = ("country", "region", "owner_country", "vendor", "supplier")
"""Of these columns an exclusion fills exactly one."""


def barred_quotes(profile: SourcingProfile, item: Ints, supplier: Ints, period: Period) -> Bars:
    """Every rule and quote it bars in a period.

    A country exclusion bars what is made there and what is sold from there. A quote not valid on
    the period's first day is barred by its own row.

    Args:
        profile: the tables.
        item: position of each quote's item; -1 where unknown.
        supplier: position of each quote's supplier; -1 where unknown.
        period: the period asked about.
    """
    quotes, suppliers = profile["quotes"], profile["suppliers"]
    day = np.datetime64(period.start, "D")
    found: list[tuple[str, int, int]] = []
    outside = (quotes["valid_from"] > day) | (quotes["valid_to"] < day)
    found.extend(("quotes", int(q), int(q)) for q in np.flatnonzero(outside))
    excluded = suppliers.filled("excluded", 0.0) == 1.0
    if excluded.any():
        hit = (supplier >= 0) & excluded[supplier]
        found.extend(("suppliers", int(supplier[q]), int(q)) for q in np.flatnonzero(hit))
    exclusions = profile["exclusions"]
    if len(exclusions):
        search = _Search(profile, item, supplier)
        for row in np.flatnonzero(~(exclusions["from"] > day)):
            found.extend(("exclusions", int(row), int(q)) for q in search.hits(int(row)))
    return Bars(
        source=objects([f[0] for f in found]),
        row=np.array([f[1] for f in found], dtype=np.int64),
        quote=np.array([f[2] for f in found], dtype=np.int64),
    )


class _Search:
    """Finds the quotes that exclusions hit; those of one item are looked up, not scanned for."""

    def __init__(self, profile: SourcingProfile, item: Ints, supplier: Ints) -> None:
        self._profile = profile
        self._item = item
        self._supplier = supplier
        self._known = np.flatnonzero((supplier >= 0) & (item >= 0))
        self._order = self._known[np.argsort(item[self._known], kind="stable")]
        self._sorted = item[self._order]
        self._named = positions(profile["exclusions"]["item"], profile["items"]["id"])

    def hits(self, row: int) -> Ints:
        """Positions of the quotes an exclusion bars."""
        rows = self._profile["exclusions"]
        target = next((t for t in TARGETS if rows[t][row] is not None), None)
        if target is None:
            return np.zeros(0, dtype=np.int64)
        among = self._among(row)
        found: Ints = among[self._source(target, rows[target][row], among)]
        return found

    def _among(self, row: int) -> Ints:
        """The quotes of the item or category an exclusion speaks of, or all."""
        rows, items = self._profile["exclusions"], self._profile["items"]
        if rows["item"][row] is not None:
            at = self._named[row]
            first, last = np.searchsorted(self._sorted, [at, at + 1])
            return self._order[first:last] if at >= 0 else self._order[:0]
        if rows["category"][row] is not None:
            named = items["category"] == rows["category"][row]
            inside: Ints = self._known[named[self._item[self._known]]]
            return inside
        return self._known

    def _source(self, target: str, wanted: str, among: Ints) -> Mask:
        """Which of the quotes come from the source an exclusion names."""
        suppliers = self._profile["suppliers"]
        if target == "owner_country":
            column = suppliers.filled("owner_country", suppliers["country"])
        else:
            column = suppliers["id" if target == "supplier" else target]
        hit: Mask = (column == wanted)[self._supplier[among]]
        if target == "country":
            hit = hit | (self._profile["quotes"]["origin"][among] == wanted)
        return hit
