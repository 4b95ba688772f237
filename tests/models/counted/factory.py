"""Plans made by hand: so much of each quote."""

from collections.abc import Mapping

import numpy as np

from models.case.case import SourcingCase
from models.plan.decisions import Decisions
from models.plan.evaluate import evaluate
from models.plan.exposure import Ledger, ledger_of
from models.plan.plan import Plan
from models.request import PlanRequest
from tests.models.factory import Document, case, quote

Quantities = Mapping[str, float]


def trade(**tables: object) -> Document:
    """Tables of a firm that needs 100 hubs: C1 makes them in China for 10, V1 in Vietnam for 12."""
    base: Document = {
        "suppliers": [{"id": "C1", "country": "CN"}, {"id": "V1", "country": "VN"}],
        "quotes": [quote("C1", 10, origin="CN"), quote("V1", 12)],
        "allocation": [{"item": "hub", "supplier": "C1", "quantity": 100}],
    }
    return base | tables


def market(**tables: object) -> SourcingCase:
    """The case of it."""
    return case(**trade(**tables))


def bought(made: SourcingCase, quantities: Quantities, surplus: Quantities | None = None) -> Decisions:
    """Awards by quote id, or by quote id and plant as `quote/plant`."""
    extra = surplus or {}
    names = list(dict.fromkeys((*quantities, *extra)))
    return Decisions(
        offer=np.array([_offer(made, name) for name in names], dtype=np.int64),
        period=np.ones(len(names), dtype=np.int64),
        quantity=np.array([quantities.get(name, 0) for name in names], dtype=float),
        surplus=np.array([extra.get(name, 0) for name in names], dtype=float),
    )


def _offer(made: SourcingCase, name: str) -> int:
    wanted, _, plant = name.partition("/")
    for at, (number, where) in enumerate(zip(made.offers.quote, made.offers.plant, strict=True)):
        if made.quotes.id[number] == wanted and plant in ("", made.plants.id[where]):
            return at
    raise KeyError(name)


def plan(
    made: SourcingCase,
    quantities: Quantities,
    asked: PlanRequest | None = None,
    surplus: Quantities | None = None,
) -> Plan:
    """The plan that buys these quantities, counted."""
    return evaluate(made, asked or PlanRequest(), bought(made, quantities, surplus))


def ledger(made: SourcingCase, quantities: Quantities, surplus: Quantities | None = None) -> Ledger:
    """The same as exposure sees it."""
    return ledger_of(made, bought(made, quantities, surplus))


def amounts(statement) -> dict[str, float]:
    """A statement's rounded kinds, those of 0 left out, as plain numbers."""
    return {str(kind): float(amount) for kind, amount in statement.by_kind.items() if amount}
