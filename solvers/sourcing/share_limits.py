"""Caps, floors and the each-country cap as rows of numbers."""

import numpy as np

from models.case.case import SourcingCase
from models.case.cost_kinds import CostKind
from models.profile.rows import Array, Floats, Mask
from models.regions import union
from models.request import EachCountry, PlanRequest, Scope, ShareCap, ShareFloor
from solvers.sourcing.tables import Awards, ShareLimit


def share_limits_of(case: SourcingCase, request: PlanRequest, awards: Awards) -> tuple[ShareLimit, ...]:
    """One limit for every rule, country (of the each-country cap) and period it binds."""
    found: list[ShareLimit] = []
    for row, cap in enumerate(request.caps):
        found.extend(_of_rule(case, awards, cap, "caps", row, cap.max_share))
    for row, floor in enumerate(request.floors):
        found.extend(_of_rule(case, awards, floor, "floors", row, floor.min_share))
    if request.each_country is not None:
        found.extend(_of_each_country(case, awards, request.each_country))
    return tuple(found)


def _of_rule(
    case: SourcingCase, awards: Awards, rule: ShareCap | ShareFloor, source: str, row: int, limit: float
) -> list[ShareLimit]:
    group = union(rule.countries, case.on)
    inside = _inside(case, awards, rule.scope)
    countries = countries_of(case, awards, rule.measure)
    base = base_of(case, awards, rule.base)
    within = np.fromiter((c in group for c in countries), float, len(countries))
    found = []
    for period in case.periods:
        if period.number < rule.from_period:
            continue
        index = np.flatnonzero(inside & (awards.period == period.number))
        size = _cheapest_size(awards, index, base)
        limits = (within[index], base[index], size)
        found.append(ShareLimit(source, row, rule.id, period.number, limit, source == "caps", index, *limits))
    return found


def _of_each_country(case: SourcingCase, awards: Awards, rule: EachCountry) -> list[ShareLimit]:
    spared = union(rule.except_ if rule.except_ is not None else [case.firm_country], case.on)
    inside = _inside(case, awards, rule.scope)
    countries = countries_of(case, awards, rule.measure)
    base = base_of(case, awards, rule.base)
    found = []
    for period in case.periods:
        index = np.flatnonzero(inside & (awards.period == period.number))
        size = _cheapest_size(awards, index, base)
        for country in sorted(set(countries[index].tolist()) - spared):
            part = (countries[index] == country).astype(float)
            limits = (part, base[index], size)
            found.append(
                ShareLimit("each_country", 0, country, period.number, rule.max_share, True, index, *limits)
            )
    return found


def _inside(case: SourcingCase, awards: Awards, scope: Scope) -> Mask:
    """The awards whose need a scope holds."""
    inside = np.ones(len(awards.item), dtype=bool)
    if scope.item is not None:
        inside &= (case.items.id == scope.item)[awards.item]
    if scope.category is not None:
        inside &= (case.items.category == scope.category)[awards.item]
    if scope.critical is not None:
        inside &= (case.items.critical == scope.critical)[awards.item]
    if scope.plant is not None:
        inside &= (case.plants.id == scope.plant)[awards.plant]
    return inside


def countries_of(case: SourcingCase, awards: Awards, measure: str) -> Array:
    """The country each award counts for."""
    if measure == "ownership":
        owners: Array = case.suppliers.owner[awards.supplier]
        return owners
    origins: Array = case.quotes.origin[awards.quote]
    return origins


def base_of(case: SourcingCase, awards: Awards, base: str) -> Floats:
    """What one item unit of each award amounts to."""
    if base == "quantity":
        return np.ones(len(awards.offer))
    if base == "landed":
        return case.offers.landed[awards.offer]
    return case.offers.unit[CostKind.PURCHASE][awards.offer]


def _cheapest_size(awards: Awards, index: Array, base: Floats) -> float:
    """The base of a scope when every need is bought at its cheapest quote."""
    order = index[np.lexsort((awards.cost[index], awards.need[index]))]
    _, first = np.unique(awards.need[order], return_index=True)
    cheapest = order[first]
    return float((awards.demand[cheapest] * base[cheapest]).sum())
