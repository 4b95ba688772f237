"""New sources in a formulation: columns that serve needs at a landed cost, and count in shares.

A new source is held to nothing else: it needs no qualification, has no capacity, and counts for no limit on
suppliers, moves or changes.
"""

from dataclasses import dataclass, replace

import numpy as np

from models.plan.exposure import in_scope
from models.profile.rows import Array, Floats, Ints, Mask
from models.regions import members
from models.request import EachCountry, PlanRequest, ShareCap, ShareFloor
from solvers.milp import Problem
from solvers.sourcing.explain.explanation import MissingQuote
from solvers.sourcing.explore.formulation import Formulation
from solvers.sourcing.tables import ProblemTables, ShareLimit


@dataclass(frozen=True, slots=True)
class NewSources:
    """One entry a need that a new source can serve.

    Attributes:
        need: position in the case's needs.
        country: where it is made, owned and sold.
        price: landed cost of one item unit.
    """

    need: Ints
    country: Array
    price: Floats


def new_sources(t: ProblemTables, rows: tuple[MissingQuote, ...], price: Floats) -> NewSources:
    """A source for every need of each row's item, in the country that suits it best, at one price a row."""
    place = {str(name): at for at, name in enumerate(t.case.items.id)}
    row = np.full(len(t.case.items.id), -1, dtype=np.int64)
    row[[place[missing.item] for missing in rows]] = np.arange(len(rows))
    need = np.flatnonzero(row[t.case.needs.item] >= 0)
    country = np.array([min(members(missing.countries[0], t.case.on)) for missing in rows], dtype=object)
    of_need = row[t.case.needs.item[need]]
    return NewSources(need, country[of_need], price[of_need])


def with_sources(f: Formulation, sources: NewSources) -> Problem:
    """The formulation's arrays with a column a new source at the end, scaled as the others are."""
    t, problem = f.tables, f.problem
    demand = t.case.needs.quantity[sources.need]
    count = len(sources.need)
    at, column, value = _terms(f, sources)
    value = value * demand[column] / f.scaling.divide[at]
    row = np.concatenate([problem.row, at])
    order = np.argsort(row, kind="stable")
    worth = t.discount[t.case.needs.period[sources.need]]
    cost = sources.price * worth * demand / f.scaling.objective
    return replace(
        problem,
        lower=np.concatenate([problem.lower, np.zeros(count)]),
        upper=np.concatenate([problem.upper, np.ones(count)]),
        integer=np.concatenate([problem.integer, np.zeros(count, dtype=bool)]),
        objective=np.concatenate([problem.objective, cost]),
        row=row[order],
        column=np.concatenate([problem.column, problem.columns + column])[order],
        value=np.concatenate([problem.value, value])[order],
    )


def _terms(f: Formulation, sources: NewSources) -> tuple[Ints, Ints, Floats]:
    """Row, source and coefficient of a unit of each source: in its need, and in the share limits."""
    t, groups = f.tables, f.milp.row_groups
    every = np.arange(len(sources.need))
    found = [(groups["demand"].at(sources.need), every, np.ones(len(every)))]
    for at, limit in enumerate(t.share_limits):
        amount = _amount(t, limit, sources) * (_part(t, limit, sources.country) - limit.limit)
        counted = np.flatnonzero(needs_of(t, limit)[sources.need] & (amount != 0))
        found.append((groups["share_limit"].at(np.full(len(counted), at)), counted, amount[counted]))
    row, column, value = (np.concatenate(part) for part in zip(*found, strict=True))
    return row, column, value


def _amount(t: ProblemTables, limit: ShareLimit, sources: NewSources) -> Floats:
    """What a unit of each source amounts to in a limit's base."""
    base = rule_of(t.request, limit).base
    if base == "quantity":
        return np.ones(len(sources.need))
    if base == "reference":
        return np.nan_to_num(t.case.items.reference[t.case.needs.item[sources.need]])
    return sources.price


def _part(t: ProblemTables, limit: ShareLimit, country: Array) -> Floats:
    known = {name: part_of(t, limit, name) for name in set(country.tolist())}
    return np.array([known[name] for name in country.tolist()])


def part_of(t: ProblemTables, limit: ShareLimit, country: str) -> float:
    """Whether a source made, owned and sold in a country counts for a limit's group: 1 or 0."""
    rule = rule_of(t.request, limit)
    if isinstance(rule, EachCountry):
        return 1.0 if country == limit.label else 0.0
    return 1.0 if any(country in members(name, t.case.on) for name in rule.countries) else 0.0


def needs_of(t: ProblemTables, limit: ShareLimit) -> Mask:
    """The needs a limit speaks of, quoted or not."""
    needs = t.case.needs
    inside = in_scope(t.case, rule_of(t.request, limit).scope, needs.item, needs.plant)
    found: Mask = inside & (needs.period == limit.period)
    return found


def rule_of(request: PlanRequest, limit: ShareLimit) -> ShareCap | ShareFloor | EachCountry:
    """The rule of the request behind a share limit."""
    if limit.source == "each_country":
        assert request.each_country is not None
        return request.each_country
    return request.caps[limit.row] if limit.source == "caps" else request.floors[limit.row]
