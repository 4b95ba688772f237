"""Who makes what is sold: resellers whose goods have no stated origin, items that one maker makes for all."""

import numpy as np

from models.case.view import View
from models.profile.collect import Collector
from models.profile.rows import Ints, codes_of, distinct, is_absent


def check_makers(view: View, collect: Collector) -> None:
    """Warn where several suppliers hide one maker, and where a reseller's country stands in for an origin."""
    _check_resellers(view, collect)
    _check_manufacturers(view, collect)


def _check_resellers(view: View, collect: Collector) -> None:
    kinds = view.profile["suppliers"]["kind"]
    reseller = (kinds == "trader") | (kinds == "distributor")
    if not reseller.any():
        return
    silent = is_absent(view.profile["quotes"]["origin"]) & (view.quote_supplier >= 0)
    collect.rows(
        "origin_of_reseller",
        "quotes",
        "origin",
        silent & reseller[view.quote_supplier],
        lambda row: (
            "",
            f'"{view.profile["quotes"]["supplier"][row]}" resells: its goods are seldom made where it stands',
            "state the origin of the goods",
        ),
        severity="warning",
    )


def _check_manufacturers(view: View, collect: Collector) -> None:
    """Report items that several suppliers offer and one maker makes."""
    quotes = view.profile["quotes"]
    if is_absent(quotes["manufacturer"]).all():
        return
    known = np.flatnonzero((view.quote_item >= 0) & (view.quote_supplier >= 0))
    item, supplier = view.quote_item[known], view.quote_supplier[known]
    maker = codes_of(quotes.filled("manufacturer", quotes["supplier"])[known])
    clear = collect.marks.sound("quotes", len(quotes), "item", "supplier", "manufacturer")
    suppliers, makers = (_distinct(item, who, len(view.profile["items"])) for who in (supplier, maker))
    hidden = np.flatnonzero((suppliers > 1) & (makers == 1))
    hidden = hidden[~np.isin(hidden, view.quote_item[~clear])]
    offered, first = np.unique(item, return_index=True)
    collect.rows(
        "one_manufacturer",
        "quotes",
        "manufacturer",
        known[first[np.searchsorted(offered, hidden)]],
        lambda row: (
            quotes["manufacturer"][row] or quotes["supplier"][row],
            f'every quote for "{quotes["item"][row]}" is made by {quotes["manufacturer"][row] or "one"}: '
            "its suppliers are one source",
            "look for a source that another maker makes",
        ),
        severity="warning",
    )


def _distinct(item: Ints, who: Ints, items: int) -> Ints:
    """How many different ones each item has."""
    base = int(who.max(initial=0)) + 1
    return np.bincount(distinct(item * base + who) // base, minlength=items)
