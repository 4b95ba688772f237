"""Today's purchases: each must fit exactly one quote; against demand and capacity they may differ."""

import numpy as np

from models.case.clear import clear_items, horizon_clear
from models.case.view import View
from models.profile.collect import Collector
from models.profile.rows import Floats, codes_of, is_absent, positions
from models.tolerances import QUANTITY


def check_allocation(view: View, collect: Collector) -> None:
    """Report purchases without a quote or with several, and differences worth knowing."""
    _check_matches(view, collect)
    _check_plants(view, collect)
    _check_demand(view, collect)
    _check_capacity(view, collect)
    _check_expiry(view, collect)


def _check_matches(view: View, collect: Collector) -> None:
    rows = view.profile["allocation"]
    complete = ~is_absent(rows["item"]) & ~is_absent(rows["supplier"])
    item = positions(rows["item"], view.profile["items"]["id"])
    if len(view.profile["items"]) and not collect.marks.any("plants", "id"):
        complete &= (item < 0) | clear_items(view, collect)[item]
    using = ("item", "supplier", "plant", "quote")
    collect.rows(
        "allocation_without_quote",
        "allocation",
        "quote" if rows.given("quote").any() else "supplier",
        complete & (view.allocation_matches == 0),
        lambda row: (
            rows["supplier"][row],
            f'no quote of "{rows["supplier"][row]}" for "{rows["item"][row]}" fits this purchase',
            "add the quote with today's price, or correct item, supplier, plant or quote",
        ),
        using=using,
    )
    collect.rows(
        "allocation_ambiguous",
        "allocation",
        "quote",
        complete & (view.allocation_matches > 1),
        lambda row: (
            int(view.allocation_matches[row]),
            f'{view.allocation_matches[row]} quotes of "{rows["supplier"][row]}" fit this purchase',
            f"name the one in the column {collect.places.word('allocation', 'quote')}",
        ),
        using=using,
    )


def _check_plants(view: View, collect: Collector) -> None:
    if view.single_plant:
        return
    for table in ("demand", "allocation"):
        rows = view.profile[table]
        collect.rows(
            "plant_needed",
            table,
            "plant",
            is_absent(rows["plant"]),
            lambda _row: ("", "there are several plants; say which one this row is for", ""),
        )


def _check_demand(view: View, collect: Collector) -> None:
    """Warn where today's purchases and the demand of a need differ."""
    rows, demand = view.profile["allocation"], view.profile["demand"]
    if not len(rows) or not len(demand) or collect.marks.any("horizon", "period", "count"):
        return
    need = codes_of(
        np.concatenate([rows["item"], demand["item"]]),
        np.concatenate([view.plant_of(rows["plant"]), view.plant_of(demand["plant"])]),
    )
    bought = np.bincount(need[: len(rows)], rows.filled("quantity", 0.0), minlength=int(need.max()) + 1)
    today = bought[need[len(rows) :]]
    wanted = np.nan_to_num(demand["quantity"])
    unsound = np.concatenate(
        [
            ~collect.marks.sound("allocation", len(rows), "item", "plant", "quantity"),
            ~collect.marks.sound("demand", len(demand), "item", "plant", "quantity", "period"),
        ]
    )
    clear = ~np.isin(need[len(rows) :], need[unsound])
    differs = (
        clear & view.meant(1) & (today > 0) & (np.abs(today - wanted) > QUANTITY * np.maximum(today, wanted))
    )
    collect.rows(
        "allocation_differs",
        "demand",
        "quantity",
        differs,
        lambda row: (
            float(wanted[row]),
            f"{demand['item'][row]}: {today[row]:g} bought today, {wanted[row]:g} needed",
            "",
        ),
        severity="warning",
    )


def _check_capacity(view: View, collect: Collector) -> None:
    """Warn where today's purchases exceed what quote or supplier say they can deliver."""
    rows, quotes = view.profile["allocation"], view.profile["quotes"]
    known = view.allocation_quote >= 0
    bought = np.zeros(len(quotes))
    np.add.at(bought, view.allocation_quote[known], np.nan_to_num(rows["quantity"])[known])
    with np.errstate(invalid="ignore"):
        over = bought > quotes["capacity"] * (1 + QUANTITY)
    collect.rows(
        "allocation_above_capacity",
        "quotes",
        "capacity",
        over,
        lambda row: (
            float(quotes["capacity"][row]),
            f"{bought[row]:g} are bought today, above the capacity",
            "",
        ),
        severity="warning",
    )
    _check_loads(view, bought, collect)


def _check_loads(view: View, bought: Floats, collect: Collector) -> None:
    """Warn of suppliers whose quotes together use more than their capacity today."""
    quotes, suppliers = view.profile["quotes"], view.profile["suppliers"]
    load = np.zeros(len(suppliers))
    fits = view.quote_supplier >= 0
    fits &= collect.marks.sound("quotes", len(quotes), "capacity_rate")
    np.add.at(load, view.quote_supplier[fits], (bought * quotes.filled("capacity_rate", 1.0))[fits])
    with np.errstate(invalid="ignore"):
        full = load > suppliers["capacity"] * (1 + QUANTITY)
    collect.rows(
        "allocation_above_capacity",
        "suppliers",
        "capacity",
        full,
        lambda row: (
            float(suppliers["capacity"][row]),
            f"{load[row]:g} are used today, above the capacity",
            "",
        ),
        severity="warning",
    )


def _check_expiry(view: View, collect: Collector) -> None:
    """Warn of prices that end during the plan, and of prices paid today that end before it."""
    quotes = view.profile["quotes"]
    if not horizon_clear(collect):
        return
    used = np.zeros(len(quotes), dtype=bool)
    used[view.allocation_quote[view.allocation_quote >= 0]] = True
    start = np.datetime64(view.horizon.start, "D")
    end = np.datetime64(view.horizon.periods[-1].end, "D")
    last = quotes["valid_to"]
    over, during = used & (last < start), (last >= start) & (last < end - np.timedelta64(1, "D"))
    for rows, message in (
        (over, "the price paid today is not valid when the plan starts"),
        (during, "the price is valid when the plan starts, but not to its end"),
    ):
        collect.rows(
            "price_expires",
            "quotes",
            "valid_to",
            rows,
            lambda row, message=message: (last[row], message, ""),  # type: ignore[misc]
            severity="warning",
        )
