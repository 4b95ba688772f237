"""From a solver's values to awards: noise is dropped, needs are met, surplus follows from orders."""

import numpy as np
import pytest

from solvers.sourcing.build import build
from solvers.sourcing.read import cost_in_use, decisions_of, meet_needs, read_decisions
from tests.solvers.profiles import profile, quote, tables_of

NOISE = 1e-9


def _read(t, **groups):
    milp = build(t)
    problem, scaling = milp.freeze()
    values = np.zeros(problem.columns)
    for name, part in groups.items():
        values[milp.columns(name).all] = part
    found = read_decisions(t, milp, scaling, values / scaling.column)
    names = t.case.quotes.id[t.case.offers.quote[found.offer]].tolist()
    return dict(zip(names, found.quantity.tolist(), strict=True)), dict(
        zip(names, found.surplus.tolist(), strict=True)
    )


def _two(a=None, b=None, **columns):
    quotes = [quote("m", "a", 100, **(a or {})), quote("m", "b", 110, **(b or {}))]
    return tables_of(profile({"m": 1000}, {"a": "CN", "b": "VN"}, quotes, {"m": columns}))


def test_awards_too_small_to_mean_anything_are_dropped_and_the_rest_meets_the_need():
    quantity, _ = _read(_two(), quantity=[1000 - NOISE, NOISE])
    assert quantity == pytest.approx({"m@a": 1000.0}, rel=1e-15)


def test_a_need_is_met_to_the_last_digit():
    quantity, _ = _read(_two(), quantity=[333.3333333, 666.6666668])
    assert sum(quantity.values()) == pytest.approx(1000, rel=1e-15)


def test_awards_below_zero_are_nothing():
    quantity, _ = _read(_two(), quantity=[1000.0, -NOISE])
    assert quantity == pytest.approx({"m@a": 1000.0}, rel=1e-15)


def test_what_is_bought_of_a_quote_that_is_switched_off_is_noise():
    t = _two(b={"qualification_cost": 5000})
    quantity, _ = _read(t, quantity=[999.999, 0.001], use=[1e-6])
    assert quantity == pytest.approx({"m@a": 1000.0}, rel=1e-15)


def test_a_switch_that_is_nearly_on_is_on():
    t = _two(b={"qualification_cost": 5000})
    quantity, _ = _read(t, quantity=[400.0, 600.0], use=[1 - 1e-7])
    assert quantity == {"m@a": 400.0, "m@b": 600.0}


def test_a_shortage_stays_a_shortage():
    quantity, _ = _read(_two(shortage_cost=500), quantity=[600.0, 0.0], short=[400.0])
    assert quantity == {"m@a": 600.0}


def test_a_shortage_of_noise_is_none():
    quantity, _ = _read(_two(shortage_cost=500), quantity=[1000 - 1e-4, 0.0], short=[1e-4])
    assert quantity == pytest.approx({"m@a": 1000.0}, rel=1e-15)


def test_nothing_bought_is_nothing_decided():
    assert _read(_two(shortage_cost=5), quantity=[0.0, 0.0], short=[1000.0]) == ({}, {})


def test_surplus_reaches_the_minimum_order():
    t = _two(a={"min_order": 1200})
    quantity, surplus = _read(t, quantity=[1000.0, 0.0], use=[1.0], surplus=[200.0])
    assert quantity == pytest.approx({"m@a": 1000.0}, rel=1e-15)
    assert surplus == {"m@a": 200.0}


def test_surplus_follows_from_the_quantities_whatever_the_solver_says():
    t = _two(a={"min_order": 1200})
    _, surplus = _read(t, quantity=[1000.0, 0.0], use=[1.0], surplus=[350.0])
    assert surplus == {"m@a": 200.0}


def test_an_order_reached_but_for_noise_has_no_surplus():
    t = _two(a={"min_order": 600})
    quantity, surplus = _read(t, quantity=[600 - 1e-8, 400 + 1e-8], use=[1.0])
    assert surplus == {"m@a": 0.0, "m@b": 0.0}
    assert quantity["m@a"] == pytest.approx(600)


def _at_two_plants():
    document = profile(
        {"m": 100},
        {"a": "CN", "b": "VN"},
        [quote("m", "a", 100, min_order=80) | {"duty_rate": 0.5}, quote("m", "b", 90, plant="p1")],
        plants=[{"id": "p1", "country": "JP", "duty_regime": "bonded"}, {"id": "p2", "country": "JP"}],
        demand=[{"item": "m", "plant": p, "quantity": 50} for p in ("p1", "p2")],
    )
    return tables_of(document)


