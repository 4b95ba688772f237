"""Prices to beat where they depend on what is bought, worked out by hand."""

import pytest

from solvers.sourcing.explore import again
from tests.solvers.profiles import bought, planned, profile, quote


def explored(solver, document, request):
    """The explanation, with time enough for all that is solved again."""
    asked = request | {"explore": {"countries": ["VN"]}}
    return planned(solver, document, asked, explain="full").explanation


def at_breaks(discount: str):
    """a asks 100, and 90 from 50 on; b in Vietnam 110; 100 are needed, all come from a today."""
    return profile(
        {"m": 100},
        {"a": "CN", "b": "VN"},
        [quote("m", "a", 100, discount=discount), quote("m", "b", 110)],
        price_breaks=[{"quote": "m@a", "from_quantity": 50, "unit_price": 90}],
        allocation=bought({("m", "a"): 100}),
    )


def paid_back(items: tuple[str, ...], from_spend: float):
    """The same market for each item without breaks, but a pays 10 % back from a spend on."""
    return profile(
        dict.fromkeys(items, 100),
        {"a": "CN", "b": "VN"},
        [quote(item, *ask) for item in items for ask in (("a", 100), ("b", 110))],
        rebates=[{"supplier": "a", "from_spend": from_spend, "rate": 0.1}],
        allocation=bought({(item, "a"): 100 for item in items}),
    )


def test_where_a_break_holds_for_every_unit_it_is_the_price_to_beat(solver):
    """All 100 cost 90 at a: 9,000. Another source has to be below 90, for all of them."""
    found = explored(solver, at_breaks("all_units"), {})
    (row,), (target,) = found.rfq_list, found.target_prices
    assert (row.entry_price, row.checked) == (pytest.approx(90), True)
    assert (row.matched_price, row.money) == (pytest.approx(90), 0)
    assert (target.target_price, target.checked) == (pytest.approx(90), True)


def test_where_each_unit_costs_its_step_the_mean_is_the_price_to_beat(solver):
    """50 cost 100 and 50 cost 90: 9,500 in all. Less than all of them would take the cheap ones first."""
    found = explored(solver, at_breaks("incremental"), {})
    (row,), (target,) = found.rfq_list, found.target_prices
    assert (row.entry_price, row.checked) == (pytest.approx(95), True)
    assert (row.matched_price, row.money) == (pytest.approx(95), 0)
    assert (target.target_price, target.checked) == (pytest.approx(95), True)


def test_a_rebate_is_part_of_the_price_to_beat(solver):
    """10 % back on 10,000: 9,000 for 100 units. The least landed cost is before rebates."""
    found = explored(solver, paid_back(("m",), 5000), {})
    (row,), (target,) = found.rfq_list, found.target_prices
    assert (row.entry_price, row.checked) == (pytest.approx(90), True)
    assert (row.matched_price, row.money) == (pytest.approx(100), 0)
    assert (target.target_price, target.checked) == (pytest.approx(90), True)


def test_who_takes_an_item_away_pays_for_the_rebate_lost_on_another(solver):
    """a pays back 10 % of 20,000 for both items, 2,000, and nothing below. Without m the plan costs 10,000
    for n and not 18,000 for both: m may cost 8,000, 80 a unit. The relaxation would have said 90."""
    found = explored(solver, paid_back(("m", "n"), 20000), {})
    assert [(row.entry_price, row.checked) for row in found.rfq_list] == [(pytest.approx(80), True)] * 2
    assert [(row.target_price, row.checked) for row in found.target_prices] == [(pytest.approx(80), True)] * 2


def test_a_quote_with_breaks_is_asked_for_the_same_discount_on_all_its_prices(solver):
    """b asks 130, and 110 from 50 on. It wins when 100 cost less than a's 10,000: at 100, that is 10/11 of
    110, and of 130 in its own terms 118.18."""
    document = profile(
        {"m": 100},
        {"a": "CN", "b": "VN"},
        [quote("m", "a", 100), quote("m", "b", 130)],
        price_breaks=[{"quote": "m@b", "from_quantity": 50, "unit_price": 110}],
        allocation=bought({("m", "a"): 100}),
    )
    (row,) = explored(solver, document, {}).target_prices
    assert (row.unit_price, row.target_price, row.checked) == (130, pytest.approx(1300 / 11), True)


def test_prices_stand_where_only_the_item_itself_is_decided_anew(solver, monkeypatch):
    """The same 80 as above: what is bought of n stays bought, and its price moves with the rebate."""
    monkeypatch.setattr(again, "EVERYTHING", -1)
    found = explored(solver, paid_back(("m", "n"), 20000), {})
    assert [(row.entry_price, row.checked) for row in found.rfq_list] == [(pytest.approx(80), True)] * 2
    assert [(row.target_price, row.checked) for row in found.target_prices] == [(pytest.approx(80), True)] * 2
