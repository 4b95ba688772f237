"""Cases solved by hand: one need and its prices, minimum orders and shares."""

from tests.instances.hand_solved import HandSolved, cap, solved
from tests.solvers.profiles import Document, profile, quote

# Filling one need


@solved
def fills_in_order_of_unit_cost() -> HandSolved:
    """10, 12 and 15 with room for 30, 50 and all: 30 x 10 + 50 x 12 + 20 x 15 = 1,200."""
    quotes = [quote("m", "c", 15), quote("m", "a", 10, capacity=30), quote("m", "b", 12, capacity=50)]
    return HandSolved(
        profile({"m": 100}, {"a": "CN", "b": "VN", "c": "TH"}, quotes),
        1200,
        {"m@a": 30, "m@b": 50, "m@c": 20},
    )


@solved
def counts_the_whole_unit_cost_and_not_the_price() -> HandSolved:
    """100 with a tenth defective costs 100 + 100 x 0.1 / 0.9 = 111.11: 90 x 108 = 9,720 is cheaper."""
    quotes = [quote("m", "a", 100, defect_rate=0.1), quote("m", "b", 108)]
    return HandSolved(profile({"m": 90}, {"a": "CN", "b": "VN"}, quotes), 9720, {"m@b": 90})


@solved
def adds_freight_insurance_duty_and_handling() -> HandSolved:
    """80 + 5 freight + 0.8 insurance = 85.8, with 10 % duty 94.38, handled 96.38 < 97: 9,638 for 100."""
    costs = {"incoterm": "FOB", "freight": 5, "insurance_rate": 0.01, "duty_rate": 0.1, "handling": 2}
    quotes = [quote("m", "a", 80, **costs), quote("m", "b", 97, incoterm="DDP")]
    del quotes[1]["duty_rate"]
    return HandSolved(profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes), 9638, {"m@a": 100})


@solved
def carries_stock_for_the_lead_time() -> HandSolved:
    """10 % a year over 73 days is 2 %: 100 x 1.02 = 102 against 101 x 1.002 (7.3 days) = 101.202."""
    quotes = [quote("m", "a", 100, lead_time_days=73), quote("m", "b", 101, lead_time_days=7.3)]
    document = profile({"m": 1000}, {"a": "CN", "b": "VN"}, quotes, carrying_rate=0.1)
    return HandSolved(document, 101202, {"m@b": 1000})


@solved
def converts_a_quote_in_dollars() -> HandSolved:
    """0.8 dollars at 150 yen are 120 for a box of two, 60 a unit, against 65: 100 x 60 = 6,000."""
    quotes = [quote("m", "a", 0.8, currency="USD", unit="box", units_per=2), quote("m", "b", 65)]
    document = profile(
        {"m": 100}, {"a": "CN", "b": "VN"}, quotes, exchange_rates=[{"currency": "USD", "rate": 150}]
    )
    return HandSolved(document, 6000, {"m@a": 100})


@solved
def a_shortage_that_costs_less_is_taken() -> HandSolved:
    """A missing unit costs 90, the cheapest offer 100: nothing is bought, 100 x 90 = 9,000."""
    document = profile({"m": 100}, {"a": "CN"}, [quote("m", "a", 100)], items={"m": {"shortage_cost": 90}})
    return HandSolved(document, 9000, {})


@solved
def a_shortage_fills_what_capacity_leaves() -> HandSolved:
    """60 at 100, and 40 missing at 130 rather than bought at 140: 6,000 + 5,200 = 11,200."""
    document = profile(
        {"m": 100},
        {"a": "CN", "b": "VN"},
        [quote("m", "a", 100, capacity=60), quote("m", "b", 140)],
        items={"m": {"shortage_cost": 130}},
    )
    return HandSolved(document, 11200, {"m@a": 60})


# Minimums and shares


def _order(least: float) -> Document:
    return profile(
        {"m": 100}, {"a": "CN", "b": "VN"}, [quote("m", "a", 8, min_order=least), quote("m", "b", 10)]
    )


@solved
def a_minimum_order_is_worth_its_surplus() -> HandSolved:
    """120 must be ordered for 100: 120 x 8 = 960 < 100 x 10."""
    return HandSolved(_order(120), 960, {"m@a": 100}, surplus={"m@a": 20})


@solved
def a_minimum_order_is_not_worth_its_surplus() -> HandSolved:
    """130 x 8 = 1,040 > 100 x 10."""
    return HandSolved(_order(130), 1000, {"m@b": 100})


@solved
def surplus_uses_the_suppliers_capacity() -> HandSolved:
    """120 of x fill all but 30 of a's 150 units: 120 x 8 + 30 x 5 + 20 x 7 = 960 + 150 + 140 = 1,250."""
    quotes = [quote("x", "a", 8, min_order=120), quote("x", "b", 20), quote("y", "a", 5), quote("y", "b", 7)]
    document = profile({"x": 100, "y": 50}, {"a": {"country": "CN", "capacity": 150}, "b": "VN"}, quotes)
    return HandSolved(document, 1250, {"x@a": 100, "y@a": 30, "y@b": 20}, surplus={"x@a": 20})


@solved
def surplus_does_not_help_a_share() -> HandSolved:
    """x is ordered in Vietnam, 120 for 100. Of the 200 that serve needs, 45 % is 90, not 99 of 220.

    120 x 8 + 90 x 50 + 10 x 70 = 960 + 4,500 + 700 = 6,160.
    """
    quotes = [
        quote("x", "b", 8, min_order=120),
        quote("x", "a", 10),
        quote("y", "a", 50),
        quote("y", "b", 70),
    ]
    document = profile({"x": 100, "y": 100}, {"a": "CN", "b": "VN"}, quotes)
    amounts = {"x@b": 100, "y@a": 90, "y@b": 10}
    return HandSolved(document, 6160, amounts, cap(0.45, base="quantity"), {"x@b": 20})


@solved
def a_least_share_binds_only_who_is_used() -> HandSolved:
    """a delivers 50 at 100. b takes 60 at least: 40 x 100 + 60 x 110 = 10,600 < 50 x 100 + 50 x 130."""
    quotes = [quote("m", "a", 100, capacity=50), quote("m", "b", 110, min_share=0.6), quote("m", "c", 130)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN", "c": "TH"}, quotes)
    return HandSolved(document, 10600, {"m@a": 40, "m@b": 60})


@solved
def a_largest_share() -> HandSolved:
    """a gets 30 % at most: 30 x 100 + 70 x 110 = 10,700."""
    quotes = [quote("m", "a", 100, max_share=0.3), quote("m", "b", 110)]
    return HandSolved(profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes), 10700, {"m@a": 30, "m@b": 70})
