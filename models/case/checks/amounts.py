"""Prices and quantities whose product is beyond what is counted exactly."""

import numpy as np

from models.case.view import View
from models.profile.collect import Collector
from models.profile.rows import Array, Floats, Ints, positions
from models.units import minor_unit

EXACT = 2.0**53
"""Up to here every whole number is a float of its own: minor units of a currency are counted exactly."""


def check_amounts(view: View, collect: Collector) -> None:
    """Report money a unit that, times the largest quantity of its item, is beyond the exact amounts."""
    quotes, items = view.profile["quotes"], view.profile["items"]
    if not len(items) or collect.marks.any("profile", "currency"):
        return
    largest = _Largest(view, collect)
    own = _rates(view, quotes["currency"])
    freight = _rates(view, quotes.filled("freight_currency", quotes["currency"]))
    holds = quotes.filled("price_unit", 1.0) * quotes.filled("units_per", 1.0)
    with np.errstate(invalid="ignore", divide="ignore"):  # a price for 0 units is a fault of its own
        price = quotes["unit_price"] * own / holds
    for column, money, using in (
        ("unit_price", price, ("price_unit", "units_per", "currency", "item")),
        ("freight", quotes["freight"] * freight, ("freight_currency", "currency", "item")),
        ("handling", quotes["handling"] * own, ("currency", "item")),
    ):
        largest.report("quotes", column, money, view.quote_item, using)
    every = np.arange(len(items), dtype=np.int64)
    for column in ("shortage_cost", "reference_price"):
        largest.report("items", column, items[column], every, ("id",))


def _rates(view: View, currencies: Array) -> Floats:
    """What a unit of each currency is worth; NaN where that is not known."""
    own = [1.0 if name is None else view.rates.get(name, np.nan) for name in currencies.tolist()]
    return np.array(own, dtype=float)


class _Largest:
    """The largest quantity of each item, and where it stands."""

    def __init__(self, view: View, collect: Collector) -> None:
        self._view = view
        self._collect = collect
        items = view.profile["items"]
        self._quantity = np.zeros(len(items))
        self._place: list[tuple[str, Ints]] = []
        for table in ("demand", "allocation"):
            rows = view.profile[table]
            at = positions(rows["item"], items["id"])
            sound = np.flatnonzero((at >= 0) & collect.marks.sound(table, len(rows), "quantity"))
            found = np.zeros(len(items))
            np.maximum.at(found, at[sound], np.nan_to_num(rows["quantity"][sound]))
            row_of = np.zeros(len(items), dtype=np.int64)
            most = sound[rows["quantity"][sound] == found[at[sound]]]
            row_of[at[most]] = most
            self._place.append((table, np.where(found > self._quantity, row_of, -1)))
            self._quantity = np.maximum(self._quantity, found)

    def report(self, table: str, column: str, money: Floats, item: Ints, using: tuple[str, ...]) -> None:
        """Report money a unit in the profile's currency that, times the quantity, is too much."""
        places, currency = self._collect.places, self._view.currency
        most = EXACT / 10 ** minor_unit(currency)
        with np.errstate(invalid="ignore"):
            off = (item >= 0) & (money * self._quantity[item] > most)
        word = places.word(table, column)
        given = self._view.profile[table][column]
        self._collect.rows(
            "out_of_range",
            table,
            column,
            off,
            lambda row: (
                float(given[row]),
                f"{word} {given[row]:g} times the {self._quantity[item[row]]:g} at {self._where(item[row])} "
                f"is more than {most:,.0f} {currency}, the largest amount that is counted exactly",
                "correct the price, what it is for, or the quantity",
            ),
            using=using,
        )

    def _where(self, item: int) -> str:
        """The place of an item's largest quantity."""
        table, rows = next((table, rows) for table, rows in reversed(self._place) if rows[item] >= 0)
        return self._collect.places.of(table, int(rows[item]), "quantity")
