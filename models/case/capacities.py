"""Capacities over several items or sites: in units, in spend, or of a resource with rates."""

import numpy as np

from models.case.conditions import Capacities
from models.case.view import View
from models.profile.rows import Floats, Ints, objects, pairs_of, positions


def capacities_of(view: View) -> Capacities:
    """Every row of `capacities` in each period it speaks of, and what each quote uses of it.

    A row with a period overrides the one of the same id without. What `capacity_use` does not list
    uses nothing of a capacity counted by rate; a quote's row there wins over its item's.
    """
    rows = view.profile["capacities"]
    at, period = _in_force(view)
    members = _Members(view)
    loads = [members.loads(int(row)) for row in at]
    return Capacities(
        row=at,
        period=period,
        quantity=rows["quantity"][at],
        in_units=(rows.filled("unit", "units") == "units")[at],
        in_spend=(rows["unit"] == "spend")[at],
        supplier=positions(rows["supplier"], view.profile["suppliers"]["id"])[at],
        load_capacity=_joined([np.full(len(quote), number) for number, (quote, _) in enumerate(loads)]),
        load_quote=_joined([quote for quote, _ in loads]),
        load_rate=np.concatenate([rate for _, rate in loads]) if loads else np.zeros(0),
    )


def _in_force(view: View) -> tuple[Ints, Ints]:
    """Rows and the periods they hold in, by period and row."""
    rows = view.profile["capacities"]
    found: list[tuple[int, int]] = []
    for number in range(1, view.horizon.count + 1):
        named = rows["period"] == number
        own = set(rows["id"][named].tolist())
        general = np.isnan(rows["period"]) & np.array([i not in own for i in rows["id"]], dtype=bool)
        found.extend((int(row), number) for row in np.flatnonzero(named | general))
    pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


class _Members:
    """The quotes that a capacity limits; those of one site are looked up, not scanned for."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._order = np.argsort(view.quote_supplier, kind="stable")
        self._sorted = view.quote_supplier[self._order]
        self._rates = _rates(view)

    def loads(self, row: int) -> tuple[Ints, Floats]:
        """Quotes that use a capacity, and how much of it one item unit uses."""
        rows = self._view.profile["capacities"]
        quotes = self._quotes(row)
        if rows["unit"][row] != "rate":
            return quotes, np.ones(len(quotes))
        if rows["id"][row] not in self._rates:
            return quotes[:0], np.zeros(0)
        listed, rate = self._rates[rows["id"][row]]
        at, entry = pairs_of(quotes, listed[rate > 0])
        return quotes[at], rate[rate > 0][entry]

    def _quotes(self, row: int) -> Ints:
        rows, suppliers = self._view.profile["capacities"], self._view.profile["suppliers"]
        if rows["supplier"][row] is not None:
            sites = positions(rows["supplier"][row : row + 1], suppliers["id"])
        else:
            sites = np.flatnonzero(suppliers["group"] == rows["group"][row])
        first, last = np.searchsorted(self._sorted, sites), np.searchsorted(self._sorted, sites + 1)
        return _joined([self._order[a:b] for a, b in zip(first, last, strict=True)])


def _rates(view: View) -> dict[str, tuple[Ints, Floats]]:
    """Of each capacity named in `capacity_use`, the quotes it lists and what one item unit of each uses."""
    rows, count = view.profile["capacity_use"], len(view.quote_id)
    names = dict.fromkeys(rows["capacity"].tolist())
    capacity = positions(rows["capacity"], objects(list(names)))
    item = positions(rows["item"], view.profile["items"]["id"])
    quote = positions(rows["quote"], view.quote_id)
    by_item, by_quote = np.flatnonzero(item >= 0), np.flatnonzero(quote >= 0)
    at, offered = pairs_of(item[by_item], view.quote_item)
    row = np.concatenate([by_item[at], by_quote])
    key = capacity[row] * count + np.concatenate([offered, quote[by_quote]])
    # Of a quote listed twice the last row counts: its own stand behind those of items.
    keys, last = np.unique(key[::-1], return_index=True)
    rate = rows["rate"][row[::-1][last]]
    edges = np.searchsorted(keys, np.arange(len(names) + 1) * count).tolist()
    return {
        name: (keys[first:end] % count, rate[first:end])
        for name, first, end in zip(names, edges[:-1], edges[1:], strict=True)
    }


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, dtype=np.int64)
