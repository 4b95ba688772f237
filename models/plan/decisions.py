"""What a plan decides: how much of which offer in which period. All else follows from it."""

from dataclasses import dataclass, field

import numpy as np

from models.case.case import SourcingCase
from models.profile.rows import Floats, Ints


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Awards; one entry an offer and period.

    Attributes:
        offer: position in the case's offers.
        period: counted from 1.
        quantity: what serves the need, in item units.
        surplus: bought beyond it because of a lot or a minimum order.
        investment: projects started, by position in the case's investments.
        started: the period in which each of them starts, counted from 1.
    """

    offer: Ints
    period: Ints
    quantity: Floats
    surplus: Floats
    investment: Ints = field(default_factory=_none)
    started: Ints = field(default_factory=_none)

    @property
    def bought(self) -> Floats:
        """Everything that is paid for."""
        return self.quantity + self.surplus


def todays(case: SourcingCase) -> Decisions:
    """Today's purchases, repeated in every period."""
    periods = len(case.periods)
    count = len(case.allocation.offer)
    return Decisions(
        offer=np.tile(case.allocation.offer, periods),
        period=np.repeat(np.arange(1, periods + 1), count),
        quantity=np.tile(case.allocation.quantity, periods),
        surplus=np.zeros(count * periods),
    )


def todays_mix_at_demand(case: SourcingCase) -> Decisions | None:
    """Today's split of every need at the plan's demand; None where a need has no purchase today."""
    bought_item = case.quotes.item[case.offers.quote[case.allocation.offer]]
    bought_plant = case.offers.plant[case.allocation.offer]
    size = len(case.plants.id)
    total = np.zeros(len(case.items.id) * size)
    np.add.at(total, bought_item * size + bought_plant, case.allocation.quantity)
    if (total[case.needs.item * size + case.needs.plant] <= 0).any():
        return None
    offers, periods, quantities = [], [], []
    for period in case.periods:
        now = case.needs.period == period.number
        demand = np.zeros(len(total))
        demand[case.needs.item[now] * size + case.needs.plant[now]] = case.needs.quantity[now]
        key = bought_item * size + bought_plant
        offers.append(case.allocation.offer)
        periods.append(np.full(len(key), period.number))
        quantities.append(case.allocation.quantity / total[key] * demand[key])
    quantity = np.concatenate(quantities)
    kept = quantity > 0
    offer, number = np.concatenate(offers)[kept], np.concatenate(periods)[kept]
    return Decisions(offer, number, quantity[kept], np.zeros(int(kept.sum())))


def quantities_by_period(case: SourcingCase, decisions: Decisions) -> Floats:
    """Quantities by period and offer: row 0 is today's purchases, row t those of period t."""
    table = np.zeros((len(case.periods) + 1, len(case.offers.quote)))
    np.add.at(table[0], case.allocation.offer, case.allocation.quantity)
    np.add.at(table, (decisions.period, decisions.offer), decisions.quantity)
    return table
