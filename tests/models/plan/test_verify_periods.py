"""The checker over several periods: it counts each by itself."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from models.case.case import Period, SourcingCase
from models.plan.plan import Awards
from models.plan.verify import RuleCheck, check_rules
from models.plan.verify.book import open_book
from models.plan.verify.commitments import Taken
from models.plan.verify.lines import read_lines
from models.plan.verify.one_offs import OneOff, one_offs
from models.plan.verify.prices import Prices
from models.plan.verify.recount import Costs, recount
from models.plan.verify.today import read_today
from models.request import read_request
from tests.models.plan.factory import Document, document, make, quotes, suppliers

HALVES = (
    Period(1, date(2027, 4, 1), date(2027, 10, 1), 0.5),
    Period(2, date(2027, 10, 1), date(2028, 4, 1), 0.5),
)

YEARS = (
    Period(1, date(2027, 4, 1), date(2028, 4, 1), 1.0),
    Period(2, date(2028, 4, 1), date(2029, 4, 1), 1.0),
)


def broken_over_two(
    profile: Document, first: dict[str, float], second: dict[str, float], **asked: object
) -> list[RuleCheck]:
    """What is broken when other quantities are bought in each of two half years."""
    case, awards = over_two(profile, first, second)
    found = check_rules(case, read_request(asked), awards)
    return [check for check in found if not check.kept]


def over_two(
    profile: Document, first: dict[str, float], second: dict[str, float], periods: tuple[Period, ...] = HALVES
) -> tuple[SourcingCase, Awards]:
    """A case of two periods, and awards that buy other quantities in each."""
    one, two = make(profile, first), make(profile, second)
    parts = [one.plan.awards, two.plan.awards]
    joined = {name: np.concatenate([getattr(part, name) for part in parts]) for name in Awards.__slots__}
    joined["period"] = np.repeat([1, 2], [len(first), len(second)])
    return replace(one.case, periods=periods), Awards(**joined)


def counted(
    profile: Document, first: dict[str, float], second: dict[str, float]
) -> tuple[Costs, list[OneOff]]:
    """The costs of two years."""
    case, awards = over_two(profile, first, second, YEARS)
    book = open_book(case, awards.quote.tolist())
    prices = Prices(book)
    lines, _ = read_lines(book, prices, awards)
    starts = one_offs(book, prices, read_today(book), lines)
    return recount(book, lines, starts, Taken(lines)), starts


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
    later = document(horizon={"start": "2027-04-01", "discount_rate": 0.05})
    costs, _ = counted(later, {"hub@C1": 1000}, {"hub@T1": 1000})
    assert costs.of("purchase") == 210_000
    assert costs.objective == pytest.approx(100_000 + 110_000 / 1.05)


def test_what_starts_later_is_paid_later_and_once():
    """Tooling of 42,000 in the second year, taken whole: over several periods nothing is spread."""
    horizon = {"start": "2027-04-01", "discount_rate": 0.05, "evaluation_years": 7}
    tooled = document(horizon=horizon, quotes=quotes(T1={"tooling_cost": 42_000}))
    costs, starts = counted(tooled, {"hub@C1": 1000}, {"hub@T1": 1000})
    assert [start for start in starts if start.cash] == [OneOff("tooling", 2, 42_000)]
    assert costs.objective == pytest.approx(100_000 + (110_000 + 42_000) / 1.05)
    _, twice = counted(tooled, {"hub@T1": 1000}, {"hub@T1": 1000})
    assert [start for start in twice if start.cash] == [OneOff("tooling", 1, 42_000)]


def test_a_miss_in_each_period_is_priced_by_itself():
    """100 hubs short at 500 in the first year, 50 of 800 not taken at 30 in the second."""
    priced = document(
        items=[{"id": "hub", "shortage_cost": 500}],
        contracts=[{"item": "hub", "supplier": "C1", "quantity": 800, "shortfall_price": 30}],
    )
    costs, _ = counted(priced, {"hub@C1": 900}, {"hub@C1": 750, "hub@T1": 250})
    assert costs.amounts["shortage", 1] == 100 * 500
    assert costs.amounts["shortage", 2] == 0
    assert costs.amounts["shortfall", 1] == 0
    assert costs.amounts["shortfall", 2] == 50 * 30
