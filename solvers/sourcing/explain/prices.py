"""The prices a plan reaches: what units cost at them, and breaks and rebates that are all but missed."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case.case import SourcingCase
from models.case.cost_kinds import CostKind
from models.case.pricing import Pricing
from models.plan.decisions import Decisions
from models.plan.pricing import priced
from models.plan.rebates import Spend, spend_with_rebates
from models.profile.rows import Floats, Ints
from solvers.sourcing.explain.explanation import Binding
from solvers.sourcing.spend import if_all_were_bought, pricing_of
from solvers.sourcing.surplus import surplus_of
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording import amount, in_periods, money, of_unit, per_cent

JUST_REACHED = 1.01
"""A break or rebate is worth a word up to this multiple of its quantity or spend."""
JUST_MISSED = 0.95
"""And from this part of it on."""


@dataclass(frozen=True, slots=True)
class UnitPrices:
    """What one unit of each award costs in a plan, and the break that decides it.

    Attributes:
        cost: all unit kinds less the rebate its supplier pays in the plan; of what the plan does not buy,
            at the price it would have if all that can be were bought there.
        reached: position in the case's steps of the break in force; -1 below the first one.
    """

    cost: Floats
    reached: Ints


def unit_prices(t: ProblemTables, quantity: Floats) -> UnitPrices:
    """What units cost in a plan of these quantities of all awards."""
    case, awards = t.case, t.awards
    had, wanted = pricing_of(t, quantity), if_all_were_bought(t)
    bought = quantity > 0
    cost = np.where(bought, _total(had), _total(wanted))
    price = np.where(bought, had.unit[CostKind.PURCHASE], wanted.unit[CostKind.PURCHASE])
    decisions = Decisions(awards.offer, awards.period, quantity, surplus_of(t, quantity))
    paid_back = np.zeros((len(case.suppliers.id), case.span))
    spend = spend_with_rebates(case, decisions, had.unit[CostKind.PURCHASE])
    paid_back[spend.supplier, spend.period] = _rates(case, spend)
    reached = np.where(bought, had.reached, -1)
    return UnitPrices(cost - paid_back[awards.supplier, awards.period] * price, reached)


def _total(pricing: Pricing) -> Floats:
    found: Floats = np.sum(list(pricing.unit.values()), axis=0)
    return found


def _rates(case: SourcingCase, spend: Spend) -> Floats:
    return np.where(spend.reached >= 0, np.append(case.rebates.rate, 0.0)[spend.reached], 0.0)


def break_words(case: SourcingCase, step: int) -> str:
    """The price of a break: "9.80 JPY from 5,000 on"."""
    price = float(case.steps.unit[CostKind.PURCHASE][step])
    return f"{money(case, price)} from {amount(float(case.steps.from_quantity[step]))} on"


def price_bindings(t: ProblemTables, decisions: Decisions) -> Iterator[Binding]:
    """Breaks and rebates that the plan only just reaches, or only just misses."""
    yield from _breaks(t.case, decisions)
    yield from _rebates(t.case, decisions)


def _breaks(case: SourcingCase, decisions: Decisions) -> Iterator[Binding]:
    steps = case.steps
    quote = case.offers.quote[decisions.offer]
    keys, use = np.unique(quote * case.span + decisions.period, return_inverse=True)
    bought = np.bincount(use, weights=decisions.bought, minlength=len(keys))
    _, one = np.unique(steps.row, return_index=True)  # a break of a quote stands once for every plant
    for step in one.tolist() if len(steps) else []:
        for at in np.flatnonzero(keys // case.span == steps.quote[step]):
            start, found = float(steps.from_quantity[step]), float(bought[at])
            if not start * JUST_MISSED <= found <= start * JUST_REACHED:
                continue
            name = str(case.quotes.id[steps.quote[step]])
            unit = case.items.unit[case.quotes.item[steps.quote[step]]]
            place = case.profile.places.of("price_breaks", int(steps.row[step]), "from_quantity")
            text = f"{name} costs {break_words(case, step)}; {of_unit(found, unit)} are bought"
            yield Binding("price_break", name, place, text + in_periods(case, [int(keys[at] % case.span)]))


def _rebates(case: SourcingCase, decisions: Decisions) -> Iterator[Binding]:
    rebates = case.rebates
    spend = spend_with_rebates(case, decisions, priced(case, decisions).unit[CostKind.PURCHASE])
    for at, supplier in enumerate(spend.supplier.tolist()):
        for tier in np.flatnonzero(rebates.supplier == supplier):
            start, found = float(rebates.from_spend[tier]), float(spend.amount[at])
            if not start * JUST_MISSED <= found <= start * JUST_REACHED:
                continue
            name = str(case.suppliers.id[supplier])
            place = case.profile.places.of("rebates", int(rebates.row[tier]), "from_spend")
            back = f"{name} pays back {per_cent(float(rebates.rate[tier]))} from {money(case, start)} on"
            text = f"{back}; {money(case, found)} are spent{in_periods(case, [int(spend.period[at])])}"
            yield Binding("rebate", name, place, text)
