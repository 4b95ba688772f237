"""Tiny cases with capacities and projects, solved by hand.

Two years unless said, as in `hand_solved_periods`.
"""

from tests.instances.hand_solved import HandSolved, solved
from tests.instances.hand_solved_periods import market, years
from tests.solvers.profiles import Document, profile, quote

# Capacities


@solved
def a_group_shares_one_capacity() -> HandSolved:
    """b1 and b2 deliver 60 together: 60 x 8 + 40 x 10 = 880."""
    suppliers = {"a": "CN", "b1": {"country": "VN", "group": "b"}, "b2": {"country": "TH", "group": "b"}}
    document = market(
        quote("m", "a", 10),
        quote("m", "b1", 8, capacity=50),
        quote("m", "b2", 8.5),
        suppliers=suppliers,
        horizon=years(1),
        capacities=[{"id": "b", "group": "b", "quantity": 60}],
    )
    return HandSolved(document, 50 * 8 + 10 * 8.5 + 40 * 10, {"m@a": 40, "m@b1": 50, "m@b2": 10})


@solved
def a_capacity_in_spend_counts_money() -> HandSolved:
    """b is paid 400 at most, 50 units of 8: 400 + 500."""
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 8),
        horizon=years(1),
        capacities=[{"id": "credit", "supplier": "b", "unit": "spend", "quantity": 400}],
    )
    return HandSolved(document, 900, {"m@a": 50, "m@b": 50})


@solved
def a_capacity_of_one_period_overrides_the_general_one() -> HandSolved:
    """30 in year 1, 60 in year 2: 240 + 700 and 480 + 400, 1,820."""
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 8),
        capacities=[
            {"id": "dock", "supplier": "b", "quantity": 30},
            {"id": "dock", "supplier": "b", "quantity": 60, "period": 2},
        ],
    )
    return HandSolved(document, 1820, {"m@a,1": 70, "m@b,1": 30, "m@a,2": 40, "m@b,2": 60})


@solved
def an_hour_of_the_press_goes_where_it_saves_most() -> HandSolved:
    """100 hours: m takes 1 and saves 1, n takes 2 and saves 3: 50 of n. 1,000 + 50 x 7 + 50 x 10 = 1,850."""
    document = profile(
        {"m": 100, "n": 100},
        {"a": "CN", "b": "VN"},
        [quote("m", "a", 10), quote("m", "b", 9), quote("n", "a", 10), quote("n", "b", 7)],
        capacities=[{"id": "press", "supplier": "b", "unit": "rate", "quantity": 100}],
        capacity_use=[
            {"capacity": "press", "item": "m", "rate": 1},
            {"capacity": "press", "quote": "n@b", "rate": 2},
        ],
    )
    return HandSolved(document, 1850, {"m@a": 100, "n@a": 50, "n@b": 50})


# Projects


def line(**columns: object) -> Document:
    """A project at b."""
    return {"id": "line", "supplier": "b", **columns}


@solved
def a_line_that_adds_capacity_pays() -> HandSolved:
    """b has 40 at 8; 60 more for 100: 800 + 100 = 900 against 320 + 600 = 920."""
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 8),
        suppliers={"a": "CN", "b": {"country": "VN", "capacity": 40}},
        horizon=years(1),
        investments=[line(adds_capacity=60)],
        expenses=[{"investment": "line", "amount": 70}, {"investment": "line", "amount": 30}],
    )
    return HandSolved(document, 900, {"m@b": 100})


@solved
def a_line_takes_its_build_days() -> HandSolved:
    """200 days: of use in year 2, when b is unlocked. 1,000 + 100 + 500."""
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 5),
        investments=[line(build_days=200, unlocks=["m@b"])],
        expenses=[{"investment": "line", "amount": 100}],
    )
    return HandSolved(document, 1600, {"m@a,1": 100, "m@b,2": 100})


@solved
def a_line_is_of_use_for_its_life_only() -> HandSolved:
    """One year of life, three years of plan: one year at b, 500 + 100, two at a."""
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 5, valid_to="2028-03-31"),
        horizon=years(3),
        investments=[line(life_years=1, unlocks=["m@b"])],
        expenses=[{"investment": "line", "amount": 100}],
    )
    return HandSolved(document, 2600, {"m@b,1": 100, "m@a,2": 100, "m@a,3": 100})


@solved
def an_annuity_spreads_a_line_over_its_life() -> HandSolved:
    """E = 10, life 4, no interest: (1,000 - 200) / 4 = 200 a year, b saves 300: 700 + 200."""
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 7),
        horizon=years(1, evaluation_years=10),
        investments=[line(life_years=4, residual_value=200, unlocks=["m@b"])],
        expenses=[{"investment": "line", "amount": 1000}],
    )
    return HandSolved(document, 900, {"m@b": 100})


@solved
def what_remains_of_a_line_is_deducted_at_the_end() -> HandSolved:
    """At 25 %, two years: 700 now, 250 / 1.25 = 200 back; b saves 300 + 300 / 1.25 = 540.

    700 + 560 + 700 - 200 = 1,760 against 1,000 + 800 = 1,800.
    """
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 7),
        horizon=years(discount_rate=0.25),
        investments=[line(residual_value=250, unlocks=["m@b"])],
        expenses=[{"investment": "line", "amount": 700}],
    )
    return HandSolved(document, 1760, {"m@b,1": 100, "m@b,2": 100})


@solved
def capital_is_rationed() -> HandSolved:
    """A line of 100 that would save 500 does not fit into 90."""
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 5),
        horizon=years(1),
        investments=[line(unlocks=["m@b"])],
        expenses=[{"investment": "line", "amount": 100}],
    )
    return HandSolved(document, 1000, {"m@a": 100}, {"budget": {"capital": 90}})
