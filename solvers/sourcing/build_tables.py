"""From a case and a request to the tables of one problem."""

from dataclasses import replace

import numpy as np

from models.case.case import SourcingCase
from models.case.cost_kinds import CostKind
from models.profile.rows import Floats, Ints, Mask, codes_of, distinct, objects, pairs_of
from models.request import PlanRequest
from solvers.sourcing.share_limits import share_limits_of
from solvers.sourcing.tables import (
    Bar,
    CapacityLimits,
    FixedShares,
    PlanLimits,
    ProblemTables,
    SupplierCapacities,
    SupplierCounts,
)
from solvers.sourcing.uses import Awards, Uses

DEFAULT_LEAST_SHARE = 0.01
"""What an active quote takes at least where a minimum number of suppliers is asked and nothing else said."""

SMALLEST_SHARE = 1e-4
"""What counts as an active quote where the profile says a least share of 0: a supplier of nothing is none."""


def build_tables(case: SourcingCase, request: PlanRequest) -> ProblemTables:
    """Collect index sets and parameters; the request has been checked against the case."""
    awards, uses = _awards_and_uses(case, request)
    bars = _bars(case, request, uses)
    return ProblemTables(
        case=case,
        request=request,
        awards=awards,
        uses=replace(uses, barred=barred_by(bars, len(uses.quote))),
        supplier_capacities=_supplier_capacities(case, uses),
        capacities=_capacities(case, awards),
        supplier_counts=_supplier_counts(case, request),
        fixed_shares=_fixed_shares(case, request),
        share_limits=share_limits_of(case, request, awards),
        contracts=case.contracts,
        bars=bars,
        limits=_limits(request),
        free_short=np.zeros(len(case.needs.item), dtype=bool),
    )


def barred_by(bars: tuple[Bar, ...], count: int) -> Mask:
    """Which of so many uses any of the bars bars."""
    barred = np.zeros(count, dtype=bool)
    for bar in bars:
        barred[bar.uses] = True
    return barred


