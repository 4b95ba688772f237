"""The cost statement: exact money by kind and period, counted from awards."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from models.case.case import SourcingCase
from models.case.cost_kinds import ONE_OFF_KINDS, UNIT_KINDS, CostKind
from models.case.investments import bookings
from models.case.lead import latest_start
from models.plan.decisions import Decisions
from models.plan.pricing import priced
from models.plan.rebates import rebates_paid
from models.profile.rows import Floats, Ints
from models.units import rounded

Amounts = Mapping[CostKind, Floats]
"""Unrounded money by kind; one entry a period."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Costs of an allocation in the currency's minor unit.

    Attributes:
        currency: of every amount.
        exact: unrounded amounts by kind and period.
        discount: factor of each period's costs to the start of the horizon.
    """

    currency: str
    exact: Amounts
    discount: Floats

    @property
    def by_kind(self) -> dict[CostKind, Decimal]:
        """Each kind over the horizon, rounded once."""
        return {kind: rounded(float(self.exact[kind].sum()), self.currency) for kind in CostKind}

    @property
    def total(self) -> Decimal:
        """The sum of the rounded kinds."""
        return sum(self.by_kind.values(), Decimal(0))

    @property
    def objective(self) -> float:
        """The present value, not rounded: what a plan minimises."""
        return float(sum(float(self.exact[kind] @ self.discount) for kind in CostKind))

    @property
    def present_value(self) -> Decimal:
        """The present value of the rounded totals of each period."""
        parts = [
            rounded(float(self.exact[kind][at]), self.currency) * Decimal(repr(float(factor)))
            for at, factor in enumerate(self.discount)
            for kind in CostKind
        ]
        return rounded(sum(parts, Decimal(0)), self.currency)

    def of_period(self, number: int) -> dict[CostKind, Decimal]:
        """Each kind in one period, rounded."""
        return {kind: rounded(float(self.exact[kind][number - 1]), self.currency) for kind in CostKind}

    @property
    def running(self) -> float:
        """All but one-off costs, unrounded, over the horizon."""
        return float(sum(float(self.exact[k].sum()) for k in CostKind if k not in ONE_OFF_KINDS))


def unit_statement(case: SourcingCase, decisions: Decisions) -> dict[CostKind, Floats]:
    """Costs that each unit bought causes, and what suppliers pay back on it; every other kind is 0."""
    amounts = {kind: np.zeros(len(case.periods)) for kind in CostKind}
    unit = priced(case, decisions).unit
    for kind in UNIT_KINDS:
        np.add.at(amounts[kind], decisions.period - 1, unit[kind] * decisions.bought)
    amounts[CostKind.REBATES] = -rebates_paid(case, decisions, unit[CostKind.PURCHASE])
    return amounts


def todays_statement(case: SourcingCase, decisions: Decisions) -> Statement:
    """What an allocation of today costs: unit costs less rebates."""
    return Statement(case.currency, unit_statement(case, decisions), case.discount)


def plan_statement(case: SourcingCase, decisions: Decisions) -> Statement:
    """What a plan costs: unit costs, what is started, what is missed."""
    amounts = unit_statement(case, decisions)
    for kind, cash in one_offs(case, decisions).items():
        amounts[kind] += cash * case.one_off_factor
    booked = bookings(case.investments, decisions.investment, decisions.started, len(case.periods))
    amounts[CostKind.INVESTMENT] += booked.sum(axis=0)
    short = shortage(case, decisions)
    price = np.nan_to_num(case.items.shortage_cost[case.needs.item])
    np.add.at(amounts[CostKind.SHORTAGE], case.needs.period - 1, short * price)
    missed = shortfall(case, decisions)
    np.add.at(
        amounts[CostKind.SHORTFALL], case.contracts.period - 1, missed * np.nan_to_num(case.contracts.price)
    )
    return Statement(case.currency, amounts, case.discount)


def one_offs(case: SourcingCase, decisions: Decisions) -> dict[CostKind, Floats]:
    """The cash that each new source costs once, in the period in which it starts: as late as it can."""
    quotes, suppliers = case.quotes, case.suppliers
    bought = decisions.bought > 0
    offered = case.offers.quote[decisions.offer[bought]]
    period = decisions.period[bought]
    quote, begun = _starts(case, offered, period, quotes.qualification_days)
    site, joined = _starts(case, quotes.supplier[offered], period, suppliers.onboarding_days)
    return {
        CostKind.QUALIFICATION: _by_period(case, begun, quotes.qualification_cost[quote]),
        CostKind.TOOLING: _by_period(case, begun, quotes.tooling_cost[quote]),
        CostKind.ONBOARDING: _by_period(case, joined, suppliers.onboarding_cost[site]),
    }


def _starts(case: SourcingCase, things: Ints, period: Ints, days: Floats) -> tuple[Ints, Ints]:
    """What is used at all, and the period in which each of it starts."""
    order = np.lexsort((period, things))
    used, at = np.unique(things[order], return_index=True)
    return used, latest_start(case.periods, days[used], period[order][at])


def _by_period(case: SourcingCase, period: Ints, amount: Floats) -> Floats:
    return np.bincount(period - 1, weights=amount, minlength=len(case.periods))


def need_positions(case: SourcingCase, decisions: Decisions) -> Ints:
    """The need each award serves; -1 where there is none."""
    size, periods = len(case.plants.id), len(case.periods)
    table = np.full(len(case.items.id) * size * periods, -1, dtype=np.int64)
    needs = case.needs
    table[(needs.item * size + needs.plant) * periods + needs.period - 1] = np.arange(len(needs.item))
    item = case.quotes.item[case.offers.quote[decisions.offer]]
    plant = case.offers.plant[decisions.offer]
    found: Ints = table[(item * size + plant) * periods + decisions.period - 1]
    return found


def shortage(case: SourcingCase, decisions: Decisions) -> Floats:
    """What of each need is not bought, never below 0."""
    served = np.zeros(len(case.needs.item))
    at = need_positions(case, decisions)
    np.add.at(served, at[at >= 0], decisions.quantity[at >= 0])
    missing = case.needs.quantity - served
    return np.where(missing > 1e-9 * case.needs.quantity, missing, 0.0)


def shortfall(case: SourcingCase, decisions: Decisions) -> Floats:
    """What of each contract is not taken, never below 0; surplus does not count.

    Contracts of one item, supplier and period add up; the cheapest to miss are missed first.
    """
    contracts = case.contracts
    out = np.zeros(len(contracts.row))
    if not len(out):
        return out
    quote = case.offers.quote[decisions.offer]
    item, supplier = case.quotes.item[quote], case.quotes.supplier[quote]
    keys = list(
        zip(contracts.item.tolist(), contracts.supplier.tolist(), contracts.period.tolist(), strict=True)
    )
    for key in dict.fromkeys(keys):
        mine = (item == key[0]) & (supplier == key[1]) & (decisions.period == key[2])
        together = np.array([at for at, other in enumerate(keys) if other == key])
        missing = float(contracts.quantity[together].sum() - decisions.quantity[mine].sum())
        if missing <= 1e-9 * float(contracts.quantity[together].sum()):
            continue
        for at in together[np.argsort(contracts.price[together])]:
            out[at] = min(missing, float(contracts.quantity[at]))
            missing -= out[at]
    return out
