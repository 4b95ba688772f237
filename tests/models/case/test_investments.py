"""What a one-period plan carries of a project, against arithmetic by hand."""

import numpy as np
import pytest

from models.case.investments import bookings
from tests.solvers.profiles import opened, profile, quote


def booked(horizon, **project) -> float:
    """A line of 1,000 and 300 at its end."""
    document = profile(
        {"m": 100},
        {"a": "CN"},
        [quote("m", "a", 10)],
        horizon={"start": "2027-04-01", **horizon},
        investments=[{"id": "line", "supplier": "a", "residual_value": 300, "adds_capacity": 1, **project}],
        expenses=[{"investment": "line", "amount": 1000}],
    )
    projects = opened(document)[0].investments
    return float(bookings(projects, np.array([0]), np.array([1]), 1)[0, 0])


@pytest.mark.parametrize(
    ("horizon", "life", "cost"),
    [
        ({"evaluation_years": 5}, 0.5, 700),
        ({"evaluation_years": 0.5}, None, 700),
        ({"evaluation_years": 5, "discount_rate": 0.1}, 0.5, 700),
        ({"evaluation_years": 0.5, "discount_rate": 0.1}, 8, 700),
        ({"evaluation_years": 0.2, "discount_rate": 0.1, "period": "quarter"}, None, 700),
        ({"evaluation_years": 1, "discount_rate": 0.1}, None, 1100 - 300),
        ({"evaluation_years": 5, "discount_rate": 0.1}, 1, 1100 - 300),
        ({"evaluation_years": 2, "discount_rate": 0.1}, None, 121 / 0.21 - 30 / 0.21),
        ({"evaluation_years": 5}, 2, 350),
    ],
)
def test_a_project_is_an_annuity_and_below_one_period_taken_whole(horizon, life, cost):
    """i = 10 %: n = 1 is 1,000 x 0.1 / (1 - 1 / 1.1) = 1,100 less 300 x 0.1 / 0.1 = 300.

    n = 2 is 1,000 x 0.1 / (1 - 1.1^-2) = 121 / 0.21 less 300 x 0.1 / 0.21. Below 1 it is 1,000 - 300.
    """
    assert booked(horizon, **({} if life is None else {"life_years": life})) == pytest.approx(cost)
