"""A profile with new sources written into it: what a buyer would add once the quotes were there.

A new source is a supplier of its own in the country that suits best, with one quote at a landed cost. It is
ready from the first day and has no one-off cost, capacity, minimum or lot; every rule on sources, such as a
number of suppliers, a pace or a number of changes, holds for it as for any other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from models.case.case import SourcingCase
from models.case.open_case import open_case
from models.profile.read import SourcingProfile
from models.profile.rows import Array, Ints, Rows, absent_column, objects
from models.profile.schema import TABLES
from models.regions import members
from solvers.sourcing.explain.explanation import MissingQuote


@dataclass(frozen=True, slots=True)
class Extended:
    """A case with new sources.

    Attributes:
        case: the case; what was there before keeps its positions.
        quote: position of the quote of each new source.
    """

    case: SourcingCase
    quote: Ints


def with_sources(case: SourcingCase, rows: Iterable[MissingQuote]) -> Extended:
    """The case with a new source for each row's item, at the row's entry price.

    Sources of several rows are spread over the countries that suit them alike. Reference prices stay those
    of today.
    """
    missing = tuple(rows)
    profile = case.profile
    supplier = _fresh("new source", profile["suppliers"]["id"], len(missing))
    suppliers = {
        "id": supplier,
        "country": objects([_country(case, row, at) for at, row in enumerate(missing)]),
    }
    quotes = {
        "id": _fresh("new quote", case.quotes.id, len(missing)),
        "item": objects([row.item for row in missing]),
        "supplier": supplier,
        "unit_price": np.array([row.entry_price for row in missing]),
        "currency": objects([case.currency] * len(missing)),
        "duty_rate": np.zeros(len(missing)),
        "lead_time_days": np.zeros(len(missing)),
    }
    tables = dict(profile.tables)
    for name, columns in (("suppliers", suppliers), ("quotes", quotes)):
        tables[name] = _appended(name, tables[name], columns, len(missing))
    opened = open_case(SourcingProfile(tables, profile.places), case.on, case.periods[0].start)
    before = len(case.quotes.id)
    return Extended(replace(opened, items=case.items), np.arange(before, before + len(missing)))


def _country(case: SourcingCase, row: MissingQuote, number: int) -> str:
    """A country for a source: of those that suit it, in turn, one that is not excluded where there is one."""
    suits = sorted({code for name in row.countries for code in members(name, case.on)})
    rows = case.profile["exclusions"]
    other = ("region", "owner_country", "vendor", "supplier", "item", "category")
    whole = np.flatnonzero(~np.any([rows.given(column) for column in other], axis=0))
    barred = {code for name in rows["country"][whole] for code in members(name, case.on)}
    free = [code for code in suits if code not in barred] or suits
    return free[number % len(free)]


def _fresh(word: str, known: Array, count: int) -> Array:
    """Names that nothing has yet."""
    taken, found, number = set(known.tolist()), list[str](), 0
    while len(found) < count:
        number += 1
        if (name := f"{word} {number}") not in taken:
            found.append(name)
    return objects(found)


def _appended(table: str, rows: Rows, columns: Mapping[str, Array], count: int) -> Rows:
    """A table with more rows; a column that they do not give is absent in them."""
    found = {
        column.name: np.concatenate(
            [rows[column.name], columns.get(column.name, absent_column(column, count))]
        )
        for column in TABLES[table].columns
    }
    return Rows(found, len(rows) + count)
