"""Quotes to ask for and target prices, on cases small enough to work out by hand."""

import pytest

from solvers.sourcing.explore import again
from solvers.sourcing.explore.break_even import TOLERANCE
from tests.solvers.profiles import bought, planned, profile, quote

HALF = {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.5, "base": "quantity"}]}
EXPLORE = {"explore": {"countries": ["ASEAN"]}}


def market(**tables: object):
    """a in China at 100, b in Japan at 140; 100 are needed and come from a today."""
    return profile(
        {"m": 100},
        {"a": "CN", "b": "JP"},
        [quote("m", "a", 100), quote("m", "b", 140)],
        **({"allocation": bought({("m", "a"): 100})} | tables),
    )


def explored(solver, document, request):
    """The explanation, with time enough for all that is solved again."""
    return planned(solver, document, request | EXPLORE, explain="full").explanation


def test_a_new_source_wins_below_the_dearest_it_replaces_and_what_the_cap_costs(solver):
    """Under the cap a unit more costs 120: half at 100, half at 140. A unit from ASEAN frees half a unit of
    cap, worth 40 a unit moved back to China: it wins below 120 + 20 = 140."""
    (row,) = explored(solver, market(), HALF).rfq_list
    assert row.entry_price == pytest.approx(140)
    assert row.checked
    assert (row.countries, row.rule) == (("ASEAN",), "china")


def test_it_stands_for_the_share_that_could_leave(solver):
    (row,) = explored(solver, market(), HALF).rfq_list
    assert row.share_points == pytest.approx(50)


def test_its_money_is_what_matching_todays_cheapest_landed_cost_saves(solver):
    """At 100 a unit all need costs 10,000 instead of 5,000 + 7,000."""
    (row,) = explored(solver, market(), HALF).rfq_list
    assert row.matched_price == pytest.approx(100)
    assert row.money == pytest.approx(2000)


def test_without_a_rule_a_new_source_has_to_be_cheaper(solver):
    (row,) = explored(solver, market(), {}).rfq_list
    assert row.entry_price == pytest.approx(100)
    assert row.checked
    assert row.money == 0
    assert row.rule == ""


@pytest.mark.parametrize("base", ["spend", "landed"])
def test_a_cap_of_money_counts_the_new_sources_own_price(solver, base):
    """At most half of spend from China: for each yen there one is spent elsewhere, x at 100 and y at 140
    with 100 x = 140 y. A new source takes the place of y alone: below 140."""
    request = {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.5, "base": base}]}
    (row,) = explored(solver, market(), request).rfq_list
    assert row.entry_price == pytest.approx(140, rel=TOLERANCE)
    assert row.checked


def test_a_cap_of_reference_prices_counts_units_at_those(solver):
    """Two items of reference price 100 and 50, 100 each: 15,000. China may have half, 7,500; both are
    cheapest there. b asks 140 for m and 60 for n: leaving China costs 40 for 100 of m, and 10 for 50 of n,
    twice as dear a share point. So all of n moves, 5,000, and 25 of m, 2,500. A new source of n wins below
    b's 60; a new source of m below b's 140."""
    document = profile(
        {"m": 100, "n": 100},
        {"a": "CN", "b": "JP"},
        [quote("m", "a", 100), quote("m", "b", 140), quote("n", "a", 50), quote("n", "b", 60)],
        items={"m": {"reference_price": 100}, "n": {"reference_price": 50}},
    )
    request = {"caps": [HALF["caps"][0] | {"base": "reference"}]}
    found = {row.item: row for row in explored(solver, document, request).rfq_list}
    assert found["n"].entry_price == pytest.approx(60)
    assert found["m"].entry_price == pytest.approx(140)


def test_a_lost_quote_is_told_the_price_at_which_it_wins(solver):
    """c in Vietnam asks 150 and would have to take b's place: 140."""
    quotes = [quote("m", "a", 100), quote("m", "b", 140), quote("m", "c", 150)]
    document = profile(
        {"m": 100}, {"a": "CN", "b": "JP", "c": "VN"}, quotes, allocation=bought({("m", "a"): 100})
    )
    (row,) = explored(solver, document, HALF).target_prices
    assert (row.quote, row.unit_price) == ("m@c", 150)
    assert row.target_price == pytest.approx(140)


def test_a_target_price_is_in_the_quotes_own_terms(solver):
    """c asks 1.50 dollars for ten, at 100 yen a dollar: 15 yen each; it wins at 14, 1.40 dollars."""
    quotes = [
        quote("m", "a", 10),
        quote("m", "b", 14),
        quote("m", "c", 1.5, currency="USD", price_unit=10) | {"unit_price": 1.5},
    ]
    document = profile(
        {"m": 100},
        {"a": "CN", "b": "JP", "c": "VN"},
        quotes,
        exchange_rates=[{"currency": "USD", "rate": 100}],
        allocation=bought({("m", "a"): 100}),
    )
    (row,) = explored(solver, document, HALF).target_prices
    assert (row.unit_price, row.currency) == (1.5, "USD")
    assert row.target_price == pytest.approx(1.4)


