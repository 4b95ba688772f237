"""The checker over several periods: it counts each by itself."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from models.case.case import Period, SourcingCase
from models.plan.plan import Awards
from models.plan.verify import RuleCheck, check_rules
from models.request import read_request
from tests.models.plan.factory import Document, document, make, quotes, suppliers
from tests.models.plan.hand import only, sheet, years

HALVES = (
    Period(1, date(2027, 4, 1), date(2027, 10, 1), 0.5),
    Period(2, date(2027, 10, 1), date(2028, 4, 1), 0.5),
)


def broken_over_two(
    profile: Document, first: dict[str, float], second: dict[str, float], **asked: object
) -> list[RuleCheck]:
    """What is broken when other quantities are bought in each of two half years."""
    case, awards = over_two(profile, first, second)
    found = check_rules(case, read_request(asked), awards)
    return [check for check in found if not check.kept]


def over_two(
    profile: Document, first: dict[str, float], second: dict[str, float]
) -> tuple[SourcingCase, Awards]:
    """A case of two half years, and awards that buy other quantities in each."""
    one, two = make(profile, first), make(profile, second)
    parts = [one.plan.awards, two.plan.awards]
    joined = {name: np.concatenate([getattr(part, name) for part in parts]) for name in Awards.__slots__}
    joined["period"] = np.repeat([1, 2], [len(first), len(second)])
    return replace(one.case, periods=HALVES), Awards(**joined)


def test_every_period_has_the_demand_of_the_row_without_one():
    assert broken_over_two(document(), {"hub@T1": 1000}, {"hub@C1": 1000}) == []
    (check,) = broken_over_two(document(), {"hub@T1": 1000}, {"hub@C1": 900})
    assert check.text == "hub in period 2: 1,000 are needed, no more and no less"


def test_a_cap_binds_from_its_first_period_on():
    asked = {"caps": [{"countries": ["CN"], "max_share": 0.4, "from_period": 2}]}
    assert broken_over_two(document(), {"hub@C1": 1000}, {"hub@T1": 1000}, **asked) == []
    (check,) = broken_over_two(document(), {"hub@T1": 1000}, {"hub@C1": 1000}, **asked)
    assert (check.rule, check.found) == ("cap", 1.0)
    assert check.text == "at most 40 % of spend from CN in period 2"


@pytest.mark.parametrize(
    ("table", "row", "kind"),
    [
        ("exclusions", {"supplier": "T1", "from": "2027-09-30"}, "exclusion"),
        ("locks", {"item": "hub", "supplier": "T1", "share": 1.0, "until": "2027-09-30"}, "lock"),
        ("contracts", {"item": "hub", "supplier": "T1", "quantity": 1000, "to": "2027-09-30"}, "contract"),
    ],
)
def test_what_begins_or_ends_between_periods_binds_in_one(table, row, kind):
    """T1 may not be used in the second half, or must be used in the first."""
    profile = document(**{table: [row]})
    assert broken_over_two(profile, {"hub@T1": 1000}, {"hub@C1": 1000}) == []
    assert [c.rule for c in broken_over_two(profile, {"hub@C1": 1000}, {"hub@T1": 1000})] == [kind]


def test_capacities_are_a_periods():
    limited = document(suppliers=suppliers(T1={"capacity": 1000}))
    assert broken_over_two(limited, {"hub@T1": 1000}, {"hub@T1": 1000}) == []


def test_a_contract_is_spread_over_the_days_of_each_period():
    """183 for a half year of 183 days: one a day. From 1 July it runs for 92 days of the first half."""
    bound = document(contracts=[{"item": "hub", "supplier": "C1", "quantity": 183, "from": "2027-07-01"}])
    assert broken_over_two(bound, {"hub@C1": 92, "hub@T1": 908}, {"hub@C1": 183, "hub@T1": 817}) == []
    (first, second) = broken_over_two(bound, {"hub@C1": 91, "hub@T1": 909}, {"hub@C1": 182, "hub@T1": 818})
    assert (first.limit, second.limit) == (92, 183)


def test_later_costs_count_less():
    """100,000 now and 110,000 in a year, at 5 %."""
    later = document(horizon=years(2, discount_rate=0.05))
    costs = sheet(later, {("hub@C1", 1): 1000, ("hub@T1", 2): 1000}).costs
    assert costs.of("purchase") == 210_000
    assert costs.objective == pytest.approx(100_000 + 110_000 / 1.05)


def test_a_quarter_counts_a_quarter_of_a_year():
    """100,000 a quarter; the third begins half a year after the start: 1 / 1.21^0.5 = 1 / 1.1."""
    quarters = document(horizon=years(3, period="quarter", discount_rate=0.21))
    costs = sheet(quarters, {("hub@C1", period): 1000 for period in (1, 2, 3)}).costs
    assert costs.factors[3] == pytest.approx(1 / 1.1)
    assert costs.objective == pytest.approx(100_000 * (1 + 1.21**-0.25 + 1 / 1.1))


def test_a_miss_in_each_period_is_priced_by_itself():
    """100 hubs short at 500 in the first year, 50 of 800 not taken at 30 in the second."""
    priced = document(
        horizon=years(2),
        items=[{"id": "hub", "shortage_cost": 500}],
        contracts=[{"item": "hub", "supplier": "C1", "quantity": 800, "shortfall_price": 30}],
    )
    amounts = sheet(priced, {("hub@C1", 1): 900, ("hub@C1", 2): 750, ("hub@T1", 2): 250}).costs.amounts
    assert amounts["shortage", 1] == 100 * 500
    assert amounts["shortage", 2] == 0
    assert amounts["shortfall", 1] == 0
    assert amounts["shortfall", 2] == 50 * 30


def test_a_demand_row_of_one_period_overrides_the_row_of_all():
    rows = [{"item": "hub", "quantity": 1000}, {"item": "hub", "quantity": 400, "period": 2}]
    grown = document(horizon=years(3), demand=rows)
    right = {("hub@C1", 1): 1000, ("hub@C1", 2): 400, ("hub@C1", 3): 1000}
    assert sheet(grown, right).broken() == []
    check = only(sheet(grown, right | {("hub@C1", 2): 1000}).broken())
    assert (check.rule, check.place, check.limit) == ("need", "/demand/1/quantity", 400)


def test_a_quote_is_used_in_the_periods_on_whose_first_day_it_holds():
    """Valid until 31 March 2028: in the first year only, and to its end."""
    short = document(horizon=years(2), quotes=quotes(T1={"valid_to": "2028-03-31"}))
    assert sheet(short, {("hub@T1", 1): 1000, ("hub@C1", 2): 1000}).broken() == []
    check = only(sheet(short, {("hub@C1", 1): 1000, ("hub@T1", 2): 1000}).broken())
    assert (check.rule, check.place, check.excess) == ("validity", "/quotes/0/valid_to", 1)
