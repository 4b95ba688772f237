"""How far an answer is proven: from objective, bound and stop reason, never from a word."""

import numpy as np
import pytest

from solvers.milp import SolveResult, SolveStatus, StopReason
from solvers.milp.problem import Scaling
from solvers.sourcing.proof import cheapest_cost, proof_of, relative_gap
from solvers.sourcing.rules import Rule, without
from tests.solvers.profiles import profile, quote, tables_of

PLAIN = profile({"m": 100}, {"a": "CN", "b": "VN"}, [quote("m", "a", 10), quote("m", "b", 12)])
SCALED_BY_4 = Scaling(np.ones(2), 4.0)


def _proof(objective, bound, *, stop=StopReason.TIME, gap=0.01, threads=1, document=PLAIN):
    t = tables_of(document, {"effort": {"gap": gap, "threads": threads}})
    result = SolveResult(SolveStatus.OPTIMAL, stop, "highs", "9.9", bound=bound)
    return proof_of(t, result, SCALED_BY_4, objective)


@pytest.mark.parametrize(
    ("objective", "bound", "gap"),
    [
        (200, 150, 0.25),
        (200, 200, 0),
        (200, 210, 0),
        (-200, -250, 0.25),
        (0, 0, 0),
        (0, -1, float("inf")),
    ],
)
def test_the_gap_is_relative_to_the_objective_and_never_negative(objective, bound, gap):
    assert relative_gap(objective, bound) == gap


def test_a_gap_within_the_efforts_is_optimal_even_where_time_stopped_the_solver():
    proof = _proof(1205.0, 300.0)
    assert (proof.status, proof.stop_reason) == ("optimal", "proved")
    assert proof.bound == 1200.0
    assert proof.gap == pytest.approx(5 / 1205)


def test_a_gap_beyond_the_efforts_is_feasible_whatever_the_solver_calls_it():
    proof = _proof(1300.0, 300.0)
    assert (proof.status, proof.stop_reason) == ("feasible", "time")
    assert proof.gap == pytest.approx(100 / 1300)


def test_a_gap_equal_to_the_efforts_is_within_it():
    assert _proof(1200.0, 1188.0 / 4).status == "optimal"


def test_without_a_bound_of_the_solver_every_need_at_its_cheapest_is_the_bound():
    proof = _proof(1100.0, None)
    assert proof.bound == 1000.0
    assert proof.status == "feasible"


def test_the_better_of_the_two_bounds_counts():
    assert _proof(1100.0, 100.0).bound == 1000.0


def test_the_bound_is_never_above_the_objective():
    proof = _proof(1100.0, 1100.5 / 4)
    assert proof.bound == proof.objective == 1100.0
    assert proof.gap == 0


def test_a_cancelled_solve_says_so():
    assert _proof(1300.0, 300.0, stop=StopReason.CANCELLED).stop_reason == "cancelled"


@pytest.mark.parametrize(
    ("stop", "threads", "deterministic"),
    [(StopReason.PROVED, 1, True), (StopReason.PROVED, 2, False), (StopReason.TIME, 1, False)],
)
def test_the_same_plan_comes_again_with_one_thread_and_no_clock(stop, threads, deterministic):
    assert _proof(1205.0, 300.0, stop=stop, threads=threads).deterministic is deterministic


def test_without_a_plan_there_is_nothing_to_prove():
    proof = _proof(None, 300.0)
    assert (proof.status, proof.objective, proof.bound, proof.gap) == ("none", None, None, None)
    assert (proof.backend, proof.version) == ("highs", "9.9")


@pytest.mark.parametrize(
    ("columns", "request_", "cost"),
    [
        ({}, {}, 1000),
        ({}, {"forbidden": [{"supplier": "a"}]}, 1200),
        ({"items": {"m": {"shortage_cost": 7}}}, {}, 700),
        ({"items": {"m": {"shortage_cost": 70}}}, {}, 1000),
    ],
)
def test_every_need_at_its_cheapest(columns, request_, cost):
    items = columns.get("items")
    document = profile({"m": 100}, {"a": "CN", "b": "VN"}, PLAIN["quotes"], items)
    assert cheapest_cost(tables_of(document, request_)) == pytest.approx(cost)


def test_a_need_that_may_go_short_for_nothing_costs_nothing():
    t = tables_of(PLAIN)
    assert cheapest_cost(without(t, [Rule("need", 0)])) == 0


# Breaks and rebates


def _breaks(*rows):
    return [{"quote": "m@a", "from_quantity": start, "unit_price": price} for start, price in rows]


def _back(*rows):
    return [{"supplier": "a", "from_spend": start, "rate": rate} for start, rate in rows]


@pytest.mark.parametrize("discount", ["all_units", "incremental"])
def test_the_bound_takes_the_best_price_that_can_be_reached(discount):
    """7 from 101 on is out of reach of 100; with 10 % duty 8 lands at 8.80."""
    quotes = [quote("m", "a", 10, discount=discount) | {"duty_rate": 0.1}, quote("m", "b", 12)]
    rows = _breaks((50, 8), (101, 7))
    t = tables_of(profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes, price_breaks=rows))
    assert cheapest_cost(t) == pytest.approx(880)


def test_the_bound_is_less_the_highest_rebate_that_can_be_reached():
    """1,000 of spend reach 20 % but not 30 %; the rebate is of the price, not of freight."""
    quotes = [quote("m", "a", 10, freight=1, incoterm="FOB"), quote("m", "b", 12)]
    rows = _back((500, 0.1), (1000, 0.2), (1001, 0.3))
    t = tables_of(profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes, rebates=rows))
    assert cheapest_cost(t) == pytest.approx(100 * (11 - 2))


def test_the_bound_knows_the_break_and_the_rebate_together():
    """At 8 spend is 800, at 10 up to 500: the rebate from 700 on counts at 8 (6.40) and as well at 10 (8)."""
    rows, back = _breaks((50, 8)), _back((700, 0.2))
    t = tables_of(profile({"m": 100}, {"a": "CN"}, [quote("m", "a", 10)], price_breaks=rows, rebates=back))
    assert cheapest_cost(t) == pytest.approx(640)
