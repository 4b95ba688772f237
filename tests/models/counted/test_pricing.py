"""The prices in force, against arithmetic by hand and unit by unit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.case.cost_kinds import CostKind
from models.plan.decisions import Decisions
from models.plan.pricing import priced
from tests.models.counted.factory import bought, market
from tests.models.factory import quote

PURCHASE = CostKind.PURCHASE


def breaks(name, *rows):
    return [{"quote": name, "from_quantity": start, "unit_price": price} for start, price in rows]


def offering(*rows, **columns):
    """V1 sells hubs for 10, with breaks of (quantity, price)."""
    return market(quotes=[quote(**columns)], allocation=[], price_breaks=breaks("hub@V1", *rows))


def price_of(made, quantity, surplus=0.0):
    return float(priced(made, bought(made, {"hub@V1": quantity}, {"hub@V1": surplus})).unit[PURCHASE][0])


@pytest.mark.parametrize(
    ("quantity", "price"),
    [
        (1, 10),
        (49.99, 10),
        (50 * (1 - 1.1e-6), 10),
        (50 * (1 - 0.9e-6), 9),
        (50, 9),
        (79, 9),
        (80, 7),
        (1e9, 7),
    ],
)
def test_the_price_of_the_break_reached_holds_for_every_unit(quantity, price):
    assert price_of(offering((50, 9), (80, 7)), quantity) == price


def test_surplus_counts_towards_a_break():
    assert price_of(offering((50, 9)), 45, surplus=5) == 9


def test_a_break_at_0_is_always_reached():
    assert price_of(offering((0, 9)), 1) == 9


def test_each_unit_costs_the_price_of_the_step_it_lies_in():
    """50 at 10, 30 at 9, 20 at 7: 910 for 100."""
    made = offering((50, 9), (80, 7), discount="incremental")
    assert price_of(made, 100) == pytest.approx(9.1)
    assert price_of(made, 50) == 10
    assert price_of(made, 60) == pytest.approx(590 / 60)


def test_nothing_bought_reaches_nothing():
    made = offering((0, 9), (50, 8))
    found = priced(made, bought(made, {"hub@V1": 0}))
    assert found.reached.tolist() == [-1]
    assert found.spend.tolist() == [0]


def test_every_quote_and_period_is_counted_on_its_own():
    made = market(
        quotes=[quote(id="a"), quote(id="b", discount="incremental"), quote(id="c", price=11)],
        price_breaks=[*breaks("a", (50, 8)), *breaks("b", (50, 6))],
        horizon={"start": "2027-04-01", "count": 2},
        allocation=[],
    )
    offer = np.array([0, 0, 1, 1, 2])
    period = np.array([1, 2, 1, 2, 1])
    found = priced(made, Decisions(offer, period, np.array([60.0, 40, 60, 100, 70]), np.zeros(5)))
    assert found.unit[PURCHASE] == pytest.approx([8, 10, 560 / 60, 8, 11])
    assert found.reached.tolist() == [0, -1, 1, 1, -1]


def at_two_plants(discount="all_units", **columns):
    """nagoya is bonded, fukuoka pays 50 % duty; 10, from 50 on 6."""
    return market(
        plants=[
            {"id": "fukuoka", "country": "JP"},
            {"id": "nagoya", "country": "JP", "duty_regime": "bonded"},
        ],
        demand=[{"item": "hub", "plant": p, "quantity": 50} for p in ("fukuoka", "nagoya")],
        quotes=[quote(duty_rate=0.5, discount=discount, **columns)],
        price_breaks=breaks("hub@V1", (50, 6)),
        allocation=[],
    )


def test_what_all_plants_buy_together_reaches_the_break():
    made = at_two_plants()
    found = priced(made, bought(made, {"hub@V1/fukuoka": 30, "hub@V1/nagoya": 20}))
    assert found.unit[PURCHASE].tolist() == [6, 6]
    assert found.landed.tolist() == [9, 6]


def test_the_dearest_units_go_where_a_unit_of_price_costs_least_to_land():
    """40 and 30 are 50 units at 10 and 20 at 6: nagoya gets 30 at 10, fukuoka 20 at 10 and 20 at 6."""
    made = at_two_plants("incremental")
    found = priced(made, bought(made, {"hub@V1/fukuoka": 40, "hub@V1/nagoya": 30}))
    assert found.unit[PURCHASE].tolist() == [8, 10]
    assert found.unit[CostKind.DUTY].tolist() == [4, 0]
    assert found.spend.tolist() == [320, 300]
    assert found.landed_spend.tolist() == [480, 300]


def test_of_plants_where_it_costs_the_same_the_earlier_gets_the_dearest_units():
    made = market(
        plants=[{"id": "p", "country": "JP"}, {"id": "q", "country": "JP"}],
        demand=[{"item": "hub", "plant": p, "quantity": 50} for p in ("p", "q")],
        quotes=[quote(discount="incremental")],
        price_breaks=breaks("hub@V1", (50, 6)),
        allocation=[],
    )
    found = priced(made, bought(made, {"hub@V1/q": 50, "hub@V1/p": 50}))
    assert found.unit[PURCHASE].tolist() == [6, 10]


def test_of_one_award_what_serves_needs_gets_the_dearest_units_and_surplus_the_rest():
    """45 of 50 at 10; the surplus of 15 has 5 at 10 and 10 at 6: 110, and 560 in all."""
    made = offering((50, 6), discount="incremental")
    found = priced(made, bought(made, {"hub@V1": 45}, {"hub@V1": 15}))
    assert found.unit[PURCHASE] == pytest.approx([560 / 60])
    assert found.spend.tolist() == [450]


def test_where_prices_rise_surplus_gets_the_first_units():
    """5 at 10 then 15 at 12: the 15 that serve needs are the dearest."""
    made = offering((5, 12), discount="incremental")
    found = priced(made, bought(made, {"hub@V1": 15}, {"hub@V1": 5}))
    assert found.spend.tolist() == [180]


def unit_by_unit(rows, amounts):
    """What amounts in turn cost when 1,000 units are laid in a row, the dearest first, and dealt out."""
    steps = [(0, 10.0), *sorted(rows)]
    units = [next(p for start, p in reversed(steps) if n >= start) for n in range(sum(amounts))]
    units.sort(reverse=True)
    found, dealt = [], 0
    for amount in amounts:
        found.append(sum(units[dealt : dealt + amount]))
        dealt += amount
    return found


@settings(max_examples=60, derandomize=True, database=None, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.integers(1, 60), st.integers(1, 20)), min_size=1, max_size=4, unique_by=lambda r: r[0]
    ),
    amounts=st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 10)),
)
def test_units_dealt_one_by_one_cost_the_same(rows, amounts):
    """fukuoka and nagoya are alike here; nagoya's surplus comes last."""
    made = market(
        plants=[{"id": "fukuoka", "country": "JP"}, {"id": "nagoya", "country": "JP"}],
        demand=[{"item": "hub", "plant": p, "quantity": 50} for p in ("fukuoka", "nagoya")],
        quotes=[quote(discount="incremental")],
        price_breaks=breaks("hub@V1", *rows),
        allocation=[],
    )
    first, second, surplus = amounts
    decisions = bought(made, {"hub@V1/fukuoka": first, "hub@V1/nagoya": second}, {"hub@V1/nagoya": surplus})
    found = priced(made, decisions)
    expected = unit_by_unit(rows, amounts)
    assert found.spend == pytest.approx(expected[:2])
    assert found.unit[PURCHASE] @ decisions.bought == pytest.approx(sum(expected))
