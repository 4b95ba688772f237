"""Quotes to ask for and target prices, on cases small enough to work out by hand."""

import pytest

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
    return planned(solver, document, request | EXPLORE).explanation


def test_a_new_source_wins_below_the_dearest_it_replaces_and_what_the_cap_costs(solver):
    """Under the cap a unit more costs 120: half at 100, half at 140. A unit from ASEAN frees half a unit of
    cap, worth 40 a unit moved back to China: it wins below 120 + 20 = 140."""
    (row,) = explored(solver, market(), HALF).rfq_list
    assert row.entry_price == pytest.approx(140 * 0.99)  # confirmed one per cent below
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
    assert row.entry_price == pytest.approx(100 * 0.99)
    assert row.money == 0
    assert row.rule == ""


def test_a_spend_cap_counts_the_new_sources_own_price(solver):
    """At most half of spend from China: for each yen there one is spent elsewhere, x at 100 and y at 140
    with 100 x = 140 y. A new source takes the place of y alone: below 140."""
    request = {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.5}]}
    (row,) = explored(solver, market(), request).rfq_list
    assert row.entry_price == pytest.approx(140 * 0.99)


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


def test_an_infeasible_profile_says_which_quotes_make_a_plan_possible(solver):
    """m and n come from China only; half must not. m is 80 of 120 in spend: asking for it is enough."""
    document = profile({"m": 80, "n": 40}, {"a": "CN"}, [quote("m", "a", 1), quote("n", "a", 1)])
    outcome = planned(solver, document, {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.5}]})
    assert outcome.kind == "infeasible"
    first, second = outcome.explanation.rfq_list
    assert [first.item, second.item] == ["m", "n"]
    assert first.share_points == pytest.approx(100 * 80 / 120)
    assert [first.enough, second.enough] == [True, True]


def test_it_takes_both_where_one_is_not_enough(solver):
    document = profile({"m": 80, "n": 40}, {"a": "CN"}, [quote("m", "a", 1), quote("n", "a", 1)])
    outcome = planned(solver, document, {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.1}]})
    assert [row.enough for row in outcome.explanation.rfq_list] == [False, True]


def test_nothing_is_explored_where_nobody_asks(solver):
    found = planned(solver, market(), HALF).explanation
    assert found.rfq_list == found.target_prices == ()
