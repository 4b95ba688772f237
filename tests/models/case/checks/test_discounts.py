"""Breaks and rebates against expectation, lots beyond a capacity."""

import pytest

from tests.models.factory import codes, issues_of, quote, the


def breaks(*rows):
    return [{"quote": "hub@V1", "from_quantity": start, "unit_price": price} for start, price in rows]


def rebates(*rows):
    return [{"supplier": "V1", "from_spend": start, "rate": rate} for start, rate in rows]


def test_prices_that_fall_or_stay_and_rebates_that_rise_are_no_news():
    found = issues_of(price_breaks=breaks((20, 9), (40, 9)), rebates=rebates((0, 0.01), (500, 0.01)))
    assert codes(found) == []


@pytest.mark.parametrize(
    ("rows", "place", "before"),
    [
        (breaks((20, 11)), 0, "10"),
        (breaks((40, 9), (20, 8)), 0, "8"),
        (breaks((0, 8), (20, 9)), 1, "8"),
    ],
)
def test_a_price_that_rises_with_the_quantity_is_a_warning(rows, place, before):
    issue = the("unusual_discount", issues_of(price_breaks=rows))
    assert (issue.severity, issue.place) == ("warning", f"/price_breaks/{place}/unit_price")
    assert f"rises from {before}" in issue.message


def test_a_rebate_that_falls_with_the_spend_is_a_warning():
    issue = the("unusual_discount", issues_of(rebates=rebates((500, 0.02), (0, 0.03))))
    assert (issue.severity, issue.place, issue.found) == ("warning", "/rebates/0/rate", "0.02")


@pytest.mark.parametrize("rows", [[], breaks((0, 9))])
def test_a_kind_of_discount_without_breaks_says_nothing_and_is_warned_of(rows):
    issue = the("not_used", issues_of(quotes=[quote(discount="incremental")], price_breaks=rows))
    assert (issue.severity, issue.place) == ("warning", "/quotes/0/discount")


def test_two_breaks_at_one_quantity_are_a_fault():
    assert the("duplicate_row", issues_of(price_breaks=breaks((20, 9), (20, 8)))).severity == "fault"
    assert the("duplicate_row", issues_of(rebates=rebates((20, 0.1), (20, 0.2)))).severity == "fault"


def test_breaks_of_a_quote_and_rebates_of_a_supplier_that_are_not_there_are_faults():
    found = issues_of(
        price_breaks=[{"quote": "hub@V9", "from_quantity": 1, "unit_price": 1}],
        rebates=[{"supplier": "V9", "from_spend": 1, "rate": 0.1}],
    )
    assert {issue.place for issue in found if issue.code == "unknown_reference"} == {
        "/price_breaks/0/quote",
        "/rebates/0/supplier",
    }


def test_a_break_without_numbers_is_reported_and_nothing_else_trips_over_it():
    assert set(codes(issues_of(price_breaks=[{"quote": "hub@V1"}], rebates=[{"supplier": "V1"}]))) == {
        "missing_value"
    }


def test_a_lot_beyond_the_capacity_is_a_fault():
    issue = the("min_above_max", issues_of(quotes=[quote(lot_size=30, capacity=20)]))
    assert (issue.place, issue.found) == ("/quotes/0/lot_size", "30")


def test_an_order_whose_whole_lots_are_beyond_the_capacity_is_a_fault():
    issue = the("min_above_max", issues_of(quotes=[quote(lot_size=10, min_order=15, capacity=19)]))
    assert issue.place == "/quotes/0/min_order"
    assert "in lots of 10 is 20, beyond capacity 19" in issue.message
    assert codes(issues_of(quotes=[quote(lot_size=10, min_order=15, capacity=20)])) == []
