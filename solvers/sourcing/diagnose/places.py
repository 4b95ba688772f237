"""Which rules are one written number: a capacity of every period, a limit of every item.

What is written once gives way once. Each function numbers the rules of a kind; rules of one number share
the place where they stand.
"""

import numpy as np

from models.profile.rows import Ints, codes_of, positions
from solvers.sourcing.switches import commitments_of
from solvers.sourcing.tables import ProblemTables


def needs(t: ProblemTables) -> Ints:
    """A row of demand with a period is a number of its own; one without is that of all other periods."""
    found, rows, span = t.case.needs, t.case.profile["demand"], t.case.span
    plants = len(t.case.plants.id)
    stated = np.flatnonzero(~np.isnan(rows["period"]))
    item = positions(rows["item"][stated], t.case.items.id)
    plant = positions(rows["plant"][stated], t.case.plants.id)  # -1 is a row for any plant
    period = rows["period"][stated].astype(np.int64)
    keys = (item * (plants + 1) + plant + 1) * span + period
    own = np.zeros(len(found.item), dtype=bool)
    for place in (found.plant + 1, 0):
        own |= np.isin((found.item * (plants + 1) + place) * span + found.period, keys)
    every = found.item * plants + found.plant
    numbers: Ints = np.where(own, -1 - np.arange(len(every)), every)
    return numbers


def commitments(t: ProblemTables) -> Ints:
    """The contract that a commitment is named after."""
    return t.contracts.row[commitments_of(t).first]


def fixed_shares(t: ProblemTables) -> Ints:
    """The lock, or the fixed award of the request."""
    return codes_of(t.fixed_shares.source, t.fixed_shares.row)


def least_suppliers(t: ProblemTables) -> Ints:
    """The item's own number, or the request's for all others."""
    counts = t.supplier_counts
    return np.where(t.case.items.min_suppliers[counts.item] == counts.least, counts.item, -1)


def most_suppliers(t: ProblemTables) -> Ints:
    """The item's own number, or the request's for all others."""
    counts = t.supplier_counts
    return np.where(t.case.items.max_suppliers[counts.item] == counts.most, counts.item, -1)


def least_shares(t: ProblemTables, uses: Ints) -> Ints:
    """The quote's own least share, or its item's."""
    quote = t.uses.quote[uses]
    of_item = t.uses.min_share[uses] > t.case.quotes.min_share[quote]
    return np.where(of_item, -1 - t.uses.item[uses], quote)
