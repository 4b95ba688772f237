"""Absent tables, and statements this version does not honour yet."""

import pytest

from tests.models.factory import codes, issues_of, the


def test_a_period_of_demand_lies_within_the_horizon():
    rows = [{"item": "hub", "quantity": 1, "period": 1}, {"item": "hub", "quantity": 1, "period": 2}]
    issue = the("out_of_range", issues_of(demand=rows))
    assert (issue.place, issue.found) == ("/demand/1/period", "2")


@pytest.mark.parametrize(
    ("horizon", "place"),
    [
        ({"start": "9999-01-01"}, "/horizon/start"),
        ({"start": "2027-04-01", "count": 1_000_000_000}, "/horizon/count"),
        ({"start": "2027-04-01", "count": 100_000, "period": "month"}, "/horizon/count"),
    ],
)
def test_a_horizon_past_the_last_day_of_the_calendar_is_a_fault(horizon, place):
    found = issues_of(horizon=horizon)
    assert codes(found) == ["out_of_range"]
    assert found[0].place == place
