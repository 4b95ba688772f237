"""Price breaks and rebates that hold against expectation, and lots that no capacity holds."""

import numpy as np

from models.case.breaks import breaks_of, own_prices, rebates_of
from models.case.lots import in_lots
from models.case.view import View
from models.profile.collect import Collector


def check_discounts(view: View, collect: Collector) -> None:
    """Warn of prices that rise and rebates that fall with more; report lots beyond their capacity."""
    _check_kinds(view, collect)
    _check_prices(view, collect)
    _check_rebates(view, collect)
    _check_lots(view, collect)


def _check_kinds(view: View, collect: Collector) -> None:
    quotes = view.profile["quotes"]
    stepped = np.isin(np.arange(len(quotes)), breaks_of(view).quote)
    if collect.marks.any("price_breaks", "quote", "from_quantity"):
        return
    message = "the quote has no price breaks above 0: how they apply says nothing"
    collect.rows(
        "not_used",
        "quotes",
        "discount",
        quotes.given("discount") & ~stepped,
        lambda row: (quotes["discount"][row], message, "add its price_breaks, or leave it out"),
        severity="warning",
    )


def _check_prices(view: View, collect: Collector) -> None:
    breaks = breaks_of(view)
    price = breaks.quotes["unit_price"]
    if not len(price):
        return
    before = own_prices(view)["unit_price"][breaks.quote]
    follows = np.flatnonzero(breaks.quote[1:] == breaks.quote[:-1]) + 1
    before[follows] = price[follows - 1]
    dearer = np.flatnonzero(price > before)
    lower = dict(zip(breaks.row[dearer].tolist(), before[dearer].tolist(), strict=True))
    collect.rows(
        "unusual_discount",
        "price_breaks",
        "unit_price",
        np.sort(breaks.row[dearer]),
        lambda row: (
            float(view.profile["price_breaks"]["unit_price"][row]),
            f"the price rises from {lower[row]:g} with the quantity",
            "correct it where it is not meant",
        ),
        severity="warning",
        using=("quote", "from_quantity"),
    )


def _check_rebates(view: View, collect: Collector) -> None:
    rebates = rebates_of(view)
    same = (rebates.supplier[1:] == rebates.supplier[:-1]) & (rebates.supplier[1:] >= 0)
    falls = np.flatnonzero(same & (rebates.rate[1:] < rebates.rate[:-1])) + 1
    higher = dict(zip(rebates.row[falls].tolist(), rebates.rate[falls - 1].tolist(), strict=True))
    collect.rows(
        "unusual_discount",
        "rebates",
        "rate",
        np.sort(rebates.row[falls]),
        lambda row: (
            float(view.profile["rebates"]["rate"][row]),
            f"the rebate falls from {higher[row]:g} with the spend",
            "correct it where it is not meant",
        ),
        severity="warning",
        using=("supplier", "from_spend"),
    )


def _check_lots(view: View, collect: Collector) -> None:
    quotes = view.profile["quotes"]
    limit, smallest = (collect.places.word("quotes", name) for name in ("capacity", "min_order"))
    capacity = quotes.filled("capacity", np.inf)
    lot, order = quotes.filled("lot_size", 0.0), quotes.filled("min_order", 0.0)
    least = in_lots(order, lot, up=True)
    beyond = lot > capacity
    collect.rows(
        "min_above_max",
        "quotes",
        "lot_size",
        beyond,
        lambda row: (lot[row], f"one lot of {lot[row]:g} is beyond {limit} {capacity[row]:g}", ""),
        using=("capacity",),
    )
    together = ~beyond & (order <= capacity) & (in_lots(capacity, lot, up=False) < least)
    collect.rows(
        "min_above_max",
        "quotes",
        "min_order",
        together,
        lambda row: (
            order[row],
            f"{smallest} {order[row]:g} in lots of {lot[row]:g} is {least[row]:g}, beyond {limit} "
            f"{capacity[row]:g}",
            "",
        ),
        using=("capacity", "lot_size"),
    )
