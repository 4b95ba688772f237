"""The second count: money, exposure and moves of any allocation, with no solver in sight."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat, starmap

import numpy as np

from models.case.case import SourcingCase
from models.case.cost_kinds import CostKind
from models.plan.decisions import Decisions, quantities_by_period, todays, todays_mix_at_demand
from models.plan.exposure import (
    concentration,
    hidden_dependence,
    ledger_of,
    policy_costs,
    report_rows,
    single_country,
    with_policy,
)
from models.plan.plan import Awards, Exposure, Move, Plan, Standing, StartedInvestment
from models.plan.preferences import preferences_of
from models.plan.pricing import priced
from models.plan.statement import (
    Statement,
    need_positions,
    one_offs,
    plan_statement,
    shortage,
    shortfall,
    todays_statement,
)
from models.profile.rows import Array, Floats, Ints
from models.request import PlanRequest
from models.tolerances import QUANTITY


def evaluate(case: SourcingCase, request: PlanRequest, decisions: Decisions) -> Plan:
    """Count a plan's money, exposure and moves from the case and its awards alone."""
    standing = stand(case, request)
    exposure = exposure_of(case, request, decisions)
    hidden = hidden_dependence(case, request, standing.exposure.ledger, exposure.ledger)
    after = with_policy(plan_statement(case, decisions), policy_costs(case, request, exposure.ledger))
    cash = {kind: float(amounts.sum()) for kind, amounts in one_offs(case, decisions).items()}
    cash[CostKind.INVESTMENT] = float(case.investments.cash[decisions.investment].sum())
    return Plan(
        awards=awards_of(case, decisions),
        after=after,
        exposure=replace(exposure, hidden=hidden),
        moves=moves_of(case, decisions),
        standing=standing,
        cash_one_off=cash,
        payback_years=_payback(case, standing.reference, after, sum(cash.values())),
        missing=shortage(case, decisions),
        shortfall=shortfall(case, decisions),
        investments=started_investments(case, decisions),
        preferences=preferences_of(case, decisions),
    )


def started_investments(case: SourcingCase, decisions: Decisions) -> tuple[StartedInvestment, ...]:
    """The projects that a plan starts, by start and id."""
    projects, options = case.investments, case.investments.options
    found = []
    for project, period in zip(decisions.investment.tolist(), decisions.started.tolist(), strict=True):
        option = np.flatnonzero((options.project == project) & (options.period == period))
        use_from = int(options.use_from[option[0]]) if len(option) else None
        cash = float(projects.cash[project])
        found.append(StartedInvestment(str(projects.id[project]), period, use_from, cash))
    return tuple(sorted(found, key=lambda one: (one.period, one.id)))


def stand(case: SourcingCase, request: PlanRequest) -> Standing:
    """Where the firm stands today: nobody needs a solver to learn that."""
    now = todays(case)
    mix = todays_mix_at_demand(case)
    return Standing(
        before=todays_statement(case, now),
        reference=None if mix is None else todays_statement(case, mix),
        exposure=exposure_of(case, request, now),
        covers_demand=not shortage(case, now).any(),
    )


def exposure_of(case: SourcingCase, request: PlanRequest, decisions: Decisions) -> Exposure:
    """Shares and concentration of an allocation."""
    ledger = ledger_of(case, decisions)
    alone = single_country(case, ledger)
    return Exposure(
        rows=report_rows(case, request, ledger),
        concentration=concentration(case, ledger),
        single_country_items=tuple(row.item for row in alone if row.measure == "origin"),
        single_country=alone,
        ledger=ledger,
    )


def awards_of(case: SourcingCase, decisions: Decisions) -> Awards:
    """The awards in the profile's words, in the order of item, plant, period and quantity."""
    quote = case.offers.quote[decisions.offer]
    item, plant = case.quotes.item[quote], case.offers.plant[decisions.offer]
    order = np.lexsort((quote, -decisions.quantity, decisions.period, plant, item))
    order = order[decisions.bought[order] > 0]
    offer, quote, item, plant = decisions.offer[order], quote[order], item[order], plant[order]
    need = need_positions(case, decisions)[order]
    demand = np.where(need >= 0, case.needs.quantity[need], np.nan)
    bought = decisions.bought[order]
    pricing = priced(case, decisions)
    landed = pricing.landed[order]
    return Awards(
        item=case.items.id[item],
        plant=case.plants.id[plant],
        supplier=case.suppliers.id[case.quotes.supplier[quote]],
        quote=case.quotes.id[quote],
        period=decisions.period[order],
        quantity=decisions.quantity[order],
        surplus=decisions.surplus[order],
        share=decisions.quantity[order] / demand,
        unit_landed_cost=landed,
        spend=pricing.unit[CostKind.PURCHASE][order] * bought,
        landed_cost=landed * bought,
        duty_text=_duty_texts(case, offer),
        agreement=case.offers.agreement[offer],
        duty_without_agreement=pricing.duty_without[order],
    )


def _duty_texts(case: SourcingCase, offer: Ints) -> Array:
    """The rate that each offer's duty rests on, as the tariffs print it."""
    row = case.offers.tariff[offer]
    printed = np.full(len(offer), None, dtype=object)
    printed[row >= 0] = case.profile["tariffs"]["text"][row[row >= 0]]
    return printed


def moves_of(case: SourcingCase, decisions: Decisions) -> tuple[Move, ...]:
    """What is added, increased, kept, decreased and dropped: each period against the one before it.

    The first period is compared with today.
    """
    quantity = quantities_by_period(case, decisions)
    found: list[Move] = []
    for period in case.periods:
        found.extend(_moves(case, quantity[period.number - 1], quantity[period.number], period.number))
    return tuple(found)


def _moves(case: SourcingCase, before: Floats, after: Floats, period: int) -> Iterator[Move]:
    quote = case.offers.quote
    touched = np.flatnonzero((before > 0) | (after > 0))
    order = touched[
        np.lexsort((quote[touched], case.offers.plant[touched], case.quotes.item[quote[touched]]))
    ]
    fields = zip(  # in the order of a move's
        case.items.id[case.quotes.item[quote[order]]].tolist(),
        case.plants.id[case.offers.plant[order]].tolist(),
        case.suppliers.id[case.quotes.supplier[quote[order]]].tolist(),
        case.quotes.id[quote[order]].tolist(),
        _actions(before[order], after[order]),
        before[order].tolist(),
        after[order].tolist(),
        repeat(period),
    )
    return starmap(Move, fields)


def _actions(before: Floats, after: Floats) -> list[str]:
    """What each move is; the first word that fits."""
    same = np.abs(after - before) <= QUANTITY * np.maximum(before, after)
    words = [(before <= 0, "add"), (after <= 0, "drop"), (same, "keep"), (after > before, "increase")]
    fits, names = zip(*words, strict=True)
    found: list[str] = np.select(fits, names, "decrease").tolist()
    return found


def _payback(case: SourcingCase, reference: Statement | None, after: Statement, cash: float) -> float | None:
    """Years of running savings against today's mix that repay the one-off cash."""
    if reference is None or cash <= 0:
        return None
    years = sum(p.years for p in case.periods)
    saved = (reference.running - after.running) / years
    return cash / saved if saved > 0 else None
