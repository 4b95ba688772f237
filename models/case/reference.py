"""Reference prices: what the reference base values a unit of an item at, whoever sells it.

The item's own `reference_price`; without one, today's landed cost of a unit, averaged over today's
allocation; with nothing bought today, the least landed cost among its quotes at their own price.
Source: decision 0014, "Reference base".
"""

from dataclasses import dataclass

import numpy as np

from models.profile.rows import Array, Floats, Ints

GIVEN, TODAY, LEAST = "given", "today", "least_landed"


@dataclass(frozen=True, slots=True)
class Reference:
    """Reference prices, one entry an item.

    Attributes:
        price: of one item unit, in the profile's currency; NaN where nothing offers the item.
        found: `given`, `today` or `least_landed`; None where there is none.
    """

    price: Floats
    found: Array


@dataclass(frozen=True, slots=True)
class Today:
    """What is bought today: item units, and what they cost landed; one entry an offer."""

    bought: Floats
    paid: Floats


def reference_prices(given: Floats, item: Ints, landed: Floats, today: Today) -> Reference:
    """The reference price of every item, and how it was found.

    Args:
        given: by item; NaN where absent.
        item: of each offer.
        landed: cost of one unit of each offer, at its own price.
        today: what is bought of each offer.
    """
    count = len(given)
    amount = np.bincount(item, weights=today.bought, minlength=count)
    cost = np.bincount(item, weights=today.paid, minlength=count)
    least = np.full(count, np.inf)
    np.minimum.at(least, item, landed)
    paid = np.divide(cost, amount, out=np.full(count, np.nan), where=amount > 0)
    price, found = np.full(count, np.nan), np.full(count, None, dtype=object)
    # The last to be written wins.
    for name, values in ((LEAST, least), (TODAY, paid), (GIVEN, given)):
        known = np.isfinite(values)
        price[known], found[known] = values[known], name
    return Reference(price, found)
