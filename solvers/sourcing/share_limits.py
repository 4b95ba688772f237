"""Caps, floors and the each-country cap as rows of numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from models.case.bases import cheapest_base, unit_base
from models.case.case import SourcingCase
from models.case.content import countries_of, parts
from models.plan.exposure import in_scope
from models.profile.rows import Floats, Ints
from models.regions import union
from models.request import EachCountry, PlanRequest, ShareCap, ShareFloor
from solvers.sourcing.tables import ProblemTables, ShareLimit
from solvers.sourcing.uses import Awards


@dataclass(frozen=True, slots=True)
class Field:
    """What limits are drawn on: counted once, for many rules.

    Attributes:
        unit: by base, what one item unit of each award amounts to.
        needed: by base, what each need amounts to at its cheapest quote.
    """

    case: SourcingCase
    awards: Awards
    unit: Mapping[str, Floats]
    needed: Mapping[str, Floats]


def share_limits_of(case: SourcingCase, request: PlanRequest, awards: Awards) -> tuple[ShareLimit, ...]:
    """One limit for every rule, country (of the each-country cap) and period it binds."""
    each = request.each_country
    bases: set[str] = {rule.base for rule in request.caps} | {rule.base for rule in request.floors}
    bases |= {each.base} if each is not None else set()
    unit = {base: base_of(case, awards, base) for base in bases}
    field = Field(case, awards, unit, {base: cheapest_base(case, base) for base in bases})
    found: list[ShareLimit] = []
    for row, cap in enumerate(request.caps):
        found.extend(_of_rule(field, cap, "caps", row))
    for row, floor in enumerate(request.floors):
        found.extend(_of_rule(field, floor, "floors", row))
    if each is not None:
        found.extend(_of_each_country(field, each))
    return tuple(found)


def soft_limits(t: ProblemTables) -> Ints:
    """Positions of the share limits that may be passed at a price."""
    soft = [number for number, limit in enumerate(t.share_limits) if limit.price is not None]
    return np.array(soft, dtype=np.int64)


def rule_of(request: PlanRequest, limit: ShareLimit) -> ShareCap | ShareFloor | EachCountry:
    """The rule of the request behind a share limit."""
    if limit.source == "each_country":
        assert request.each_country is not None
        return request.each_country
    return request.caps[limit.row] if limit.source == "caps" else request.floors[limit.row]


def base_of(case: SourcingCase, awards: Awards, base: str) -> Floats:
    """What one item unit of each award amounts to."""
    return unit_base(case, awards.offer, base)


def _of_rule(f: Field, rule: ShareCap | ShareFloor, source: str, row: int) -> Iterator[ShareLimit]:
    part = parts(f.case.content, f.awards.quote, union(rule.countries, f.case.on), rule.measure)
    limit = rule.max_share if isinstance(rule, ShareCap) else rule.min_share
    for period, index, base, size in _by_period(f, rule):
        if period >= rule.from_period:
            yield ShareLimit(
                source=source,
                row=row,
                label=rule.id,
                period=period,
                limit=limit,
                is_cap=isinstance(rule, ShareCap),
                index=index,
                part=part[index],
                base=base,
                size=size,
                price=rule.elastic_price,
            )


def _of_each_country(f: Field, rule: EachCountry) -> Iterator[ShareLimit]:
    """A limit for each country that awards in scope are tied to by the measure."""
    case = f.case
    spared = union(rule.except_ if rule.except_ is not None else [case.firm_country], case.on)
    for period, index, base, size in _by_period(f, rule):
        quote = f.awards.quote[index]
        for country in countries_of(case.content, quote).tolist():
            part = parts(case.content, quote, {country}, rule.measure)
            if country not in spared and part.any():
                yield ShareLimit(
                    source="each_country",
                    row=0,
                    label=country,
                    period=period,
                    limit=rule.max_share,
                    is_cap=True,
                    index=index,
                    part=part,
                    base=base,
                    size=size,
                )


def _by_period(
    f: Field, rule: ShareCap | ShareFloor | EachCountry
) -> Iterator[tuple[int, Ints, Floats, float]]:
    """Of each period: its number, the awards in scope, their bases, and the size of the scope.

    The size is the base of the scope when every need is bought at its cheapest quote.
    """
    awards, needs = f.awards, f.case.needs
    inside = in_scope(f.case, rule.scope, awards.item, awards.plant)
    needed = f.needed[rule.base] * in_scope(f.case, rule.scope, needs.item, needs.plant)
    for period in f.case.periods:
        index = np.flatnonzero(inside & (awards.period == period.number))
        size = float(needed[needs.period == period.number].sum())
        yield period.number, index, f.unit[rule.base][index], size
