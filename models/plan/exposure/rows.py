"""The share of countries and groups in what is bought, by scope, measure and base.

    share of a group = sum over awards of part x base / sum over awards of base

Source: docs/reference/exposure.md. Where an origin is only assumed the share is a band: `low` and
`high` are the shares were every assumed origin outside and inside the group.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.case.bases import BASES
from models.case.case import SourcingCase
from models.case.content import MEASURES
from models.plan.exposure.ledger import Ledger, in_scope
from models.profile.rows import Floats, Ints, Mask, codes_of, objects, positions
from models.regions import members, union
from models.request import EachCountry, PlanRequest, ShareCap, ShareFloor

ALWAYS = ("CN", "ASEAN")
"""Shown even where the share is 0; the first of them by every measure and base."""
COMMON = {(measure, base) for measure in ("origin", "ownership") for base in ("spend", "landed", "quantity")}
"""Measures and bases in which every scope shows all its countries; in the others only the firm does."""
CHUNK = 2000
"""Items whose rows are counted at a time, so that many of them need little memory."""


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
class Cells:
    """Awards sorted into cells, each a scope in a period; what is in none is left out.

    Attributes:
        names: scope and period of each cell.
        index: the awards that are in a cell.
        cell: of each of them.
    """

    names: list[tuple[str, int]]
    index: Ints
    cell: Ints

    def sums(self, amounts: Floats) -> Floats:
        """The sum of each cell, of amounts by award."""
        return np.bincount(self.cell, weights=amounts[self.index], minlength=len(self.names))


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a group amounts to in each cell, with its band, and what is bought in all."""

    central: Floats
    low: Floats
    high: Floats
    total: Floats


def report_rows(case: SourcingCase, request: PlanRequest, ledger: Ledger) -> tuple[ExposureRow, ...]:
    """Firm, categories and every cap and floor, in that order, period by period."""
    periods = [p.number for p in case.periods]
    firm = _cells_of(case, ledger, ["firm"], np.zeros(len(ledger.item), dtype=np.int64))
    parts = [_rows_by_cell(case, ledger, firm, whole=True), _category_rows(case, ledger)]
    rules: list[ShareCap | ShareFloor] = [*request.caps, *request.floors]
    parts.extend(_rule_rows(case, ledger, rule) for rule in rules)
    if request.each_country is not None:
        parts.append(_each_country_rows(case, ledger, request.each_country))
    found: list[ExposureRow] = []
    for period in range(len(periods)):
        for rows in parts:
            each = len(rows) // len(periods)
            for cell in rows[period * each : (period + 1) * each]:
                found.extend(cell)
    return tuple(found)


def detail_rows(case: SourcingCase, ledger: Ledger) -> Iterator[ExposureRow]:
    """Items and plants, period by period: what a file holds and an answer does not."""
    for period in case.periods:
        now = np.flatnonzero(ledger.period == period.number)
        now = now[np.argsort(ledger.item[now], kind="stable")]
        items, cell = np.unique(ledger.item[now], return_inverse=True)
        for first in range(0, len(items), CHUNK):
            here = slice(*np.searchsorted(cell, (first, first + CHUNK)))
            names = [(f"item={name}", period.number) for name in case.items.id[items[first : first + CHUNK]]]
            for rows in _rows_by_cell(case, ledger, Cells(names, now[here], cell[here] - first)):
                yield from rows
        if len(case.plants.id) > 1:
            plants, cell = np.unique(ledger.plant[now], return_inverse=True)
            names = [(f"plant={name}", period.number) for name in case.plants.id[plants]]
            for rows in _rows_by_cell(case, ledger, Cells(names, now, cell)):
                yield from rows


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
    measure, base = rule
    amount = ledger.amount[base][inside]
    total = float(amount.sum())
    part = ledger.band(union(names, case.on), measure).central[inside]
    return float(part @ amount) / total if total > 0 else None


def _cells_of(case: SourcingCase, ledger: Ledger, scopes: list[str], scope: Ints) -> Cells:
    """A cell for each period and scope; `scope` is that of each award, -1 where it is in none."""
    names = [(name, period.number) for period in case.periods for name in scopes]
    index = np.flatnonzero(scope >= 0)
    return Cells(names, index, (ledger.period[index] - 1) * len(scopes) + scope[index])


def _category_rows(case: SourcingCase, ledger: Ledger) -> list[list[ExposureRow]]:
    names = sorted({c for c in case.items.category.tolist() if c is not None})
    category = positions(case.items.category, objects(names))[ledger.item]
    return _rows_by_cell(
        case, ledger, _cells_of(case, ledger, [f"category={name}" for name in names], category)
    )


