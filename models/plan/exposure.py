"""Exposure: the share of each country in what is bought, by scope, measure and base.

    share of a group = sum over awards of part x base / sum over awards of base

Source: docs/reference/profile.md, "Exposure". Surplus is left out, so that buying too much never
improves a share. Where an origin is only assumed the share is a band: `low` takes the assumed
members out of the group, `high` takes the assumed others in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.case.case import SourcingCase
from models.case.check_request import scope_items
from models.case.cost_kinds import CostKind
from models.plan.decisions import Decisions
from models.profile.rows import Array, Floats, Ints, Mask, objects
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
    for period in (p.number for p in case.periods):
        now = ledger.period == period
        found.extend(_rows(case, ledger, now, "firm", period, _groups(ledger, now)))
        for category in _categories(case):
            inside = now & (case.items.category == category)[ledger.item]
            found.extend(_rows(case, ledger, inside, f"category={category}", period, _groups(ledger, inside)))
        rules: list[ShareCap | ShareFloor] = [*request.caps, *request.floors]
        for rule in rules:
            inside = now & in_scope(case, rule.scope, ledger.item, ledger.plant)
            found.append(_rule_row(case, ledger, inside, period, rule))
        found.extend(_each_country_rows(case, ledger, now, period, request.each_country))
    return tuple(found)


def detail_rows(case: SourcingCase, ledger: Ledger) -> Iterator[ExposureRow]:
    """Items and plants: what a file holds and an answer does not."""
    for period in (p.number for p in case.periods):
        now = ledger.period == period
        for at in np.unique(ledger.item[now]):
            inside = now & (ledger.item == at)
            yield from _rows(
                case, ledger, inside, f"item={case.items.id[at]}", period, _groups(ledger, inside)
            )
        if len(case.plants.id) > 1:
            for at in np.unique(ledger.plant[now]):
                inside = now & (ledger.plant == at)
                yield from _rows(
                    case, ledger, inside, f"plant={case.plants.id[at]}", period, _groups(ledger, inside)
                )


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
    group = (", ".join(names), union(names, case.on))
    return _row(ledger, _sums(ledger, inside, *rule), ("", 1, *rule), group).share


def concentration(case: SourcingCase, ledger: Ledger) -> tuple[Concentration, ...]:
    """The index of spend by country of origin and by supplier: firm, categories, items."""
    found: list[Concentration] = []
    for period in (p.number for p in case.periods):
        now = ledger.period == period
        found.append(_index(ledger, now, "firm", period))
        found.extend(
            _index(
                ledger, now & (case.items.category == category)[ledger.item], f"category={category}", period
            )
            for category in _categories(case)
        )
    return tuple(found)


def item_concentration(case: SourcingCase, ledger: Ledger) -> Iterator[Concentration]:
    """The same, item by item."""
    for period in (p.number for p in case.periods):
        for at in np.unique(ledger.item[ledger.period == period]):
            inside = (ledger.period == period) & (ledger.item == at)
            yield _index(ledger, inside, f"item={case.items.id[at]}", period)


def single_country_items(case: SourcingCase, ledger: Ledger) -> tuple[str, ...]:
    """Items all of whose purchases are made in one country."""
    bought = ledger.amount["quantity"] > 0
    pairs = np.unique(np.stack([ledger.item[bought], ledger.place["origin"][bought]], axis=1), axis=0)
    items, number = np.unique(pairs[:, 0], return_counts=True)
    return tuple(str(i) for i in case.items.id[items[number == 1]])


def _categories(case: SourcingCase) -> list[str]:
    return sorted({c for c in case.items.category if c is not None})


def _groups(ledger: Ledger, inside: Mask) -> Callable[[str], list[str]]:
    def names(measure: str) -> list[str]:
        present = ledger.countries[np.unique(ledger.place[measure][inside])].tolist()
        return [*sorted({*present, "CN"}), "ASEAN"]

    return names


def _rows(
    case: SourcingCase,
    ledger: Ledger,
    inside: Mask,
    scope: str,
    period: int,
    names: Callable[[str], list[str]],
) -> Iterator[ExposureRow]:
    for measure in MEASURES:
        for base in BASES:
            if base == "quantity" and len(set(case.items.unit[ledger.item[inside]].tolist())) > 1:
                continue
            yield from _table(case, ledger, inside, (scope, period, measure, base), names(measure))


def _table(
    case: SourcingCase, ledger: Ledger, inside: Mask, key: tuple[str, int, str, str], names: Iterable[str]
) -> Iterator[ExposureRow]:
    """One row a country or group, from sums by country."""
    sums = _sums(ledger, inside, key[2], key[3])
    for name in names:
        yield _row(ledger, sums, key, (name, members(name, case.on)))


def _sums(ledger: Ledger, inside: Mask, measure: str, base: str) -> tuple[Floats, Floats]:
    """Amounts by country: all of them, and those whose country is only assumed."""
    size = len(ledger.countries)
    place, amount = ledger.place[measure][inside], ledger.amount[base][inside]
    unsure = ledger.assumed[inside] if measure == "origin" else np.zeros(len(place), dtype=bool)
    return (
        np.bincount(place, weights=amount, minlength=size),
        np.bincount(place, weights=amount * unsure, minlength=size),
    )


def _band(sums: Floats, assumed: Floats, within: Mask) -> tuple[float, float, float]:
    value = float(sums[within].sum())
    return value, value - float(assumed[within].sum()), value + float(assumed[~within].sum())


def _row(
    ledger: Ledger,
    sums: tuple[Floats, Floats],
    key: tuple[str, int, str, str],
    group: tuple[str, frozenset[str]],
) -> ExposureRow:
    within = np.fromiter((c in group[1] for c in ledger.countries), bool, len(ledger.countries))
    value, low, high = _band(*sums, within)
    total = float(sums[0].sum())
    shares = (value / total, low / total, high / total) if total > 0 else (None, None, None)
    scope, period, measure, base = key
    return ExposureRow(scope, period, measure, base, group[0], value, *shares)


def _rule_row(
    case: SourcingCase, ledger: Ledger, inside: Mask, period: int, rule: ShareCap | ShareFloor
) -> ExposureRow:
    kind = "cap" if isinstance(rule, ShareCap) else "floor"
    group = ("+".join(rule.countries), union(rule.countries, case.on))
    key = (f"{kind}={rule.id}", period, rule.measure, rule.base)
    return _row(ledger, _sums(ledger, inside, rule.measure, rule.base), key, group)


def _each_country_rows(
    case: SourcingCase, ledger: Ledger, now: Mask, period: int, rule: EachCountry | None
) -> Iterator[ExposureRow]:
    if rule is None:
        return
    spared = union(rule.except_ if rule.except_ is not None else [case.firm_country], case.on)
    inside = now & in_scope(case, rule.scope, ledger.item, ledger.plant)
    sums = _sums(ledger, inside, rule.measure, rule.base)
    for country in ledger.countries:
        if country not in spared:
            group = (str(country), frozenset({str(country)}))
            yield _row(ledger, sums, ("each_country", period, rule.measure, rule.base), group)


def _index(ledger: Ledger, inside: Mask, scope: str, period: int) -> Concentration:
    spend = ledger.amount["spend"][inside]
    total = float(spend.sum())
    if total <= 0:
        return Concentration(scope, period, None, None)
    by_country = np.bincount(ledger.place["origin"][inside], weights=spend) / total
    by_supplier = np.bincount(ledger.supplier[inside], weights=spend) / total
    return Concentration(scope, period, float(by_country @ by_country), float(by_supplier @ by_supplier))
