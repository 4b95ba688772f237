"""Price breaks in a problem's tables: which can be reached, and between which bounds."""

import numpy as np
import pytest

from models.case.cost_kinds import CostKind
from models.tolerances import CLEAR
from solvers.sourcing.rules import Rule, without
from solvers.sourcing.steps import clearly_below
from tests.solvers.profiles import profile, quote, tables_of

TWO_PLANTS = [{"id": "p", "country": "JP", "duty_regime": "bonded"}, {"id": "q", "country": "JP"}]


def breaks(*rows, of="m@a"):
    return [{"quote": of, "from_quantity": start, "unit_price": price} for start, price in rows]


def tables(*rows, need=100, request=None, columns=None, **parts):
    """a sells m for 10, with breaks of (quantity, price)."""
    quotes = [quote("m", "a", 10, **(columns or {})), quote("m", "b", 12)]
    document = profile({"m": need}, {"a": "CN", "b": "VN"}, quotes, price_breaks=breaks(*rows), **parts)
    return tables_of(document, request)


def test_a_profile_without_breaks_has_no_steps():
    t = tables()
    assert (len(t.steps), len(t.award_steps)) == (0, 0)


def test_the_bounds_of_a_step_are_the_break_and_clearly_below_the_next():
    found = tables((40, 9), (80, 8)).steps
    assert found.low.tolist() == [40, 80]
    assert found.before == pytest.approx([40 - CLEAR * 100, 80 - CLEAR * 100])
    assert found.high == pytest.approx([80 - CLEAR * 100, np.inf])
    assert found.room == pytest.approx([80 - CLEAR * 100, 100])
    assert found.first.tolist() == [True, False]


def test_steps_of_an_incremental_quote_meet():
    found = tables((40, 9), (80, 8), columns={"discount": "incremental"}).steps
    assert (found.low.tolist(), found.before.tolist()) == ([40, 80], [40, 80])
    assert found.high.tolist() == [80, np.inf]
    assert found.room.tolist() == [40, 20]


@pytest.mark.parametrize(
    ("columns", "reached"),
    [
        ({}, [40, 80]),
        ({"capacity": 79}, [40]),
        ({"max_share": 0.3}, []),
        ({"max_share": 0.3, "min_order": 50}, [40]),
        ({"max_share": 0.35, "lot_size": 41}, [40]),
        ({"max_share": 0.35, "lot_size": 36}, []),
        ({"capacity": 99, "lot_size": 20}, [40, 80]),
        ({"capacity": 99, "lot_size": 25}, [40]),
    ],
)
def test_only_what_can_be_bought_at_all_can_be_reached(columns, reached):
    """Surplus that a lot or an order forces counts; a capacity counts in whole lots."""
    assert tables((40, 9), (80, 8), (101, 7), columns=columns).steps.from_quantity.tolist() == reached


def test_a_break_just_above_all_there_is_is_reached_with_all_there_is():
    found = tables((100, 9), need=100 * (1 - 5e-7)).steps
    assert found.low.tolist() == [100 * (1 - 5e-7)]
    assert len(tables((100, 9), need=100 * (1 - 2e-6)).steps) == 0


def test_a_break_out_of_reach_comes_back_with_the_capacity_that_kept_it_away():
    t = tables((40, 9), columns={"capacity": 30})
    assert len(t.steps) == 0
    assert without(t, [Rule("quote_capacity", 0)]).steps.from_quantity.tolist() == [40]


def test_where_a_share_is_fixed_a_break_counts_to_the_last_digit():
    """A third of 300 written as 0.333333 is 99.9999: a millionth below 100, and reached."""
    t = tables((100, 9), need=300, request={"fixed": [{"item": "m", "supplier": "a", "share": 0.333333}]})
    assert t.steps.low == pytest.approx([100 * (1 - 1e-6)], rel=1e-12)
    assert t.steps.before.tolist() == t.steps.low.tolist()


def test_clearly_below_is_a_part_of_all_there_is_but_at_most_a_hundredth_of_the_break():
    start, whole, no = np.array([50.0, 1.0]), np.array([100.0, 1e6]), np.array([False, False])
    assert clearly_below(start, whole, no) == pytest.approx([50 - 100 * CLEAR, 0.99])


def test_award_steps_say_what_a_unit_costs_more_than_at_the_own_price():
    """At q with 50 % duty a price lower by 2 lands 3 lower; at p, bonded, 2."""
    document = profile(
        {"m": 0},
        {"a": "CN"},
        [quote("m", "a", 10) | {"duty_rate": 0.5}],
        plants=TWO_PLANTS,
        demand=[{"item": "m", "plant": p, "quantity": 50} for p in ("p", "q")],
        price_breaks=breaks((60, 8)),
    )
    t = tables_of(document)
    parts = t.award_steps
    assert t.case.plants.id[t.awards.plant[parts.award]].tolist() == ["p", "q"]
    assert parts.unit[CostKind.PURCHASE].tolist() == [-2, -2]
    assert parts.unit[CostKind.DUTY].tolist() == [0, -1]
    assert parts.landed.tolist() == [-2, -3]
    assert parts.upper.tolist() == [50, 50]
    assert parts.more("spend").tolist() == [-2, -2]
    assert parts.more("landed").tolist() == [-2, -3]
    assert parts.more("quantity").tolist() == [0, 0]


def test_what_is_barred_has_no_award_steps():
    t = tables((40, 9), request={"forbidden": [{"supplier": "a"}]})
    assert (len(t.steps), len(t.award_steps)) == (0, 0)
