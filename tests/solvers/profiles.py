"""Small profiles in few words, for every test that plans."""

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from models.case.case import SourcingCase
from models.case.open_case import open_case
from models.profile.document import profile_from_document
from models.request import PlanRequest, read_request
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.explain.explanation import Relaxed
from solvers.sourcing.make_plan import make_plan
from solvers.sourcing.outcome import Outcome
from solvers.sourcing.solve import Solver
from solvers.sourcing.tables import ProblemTables

Document = dict[str, Any]
START = "2027-04-01"


def quote(item: str, supplier: str, unit_price: float, **columns: object) -> Document:
    """A quote free of duty with nothing but a price, and whatever is added."""
    return {"item": item, "supplier": supplier, "unit_price": unit_price, "duty_rate": 0, **columns}


def profile(
    needed: Mapping[str, float],
    suppliers: Mapping[str, str | Mapping[str, object]],
    quotes: Iterable[Document],
    /,
    items: Mapping[str, Mapping[str, object]] | None = None,
    **tables: object,
) -> Document:
    """A profile of a Japanese firm.

    Args:
        needed: quantity by item; a `demand` among the tables replaces the rows made of it.
        suppliers: a country by supplier, or its columns.
        quotes: see `quote`.
        items: columns of items, by item.
        tables: any other table or key of the profile.
    """
    document: Document = {
        "schema_version": "1",
        "currency": "JPY",
        "firm": {"name": "Firm", "country": "JP"},
        "horizon": {"start": START},
        "items": [{"id": item, **(items or {}).get(item, {})} for item in needed],
        "demand": [{"item": item, "quantity": quantity} for item, quantity in needed.items()],
        "suppliers": [
            {"id": name, **({"country": what} if isinstance(what, str) else what)}
            for name, what in suppliers.items()
        ],
        "quotes": list(quotes),
    }
    return document | tables


def bought(quantities: Mapping[tuple[str, str], float]) -> list[Document]:
    """Rows of the table `allocation`: what is bought today, by item and supplier."""
    return [{"item": i, "supplier": s, "quantity": quantity} for (i, s), quantity in quantities.items()]


def opened(
    document: Document, request: Mapping[str, object] | None = None
) -> tuple[SourcingCase, PlanRequest]:
    """The case and the request of two documents."""
    asked = read_request(None if request is None else dict(request))
    return open_case(profile_from_document(document), asked.on), asked


def tables_of(document: Document, request: Mapping[str, object] | None = None) -> ProblemTables:
    """The tables of a problem."""
    return build_tables(*opened(document, request))


def planned(
    solver: Solver,
    document: Document,
    request: Mapping[str, object] | None = None,
    *,
    diagnosis_s: float = 60.0,
    **effort: object,
) -> Outcome:
    """The outcome of a profile and a request; explained only where asked."""
    case, asked = opened(document, {**(request or {}), "effort": {"explain": "none", **effort}})
    return make_plan(case, asked, solver, diagnosis_s=diagnosis_s)


def awards_of(outcome: Outcome) -> dict[str, float]:
    """What serves needs, by quote (and plant, where there are several); what is nothing is left out."""
    assert outcome.plan is not None
    awards = outcome.plan.awards
    return _by_source(outcome, awards.quantity.tolist())


def surplus_of(outcome: Outcome) -> dict[str, float]:
    """What is bought beyond needs, by quote (and plant, where there are several)."""
    assert outcome.plan is not None
    awards = outcome.plan.awards
    return _by_source(outcome, awards.surplus.tolist())


def _by_source(outcome: Outcome, amounts: list[float]) -> dict[str, float]:
    """Amounts above 0 by quote, with `>plant` and `,period` where there are several."""
    assert outcome.plan is not None
    awards, case = outcome.plan.awards, outcome.case
    plants, periods = len(case.plants.id) > 1, len(case.periods) > 1
    rows = zip(awards.quote, awards.plant, awards.period.tolist(), amounts, strict=True)
    return {
        f"{quote}{f'>{plant}' if plants else ''}{f',{period}' if periods else ''}": amount
        for quote, plant, period, amount in rows
        if amount > 0
    }


def loosened(documents: tuple[Any, Any], steps: Iterable[Relaxed]) -> tuple[Any, Any]:
    """Profile and request with a relaxation written where it says; what has no number is taken out."""
    changed = copy.deepcopy(documents)
    steps = sorted(steps, key=lambda step: step.place, reverse=True)  # The last of a list first.
    for step in (step for step in steps if step.to is not None):
        holder, key = _pointed(changed, step.place)
        holder[key] = int(step.to) if step.unit == "suppliers" else step.to
    for step in (step for step in steps if step.to is None):
        holder, key = _pointed(changed, step.place)
        del holder[key]
    return changed


def _pointed(documents: tuple[Any, Any], place: str) -> tuple[Any, Any]:
    """What holds the value a JSON pointer points to (below `/request` in the request), and its key there."""
    document, request = documents
    tokens = place.strip("/").split("/")
    here = request if tokens[0] == "request" else document
    for token in tokens[tokens[0] == "request" : -1]:
        here = here[int(token)] if isinstance(here, list) else here[token]
    return here, int(tokens[-1]) if isinstance(here, list) else tokens[-1]
