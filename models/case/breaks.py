"""Price breaks and rebates: what a supplier asks for more, and what it pays back.

A break at quantity 0 is the quote's own price under another name. Every other one is priced like the
quote itself: the same terms at another unit price, so that insurance, duty, quality and carrying follow.
"""

from dataclasses import dataclass

import numpy as np

from models.case.landed import Duties, QuoteMoney, priced_offers, quote_money
from models.case.market import Offers, Rebates, Steps
from models.case.view import View
from models.profile.rows import Floats, Ints, Rows, pairs_of, positions


@dataclass(frozen=True, slots=True)
class Breaks:
    """The breaks above quantity 0, by quote and quantity.

    Attributes:
        row: in the table of price breaks.
        quote: position of the quote.
        quotes: the quotes table with a row a break, at the break's price.
        until: the next break's quantity; infinite for the last.
    """

    row: Ints
    quote: Ints
    quotes: Rows
    from_quantity: Floats
    until: Floats


def own_prices(view: View) -> Rows:
    """The quotes table with the price that holds from quantity 0 on."""
    quotes, rows = view.profile["quotes"], view.profile["price_breaks"]
    first = np.flatnonzero(rows["from_quantity"] == 0)
    if not len(first):
        return quotes
    price = quotes["unit_price"].copy()
    price[positions(rows["quote"][first], view.quote_id)] = rows["unit_price"][first]
    return Rows({**quotes.columns, "unit_price": price}, len(quotes))


def breaks_of(view: View) -> Breaks:
    """The breaks, each with the terms of its quote."""
    rows = view.profile["price_breaks"]
    named = positions(rows["quote"], view.quote_id)
    row = np.flatnonzero(rows["from_quantity"] > 0)
    row = row[np.lexsort((rows["from_quantity"][row], named[row]))]
    quote, quantity = named[row], rows["from_quantity"][row]
    priced = view.profile["quotes"].take(quote)
    columns = {**priced.columns, "unit_price": rows["unit_price"][row]}
    return Breaks(row, quote, Rows(columns, len(row)), quantity, _until(quote, quantity))


def _until(owner: Ints, start: Floats) -> Floats:
    """Where each step ends: where the next one of the same owner starts."""
    until = np.full(len(start), np.inf)
    follows = np.flatnonzero(owner[1:] == owner[:-1])
    until[follows] = start[follows + 1]
    return until


def steps_of(view: View, offers: Offers, duties: Duties, carrying_rate: float) -> Steps:
    """What every offer costs from each of its quote's breaks on.

    Args:
        view: the tables.
        offers: at their own prices.
        duties: what each offer pays; its breaks keep the preference that its own price chose.
        carrying_rate: cost of holding stock, a year.
    """
    breaks = breaks_of(view)
    money: QuoteMoney = quote_money(breaks.quotes, view.currency, view.rates)
    offer, at = pairs_of(offers.quote, breaks.quote)
    priced = priced_offers(breaks.quotes, money, duties.of(offer, at), carrying_rate)
    return Steps(
        row=breaks.row[at],
        offer=offer,
        quote=breaks.quote[at],
        from_quantity=breaks.from_quantity[at],
        until=breaks.until[at],
        unit=priced.unit,
        landed=priced.landed,
        total=priced.total,
        duty_without=priced.duty_without,
    )


def rebates_of(view: View) -> Rebates:
    """What suppliers pay back, by supplier and spend."""
    rows = view.profile["rebates"]
    supplier = positions(rows["supplier"], view.profile["suppliers"]["id"])
    row = np.lexsort((rows["from_spend"], supplier))
    spend = rows["from_spend"][row]
    return Rebates(row, supplier[row], spend, _until(supplier[row], spend), rows["rate"][row])