def test_a_price_from_nothing_on_is_what_a_lost_quote_asks(solver):
    """b asks 120 from the first unit on, whatever its own 500 says; it wins below the 100 of a."""
    document = profile(
        {"m": 100},
        {"a": "CN", "b": "VN"},
        [quote("m", "a", 100), quote("m", "b", 500)],
        price_breaks=[{"quote": "m@b", "from_quantity": 0, "unit_price": 120}],
    )
    outcome = planned(solver, document, {"explore": {"countries": ["VN"]}}, explain="full", gap=1e-7)
    (row,) = outcome.explanation.target_prices
    assert (row.unit_price, row.checked) == (120, True)
    assert row.target_price == pytest.approx(100, rel=1e-3)


def test_a_duty_in_money_does_not_shrink_with_the_price(solver):
    """c at 150 pays 10 % and 10 yen a unit: 175. It wins at 140: x + 0.1 x + 10 = 140, so x = 118.18."""
    offer = {"item": "m", "supplier": "c", "unit_price": 150}
    document = profile(
        {"m": 100},
        {"a": "CN", "b": "JP", "c": "VN"},
        [quote("m", "a", 100), quote("m", "b", 140), offer],
        items={"m": {"hs_code": "85"}},
        tariffs=[{"hs_code": "85", "origin": "*", "rate": 0.1, "specific": 10, "per": 1}],
        allocation=bought({("m", "a"): 100}),
    )
    (row,) = explored(solver, document, HALF).target_prices
    assert (row.quote, row.target_price) == ("m@c", pytest.approx(130 / 1.1))


def test_one_off_costs_of_a_lost_quote_are_spread_over_every_period(solver):
    """100 in each of two years from b, with 600 for its qualification, against 20,000 from a: the price p
    with 200 p + 600 = 20,000 is 97."""
    document = profile(
        {"m": 100},
        {"a": "CN", "b": "VN"},
        [quote("m", "a", 100), quote("m", "b", 110, qualification_cost=600)],
        horizon={"start": "2027-04-01", "period": "year", "count": 2},
        demand=[{"item": "m", "quantity": 100, "period": period} for period in (1, 2)],
        allocation=bought({("m", "a"): 100}),
    )
    found = explored(solver, document, {})
    (row,), (target,) = found.rfq_list, found.target_prices
    assert (row.entry_price, row.quantity, row.checked) == (pytest.approx(100), 200, True)
    assert (target.target_price, target.checked) == (pytest.approx(97), True)


def test_a_token_that_pays_at_any_price_has_no_entry_price_to_confirm(solver):
    """At least 10 % of spend T from Vietnam, where c asks 120 and 5,000 for its qualification, and a in
    China 100. A source there at p makes up the tenth with T / 10 p units, beside 9 T / 1000 of a: 100
    together, so T = 10,000 / (0.9 + 10 / p), less than 11,112 however much it asks. c costs 15,169."""
    document = profile(
        {"m": 100},
        {"a": "CN", "c": "VN"},
        [quote("m", "a", 100), quote("m", "c", 120, qualification_cost=5000)],
    )
    request = {"floors": [{"id": "asean", "countries": ["VN"], "min_share": 0.1}]}
    found = explored(solver, document, request)
    (row,) = found.rfq_list
    assert row.checked is None
    assert 100 < row.entry_price < 1000
    assert not [words for words in found.left_out if words.startswith("rfq_list")]


def test_where_nothing_else_is_open_the_price_to_beat_is_that_of_the_only_source(solver, monkeypatch):
    """a alone sells m and n, after a qualification of 200 and 400 that no new source needs: 10,200 for 100
    of m is 102 a unit, 10,400 for n 104."""
    monkeypatch.setattr(again, "EVERYTHING", -1)
    asked = [quote("m", "a", 100, qualification_cost=200), quote("n", "a", 100, qualification_cost=400)]
    found = explored(solver, profile({"m": 100, "n": 100}, {"a": "CN"}, asked), {})
    assert {row.item: (row.entry_price, row.checked) for row in found.rfq_list} == {
        "m": (pytest.approx(102), True),
        "n": (pytest.approx(104), True),
    }
    assert [row.money for row in found.rfq_list] == [pytest.approx(400), pytest.approx(200)]


def test_an_infeasible_profile_says_which_quotes_make_a_plan_possible(solver):
    """m and n come from China only; half must not. m is 80 of 120 in spend: asking for it is enough."""
    document = profile({"m": 80, "n": 40}, {"a": "CN"}, [quote("m", "a", 1), quote("n", "a", 1)])
    outcome = planned(solver, document, {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.5}]})
    assert outcome.kind == "infeasible"
    first, second = outcome.explanation.rfq_list
    assert [first.item, second.item] == ["m", "n"]
    assert first.countries == second.countries == ("ASEAN",)
    assert first.share_points == pytest.approx(100 * 80 / 120)
    assert [first.enough, second.enough] == [True, True]


def test_it_takes_both_where_one_is_not_enough(solver):
    document = profile({"m": 80, "n": 40}, {"a": "CN"}, [quote("m", "a", 1), quote("n", "a", 1)])
    outcome = planned(solver, document, {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.1}]})
    assert [row.enough for row in outcome.explanation.rfq_list] == [False, True]


def test_nothing_is_explored_where_nobody_asks(solver):
    found = planned(solver, market(), HALF).explanation
    assert found.rfq_list == found.target_prices == ()
