"""Price breaks that a problem's quotes can reach, period by period, and what an award costs beyond them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.case.case import SourcingCase
from models.case.cost_kinds import UNIT_KINDS, CostKind
from models.profile.rows import Floats, Ints, Mask, pairs_of
from models.tolerances import CLEAR, REACHED


@dataclass(frozen=True, slots=True)
class UseSteps:
    """One entry a use and break that it can reach, by use and quantity.

    Attributes:
        use: position in `Uses`.
        from_quantity: the break, in item units bought.
        low: what is bought at least when the break is reached.
        before: what is bought at most when it is not.
        high: what is bought at most when the next break is not reached; infinite for the last.
        room: the most that can lie in the step.
        first: whether it is the first break of its use.
        incremental: whether each unit costs the price of the step it lies in.
    """

    use: Ints
    from_quantity: Floats
    low: Floats
    before: Floats
    high: Floats
    room: Floats
    first: Mask
    incremental: Mask

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.use)


@dataclass(frozen=True, slots=True)
class AwardSteps:
    """What an award costs beyond a break; one entry an award and break that its use can reach.

    Attributes:
        award: position in `Awards`.
        entry: position in `UseSteps`.
        step: position in the case's steps.
        upper: the most of the award that can be at this price.
        unit: what one unit costs more than at the quote's own price, by kind; mostly below 0.
        landed: the same of its landed cost.
    """

    award: Ints
    entry: Ints
    step: Ints
    upper: Floats
    unit: Mapping[CostKind, Floats]
    landed: Floats

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.award)

    def more(self, base: str) -> Floats:
        """What one unit adds to a base of exposure beyond the quote's own price."""
        if base == "spend":
            return self.unit[CostKind.PURCHASE]
        return self.landed if base == "landed" else np.zeros(len(self.award))


def use_steps(case: SourcingCase, offer: Ints, most: Floats, demand: Floats, exact: Mask) -> UseSteps:
    """The breaks that each use can reach.

    Args:
        case: the case.
        offer: one offer of each use; breaks are the quote's, whatever the plant.
        most: what can be bought of each use at most.
        demand: that each use can serve.
        exact: uses whose quantity may be given to the last digit. Of the others a break is reached from
            its very quantity on, and clearly not reached below it: no plan of worth lies in between.
    """
    steps = case.steps
    use, step = pairs_of(offer, steps.offer)
    incremental = case.quotes.incremental[steps.quote[step]]
    start = steps.from_quantity[step]
    fits = np.where(incremental, start < most[use], start * REACHED <= most[use])
    use, start, incremental = use[fits], start[fits], incremental[fits]
    reached = np.where(exact[use], start * REACHED, np.minimum(start, most[use]))
    before = np.where(incremental, start, clearly_below(start, demand[use], exact[use]))
    first = np.concatenate([[True], use[1:] != use[:-1]])[: len(use)]
    high = np.full(len(use), np.inf)
    follows = np.flatnonzero(~first)
    low = np.where(incremental, start, reached)
    high[follows - 1] = np.maximum(before[follows], low[follows - 1])
    room = np.minimum(high, most[use]) - np.where(incremental, low, 0.0)
    return UseSteps(use, start, low, before, high, room, first, incremental)


def clearly_below(start: Floats, whole: Floats, exact: Mask) -> Floats:
    """What a break or a tier is not reached with, noise aside.

    Args:
        start: where it begins.
        whole: what there is in all, in the same unit.
        exact: where amounts may be given to the last digit.
    """
    clear = np.maximum(start - CLEAR * whole, start * 0.99)
    return np.where(exact, start * REACHED, np.minimum(clear, start * (1 - CLEAR)))


def award_steps(case: SourcingCase, steps: UseSteps, offer: Ints, use: Ints, upper: Floats) -> AwardSteps:
    """The same award by award.

    Args:
        case: the case.
        steps: of the uses.
        offer: of each award.
        use: of each award.
        upper: the most of each award; those that can be nothing are left out.
    """
    open_ = np.flatnonzero(upper > 0)
    at, entry = pairs_of(use[open_], steps.use)
    award = open_[at]
    number = entry - np.searchsorted(steps.use, use[award])
    step = np.searchsorted(case.steps.offer, offer[award]) + number
    offers = case.offers
    return AwardSteps(
        award=award,
        entry=entry,
        step=step,
        upper=np.minimum(upper[award], steps.room[entry]),
        unit={kind: case.steps.unit[kind][step] - offers.unit[kind][offer[award]] for kind in UNIT_KINDS},
        landed=case.steps.landed[step] - offers.landed[offer[award]],
    )
