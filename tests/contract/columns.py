"""For every column of the contract two profiles that differ in it alone.

`test_columns.py` compares their answers.

A pair is a profile, a place in it and another value there. `None` as the value takes the column away.
"""

import copy
from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]

CHINA = {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.5}]}


@dataclass(frozen=True, slots=True)
class Pair:
    """A profile and another value for one of its columns.

    Attributes:
        profile: the document.
        value: what stands in the row's column in the other profile; None for nothing.
        row: number of the row; of no meaning for a table that is one object.
        request: what is asked of both.
    """

    profile: Document
    value: object
    row: int = 0
    request: Document = field(default_factory=dict)

    def other(self, table: str, column: str) -> Document:
        """The other profile."""
        changed = copy.deepcopy(self.profile)
        row = _row(changed, table, self.row)
        if self.value is None:
            del row[column]
        else:
            row[column] = self.value
        return changed


def _row(document: Document, table: str, number: int) -> Document:
    if table == "profile":
        return document
    found: Document = document[table] if table in ("firm", "horizon") else document[table][number]
    return found


def market(**tables: object) -> Document:
    """100 of m, which a in China sells at 100 and b in Vietnam at 110; all come from a today."""
    return {
        "schema_version": "1",
        "currency": "JPY",
        "firm": {"name": "Firm", "country": "JP"},
        "horizon": {"start": "2027-04-01"},
        "items": [{"id": "m", "category": "parts"}, {"id": "n", "category": "other"}],
        "demand": [{"item": "m", "quantity": 100}],
        "suppliers": [{"id": "a", "country": "CN"}, {"id": "b", "country": "VN"}],
        "quotes": [a(), b()],
        "allocation": [{"item": "m", "supplier": "a", "quantity": 100}],
        **tables,
    }


def a(**columns: object) -> Document:
    """The quote of a."""
    return {"item": "m", "supplier": "a", "unit_price": 100, "duty_rate": 0, **columns}


def b(**columns: object) -> Document:
    """The quote of b."""
    return {"item": "m", "supplier": "b", "unit_price": 110, "duty_rate": 0, **columns}


def quotes(*, first: Document | None = None, second: Document | None = None, **tables: object) -> Document:
    """The market with columns added to the quote of a or of b."""
    return market(quotes=[a(**(first or {})), b(**(second or {}))], **tables)


def sites(*, first: Document | None = None, second: Document | None = None, **tables: object) -> Document:
    """The market with columns added to the supplier a or b."""
    rows = [{"id": "a", "country": "CN", **(first or {})}, {"id": "b", "country": "VN", **(second or {})}]
    return market(suppliers=rows, **tables)


def items(*, n: Document | None = None, **columns: object) -> Document:
    """The market with columns added to the item m."""
    rows = [{"id": "m", "category": "parts", **columns}, {"id": "n", "category": "other", **(n or {})}]
    return market(items=rows)


def with_(document: Document, **tables: object) -> Document:
    """A document with other tables."""
    return {**document, **tables}


def years(count: int = 2, **columns: object) -> Document:
    """A horizon of years."""
    return {"start": "2027-04-01", "count": count, **columns}


NEW_B = [a(), b(unit_price=80, qualification_cost=1000, tooling_cost=500)]
"""b is cheaper, and has to be started."""

PLANTS = [{"id": "tokyo", "country": "JP"}, {"id": "hanoi", "country": "VN"}]
AT_TOKYO = {"demand": [{"item": "m", "quantity": 100, "plant": "tokyo"}], "allocation": []}
DUTIED = [{**a(), "duty_rate": None}, b()]
for _quote in DUTIED:
    if _quote["duty_rate"] is None:
        del _quote["duty_rate"]


def dutied(*rows: Document, claims: list[str] | None = None, **tables: object) -> Document:
    """The market where the duty of a's quote is read from these rows of the tariffs."""
    quote = {**DUTIED[0], **({"agreement": claims} if claims else {})}
    coded = [{"id": "m", "hs_code": "850511"}]
    return market(**{"items": coded, "quotes": [quote, b()], "tariffs": list(rows), **tables})


def tariff(**columns: object) -> Document:
    """A general duty of 4 % on magnets."""
    return {"hs_code": "8505", "origin": "*", "rate": 0.04, **columns}


LINE = {"id": "line", "supplier": "b", "name": "Line", "unlocks": ["m@b"]}


def lined(
    expenses: list[Document] | None = None, horizon: Document | None = None, **columns: object
) -> Document:
    """b sells at 50, once a line is built for 1,000 that counts 5 years."""
    return market(
        quotes=[a(), b(unit_price=50)],
        horizon=horizon or {"start": "2027-04-01", "evaluation_years": 5},
        investments=[{**LINE, **columns}],
        expenses=expenses or [{"investment": "line", "amount": 1000}],
    )


def limited(capacity: Document, use: list[Document] | None = None, **tables: object) -> Document:
    """b is cheaper and limited by a capacity."""
    return sites(
        first={"group": "g"},
        second={"group": "g2"},
        **{
            "quotes": [a(), b(unit_price=80)],
            "capacities": [{"id": "c", "quantity": 50, **capacity}],
            "capacity_use": use or [],
            **tables,
        },
    )


def priced(**columns: object) -> Document:
    """From 50 units on a is cheaper than its own price."""
    return with_(
        quotes(first=columns), price_breaks=[{"quote": "m@a", "from_quantity": 50, "unit_price": 90}]
    )


TWO_USD = [
    {"currency": "USD", "rate": 100, "on": "2027-01-01"},
    {"currency": "USD", "rate": 120, "on": "2026-01-01"},
]
DOLLARS = quotes(first={"currency": "USD", "unit_price": 1}, exchange_rates=TWO_USD)
TWO_A = with_(
    market(quotes=[a(), a(id="second", unit_price=99), b()]),
    allocation=[{"item": "m", "supplier": "a", "quantity": 100, "quote": "m@a"}],
)
LOCKED = market(
    locks=[{"item": "m", "supplier": "b", "share": 0.3, "reason": "other", "until": "2028-01-01"}]
)
CONTRACT = {"item": "m", "supplier": "b", "quantity": 40, "shortfall_price": 3}
N_TOO = {
    "demand": [{"item": "m", "quantity": 100}, {"item": "n", "quantity": 10}],
    "quotes": [a(), b(), a(item="n"), b(item="n")],
}
CONTENT = {"country": "CN", "share": 0.6, "basis": "declared"}
HALF_CN = {
    "caps": [{"id": "china", "countries": ["CN"], "max_share": 0.3, "measure": "look_through"}],
}