def _awards_and_uses(case: SourcingCase, request: PlanRequest) -> tuple[Awards, Uses]:
    offer, need = _pairs(case)
    quote = case.offers.quote[offer]
    period = case.needs.period[need]
    demand = case.needs.quantity[need]
    span = len(case.periods) + 1
    keys, use = np.unique(quote * span + period, return_inverse=True)
    served = np.zeros(len(keys))
    np.add.at(served, use, demand)
    awards = Awards(
        offer=offer,
        quote=quote,
        item=case.quotes.item[quote],
        plant=case.offers.plant[offer],
        supplier=case.quotes.supplier[quote],
        period=period,
        need=need,
        use=use.astype(np.int64),
        demand=demand,
        cost=case.offers.total[offer],
    )
    return awards, _uses(case, request, keys // span, keys % span, served)


def _pairs(case: SourcingCase) -> tuple[Ints, Ints]:
    """Every offer with every need it can serve, by need and quote."""
    size = len(case.plants.id)
    offer_key = case.quotes.item[case.offers.quote] * size + case.offers.plant
    need, offer = pairs_of(case.needs.item * size + case.needs.plant, offer_key)
    return offer, need


def _uses(case: SourcingCase, request: PlanRequest, quote: Ints, period: Ints, served: Floats) -> Uses:
    quotes = case.quotes
    item = quotes.item[quote]
    least = np.maximum(quotes.min_share[quote], least_shares(case, request)[item])
    factor = case.one_off_factor if len(case.periods) == 1 else 0.0
    return Uses(
        quote=quote,
        item=item,
        supplier=quotes.supplier[quote],
        period=period,
        demand=served,
        capacity=quotes.capacity[quote],
        max_share=quotes.max_share[quote],
        min_share=least,
        min_order=quotes.min_order[quote],
        lot_size=quotes.lot_size[quote],
        qualification_cost=quotes.qualification_cost[quote] * factor,
        tooling_cost=quotes.tooling_cost[quote] * factor,
        barred=np.zeros(len(quote), dtype=bool),
    )


def least_shares(case: SourcingCase, request: PlanRequest) -> Floats:
    """What an active quote of each item takes at least."""
    asked = np.nan_to_num(case.items.min_suppliers) >= 1
    if request.suppliers_per_item.min:
        asked = np.ones(len(asked), dtype=bool)
    default = np.where(asked, DEFAULT_LEAST_SHARE, 0.0)
    least = np.where(np.isnan(case.items.least_share), default, case.items.least_share)
    return np.where(asked, np.maximum(least, SMALLEST_SHARE), least)


def _supplier_counts(case: SourcingCase, request: PlanRequest) -> SupplierCounts:
    """The tighter of the item's own limits and the request's; only where one of them says something."""
    limits = request.suppliers_per_item
    least = np.maximum(np.nan_to_num(case.items.min_suppliers), limits.min or 0)
    most = np.minimum(np.nan_to_num(case.items.max_suppliers, nan=np.inf), limits.max or np.inf)
    keys = distinct(case.needs.item * case.span + case.needs.period)
    item, period = keys // case.span, keys % case.span
    # One supplier at least is what meeting the need says already, unless it may go short.
    shortable = ~np.isnan(case.items.shortage_cost)
    needed = np.where((least == 1) & ~shortable, 0.0, least)
    kept = (needed[item] > 0) | np.isfinite(most[item])
    item, period = item[kept], period[kept]
    return SupplierCounts(item, period, needed[item], most[item])


def _supplier_capacities(case: SourcingCase, uses: Uses) -> SupplierCapacities:
    span = len(case.periods) + 1
    keys = distinct(uses.supplier * span + uses.period)
    supplier, period = keys // span, keys % span
    kept = np.isfinite(case.suppliers.capacity[supplier])
    supplier, period = supplier[kept], period[kept]
    return SupplierCapacities(supplier, period, case.suppliers.capacity[supplier])


def _capacities(case: SourcingCase, awards: Awards) -> CapacityLimits:
    """Every capacity with the awards of its period that use it."""
    limits = case.capacities
    load = limits.load_quote * case.span + limits.period[limits.load_capacity]
    load_at, award = pairs_of(load, awards.quote * case.span + awards.period)
    limit = limits.load_capacity[load_at]
    price = case.offers.unit[CostKind.PURCHASE][awards.offer[award]]
    return CapacityLimits(
        row=np.arange(len(limits.row)),
        quantity=limits.quantity,
        load_limit=limit,
        load_award=award,
        load_rate=limits.load_rate[load_at] * np.where(limits.in_spend[limit], price, 1.0),
    )


def _limits(request: PlanRequest) -> PlanLimits:
    budget = request.budget
    return PlanLimits(
        pace=request.max_moved_share,
        changes=None if request.max_changes is None else float(request.max_changes),
        one_off=None if budget is None else budget.one_off,
        capital=None if budget is None else budget.capital,
    )


def _fixed_shares(case: SourcingCase, request: PlanRequest) -> FixedShares:
    rows: list[tuple[str, int, int, int, int, int, float]] = []
    locks = case.locks
    for at in range(len(locks.row)):
        place = (int(locks.item[at]), int(locks.supplier[at]), int(locks.plant[at]))
        rows.append(("locks", int(locks.row[at]), *place, int(locks.period[at]), float(locks.share[at])))
    items = {name: at for at, name in enumerate(case.items.id)}
    suppliers = {name: at for at, name in enumerate(case.suppliers.id)}
    plants = {name: at for at, name in enumerate(case.plants.id)}
    for row, award in enumerate(request.fixed):
        plant = -1 if award.plant is None else plants[award.plant]
        for period in case.periods:
            place = (items[award.item], suppliers[award.supplier], plant)
            rows.append(("fixed", row, *place, period.number, award.share))
    numbers = np.array([r[1:6] for r in rows], dtype=np.int64).reshape(-1, 5)
    demand = _demand(case, numbers[:, 1], numbers[:, 3], numbers[:, 4])
    kept = demand > 0
    return FixedShares(
        source=objects([r[0] for r in rows])[kept],
        row=numbers[kept, 0],
        item=numbers[kept, 1],
        supplier=numbers[kept, 2],
        plant=numbers[kept, 3],
        period=numbers[kept, 4],
        share=np.array([r[6] for r in rows], dtype=float)[kept],
        demand=demand[kept],
    )


def _demand(case: SourcingCase, item: Ints, plant: Ints, period: Ints) -> Floats:
    """What is needed of items in periods, at one plant or (where that is -1) at all."""
    needs, span = case.needs, case.span
    at, need = pairs_of(item * span + period, needs.item * span + needs.period)
    here = (plant[at] < 0) | (needs.plant[need] == plant[at])
    return np.bincount(at, needs.quantity[need] * here, minlength=len(item)).astype(float)


def _bars(case: SourcingCase, request: PlanRequest, uses: Uses) -> tuple[Bar, ...]:
    """Every rule that bars quotes, with what it bars."""
    found = _profile_bars(case, uses)
    for row, bar in enumerate(request.forbidden):
        hit = np.ones(len(uses.quote), dtype=bool)
        if bar.supplier is not None:
            hit &= (case.suppliers.id == bar.supplier)[uses.supplier]
        if bar.item is not None:
            hit &= (case.items.id == bar.item)[uses.item]
        if bar.quote is not None:
            hit &= (case.quotes.id == bar.quote)[uses.quote]
        found.append(Bar("forbidden", row, np.flatnonzero(hit)))
    if request.max_lead_time_days is not None:
        slow = case.quotes.lead_time_days[uses.quote] > request.max_lead_time_days
        found.append(Bar("max_lead_time_days", 0, np.flatnonzero(slow)))
    return tuple(bar for bar in found if len(bar.uses))


def _profile_bars(case: SourcingCase, uses: Uses) -> list[Bar]:
    """The rules of the profile, in their order; there may be one a quote."""
    bars = case.bars
    if not len(bars.row):
        return []
    rule = codes_of(bars.source, bars.row)
    entry, use = pairs_of(bars.quote * case.span + bars.period, uses.quote * case.span + uses.period)
    order = np.lexsort((use, rule[entry]))
    _, first = np.unique(rule, return_index=True)
    edges = np.searchsorted(rule[entry][order], np.arange(1, len(first)))
    return [
        Bar(source, row, barred)
        for source, row, barred in zip(
            bars.source[first].tolist(), bars.row[first].tolist(), np.split(use[order], edges), strict=True
        )
    ]
