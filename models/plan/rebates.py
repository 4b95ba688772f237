"""Rebates: what suppliers pay back on what is spent with them in a period."""

from dataclasses import dataclass

import numpy as np

from models.case.case import SourcingCase
from models.plan.decisions import Decisions
from models.profile.rows import Floats, Ints, pairs_of
from models.tolerances import REACHED


@dataclass(frozen=True, slots=True)
class Spend:
    """What is spent with a supplier that pays rebates, in a period; one entry each.

    Attributes:
        amount: purchase at the prices in force, surplus included, before rebates.
        reached: position in the case's rebates of the highest step reached; -1 below the first.
    """

    supplier: Ints
    period: Ints
    amount: Floats
    reached: Ints


def spend_with_rebates(case: SourcingCase, decisions: Decisions, price: Floats) -> Spend:
    """The spend with each supplier that pays rebates, and the step it reaches.

    Args:
        case: the case.
        decisions: what is bought.
        price: purchase of an average unit of each entry.
    """
    rebates = case.rebates
    supplier = case.quotes.supplier[case.offers.quote[decisions.offer]]
    at = np.flatnonzero(np.isin(supplier, rebates.supplier))
    keys, entry = np.unique(supplier[at] * case.span + decisions.period[at], return_inverse=True)
    amount = np.bincount(entry, weights=(price * decisions.bought)[at], minlength=len(keys))
    site = keys // case.span
    pair, step = pairs_of(site, rebates.supplier)
    over = (amount[pair] > 0) & (amount[pair] >= rebates.from_spend[step] * REACHED)
    reached = np.bincount(pair[over], minlength=len(keys))
    first = np.searchsorted(rebates.supplier, site)
    return Spend(site, keys % case.span, amount, np.where(reached > 0, first + reached - 1, -1))


def rebates_paid(case: SourcingCase, decisions: Decisions, price: Floats) -> Floats:
    """What suppliers pay back, a period; see `spend_with_rebates`."""
    paid = np.zeros(len(case.periods))
    if len(case.rebates):
        spend = spend_with_rebates(case, decisions, price)
        rate = np.where(spend.reached >= 0, case.rebates.rate[spend.reached], 0.0)
        np.add.at(paid, spend.period - 1, rate * spend.amount)
    return paid
