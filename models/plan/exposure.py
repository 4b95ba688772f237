"""Exposure: the share of each country in what is bought, by scope, measure and base.

    share of a group = sum over awards of part x base / sum over awards of base

Source: docs/reference/profile.md, "Exposure". Surplus is left out, so that buying too much never
improves a share. Where an origin is only assumed the share is a band: `low` takes the assumed
members out of the group, `high` takes the assumed others in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.case.case import SourcingCase
from models.case.check_request import scope_items
from models.case.cost_kinds import CostKind
from models.plan.decisions import Decisions
from models.profile.rows import Array, Floats, Ints, Mask, objects, positions
from models.regions import members, union
from models.request import EachCountry, PlanRequest, Scope, ShareCap, ShareFloor

BASES = ("spend", "landed", "quantity")
MEASURES = ("origin", "ownership")
ALWAYS = ("CN", "ASEAN")
"""Shown even where the share is 0."""


@dataclass(frozen=True, slots=True)
class ExposureRow:
    """The share of one country or group in one scope and period; shares are None where nothing is bought."""

    scope: str
    period: int
    measure: str
    base: str
    country: str
    amount: float
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Concentration:
    """Herfindahl-Hirschman index of spend in one scope and period, 0..1; None where nothing is bought."""

    scope: str
    period: int
    country: float | None
    supplier: float | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Awards as exposure sees them: one entry an award, and what each of its bases amounts to."""

    item: Ints
    plant: Ints
    supplier: Ints
    period: Ints
    amount: dict[str, Floats]
    place: dict[str, Ints]
    assumed: Mask
    countries: Array