def _rows_by_cell(
    case: SourcingCase, ledger: Ledger, cells: Cells, *, whole: bool = False
) -> list[list[ExposureRow]]:
    """Of each cell, a row a measure, base and country or group.

    All countries of the cell by the common measures and bases (where `whole`, by all of them), China by
    every one; quantities only where they can be added.
    """
    found: list[list[ExposureRow]] = [[] for _ in cells.names]
    mixed = _mixed_units(case, ledger, cells)
    for measure in MEASURES:
        shown = _shown(ledger, cells, measure)
        for base in BASES:
            wide = whole or (measure, base) in COMMON
            for name in shown if wide else ALWAYS[:1]:
                here = shown[name] & ~mixed if base == "quantity" else shown[name]
                amounts = _amounts(ledger, cells, members(name, case.on), measure, base)
                _append(found, cells, np.flatnonzero(here), amounts, (measure, base, name))
    return found


def _shown(ledger: Ledger, cells: Cells, measure: str) -> dict[str, Mask]:
    """The cells that show each country by a measure: in order of their codes, groups last."""
    found: dict[str, Mask] = {}
    everywhere = np.ones(len(cells.names), dtype=bool)
    for name in sorted({*ledger.countries.tolist(), ALWAYS[0]}):
        there = cells.sums(np.sign(ledger.band({name}, measure).central)) > 0
        found[name] = everywhere if name in ALWAYS else there
    return found | dict.fromkeys(ALWAYS[1:], everywhere)


def _mixed_units(case: SourcingCase, ledger: Ledger, cells: Cells) -> Mask:
    """The cells that hold items of different units."""
    unit = codes_of(case.items.unit)[ledger.item[cells.index]]
    first = np.full(len(cells.names), len(case.items.id), dtype=np.int64)
    last = np.full(len(cells.names), -1, dtype=np.int64)
    np.minimum.at(first, cells.cell, unit)
    np.maximum.at(last, cells.cell, unit)
    mixed: Mask = first < last
    return mixed


def _amounts(ledger: Ledger, cells: Cells, group: Collection[str], measure: str, base: str) -> Amounts:
    amount = ledger.amount[base]
    band = ledger.band(group, measure)
    central = cells.sums(band.central * amount)
    low = central if band.low is band.central else cells.sums(band.low * amount)
    high = central if band.high is band.central else cells.sums(band.high * amount)
    return Amounts(central, low, high, cells.sums(amount))


def _append(
    found: list[list[ExposureRow]], cells: Cells, which: Ints, amounts: Amounts, key: tuple[str, str, str]
) -> None:
    """Add a row to some cells."""
    columns = (amounts.central, amounts.low, amounts.high, amounts.total)
    numbers = zip(*(column[which].tolist() for column in columns), strict=True)
    for at, (value, low, high, total) in zip(which.tolist(), numbers, strict=True):
        shares = (value / total, low / total, high / total) if total > 0 else (None, None, None)
        scope, period = cells.names[at]
        found[at].append(ExposureRow(scope, period, *key, value, *shares))


def _rule_rows(case: SourcingCase, ledger: Ledger, rule: ShareCap | ShareFloor) -> list[list[ExposureRow]]:
    """What a rule measures, then China by every measure and base, where the scope has no rows of its own."""
    label = f"{'cap' if isinstance(rule, ShareCap) else 'floor'}={rule.id}"
    inside = in_scope(case, rule.scope, ledger.item, ledger.plant)
    cells = _cells_of(case, ledger, [label], np.where(inside, 0, -1))
    found: list[list[ExposureRow]] = [[] for _ in cells.names]
    everywhere = np.arange(len(cells.names))
    own = (rule.measure, rule.base, "+".join(rule.countries))
    amounts = _amounts(ledger, cells, union(rule.countries, case.on), rule.measure, rule.base)
    _append(found, cells, everywhere, amounts, own)
    if set(rule.scope.model_dump(exclude_none=True)) not in (set(), {"category"}):
        _append_china(case, ledger, cells, found, own)
    return found


def _append_china(
    case: SourcingCase,
    ledger: Ledger,
    cells: Cells,
    found: list[list[ExposureRow]],
    own: tuple[str, str, str],
) -> None:
    """Add China by every measure and base but the rule's own, which is there already."""
    everywhere = np.ones(len(cells.names), dtype=bool)
    addable = ~_mixed_units(case, ledger, cells)
    for measure in MEASURES:
        for base in BASES:
            key = (measure, base, ALWAYS[0])
            which = np.flatnonzero(addable if base == "quantity" else everywhere)
            if key != own:
                amounts = _amounts(ledger, cells, {ALWAYS[0]}, measure, base)
                _append(found, cells, which, amounts, key)


def _each_country_rows(case: SourcingCase, ledger: Ledger, rule: EachCountry) -> list[list[ExposureRow]]:
    spared = union(rule.except_ if rule.except_ is not None else [case.firm_country], case.on)
    inside = in_scope(case, rule.scope, ledger.item, ledger.plant)
    cells = _cells_of(case, ledger, ["each_country"], np.where(inside, 0, -1))
    found: list[list[ExposureRow]] = [[] for _ in cells.names]
    for country in ledger.countries.tolist():
        if country not in spared:
            amounts = _amounts(ledger, cells, {country}, rule.measure, rule.base)
            _append(found, cells, np.arange(len(cells.names)), amounts, (rule.measure, rule.base, country))
    return found
