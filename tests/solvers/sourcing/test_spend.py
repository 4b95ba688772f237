"""What spend and shares are sums of: columns times amounts are what the second count finds."""

import numpy as np
import pytest

from models.case.cost_kinds import CostKind
from models.plan.evaluate import evaluate
from models.plan.pricing import priced
from solvers.milp import SolveOptions
from solvers.sourcing.solve import solve_tables
from solvers.sourcing.spend import amounts_in_force, base_of_limit, limit_terms, purchase_terms
from tests.solvers.profiles import profile, quote, tables_of

CAPS = {
    "caps": [
        {"id": b, "countries": ["CN"], "max_share": 0.7, "base": b} for b in ("spend", "landed", "quantity")
    ],
    "floors": [{"id": "asean", "countries": ["VN"], "min_share": 0.1}],
    "each_country": {"max_share": 0.95, "base": "landed"},
}

BREAKS = (("m@a", 30, 9), ("m@a", 60, 7), ("m@b", 40, 9), ("n@a", 40, 4), ("n@b", 45, 4.5))


def tables(request=CAPS):
    """Boxes of 30 with breaks of both kinds, duty at one of two plants, an order: all there is."""
    document = profile(
        {"m": 0, "n": 0},
        {"a": "CN", "b": "VN"},
        [
            quote("m", "a", 10, freight=1, discount="incremental", incoterm="FOB") | {"duty_rate": 0.2},
            quote("m", "b", 11, lot_size=30),
            quote("n", "a", 5, min_order=60),
            quote("n", "b", 6),
        ],
        plants=[{"id": "p", "country": "JP", "duty_regime": "bonded"}, {"id": "q", "country": "JP"}],
        demand=[{"item": i, "plant": p, "quantity": 50} for i in "mn" for p in "pq"],
        price_breaks=[
            {"quote": q, "from_quantity": start, "unit_price": price} for q, start, price in BREAKS
        ],
    )
    return tables_of(document, request)


def test_terms_of_purchase_add_up_to_what_is_paid(solver):
    solved = solve_tables(tables(), solver, SolveOptions(gap=1e-6))
    values = solved.scaling.values(solved.result.values)
    terms = purchase_terms(solved.tables, solved.milp)
    plan = evaluate(solved.tables.case, solved.tables.request, solved.decisions)
    spent = float(terms.amount @ values[terms.column])
    assert spent == pytest.approx(float(plan.after.exact[CostKind.PURCHASE].sum()))
    by_award = np.bincount(terms.award, weights=terms.amount * values[terms.column])
    assert by_award.min() >= -1e-6


def test_terms_of_a_limit_add_up_to_its_base(solver):
    solved = solve_tables(tables(), solver, SolveOptions(gap=1e-6))
    t, values = solved.tables, solved.scaling.values(solved.result.values)
    quantity = np.zeros(len(t.awards.offer))
    pricing = priced(t.case, solved.decisions)
    names = {"spend": pricing.spend, "landed": pricing.landed_spend, "quantity": solved.decisions.quantity}
    for award, amount in zip(solved.decisions.offer, solved.decisions.quantity, strict=True):
        quantity[t.awards.offer == award] = amount
    for limit in t.share_limits:
        terms, part = limit_terms(t, solved.milp, limit)
        found = terms.amount * values[terms.column]
        assert found.sum() == pytest.approx(names[base_of_limit(t, limit)].sum(), rel=1e-5)
        assert amounts_in_force(t, limit, quantity).sum() == pytest.approx(found.sum(), rel=1e-5)
        assert float(part @ found) == pytest.approx(
            float(limit.part @ amounts_in_force(t, limit, quantity)), rel=1e-5
        )


def test_the_base_of_a_limit_is_the_one_of_its_rule():
    t = tables()
    assert [base_of_limit(t, limit) for limit in t.share_limits] == [
        "spend",
        "landed",
        "quantity",
        "spend",
        "landed",
        "landed",
    ]


def test_without_breaks_amounts_are_the_base_times_the_quantity():
    document = profile({"m": 100}, {"a": "CN", "b": "VN"}, [quote("m", "a", 10), quote("m", "b", 12)])
    t = tables_of(document, {"caps": [{"id": "c", "countries": ["CN"], "max_share": 0.5}]})
    assert amounts_in_force(t, t.share_limits[0], np.array([30.0, 70.0])).tolist() == [300, 840]
