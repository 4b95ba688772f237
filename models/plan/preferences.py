"""What a plan owes to each trade agreement: its awards, their duty, and what losing it would cost."""

import numpy as np

from models.case.case import SourcingCase
from models.case.cost_kinds import CostKind
from models.case.pricing import Pricing
from models.plan.decisions import Decisions
from models.plan.plan import Preference
from models.plan.pricing import priced
from models.profile.rows import Ints, codes_of


def preferences_of(case: SourcingCase, decisions: Decisions) -> tuple[Preference, ...]:
    """Every agreement that awards rest on, the largest loss first.

    Loss is of duty alone: quality and carrying, which are parts of landed cost, would rise with it.
    """
    bought = np.flatnonzero(decisions.bought > 0)
    names = case.offers.agreement[decisions.offer[bought]]
    resting = bought[names != None]  # noqa: E711 - entry by entry
    group = codes_of(case.offers.agreement[decisions.offer[resting]])
    count = int(group.max(initial=-1)) + 1
    pricing = priced(case, decisions)
    found = [_preference(case, decisions, pricing, resting[group == number]) for number in range(count)]
    return tuple(sorted(found, key=lambda one: (-one.loss, one.agreement)))


def _preference(case: SourcingCase, decisions: Decisions, pricing: Pricing, at: Ints) -> Preference:
    """The one agreement that these awards rest on."""
    duty, without = pricing.unit[CostKind.DUTY][at], pricing.duty_without[at]
    known = ~np.isnan(without)
    quantity = decisions.bought[at][known]
    paid, lost = float(duty[known] @ quantity), float(without[known] @ quantity)
    return Preference(
        agreement=case.offers.agreement[decisions.offer[at[0]]],
        awards=len(at),
        unknown=int((~known).sum()),
        duty=paid,
        duty_without=lost,
        loss=float((without - duty)[known] @ quantity),
    )
