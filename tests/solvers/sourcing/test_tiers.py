"""Rebate tiers in a problem: which can be reached, and what of each award can lie in them."""

import numpy as np
import pytest

from models.tolerances import CLEAR
from solvers.sourcing.build import build
from solvers.sourcing.tiers import capacities_of, most_spend, tiers_of, units_of_spend
from tests.solvers.profiles import profile, quote, tables_of


def tables(*tiers, columns=None, supplier=None, price_breaks=None, request=None, **parts):
    """a sells m for 10 (the columns may say otherwise) and n for 5; it pays back by (spend, rate)."""
    quotes = [
        quote("m", "a", 10) | (columns or {}),
        quote("n", "a", 5),
        quote("m", "b", 12),
        quote("n", "b", 6),
    ]
    rows = [{"supplier": "a", "from_spend": start, "rate": rate} for start, rate in tiers]
    suppliers = {"a": {"country": "CN", **(supplier or {})}, "b": "VN"}
    document = profile(
        {"m": 100, "n": 100}, suppliers, quotes, rebates=rows, price_breaks=price_breaks, **parts
    )
    return tables_of(document, request)


def test_only_tiers_that_all_awards_together_can_reach_are_there():
    """1,000 for m and 500 for n: 1,500 at most."""
    found = tiers_of(tables((500, 0.02), (1500, 0.05), (1501, 0.1)))
    assert found.low.tolist() == [500, 1500]
    assert found.high == pytest.approx([1500 - 1500 * CLEAR, np.inf])
    assert found.rate.tolist() == [0.02, 0.05]
    assert found.upper == pytest.approx([1000, 1000, 500, 500])


def test_suppliers_without_rebates_have_no_tiers():
    assert len(tiers_of(tables())) == 0


def test_each_period_has_its_own_account():
    found = tiers_of(tables((500, 0.1), horizon={"start": "2027-04-01", "count": 2}))
    assert found.period.tolist() == [1, 2]
    assert found.account.tolist() == [0, 1]


def test_an_account_that_reaches_no_tier_is_none():
    t = tables(
        (1200, 0.1),
        horizon={"start": "2027-04-01", "count": 2},
        demand=[
            {"item": "m", "quantity": 100},
            {"item": "n", "quantity": 100},
            {"item": "m", "quantity": 10, "period": 1},
        ],
    )
    found = tiers_of(t)
    assert (found.period.tolist(), found.account.tolist()) == ([2], [0])
    assert set(t.awards.period[found.award].tolist()) == {2}


def test_the_most_an_award_spends_looks_at_every_price_it_can_have():
    """Below 60 at most 60 x 10 = 600 (clearly), from 60 on 100 x 7 = 700."""
    rows = [{"quote": "m@a", "from_quantity": 60, "unit_price": 7}]
    t = tables((100, 0.1), price_breaks=rows)
    assert most_spend(t)[0] == pytest.approx(700)
    rows[0]["unit_price"] = 5
    assert most_spend(tables((100, 0.1), price_breaks=rows))[0] == pytest.approx(600, rel=1e-3)
    rows[0]["unit_price"] = 12
    assert most_spend(tables((100, 0.1), price_breaks=rows))[0] == pytest.approx(1200)


def test_the_most_an_award_spends_of_an_incremental_quote_is_at_its_dearest_price():
    rows = [{"quote": "m@a", "from_quantity": 60, "unit_price": 7}]
    t = tables((100, 0.1), price_breaks=rows, columns={"discount": "incremental"})
    assert most_spend(t)[0] == 1000


def test_the_most_an_award_spends_holds_the_surplus_it_may_be_forced_to():
    assert most_spend(tables((100, 0.1), columns={"min_order": 150}))[0] == 2500


def test_a_unit_of_money_takes_capacity_at_the_dearest_price():
    """A unit takes 2 of the capacity; at 10, or 12 from 60 on: a yen takes a sixth at least."""
    rows = [{"quote": "m@a", "from_quantity": 60, "unit_price": 12}]
    t = tables((100, 0.1), price_breaks=rows, columns={"capacity_rate": 2})
    assert units_of_spend(t)[0] == pytest.approx(1 / 6)


def test_what_is_free_takes_no_capacity_for_its_money():
    t = tables((100, 0.1), columns={"unit_price": 0})
    assert units_of_spend(t)[0] == 0
    build(t)


def test_projects_that_could_add_capacity_are_counted_in():
    supplier = {"capacity": 80}
    t = tables((100, 0.1), supplier=supplier)
    assert capacities_of(t, tiers_of(t)).tolist() == [80]
    project = [{"id": "line", "supplier": "a", "adds_capacity": 50}]
    cost = [{"investment": "line", "category": "machinery", "amount": 1}]
    t = tables((100, 0.1), supplier=supplier, investments=project, expenses=cost)
    assert capacities_of(t, tiers_of(t)).tolist() == [130]
    t = tables((100, 0.1))
    assert capacities_of(t, tiers_of(t)).tolist() == [np.inf]


def test_where_a_share_is_fixed_a_tier_counts_to_the_last_digit():
    request = {"fixed": [{"item": "m", "supplier": "a", "share": 0.5}]}
    assert tiers_of(tables((500, 0.1), request=request)).low == pytest.approx([500 * (1 - 1e-6)], rel=1e-12)
