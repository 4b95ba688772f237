"""Small profiles and plans made by hand, for the tests of this folder."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from models.case.case import SourcingCase
from models.case.open_case import open_case
from models.plan.decisions import Decisions
from models.plan.evaluate import evaluate
from models.plan.plan import Plan
from models.plan.verify import RuleCheck, Verification, verify
from models.profile.document import profile_from_document
from models.request import PlanRequest, read_request

Document = dict[str, Any]
START = "2027-04-01"
ENTIRELY_THAI = {"hub@T1": 1000.0}


def document(**changes: object) -> Document:
    """A firm that needs 1,000 hubs and buys them all from C1 in China for 100 yen.

    T1 in Thailand offers them for 110, V1 in Vietnam for 105. Every change replaces a table or key.
    """
    base: Document = {
        "schema_version": "1",
        "currency": "JPY",
        "firm": {"name": "Firm", "country": "JP"},
        "horizon": {"start": START},
        "items": [{"id": "hub"}],
        "demand": [{"item": "hub", "quantity": 1000}],
        "suppliers": [
            {"id": "T1", "country": "TH"},
            {"id": "C1", "country": "CN"},
            {"id": "V1", "country": "VN"},
        ],
        "quotes": [quote("T1", 110), quote("C1", 100), quote("V1", 105)],
        "allocation": [{"item": "hub", "supplier": "C1", "quantity": 1000}],
    }
    return base | changes


def quote(supplier: str, price: float, **columns: object) -> Document:
    """A quote for hubs with nothing but a price, free of duty, and whatever is added."""
    return {"item": "hub", "supplier": supplier, "unit_price": price, "duty_rate": 0, **columns}


def suppliers(**columns: Mapping[str, object]) -> list[Document]:
    """The three suppliers, with columns added by id."""
    rows = document()["suppliers"]
    return [row | dict(columns.get(row["id"], {})) for row in rows]


def quotes(**columns: Mapping[str, object]) -> list[Document]:
    """The three quotes, with columns added by supplier."""
    rows = document()["quotes"]
    return [row | dict(columns.get(row["supplier"], {})) for row in rows]


@dataclass(frozen=True, slots=True)
class Made:
    """A case, a request, and a plan for them."""

    case: SourcingCase
    request: PlanRequest
    plan: Plan

    def check(self) -> Verification:
        """The checker's verdict."""
        return verify(self.case, self.request, self.plan)

    def with_awards(self, **columns: object) -> "Made":
        """The same with columns of the awards replaced."""
        return replace(self, plan=replace(self.plan, awards=replace(self.plan.awards, **columns)))


def make(
    profile: Document,
    bought: Mapping[object, float],
    request: object = None,
    surplus: Mapping[object, float] | None = None,
    on: date | None = None,
) -> Made:
    """A plan that buys these quantities.

    Args:
        profile: the document.
        bought: quantity by quote id, or by quote id and plant.
        request: as on the wire.
        surplus: the same, of what is bought beyond the need.
        on: the plan's day, where it is not the start.
    """
    case = open_case(profile_from_document(profile), on)
    asked = read_request(request)
    extra = surplus or {}
    keys = list(dict.fromkeys((*bought, *extra)))
    offers = [_offer(case, *(key if isinstance(key, tuple) else (key, None))) for key in keys]
    decisions = Decisions(
        offer=np.array(offers, dtype=np.int64),
        period=np.ones(len(keys), dtype=np.int64),
        quantity=np.array([bought.get(key, 0.0) for key in keys], dtype=float),
        surplus=np.array([extra.get(key, 0.0) for key in keys], dtype=float),
    )
    return Made(case, asked, evaluate(case, asked, decisions))


def _offer(case: SourcingCase, name: str, plant: str | None) -> int:
    for at, (number, where) in enumerate(zip(case.offers.quote, case.offers.plant, strict=True)):
        if case.quotes.id[number] == name and plant in (None, case.plants.id[where]):
            return at
    raise KeyError((name, plant))


def broken(found: Verification) -> list[RuleCheck]:
    """The rules that do not hold."""
    return [check for check in found.rules if not check.kept]


def broken_kinds(found: Verification) -> set[str]:
    """The kinds of rule that do not hold."""
    return {check.rule for check in broken(found)}


def the_broken(made: Made, kind: str) -> RuleCheck:
    """The one broken rule of a plan that breaks nothing else and whose money is right."""
    found = made.check()
    assert [check.what for check in found.money if not check.kept] == []
    assert [check.rule for check in broken(found)] == [kind], found.broken
    assert not found.passed
    return broken(found)[0]


def assert_kept(made: Made, kind: str) -> None:
    """The plan passes, and a rule of that kind was among those checked."""
    found = made.check()
    assert found.broken == ()
    assert found.passed
    assert kind in {check.rule for check in found.rules}


def recounted(made: Made, what: str) -> float:
    """What the checker counts for one claim."""
    return next(check.recounted for check in made.check().money if check.what == what)
