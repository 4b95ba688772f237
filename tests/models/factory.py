"""The smallest profile that can be planned with, and what differs from it.

One firm in Japan needs 100 hubs. V1 in Vietnam offers them for 10 yen, made there, free of duty;
nothing is bought today. Money is whole yen, so hand arithmetic stays in the head.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from models.case.case import SourcingCase
from models.case.cost_kinds import CostKind
from models.case.market import Offers
from models.case.open_case import open_case
from models.errors import IssuesError
from models.issues import Issue
from models.places import Places
from models.profile.document import profile_from_document
from models.profile.read import RawTable, SourcingProfile, read_tables
from models.profile.rows import objects
from models.request import PlanRequest, read_request

Document = dict[str, Any]
START = "2027-04-01"
TODAY = date(2026, 11, 2)


def quote(supplier: str = "V1", price: float = 10, **columns: object) -> Document:
    """An offer of hubs, made in Vietnam and free of duty unless the columns say otherwise."""
    base = {"item": "hub", "supplier": supplier, "unit_price": price, "origin": "VN", "duty_rate": 0}
    return given(base | columns)


def given(row: Document) -> Document:
    """The row without the columns that were set to None."""
    return {name: value for name, value in row.items() if value is not None}


def document(**tables: object) -> Document:
    """The smallest profile as JSON; every keyword replaces a table or key, None leaves it out."""
    base: Document = {
        "schema_version": "1",
        "currency": "JPY",
        "firm": {"name": "Firm", "country": "JP"},
        "horizon": {"start": START},
        "items": [{"id": "hub"}],
        "demand": [{"item": "hub", "quantity": 100}],
        "suppliers": [{"id": "V1", "country": "VN"}],
        "quotes": [quote()],
    }
    return given(base | tables)


def profile(**tables: object) -> SourcingProfile:
    """The same, read."""
    return profile_from_document(document(**tables))


def case(on: date | None = None, **tables: object) -> SourcingCase:
    """The same, checked."""
    return open_case(profile(**tables), on, TODAY)


def issues_of(on: date | None = None, **tables: object) -> tuple[Issue, ...]:
    """Everything that reading and checking a profile says about it, faults and warnings."""
    return said_about(profile(**tables), on)


def said_about(read: SourcingProfile, on: date | None = None) -> tuple[Issue, ...]:
    """Everything that checking says about a profile that was read."""
    try:
        return open_case(read, on, TODAY).warnings
    except IssuesError as error:
        return error.issues


def request(**fields: object) -> PlanRequest:
    """A request of these fields."""
    return read_request(fields)


def codes(issues: Sequence[Issue]) -> list[str]:
    """Their codes, in order."""
    return [issue.code for issue in issues]


def the(code: str, issues: Sequence[Issue]) -> Issue:
    """The one issue of a code."""
    found = [issue for issue in issues if issue.code == code]
    assert len(found) == 1, [str(issue) for issue in issues]
    return found[0]


def unit_costs(offers: Offers, at: int = 0) -> dict[str, float]:
    """What one unit of an offer costs by kind, kinds of 0 left out."""
    costs = {str(kind): float(amounts[at]) for kind, amounts in offers.unit.items()}
    return {kind: amount for kind, amount in costs.items() if amount != 0}


def unit_cost(made: SourcingCase, kind: CostKind, at: int = 0) -> float:
    """One kind of it."""
    return float(made.offers.unit[kind][at])


def cells(header: str, *lines: str) -> RawTable:
    """A table of texts, as it comes from a file: cells are separated by commas."""
    names = header.split(",")
    rows = [line.split(",") for line in lines]
    columns = {name: objects([row[at] for row in rows]) for at, name in enumerate(names)}
    return RawTable(columns, len(rows), is_text=True)


def profile_of_cells(**tables: RawTable) -> SourcingProfile:
    """A profile read from tables of texts."""
    return read_tables(tables, Places("csv"))
