"""Shares and concentration of today beside those of the plan, row by row."""

from collections.abc import Iterable, Iterator
from typing import Any

from service.exchange.plan_tables.table import Document, Row

_SCOPE = ("scope", "period", "measure", "base")
_SHARES = ("amount", "share", "low", "high")
_INDICES = ("country", "supplier")
_NOTHING: dict[str, Any] = {"amount": 0.0, "share": 0.0}
"""A country without a row in a scope of which something is bought; how far up its band goes is not known."""


def exposure_rows(answer: Document) -> Iterator[Row]:
    """Firm, categories and rules; what a rule measures has its limit from the period on in which it binds."""
    exposure = answer["exposure"]
    limits = {limit["scope"]: limit for limit in exposure.get("limits", ())}
    for row in paired_shares(_rows(exposure["after"]), _rows(exposure["before"])):
        limit = limits.get(row["scope"])
        binds = limit is not None and row["period"] >= limit["from_period"] and _measured(row, limit)
        yield {**row, "limit": limit["limit"]} if limit is not None and binds else row


def _measured(row: Row, limit: Row) -> bool:
    """Whether a row of a rule's scope is by its measure and base, of its countries."""
    kind = (row["measure"], row["base"]) == (limit["measure"], limit["base"])
    return kind and limit["country"] in (None, row["country"])


def paired_shares(after: Iterable[Row], before: Iterable[Row]) -> Iterator[Row]:
    """A row for each country that either has, those of one scope, period, measure and base together."""
    scopes: dict[tuple[Any, ...], dict[str, list[Row | None]]] = {}
    for side, rows in enumerate((after, before)):
        for row in rows:
            countries = scopes.setdefault(tuple([row[name] for name in _SCOPE]), {})
            countries.setdefault(row["country"], [None, None])[side] = row
    for key, countries in scopes.items():
        absent = [_absent(side, countries.values()) for side in (0, 1)]
        for country, (later, today) in countries.items():
            yield {
                **dict(zip(_SCOPE, key, strict=True)),
                "country": country,
                **_values(absent[0] if later is None else later, _SHARES, ""),
                **_values(absent[1] if today is None else today, _SHARES, "_before"),
            }


def _absent(side: int, countries: Iterable[list[Row | None]]) -> Row:
    """What a country without a row has on one side: nothing where others have a share, else no value."""
    rows = [pair[side] for pair in countries]
    return _NOTHING if any(row is not None and row["share"] is not None for row in rows) else {}


def concentration_rows(answer: Document) -> Iterator[Row]:
    """Firm and categories."""
    exposure = answer["exposure"]
    sides = [(exposure[when] or {}).get("hhi", {}).get("rows", ()) for when in ("after", "before")]
    return paired_indices(*sides)


def paired_indices(after: Iterable[Row], before: Iterable[Row]) -> Iterator[Row]:
    """A row for each scope and period that either has."""
    scopes: dict[tuple[str, int], list[Row]] = {}
    for side, rows in enumerate((after, before)):
        for row in rows:
            scopes.setdefault((row["scope"], row["period"]), [{}, {}])[side] = row
    for (scope, period), (later, today) in scopes.items():
        indices = {**_values(later, _INDICES, ""), **_values(today, _INDICES, "_before")}
        yield {"scope": scope, "period": period, **indices}


def single_country_rows(answer: Document) -> Iterator[Row]:
    """A row for each item that hangs on one country, today or in the plan."""
    exposure = answer["exposure"]
    planned, today = ((exposure[when] or {}).get("single_country_items") for when in ("after", "before"))
    after, before = set(planned or ()), set(today or ())
    for item in dict.fromkeys([*(planned or ()), *(today or ())]):
        yield {"item": item, "after": None if planned is None else item in after, "before": item in before}


def tied_rows(answer: Document) -> Iterator[Row]:
    """A row for each item, country and measure, today or in the plan."""
    exposure = answer["exposure"]
    planned = exposure["after"] is not None
    after, before = (_ties(exposure[when]) for when in ("after", "before"))
    for tie in dict.fromkeys([*after, *before]):
        item, country, measure = tie
        sides = {"after": tie in after if planned else None, "before": tie in before}
        yield {"item": item, "country": country, "measure": measure, **sides}


def _ties(exposure: Document | None) -> dict[tuple[str, str, str], None]:
    """The ties of one side in their order; looked up by hash, as a large firm has thousands."""
    rows = () if exposure is None else exposure["single_country"]
    return dict.fromkeys((row["item"], row["country"], row["measure"]) for row in rows)


def _rows(exposure: Document | None) -> Iterable[Row]:
    return () if exposure is None else exposure["rows"]


def _values(row: Row, names: Iterable[str], ending: str) -> dict[str, Any]:
    return {name + ending: row.get(name) for name in names}
