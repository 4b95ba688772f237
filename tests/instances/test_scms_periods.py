"""A real year planned in quarters: needs and caps hold in each of them, and duty is what the rates say."""

import pandas as pd
import pytest

from tests.instances import scms
from tests.instances.data import need
from tests.instances.plan import planned

SLACK = 1e-6


def planned_year(solver, **terms):
    built = scms.scms_profile(need(scms.FILE), 2011, scms.Terms(**terms))
    outcome = planned(solver, built.profile, scms.capped_request(built), gap=0.005, time_limit_s=300)
    assert outcome.kind == "planned"
    assert outcome.verification.passed
    awards = outcome.plan.awards
    columns = ("item", "supplier", "period", "quantity", "spend")
    bought = pd.DataFrame({name: getattr(awards, name) for name in columns})
    return built, outcome, bought.merge(pd.DataFrame(built.profile["quotes"]), on=["item", "supplier"])


def check_needs(built, bought):
    """Every quarter buys what it needs."""
    needed = pd.DataFrame(built.profile["demand"]).set_index(["item", "period"]).quantity
    total = bought.groupby(["item", "period"]).quantity.sum()
    assert total.to_dict() == pytest.approx(needed.to_dict(), rel=SLACK)


def check_cap(built, outcome):
    """The largest country keeps its cap in every quarter."""
    rows = [row for row in outcome.plan.exposure.rows if row.scope.startswith("cap=")]
    assert {row.period for row in rows} == {1, 2, 3, 4}
    assert max(row.share for row in rows) <= scms.capped_request(built)["caps"][0]["max_share"] + SLACK


def test_a_real_year_is_planned_by_quarters(solver):
    built, outcome, bought = planned_year(solver, periods=4)
    assert outcome.proof.status == "optimal"
    check_needs(built, bought)
    check_cap(built, outcome)


def test_a_tariff_on_the_largest_country_is_paid_on_what_still_comes_from_there(solver):
    """A tenth of price, insurance and freight of every pack from India."""
    built, outcome, bought = planned_year(solver, periods=4, tariffs={"IN": 0.1})
    check_needs(built, bought)
    country = {row["id"]: row["country"] for row in built.profile["suppliers"]}
    indian = bought[bought.supplier.map(country) == "IN"].fillna({"freight": 0, "insurance_rate": 0})
    cif = indian.unit_price * (1 + indian.insurance_rate) + indian.freight
    duty = outcome.plan.after.by_kind["duty"]
    assert float(duty) == pytest.approx(float((0.1 * cif * indian.quantity).sum()), rel=1e-4)
    assert float(duty) > 0
