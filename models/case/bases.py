"""What units and needs amount to in each base of a share, at the quotes' own prices."""

import numpy as np

from models.case.case import SourcingCase
from models.case.cost_kinds import CostKind
from models.profile.rows import Floats, Ints

BASES = ("spend", "landed", "quantity", "reference")


def unit_base(case: SourcingCase, offer: Ints, base: str) -> Floats:
    """Money (or item units, for the base quantity) of one item unit of each offer.

    Args:
        case: the case.
        offer: positions in its offers.
        base: one of `BASES`.
    """
    if base == "quantity":
        return np.ones(len(offer))
    if base == "landed":
        return case.offers.landed[offer]
    if base == "reference":
        return case.items.reference[case.quotes.item[case.offers.quote[offer]]]
    return case.offers.unit[CostKind.PURCHASE][offer]


def cheapest_offers(case: SourcingCase) -> Ints:
    """The offer of the least unit cost of each need, ties to the earlier quote; -1 where nobody offers."""
    offers, plants = case.offers, len(case.plants.id)
    place = case.quotes.item[offers.quote] * plants + offers.plant
    order = np.lexsort((offers.quote, offers.total, place))
    places, first = np.unique(place[order], return_index=True)
    cheapest = np.full(len(case.items.id) * plants, -1, dtype=np.int64)
    cheapest[places] = order[first]
    found: Ints = cheapest[case.needs.item * plants + case.needs.plant]
    return found


def cheapest_base(case: SourcingCase, base: str) -> Floats:
    """What each need amounts to when it is bought at its cheapest quote.

    A percentage point of a soft rule is a hundredth of their sum (decision 0014, "Soft rules").
    """
    needs = case.needs
    if base == "quantity":
        return needs.quantity
    if base == "reference":
        return needs.quantity * np.nan_to_num(case.items.reference[needs.item])
    offer = cheapest_offers(case)
    return np.where(offer >= 0, needs.quantity * unit_base(case, offer, base), 0.0)
