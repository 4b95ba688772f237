"""Currencies without a rate, costs the incoterm already holds, units that need a factor."""

import numpy as np

from models.case.landed import HOLDS_DUTY, HOLDS_FREIGHT, HOLDS_INSURANCE, holds
from models.case.view import View
from models.profile.collect import Collector
from models.profile.rows import is_absent
from models.units import CURRENCIES


def check_money(view: View, collect: Collector) -> None:
    """Report what cannot be counted."""
    _check_rates(view, collect)
    _check_incoterms(view, collect)
    _check_units(view, collect)


def _check_rates(view: View, collect: Collector) -> None:
    rows = view.profile["exchange_rates"]
    with np.errstate(invalid="ignore"):
        own = (rows["currency"] == view.currency) & (np.abs(rows["rate"] - 1) > 0)
    collect.rows(
        "contradiction",
        "exchange_rates",
        "rate",
        own,
        lambda row: (float(rows["rate"][row]), f"one {view.currency} is one {view.currency}", "leave it out"),
    )
    for column in ("currency", "freight_currency"):
        check_convertible("quotes", column, view, collect)


def check_convertible(table: str, column: str, view: View, collect: Collector) -> None:
    """Report money in currencies without a rate, each currency of a column once."""
    values = view.profile[table][column]
    lost = (set(values.tolist()) & CURRENCIES) - set(view.rates) - _unclear(view, collect)
    if not lost or collect.marks.any("profile", "currency"):
        return
    off = np.fromiter(map(lost.__contains__, values.tolist()), bool, len(values))
    rates = collect.places.table_word("exchange_rates")

    def say(row: int, others: int) -> tuple[object, str, str]:
        message = f"no exchange rate converts {values[row]} to {view.currency} on {view.on}"
        more = f"; {others} more rows have {values[row]}" if others else ""
        return values[row], message + more, f"add {values[row]} to {rates}"

    collect.alike("no_exchange_rate", table, column, off, values, say)


def _unclear(view: View, collect: Collector) -> set[str]:
    """Currencies that may well have a rate, where a cell says which, how much or when is at fault."""
    rows = view.profile["exchange_rates"]
    if collect.marks.any("exchange_rates", "currency"):
        return set(CURRENCIES)
    clear = collect.marks.sound("exchange_rates", len(rows), "rate", "on")
    unclear = rows["currency"] if collect.marks.any("horizon", "start") else rows["currency"][~clear]
    return set(unclear.tolist())


def _check_incoterms(view: View, collect: Collector) -> None:
    quotes = view.profile["quotes"]
    incoterm, word = quotes["incoterm"], collect.places.word
    for column, terms in (
        ("freight", HOLDS_FREIGHT),
        ("insurance_rate", HOLDS_INSURANCE),
        ("duty_rate", HOLDS_DUTY),
    ):
        off = holds(incoterm, terms) & (quotes.filled(column, 0.0) > 0)
        collect.rows(
            "incoterm_holds",
            "quotes",
            column,
            off,
            lambda row, column=column: (  # type: ignore[misc]
                float(quotes[column][row]),
                f"a {incoterm[row]} price holds it already; {word('quotes', column)} would be added again",
                "leave one of the two out",
            ),
            using=("incoterm",),
        )


def _check_units(view: View, collect: Collector) -> None:
    """A quote in another unit than its item's says how many item units it holds."""
    quotes, items = view.profile["quotes"], view.profile["items"]
    if not len(items):
        return
    item_unit = items.filled("unit", "each")[view.quote_item]
    other = quotes.given("unit") & (view.quote_item >= 0) & (quotes["unit"] != item_unit)
    off = other & is_absent(quotes["units_per"])
    collect.rows(
        "units_per_needed",
        "quotes",
        "units_per",
        off,
        lambda row: (
            quotes["unit"][row],
            f'the quote is in "{quotes["unit"][row]}", the item in "{item_unit[row]}"',
            f"give {collect.places.word('quotes', 'units_per')}: the item units in one quoted unit",
        ),
        using=("item", "unit"),
    )
