"""The checker over several periods: it counts each by itself."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from models.case.case import Period
from models.plan.verify import RuleCheck, check_rules
from models.request import read_request
from tests.models.plan.factory import Document, document, make, suppliers

HALVES = (
    Period(1, date(2027, 4, 1), date(2027, 10, 1), 0.5),
    Period(2, date(2027, 10, 1), date(2028, 4, 1), 0.5),
)


def broken_over_two(
    profile: Document, first: dict[str, float], second: dict[str, float], **asked: object
) -> list[RuleCheck]:
    """What is broken when other quantities are bought in each of two half years."""
    one, two = make(profile, first), make(profile, second)
    case = replace(one.case, periods=HALVES)
    columns = ("item", "plant", "supplier", "quote", "quantity", "surplus", "share")
    columns += ("unit_landed_cost", "spend", "landed_cost")
    joined = {c: np.concatenate([getattr(one.plan.awards, c), getattr(two.plan.awards, c)]) for c in columns}
    number = np.repeat([1, 2], [len(first), len(second)])
    awards = replace(one.plan.awards, period=number, **joined)
    found = check_rules(case, read_request(asked), awards)
    return [check for check in found if not check.kept and check.rule != "share"]


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
