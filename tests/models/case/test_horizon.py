"""Periods, and what part of a one-off cost one of them carries."""

from datetime import date

import pytest

from models.case.horizon import read_horizon
from models.profile.document import profile_from_document
from tests.models.factory import TODAY, case, document


def horizon(**keys):
    return read_horizon(profile_from_document(document(horizon=keys))["horizon"], TODAY)


def test_a_horizon_of_nothing_is_one_undiscounted_year_from_today():
    found = read_horizon(profile_from_document(document(horizon=None))["horizon"], TODAY)
    assert (found.start, found.start_given) == (TODAY, False)
    assert (found.length, found.count, found.discount_rate) == ("year", 1, 0.0)
    assert (found.evaluation_years, found.view) == (None, None)


@pytest.mark.parametrize(
    ("length", "ends", "years"),
    [
        ("year", [date(2028, 1, 31), date(2029, 1, 31)], 1.0),
        ("quarter", [date(2027, 4, 30), date(2027, 7, 31)], 0.25),
        ("month", [date(2027, 2, 28), date(2027, 3, 31)], 1 / 12),
    ],
)
def test_periods_follow_each_other_without_gap(length, ends, years):
    """From 31 January: a month ends before the last day of February, the next before 31 March."""
    periods = horizon(start="2027-01-31", period=length, count=2).periods
    assert [p.number for p in periods] == [1, 2]
    assert [p.end for p in periods] == ends
    assert periods[0].start == date(2027, 1, 31)
    assert periods[1].start == periods[0].end
    assert periods[0].years == years


def test_a_period_knows_its_days():
    """1 April 2027 to 31 March 2028 holds 29 February."""
    assert [p.days for p in horizon(start="2027-04-01", count=2).periods] == [366, 365]


@pytest.mark.parametrize(
    ("keys", "factor"),
    [
        ({}, 1.0),
        ({"evaluation_years": 5, "discount_rate": 0.03}, 0.2183545714),
        ({"evaluation_years": 5}, 0.2),
        ({"evaluation_years": 1}, 1.0),
        ({"evaluation_years": 1, "discount_rate": 0.1}, 1.1),
        ({"evaluation_years": 5, "period": "quarter"}, 0.05),
        ({"evaluation_years": 5, "period": "quarter", "discount_rate": 0.03}, 0.0539850510),
        ({"evaluation_years": 2.5}, 0.4),
        ({"evaluation_years": 0.5}, 1.0),
        ({"discount_rate": 0.03}, 1.0),
    ],
)
def test_one_period_carries_its_annuity_of_a_one_off_cost(keys, factor):
    """E = 5, r = 3 %: 0.03 / (1 - 1.03^-5) = 0.03 / (1 - 1 / 1.1592740743) = 0.03 / 0.1373912156.

    Without interest 1/5. In quarters the rate is 1.03^(1/4) - 1 = 0.0074170718 and there are 20 of
    them, so 0.0074170718 / 0.1373912156; without interest 1/20. One year at 10 %: the year's end
    carries the interest, 0.1 / (1 - 1/1.1) = 1.1. Used for less than a period, it is taken whole.
    """
    assert horizon(start="2027-04-01", **keys).one_off_factor == pytest.approx(factor, abs=5e-10)


def test_twenty_payments_of_the_annuity_are_worth_the_cost():
    """The definition of the factor: its payments at the ends of the periods, discounted, make 1."""
    found = horizon(evaluation_years=5, discount_rate=0.03, period="quarter")
    worth = sum(found.one_off_factor / 1.03 ** (n / 4) for n in range(1, 21))
    assert worth == pytest.approx(1)


def test_in_a_plan_of_several_periods_one_off_costs_are_whole():
    assert horizon(evaluation_years=5, count=3).one_off_factor == 1.0


def test_the_factor_reaches_the_case():
    assert case(horizon={"start": "2027-04-01", "evaluation_years": 4}).one_off_factor == 0.25


@pytest.mark.parametrize(
    "keys", [{"start": "9999-04-01"}, {"count": 9000}, {"count": 1e12, "period": "month"}]
)
def test_a_horizon_past_the_calendar_is_read_as_one_period_to_be_named(keys):
    found = horizon(**keys)
    assert found.endless
    assert len(found.periods) == 1


def test_an_unknown_period_does_not_stop_the_other_checks():
    assert horizon(period="week").length == "year"
