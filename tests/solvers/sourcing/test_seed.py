"""Plans made without a solver: each one keeps every rule, or there is none."""

import json
from pathlib import Path

import pytest

from models.case.open_case import open_case
from models.request import read_request
from service.exchange.read_profile import read_profile
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.proof import cheapest_cost
from solvers.sourcing.seed import constructed_plan
from tests.solvers.profiles import planned, profile, quote, tables_of

EXAMPLES = Path(__file__).parents[3] / "examples"
A, B, C = quote("m", "a", 100), quote("m", "b", 110), quote("m", "c", 130)
CAP = {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.3, "base": "quantity"}]}


def _document(*quotes, items=None, **tables):
    return profile({"m": 100}, {"a": "CN", "b": "VN", "c": "TH"}, quotes or (A, B, C), items, **tables)


HELD = {
    "nothing asked": (_document(), {}),
    "capacities": (_document(A | {"capacity": 30}, B | {"capacity": 50}, C), {}),
    "a capacity of a supplier": (
        _document(suppliers=[{"id": s, "country": "CN", "capacity": 40} for s in "abc"]),
        {},
    ),
    "a largest share": (_document(A | {"max_share": 0.25}, B, C), {}),
    "a minimum order that does not fit": (_document(A | {"min_order": 150}, B, C), {}),
    "lots": (_document(A | {"lot_size": 30, "capacity": 80}, B, C), {}),
    "lots of a supplier with little room": (
        _document(
            A | {"lot_size": 30}, B, C, suppliers=[{"id": s, "country": "CN", "capacity": 70} for s in "abc"]
        ),
        {},
    ),
    "breaks": (
        _document(price_breaks=[{"quote": "m@b", "from_quantity": 60, "unit_price": 90}]),
        {},
    ),
    "a rebate": (_document(rebates=[{"supplier": "b", "from_spend": 5000, "rate": 0.2}]), CAP),
    "a fixed share": (_document(), {"fixed": [{"item": "m", "supplier": "c", "share": 0.3}]}),
    "a lock": (_document(locks=[{"item": "m", "supplier": "b", "share": 0.2}]), {}),
    "an exclusion": (_document(exclusions=[{"supplier": "a"}]), {}),
    "a cap": (_document(), CAP),
    "a floor": (_document(), {"floors": [{"countries": ["ASEAN"], "min_share": 0.8}]}),
    "one supplier at most": (_document(items={"m": {"max_suppliers": 1}}), {}),
    "a shortage price": (_document(A | {"capacity": 30}, items={"m": {"shortage_cost": 105}}), {}),
    "a contract at a price": (
        _document(contracts=[{"item": "m", "supplier": "c", "quantity": 20, "shortfall_price": 5}]),
        {},
    ),
}


@pytest.mark.parametrize("name", HELD)
def test_a_constructed_plan_passes_the_check_and_costs_no_less_than_the_optimum(solver, name):
    document, request = HELD[name]
    t = tables_of(document, request)
    found = constructed_plan(t)
    assert found is not None
    plan, verification, _ = found
    assert verification.passed
    assert plan.objective >= cheapest_cost(t) - 1e-9
    best = planned(solver, document, request, gap=1e-7)
    assert plan.objective >= best.plan.objective * (1 - 1e-9)


def test_without_rules_the_constructed_plan_is_the_cheapest():
    plan, _, _ = constructed_plan(tables_of(_document(A | {"capacity": 30}, B | {"capacity": 50}, C)))
    assert plan.objective == 30 * 100 + 50 * 110 + 20 * 130


def test_the_cheapest_of_the_constructed_plans_that_hold_is_taken():
    document = profile(
        {"m": 100, "n": 100},
        {"a": "CN", "b": "VN"},
        [A, B, quote("n", "a", 100), quote("n", "b", 150)],
    )
    request = {"caps": [{"countries": ["CN"], "max_share": 0.6, "base": "quantity"}]}
    plan, verification, _ = constructed_plan(tables_of(document, request))
    assert verification.passed
    # m and n leave China together under a charge that is large enough for both.
    assert plan.objective <= 100 * 110 + 100 * 150


@pytest.mark.parametrize(
    ("tables", "request_"),
    [
        ({"contracts": [{"item": "m", "supplier": "c", "quantity": 20}]}, {}),
        ({}, {"caps": [{"countries": ["CN", "VN", "TH"], "max_share": 0.5}]}),
    ],
    ids=["a contract without a price", "a cap that nothing keeps"],
)
def test_there_is_no_constructed_plan_where_none_keeps_every_rule(tables, request_):
    assert constructed_plan(tables_of(_document(**tables), request_)) is None


def test_whatever_is_constructed_of_the_shipped_example_holds():
    profile_read = read_profile(EXAMPLES / "motor-maker")
    asked = read_request(json.loads((EXAMPLES / "motor-maker" / "request.json").read_text(encoding="utf-8")))
    found = constructed_plan(build_tables(open_case(profile_read, asked.on), asked))
    assert found is None or found[1].passed


def test_a_constructed_plan_is_the_same_every_time():
    one, other = (constructed_plan(tables_of(*HELD["a cap"])) for _ in range(2))
    assert one[0].objective == other[0].objective
    assert one[2].quantity.tolist() == other[2].quantity.tolist()