def test_surplus_stands_at_the_plant_where_the_formulation_charges_it():
    t = _at_two_plants()
    at_p2 = (t.case.plants.id[t.awards.plant] == "p2") & (t.case.quotes.id[t.awards.quote] == "m@a")
    found = decisions_of(t, np.where(at_p2, 50.0, 0.0))
    plants = t.case.plants.id[t.case.offers.plant[found.offer]].tolist()
    assert dict(zip(plants, found.surplus.tolist(), strict=True)) == {"p1": 30.0, "p2": 0.0}


def test_needs_are_scaled_one_by_one():
    t = _at_two_plants()
    met = meet_needs(t, np.where(t.awards.plant == 0, 10.0, 25.0))
    assert np.bincount(t.awards.need, weights=met).tolist() == [50.0, 50.0]


# Lots and breaks


def test_surplus_fills_whole_lots():
    t = _two(a={"lot_size": 300})
    quantity, surplus = _read(t, quantity=[1000.0, 0.0], lots=[4.0], surplus=[200.0])
    assert (quantity, surplus) == ({"m@a": 1000.0}, {"m@a": 200.0})


def test_where_no_lot_is_bought_nothing_is():
    """A solver keeps 0.005 of 1,000 beside a lot that it does not buy: a whole lot would follow from it."""
    t = _two(b={"lot_size": 50})
    quantity, surplus = _read(t, quantity=[999.995, 0.005], lots=[1e-6])
    assert quantity == pytest.approx({"m@a": 1000.0}, rel=1e-15)
    assert surplus == {"m@a": 0.0}


def test_a_minimum_order_is_filled_in_whole_lots():
    t = _two(a={"lot_size": 300, "min_order": 1100})
    _, surplus = _read(t, quantity=[500.0, 500.0], use=[1.0], lots=[4.0])
    assert surplus == {"m@a": 700.0, "m@b": 0.0}


@pytest.mark.parametrize("noise", [1e-5, -1e-5])
def test_whole_lots_but_for_noise_are_whole_and_the_other_source_makes_up_for_it(noise):
    quantity, surplus = _read(_two(a={"lot_size": 300}), quantity=[600 + noise, 400 - noise], lots=[2.0])
    assert quantity == {"m@a": 600.0, "m@b": 400.0}
    assert surplus == {"m@a": 0.0, "m@b": 0.0}


def test_noise_that_no_other_source_makes_up_for_stays():
    quantity, surplus = _read(_two(a={"lot_size": 250.0000001}), quantity=[1000.0, 0.0], lots=[4.0])
    assert quantity == {"m@a": 1000.0}
    assert surplus["m@a"] == pytest.approx(0, abs=1e-5)


def _stepped(**columns):
    breaks = [{"quote": "m@a", "from_quantity": 400, "unit_price": 90}]
    quotes = [quote("m", "a", 100, **columns), quote("m", "b", 110)]
    return tables_of(profile({"m": 1000}, {"a": "CN", "b": "VN"}, quotes, price_breaks=breaks))


def test_a_break_missed_by_noise_is_reached_where_the_solver_means_it_to_be():
    quantity, _ = _read(_stepped(), quantity=[400 - 1e-3, 600 + 1e-3], step_on=[1.0], step=[400 - 1e-3])
    assert quantity == pytest.approx({"m@a": 400.0, "m@b": 600.0}, rel=1e-15)


def test_a_break_that_the_solver_does_not_mean_to_reach_is_left_where_it_is():
    quantity, _ = _read(_stepped(), quantity=[400 - 1e-3, 600 + 1e-3], step_on=[0.0])
    assert quantity == pytest.approx({"m@a": 400 - 1e-3, "m@b": 600 + 1e-3}, rel=1e-12)


def test_steps_of_an_incremental_quote_have_no_threshold_to_miss():
    quantity, _ = _read(_stepped(discount="incremental"), quantity=[400 - 1e-3, 600 + 1e-3], step_on=[1.0])
    assert quantity["m@a"] == pytest.approx(400 - 1e-3, rel=1e-12)


def test_surplus_that_nothing_calls_for_is_not_counted_as_a_cost():
    """The solver bought a lot too many: 300 at 100 that the second count does not know of."""
    t = _two(a={"lot_size": 300})
    milp = build(t)
    problem, scaling = milp.freeze()
    values = np.zeros(problem.columns)
    for name, part in (("quantity", [900.0, 100.0]), ("lots", [4.0]), ("surplus", [300.0])):
        values[milp.columns(name).all] = part
    assert cost_in_use(t, milp, scaling, values / scaling.column) == pytest.approx(900 * 100 + 100 * 110)