@dataclass(frozen=True, slots=True)
class Group:
    """One country or several under a name: where they, and all others, stand in the ledger's countries."""

    name: str
    inside: Ints
    others: Ints


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts by country in one scope, measure and base.

    Attributes:
        assumed: what of them is only assumed to be made there; None where nothing is.
    """

    by_country: Floats
    assumed: Floats | None
    total: float


def ledger_of(case: SourcingCase, decisions: Decisions) -> Ledger:
    """The awards with their amounts by base and their country by measure."""
    quote = case.offers.quote[decisions.offer]
    supplier = case.quotes.supplier[quote]
    origin, owner = case.quotes.origin[quote], case.suppliers.owner[supplier]
    countries = objects(sorted({*origin.tolist(), *owner.tolist()}))
    index = {country: at for at, country in enumerate(countries)}
    return Ledger(
        item=case.quotes.item[quote],
        plant=case.offers.plant[decisions.offer],
        supplier=supplier,
        period=decisions.period,
        amount={
            "spend": case.offers.unit[CostKind.PURCHASE][decisions.offer] * decisions.quantity,
            "landed": case.offers.landed[decisions.offer] * decisions.quantity,
            "quantity": decisions.quantity.astype(float),
        },
        place={
            "origin": np.array([index[c] for c in origin], dtype=np.int64),
            "ownership": np.array([index[c] for c in owner], dtype=np.int64),
        },
        assumed=case.quotes.origin_assumed[quote],
        countries=countries,
    )


def report_rows(case: SourcingCase, request: PlanRequest, ledger: Ledger) -> tuple[ExposureRow, ...]:
    """Firm, categories and every cap and floor, in that order."""
    found: list[ExposureRow] = []
    groups = _groups(case, ledger)
    for period in (p.number for p in case.periods):
        now = ledger.period == period
        for scope, inside in _scopes(case, ledger, now):
            found.extend(_rows(case, ledger, inside, (scope, period), groups))
        rules: list[ShareCap | ShareFloor] = [*request.caps, *request.floors]
        for rule in rules:
            inside = now & in_scope(case, rule.scope, ledger.item, ledger.plant)
            found.append(_rule_row(case, ledger, inside, period, rule))
        found.extend(_each_country_rows(case, ledger, now, period, request.each_country))
    return tuple(found)


def detail_rows(case: SourcingCase, ledger: Ledger) -> Iterator[ExposureRow]:
    """Items and plants: what a file holds and an answer does not."""
    groups = _groups(case, ledger)
    for period in (p.number for p in case.periods):
        now = ledger.period == period
        for at in np.unique(ledger.item[now]):
            inside = now & (ledger.item == at)
            yield from _rows(case, ledger, inside, (f"item={case.items.id[at]}", period), groups)
        if len(case.plants.id) > 1:
            for at in np.unique(ledger.plant[now]):
                inside = now & (ledger.plant == at)
                yield from _rows(case, ledger, inside, (f"plant={case.plants.id[at]}", period), groups)


def in_scope(case: SourcingCase, scope: Scope, item: Ints, plant: Ints) -> Mask:
    """Which awards, by item and plant, a scope holds."""
    inside: Mask = scope_items(case, scope)[item]
    if scope.plant is not None:
        inside = inside & (case.plants.id == scope.plant)[plant]
    return inside


def share_of(
    case: SourcingCase, ledger: Ledger, inside: Mask, names: Sequence[str], rule: tuple[str, str]
) -> float | None:
    """The share of countries and groups together; None where nothing is bought.

    Args:
        case: the case; groups are read on its day.
        ledger: the awards.
        inside: which of them count.
        names: countries and groups.
        rule: measure and base.
    """
    group = _group(ledger, ", ".join(names), union(names, case.on))
    return _row(_sums(ledger, inside, *rule), ("", 1, *rule), group).share


def concentration(case: SourcingCase, ledger: Ledger) -> tuple[Concentration, ...]:
    """The index of spend by country of origin and by supplier: firm, categories, items."""
    found: list[Concentration] = []
    for period in (p.number for p in case.periods):
        scopes = _scopes(case, ledger, ledger.period == period)
        found.extend(_index(ledger, inside, scope, period) for scope, inside in scopes)
    return tuple(found)


def item_concentration(case: SourcingCase, ledger: Ledger) -> Iterator[Concentration]:
    """The same, item by item."""
    for period in (p.number for p in case.periods):
        for at in np.unique(ledger.item[ledger.period == period]):
            inside = (ledger.period == period) & (ledger.item == at)
            yield _index(ledger, inside, f"item={case.items.id[at]}", period)


def single_country_items(case: SourcingCase, ledger: Ledger) -> tuple[str, ...]:
    """Items all of whose purchases are made in one country."""
    bought, size = ledger.amount["quantity"] > 0, max(len(ledger.countries), 1)
    pairs = np.unique(ledger.item[bought] * size + ledger.place["origin"][bought])
    items, number = np.unique(pairs // size, return_counts=True)
    return tuple(str(i) for i in case.items.id[items[number == 1]])


def _scopes(case: SourcingCase, ledger: Ledger, now: Mask) -> Iterator[tuple[str, Mask]]:
    """The firm and its categories, each with those of the awards that are inside."""
    yield "firm", now
    names = sorted({c for c in case.items.category.tolist() if c is not None})
    category = positions(case.items.category, objects(names))[ledger.item]
    for at, name in enumerate(names):
        yield f"category={name}", now & (category == at)


def _groups(case: SourcingCase, ledger: Ledger) -> dict[str, Group]:
    """Every country and group that a row of the report may name."""
    return {name: _group(ledger, name, members(name, case.on)) for name in (*ledger.countries, *ALWAYS)}


def _group(ledger: Ledger, name: str, countries: frozenset[str]) -> Group:
    inside = np.fromiter((c in countries for c in ledger.countries), bool, len(ledger.countries))
    return Group(name, np.flatnonzero(inside), np.flatnonzero(~inside))


def _rows(
    case: SourcingCase, ledger: Ledger, inside: Mask, scope: tuple[str, int], groups: Mapping[str, Group]
) -> Iterator[ExposureRow]:
    """One row a measure, base and country or group; quantities only where they can be added."""
    units = set(case.items.unit[ledger.item[inside]].tolist())
    bases = [base for base in BASES if base != "quantity" or len(units) <= 1]
    for measure in MEASURES:
        present = ledger.countries[np.unique(ledger.place[measure][inside])].tolist()
        names = [*sorted({*present, "CN"}), "ASEAN"]
        for base in bases:
            sums = _sums(ledger, inside, measure, base)
            for name in names:
                yield _row(sums, (*scope, measure, base), groups[name])


def _sums(ledger: Ledger, inside: Mask, measure: str, base: str) -> Sums:
    """Amounts by country."""
    size = len(ledger.countries)
    place, amount = ledger.place[measure][inside], ledger.amount[base][inside]
    by_country = np.bincount(place, weights=amount, minlength=size)
    unsure = ledger.assumed[inside]
    assumed = None
    if measure == "origin" and unsure.any():
        assumed = np.bincount(place, weights=amount * unsure, minlength=size)
    return Sums(by_country, assumed, float(by_country.sum()))


def _row(sums: Sums, key: tuple[str, int, str, str], group: Group) -> ExposureRow:
    value = _part(sums.by_country, group.inside)
    low = high = value
    if sums.assumed is not None:
        low = value - _part(sums.assumed, group.inside)
        high = value + _part(sums.assumed, group.others)
    total = sums.total
    shares = (value / total, low / total, high / total) if total > 0 else (None, None, None)
    return ExposureRow(*key, group.name, value, *shares)


def _part(amounts: Floats, at: Ints) -> float:
    """The sum of some entries: of a single one in most rows, which needs no array."""
    return float(amounts[at[0]]) if len(at) == 1 else float(amounts[at].sum())


def _rule_row(
    case: SourcingCase, ledger: Ledger, inside: Mask, period: int, rule: ShareCap | ShareFloor
) -> ExposureRow:
    kind = "cap" if isinstance(rule, ShareCap) else "floor"
    key = (f"{kind}={rule.id}", period, rule.measure, rule.base)
    group = _group(ledger, "+".join(rule.countries), union(rule.countries, case.on))
    return _row(_sums(ledger, inside, rule.measure, rule.base), key, group)


def _each_country_rows(
    case: SourcingCase, ledger: Ledger, now: Mask, period: int, rule: EachCountry | None
) -> Iterator[ExposureRow]:
    if rule is None:
        return
    spared = union(rule.except_ if rule.except_ is not None else [case.firm_country], case.on)
    inside = now & in_scope(case, rule.scope, ledger.item, ledger.plant)
    sums = _sums(ledger, inside, rule.measure, rule.base)
    for country in ledger.countries.tolist():
        if country not in spared:
            key = ("each_country", period, rule.measure, rule.base)
            yield _row(sums, key, _group(ledger, country, frozenset({country})))


def _index(ledger: Ledger, inside: Mask, scope: str, period: int) -> Concentration:
    spend = ledger.amount["spend"][inside]
    total = float(spend.sum())
    if total <= 0:
        return Concentration(scope, period, None, None)
    by_country = np.bincount(ledger.place["origin"][inside], weights=spend) / total
    by_supplier = np.bincount(ledger.supplier[inside], weights=spend) / total
    return Concentration(scope, period, float(by_country @ by_country), float(by_supplier @ by_supplier))
