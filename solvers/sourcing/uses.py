"""Awards, and quotes in periods: what can be bought, and what minimums, lots and one-off costs hang on."""

from dataclasses import dataclass

import numpy as np

from models.case.case import SourcingCase
from models.case.lots import LOT_NOISE, in_lots
from models.profile.rows import Floats, Ints, Mask
from models.tolerances import CLEAR


@dataclass(frozen=True, slots=True)
class Awards:
    """What can be awarded: an offer in a period in which its need has demand.

    Attributes:
        offer, quote, item, plant, supplier: positions in the case.
        period: counted from 1.
        need: position in the case's needs.
        use: position in `Uses`.
        demand: of the need, in item units.
        cost: of one item unit, all unit kinds.
    """

    offer: Ints
    quote: Ints
    item: Ints
    plant: Ints
    supplier: Ints
    period: Ints
    need: Ints
    use: Ints
    demand: Floats
    cost: Floats


@dataclass(frozen=True, slots=True)
class Uses:
    """A quote in a period: what its minimums, capacity and one-off costs hang on.

    Attributes:
        quote, item, supplier: positions in the case.
        period: counted from 1.
        demand: total demand of the needs it can serve, in item units.
        capacity: most it delivers, in item units; infinite where unlimited.
        max_share: most of `demand` it may get.
        min_share: least of `demand` it gets when used, the item's least share included.
        min_order: least that is bought of it when used, in item units.
        lot_size: what is bought is whole lots of so many item units; 0 where there are none.
        qualification_cost, tooling_cost: when used, as the period carries them; 0 with several
            periods, where `starts.quote_starts` has them.
        barred: whether a rule bars it; `bars` says which.
    """

    quote: Ints
    item: Ints
    supplier: Ints
    period: Ints
    demand: Floats
    capacity: Floats
    max_share: Floats
    min_share: Floats
    min_order: Floats
    lot_size: Floats
    qualification_cost: Floats
    tooling_cost: Floats
    barred: Mask

    @property
    def most(self) -> Floats:
        """The largest quantity that can serve needs."""
        return np.minimum(self.room, self.max_share * self.demand)

    @property
    def room(self) -> Floats:
        """The largest quantity that can be bought: the capacity, in whole lots."""
        return in_lots(self.capacity, self.lot_size, up=False)

    @property
    def order(self) -> Floats:
        """The least quantity that is bought when used: the minimum order, in whole lots; 0 for none."""
        return in_lots(self.min_order, self.lot_size, up=True)

    @property
    def ordered(self) -> Mask:
        """Uses of which more may have to be bought than serves needs."""
        return ~self.barred & ((self.min_order > 0) | (self.lot_size > 0))

    @property
    def part_lot(self) -> Floats:
        """The largest surplus beyond the order: clearly less than a lot, none without lots."""
        lots = self.demand / np.where(self.lot_size > 0, self.lot_size, 1.0)
        given = lots - np.floor(lots) < CLEAR  # then the demand itself may ask for all but a whole lot more
        found: Floats = self.lot_size * (1 - np.where(given, LOT_NOISE, CLEAR))
        return found

    def bought(self, quantity: Floats) -> Floats:
        """What is bought of each use to have a quantity: no less than the order, in whole lots."""
        wanted = np.maximum(quantity, self.min_order)
        return np.where(quantity > 0, in_lots(wanted, self.lot_size, up=True), 0.0)

    @property
    def least(self) -> Floats:
        """The least quantity that serves needs when used."""
        return self.min_share * self.demand


def names(case: SourcingCase, uses: Uses, which: Ints | None = None) -> list[str]:
    """Names of uses for people: the quote, and the period where there are several.

    Args:
        case: the case.
        uses: all of them.
        which: those to name; default all.
    """
    several = len(case.periods) > 1
    at: Ints | slice = slice(None) if which is None else which
    return [
        f"{case.quotes.id[q]},{p}" if several else str(case.quotes.id[q])
        for q, p in zip(uses.quote[at], uses.period[at], strict=True)
    ]


def award_names(case: SourcingCase, awards: Awards, which: Ints | None = None) -> list[str]:
    """Names of awards for people: quote, plant and period where there are several.

    Args:
        case: the case.
        awards: all of them.
        which: those to name; default all.
    """
    plants, periods = len(case.plants.id) > 1, len(case.periods) > 1
    at: Ints | slice = slice(None) if which is None else which
    return [
        ",".join(
            [str(case.quotes.id[q])]
            + ([str(case.plants.id[p])] if plants else [])
            + ([str(period)] if periods else [])
        )
        for q, p, period in zip(awards.quote[at], awards.plant[at], awards.period[at], strict=True)
    ]
