"""A new source is held by every rule on sources, as it would be were it in the profile."""

import pytest

from tests.solvers.profiles import bought, planned, profile, quote

EXPLORE = {"explore": {"countries": ["VN"]}}
CAP = {"id": "china", "countries": ["CN"], "max_share": 0.5, "base": "quantity"}
TODAY = bought({("m", "a"): 100})


def _m(*quotes, items=None, **tables):
    """100 of m at 10 from China, all of it bought there today; 30 from Japan."""
    asked = quotes or (quote("m", "a", 10), quote("m", "b", 30))
    return profile({"m": 100}, {"a": "CN", "b": "JP"}, asked, items, allocation=TODAY, **tables)


def _row(solver, document, request):
    outcome = planned(solver, document, request | EXPLORE, explain="full", gap=1e-7)
    (row,) = outcome.explanation.rfq_list
    return row


def test_a_source_wins_no_more_than_the_pace_lets_move(solver):
    """Today's 100 ask 40; a source at 30 saves 10 a unit, and 10 units may move."""
    document = _m(quote("m", "a", 40), quote("m", "b", 30, max_share=0.001))
    row = _row(solver, document, {"max_moved_share": 0.1})
    assert row.checked
    assert row.money <= 10 * 10 + 1


def test_a_source_that_would_be_a_change_too_many_does_not_win(solver):
    row = _row(solver, _m(quote("m", "a", 40), quote("m", "b", 50)), {"max_changes": 0})
    assert (row.checked, row.money) == (False, 0)


def test_a_second_supplier_does_not_win_where_one_is_allowed_and_bound(solver):
    document = _m(
        items={"m": {"max_suppliers": 1}}, contracts=[{"item": "m", "supplier": "a", "quantity": 50}]
    )
    assert _row(solver, document, {}).checked is False


def test_a_source_in_an_excluded_country_does_not_win(solver):
    document = _m(quote("m", "a", 40), exclusions=[{"country": "VN"}])
    assert _row(solver, document, {}).checked is False


@pytest.mark.parametrize("request_", [{"max_moved_share": 0.1}, {"max_changes": 0}])
def test_no_number_of_sources_is_enough_where_nothing_may_move(solver, request_):
    """Half of it would have to leave China in the first period."""
    document = _m(quote("m", "a", 10))
    row = _row(solver, document, request_ | {"caps": [CAP]})
    assert row.enough is False


def test_a_source_is_enough_where_half_may_move(solver):
    document = _m(quote("m", "a", 10))
    assert _row(solver, document, {"max_moved_share": 0.5, "caps": [CAP]}).enough is True


def test_a_source_is_looked_for_where_no_exclusion_bars_it(solver):
    """Brunei comes first among the countries of ASEAN, and is excluded."""
    document = _m(quote("m", "a", 40), exclusions=[{"country": "BN"}])
    outcome = planned(solver, document, {"explore": {"countries": ["ASEAN"]}}, explain="full", gap=1e-7)
    assert outcome.explanation.rfq_list[0].checked is True


def test_sources_of_several_items_are_spread_over_the_countries_that_suit(solver):
    """Both items from China; no country may have more than 50 %: one new source each is enough."""
    document = profile(
        {"m": 100, "n": 100},
        {"a": "CN"},
        [quote("m", "a", 10), quote("n", "a", 10)],
        allocation=bought({("m", "a"): 100, ("n", "a"): 100}),
    )
    request = {"each_country": {"max_share": 0.5, "base": "quantity"}}
    rows = planned(solver, document, request, explain="full").explanation.rfq_list
    assert any(row.enough for row in rows)


def test_an_item_that_goes_short_is_worth_what_its_quote_asks(solver):
    """80 of 100 can be had at 10: a new source wins at 10 at least."""
    document = profile({"m": 100}, {"a": "CN"}, [quote("m", "a", 10, capacity=80)])
    (row,) = planned(solver, document).explanation.rfq_list
    assert (row.entry_price, row.enough) == (10, True)
