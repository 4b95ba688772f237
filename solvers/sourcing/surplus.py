"""Where what is bought beyond a need stands in the formulation."""

import numpy as np

from models.profile.rows import Floats, Ints
from solvers.sourcing.tables import ProblemTables


def surplus_uses(t: ProblemTables) -> Ints:
    """The uses that may buy beyond their needs, in the order of the group `surplus`."""
    return np.flatnonzero(t.uses.ordered)


def lot_uses(t: ProblemTables) -> Ints:
    """The uses that buy whole lots, in the order of the group `lots`."""
    return np.flatnonzero(t.uses.ordered & (t.uses.lot_size > 0))


def surplus_columns(t: ProblemTables) -> Ints:
    """Position of each use in the group `surplus`; meaningless where nothing can be forced on it."""
    return np.cumsum(t.uses.ordered) - 1


def cheapest_award(t: ProblemTables) -> Ints:
    """The award of each use that costs least a unit at the quote's own price: there surplus is paid for."""
    order = np.lexsort((t.awards.cost, t.awards.use))
    _, first = np.unique(t.awards.use[order], return_index=True)
    found: Ints = order[first]
    return found


def most_surplus(t: ProblemTables) -> Floats:
    """The largest surplus each use can be forced to: its order, or less than a lot."""
    plain = (t.uses.order == 0) & t.tempting
    return np.maximum(t.uses.order, np.where(plain, t.uses.part_lot, t.uses.lot_size))


def surplus_of(t: ProblemTables, quantity: Floats) -> Floats:
    """What has to be bought beyond quantities of the awards, to fill lots and minimum orders.

    It stands where the formulation charges it: at the cheapest award of the quote, bought there or not.
    """
    serving = np.bincount(t.awards.use, weights=quantity, minlength=len(t.uses.quote))
    total = t.uses.bought(serving)
    missing = np.maximum(total - serving, 0.0)
    missing[missing <= 1e-9 * total] = 0.0
    surplus = np.zeros(len(quantity))
    at = np.flatnonzero(missing)
    if len(at):
        surplus[cheapest_award(t)[at]] = missing[at]
    return surplus
