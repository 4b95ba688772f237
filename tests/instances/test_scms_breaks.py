"""A real year planned in quarters with price breaks: every pack costs what the step it reached says."""

import pandas as pd
import pytest

from tests.instances.test_scms_periods import check_cap, check_needs, planned_year

REACHED = 1 - 1e-6
"""A break counts as reached from this part of its quantity on."""


def price_of(row, breaks):
    """The price of a pack at a quantity: that of the highest break reached, else the quote's own."""
    reached = [b for b in breaks.get(row.id, ()) if row.quantity >= b["from_quantity"] * REACHED]
    return max(reached, key=lambda b: b["from_quantity"])["unit_price"] if reached else row.unit_price


def test_price_breaks_are_paid_by_quarter(solver):
    built, outcome, bought = planned_year(solver, periods=4, breaks=True)
    assert outcome.proof.status == "optimal"
    check_needs(built, bought)
    check_cap(built, outcome)
    breaks = {}
    for row in built.profile["price_breaks"]:
        breaks.setdefault(row["quote"], []).append(row)
    bought["id"] = bought.item + "@" + bought.supplier
    expected = [price_of(row, breaks) * row.quantity for row in bought.itertuples()]
    assert bought.spend.tolist() == pytest.approx(expected, rel=1e-6)
    steps = pd.Series(expected) / bought.quantity < bought.unit_price * REACHED
    assert steps.any(), "no break was reached: the test shows nothing"


def test_breaks_tariffs_and_quarters_are_planned_together(solver):
    built, outcome, bought = planned_year(solver, periods=4, breaks=True, tariffs={"IN": 0.1})
    check_needs(built, bought)
    check_cap(built, outcome)
    assert float(outcome.plan.after.by_kind["duty"]) > 0
