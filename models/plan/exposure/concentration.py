"""How concentrated purchases are: Herfindahl-Hirschman indices, and items that hang on one country."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case.case import SourcingCase
from models.case.content import MEASURES
from models.plan.exposure.ledger import Ledger
from models.profile.rows import Ints, Mask, objects, positions

WHOLE = 1 - 1e-9
"""A part of so much is the whole: shares of content are decimals."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """Herfindahl-Hirschman index of spend in one scope and period, 0..1; None where nothing is bought."""

    scope: str
    period: int
    country: float | None
    supplier: float | None


@dataclass(frozen=True, slots=True)
class SingleCountry:
    """An item all of whose purchases are tied to one country.

    Attributes:
        measure: the first by which they are: origin, ownership, look_through, or any (each purchase by
            one of the three).
    """

    item: str
    country: str
    measure: str


def concentration(case: SourcingCase, ledger: Ledger) -> tuple[Concentration, ...]:
    """The index of spend by country of origin and by supplier: firm and categories."""
    found: list[Concentration] = []
    for period in (p.number for p in case.periods):
        scopes = _scopes(case, ledger, ledger.period == period)
        found.extend(_index(ledger, inside, scope, period) for scope, inside in scopes)
    return tuple(found)


def item_concentration(case: SourcingCase, ledger: Ledger) -> Iterator[Concentration]:
    """The same, item by item."""
    for period in (p.number for p in case.periods):
        now = np.flatnonzero(ledger.period == period)
        now = now[np.argsort(ledger.item[now], kind="stable")]
        items, first = np.unique(ledger.item[now], return_index=True)
        for at, inside in zip(items, np.split(now, first[1:]), strict=False):
            yield _index(ledger, inside, f"item={case.items.id[at]}", period)


def single_country_items(case: SourcingCase, ledger: Ledger) -> tuple[str, ...]:
    """Items all of whose purchases are made in one country."""
    return tuple(row.item for row in single_country(case, ledger) if row.measure == MEASURES[0])


def single_country(case: SourcingCase, ledger: Ledger) -> tuple[SingleCountry, ...]:
    """Items all of whose purchases are tied to one country, with the first measure that shows it.

    Items whose origins differ may still hang on one owner's country or on the content of one.
    """
    bought = ledger.amount["quantity"] > 0
    count = len(case.items.id)
    number = np.bincount(ledger.item[bought], minlength=count)
    found: dict[tuple[int, str], str] = {}
    for measure in MEASURES:
        for country in ledger.countries.tolist():
            whole = bought & (ledger.band({country}, measure).central >= WHOLE)
            mine = np.bincount(ledger.item[whole], minlength=count)
            for item in np.flatnonzero((number > 0) & (mine == number)).tolist():
                found.setdefault((item, country), measure)
    order = sorted(found, key=lambda key: (key[0], MEASURES.index(found[key]), key[1]))
    return tuple(SingleCountry(str(case.items.id[i]), c, found[i, c]) for i, c in order)


def _scopes(case: SourcingCase, ledger: Ledger, now: Mask) -> Iterator[tuple[str, Mask]]:
    """The firm and its categories, each with those of the awards that are inside."""
    yield "firm", now
    names = sorted({c for c in case.items.category.tolist() if c is not None})
    category = positions(case.items.category, objects(names))[ledger.item]
    for at, name in enumerate(names):
        yield f"category={name}", now & (category == at)


def _index(ledger: Ledger, inside: Mask | Ints, scope: str, period: int) -> Concentration:
    spend = ledger.amount["spend"][inside]
    total = float(spend.sum())
    if total <= 0:
        return Concentration(scope, period, None, None)
    by_country = np.bincount(ledger.origin[inside], weights=spend) / total
    by_supplier = np.bincount(ledger.supplier[inside], weights=spend) / total
    return Concentration(scope, period, float(by_country @ by_country), float(by_supplier @ by_supplier))
