"""Which quotes may not be used in a period, and which row of the profile says so."""

import numpy as np

from models.case.case import Bars, Period
from models.profile.read import SourcingProfile
from models.profile.rows import Ints, Mask, Rows, is_absent, objects, positions

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
    for row in range(len(exclusions)):
        if exclusions["from"][row] > day:
            continue
        hit = _hit(exclusions, row, profile, item, supplier)
        found.extend(("exclusions", row, int(q)) for q in np.flatnonzero(hit))
    return Bars(
        source=objects([f[0] for f in found]),
        row=np.array([f[1] for f in found], dtype=np.int64),
        quote=np.array([f[2] for f in found], dtype=np.int64),
    )


def _hit(exclusions: Rows, row: int, profile: SourcingProfile, item: Ints, supplier: Ints) -> Mask:
    quotes, suppliers, items = profile["quotes"], profile["suppliers"], profile["items"]
    known = (supplier >= 0) & (item >= 0)
    target = next((t for t in TARGETS if exclusions[t][row] is not None), None)
    if target is None:
        return np.zeros(len(quotes), dtype=bool)
    wanted = exclusions[target][row]
    site = suppliers.filled("owner_country", suppliers["country"]) if target == "owner_country" else None
    if site is None:
        site = suppliers["id" if target == "supplier" else target]
    hit: Mask = known & (site == wanted)[supplier] if len(suppliers) else known
    if target == "country":
        hit = hit | (known & (quotes["origin"] == wanted))
    if exclusions["item"][row] is not None:
        hit = hit & (quotes["item"] == exclusions["item"][row])
    if exclusions["category"][row] is not None and len(items):
        hit = hit & (items["category"] == exclusions["category"][row])[item]
    return hit


def supplier_excluded(rows: Rows) -> Mask:
    """Suppliers the profile marks as excluded."""
    marked: Mask = (rows.filled("excluded", 0.0) == 1.0) & ~is_absent(rows["id"])
    return marked


def supplier_positions(profile: SourcingProfile, table: str) -> Ints:
    """Position of each row's supplier."""
    return positions(profile[table]["supplier"], profile["suppliers"]["id"])
