"""Cases solved by hand: rebates on a supplier's spend, and lots with minimum orders.

`a` is in China, `b` in Viet Nam; prices are for one unit, free of duty.
"""

from tests.instances.hand_solved import HandSolved, cap, solved
from tests.instances.hand_solved_prices import from_, market
from tests.solvers.profiles import Document, profile, quote


def back(from_spend: float, rate: float, supplier: str = "b") -> Document:
    """A rebate."""
    return {"supplier": supplier, "from_spend": from_spend, "rate": rate}


# Rebates


def _two(y: float, *rebates: Document) -> Document:
    """a asks 10 for 100 of x and of y; b asks 9 for x, and more for y."""
    prices = {"x": (10, 9), "y": (10, y)}
    quotes = [
        quote(item, s, p) for item, pair in prices.items() for s, p in zip(("a", "b"), pair, strict=True)
    ]
    return profile({"x": 100, "y": 100}, {"a": "CN", "b": "VN"}, quotes, rebates=list(rebates))


@solved
def a_rebate_pulls_a_dearer_item_to_the_supplier() -> HandSolved:
    """y costs 10.30 at b: 900 + 1,030 = 1,930 with 5 % back is 1,833.50 < 900 + 1,000 = 1,900."""
    return HandSolved(_two(10.3, back(1900, 0.05)), 1833.5, {"x@b": 100, "y@b": 100}, china=0)


@solved
def a_rebate_that_is_just_missed_pulls_nothing() -> HandSolved:
    """1,930 are less than 1,931: 900 + 1,000 = 1,900. China: 1,000 / 1,900."""
    return HandSolved(_two(10.3, back(1931, 0.05)), 1900, {"x@b": 100, "y@a": 100}, china=10 / 19)


@solved
def a_dear_item_is_moved_no_further_than_the_rebate_asks() -> HandSolved:
    """10.80 less 5 % is 10.26 > 10: as much of y as 1,440 - 900 = 540 buys, 50 units.

    1,440 x 0.95 + 50 x 10 = 1,368 + 500 = 1,868 < 1,900. China: 500 / 1,940, before rebates.
    """
    amounts = {"x@b": 100, "y@b": 50, "y@a": 50}
    return HandSolved(_two(10.8, back(1440, 0.05)), 1868, amounts, china=500 / 1940)


@solved
def the_rate_reached_holds_for_the_whole_spend() -> HandSolved:
    """2 % from 500, 6 % from 1,900: 1,930 x 0.94 = 1,814.20; 900 x 0.98 + 1,000 would be 1,882."""
    document = _two(10.3, back(500, 0.02), back(1900, 0.06))
    return HandSolved(document, 1814.2, {"x@b": 100, "y@b": 100}, china=0)


@solved
def a_rebate_is_of_each_period() -> HandSolved:
    """1,000 in year 1 reach 800, 400 in year 2 do not: 1,000 x 0.8 + 40 x 9 = 1,160."""
    document = market(
        quote("m", "a", 9),
        quote("m", "b", 10),
        demand=[{"item": "m", "quantity": 100}, {"item": "m", "quantity": 40, "period": 2}],
        horizon={"start": "2027-04-01", "count": 2},
        rebates=[back(800, 0.2)],
    )
    return HandSolved(document, 1160, {"m@b,1": 100, "m@a,2": 40}, china=0)


def _limited_spend(from_spend: float) -> Document:
    """a asks 9.60; b 10 with 10 % back, and may be paid 600."""
    limit = {"id": "credit", "supplier": "b", "unit": "spend", "quantity": 600}
    quotes = [quote("m", "a", 9.6), quote("m", "b", 10)]
    return market(*quotes, rebates=[back(from_spend, 0.1)], capacities=[limit])


@solved
def a_capacity_in_spend_counts_before_rebates() -> HandSolved:
    """60 of b's at 10 are 600, of which 60 come back: 540 + 40 x 9.60 = 924. China: 384 / 984."""
    return HandSolved(_limited_spend(500), 924, {"m@a": 40, "m@b": 60}, china=384 / 984)


@solved
def a_rebate_beyond_the_capacity_in_spend_is_out_of_reach() -> HandSolved:
    """601 may not be spent: 100 x 9.60 = 960."""
    return HandSolved(_limited_spend(601), 960, {"m@a": 100}, china=1)


@solved
def a_rebate_enters_no_exposure() -> HandSolved:
    """20 % of a's spend come back, but half of what is priced is 50 of 100: 500 x 0.8 + 500 = 900."""
    document = market(quote("m", "a", 10), quote("m", "b", 10), rebates=[back(100, 0.2, supplier="a")])
    return HandSolved(document, 900, {"m@a": 50, "m@b": 50}, cap(0.5), china=0.5)


def _broken(from_spend: float) -> Document:
    """a asks 7.50; b 10, from 60 on 8, with 10 % back."""
    quotes = [quote("m", "a", 7.5), quote("m", "b", 10)]
    return market(*quotes, price_breaks=[from_(60, 8)], rebates=[back(from_spend, 0.1)])


@solved
def a_rebate_counts_spend_at_the_price_in_force() -> HandSolved:
    """100 x 8 = 800 reach 800: 720 < 750."""
    return HandSolved(_broken(800), 720, {"m@b": 100}, china=0)


@solved
def a_rebate_does_not_count_spend_at_a_price_that_is_not_paid() -> HandSolved:
    """100 x 10 would reach 900, 100 x 8 do not: 100 x 7.50 = 750."""
    return HandSolved(_broken(900), 750, {"m@a": 100}, china=1)


# Lots and minimum orders


def _lots(need: float, **columns: object) -> Document:
    """a asks 10, b 7 in lots."""
    return market(quote("m", "a", 10), quote("m", "b", 7, **columns), need=need)


@solved
def an_order_is_the_least_number_of_lots_that_holds_it() -> HandSolved:
    """70 are two lots of 40: 80 x 7 = 560 < 60 x 10, with 20 left over."""
    document = _lots(60, lot_size=40, min_order=70)
    return HandSolved(document, 560, {"m@b": 60}, surplus={"m@b": 20}, china=0)


@solved
def an_order_whose_surplus_costs_too_much_is_not_placed() -> HandSolved:
    """Two lots cost 560 > 50 x 10 = 500, and one is below the order of 70."""
    return HandSolved(_lots(50, lot_size=40, min_order=70), 500, {"m@a": 50}, china=1)


@solved
def whole_lots_go_to_one_and_the_rest_to_the_other() -> HandSolved:
    """Two lots and 20 of a: 80 x 7 + 20 x 10 = 760; three lots would be 840. China: 200 / 760."""
    return HandSolved(_lots(100, lot_size=40), 760, {"m@a": 20, "m@b": 80}, china=200 / 760)


@solved
def a_last_lot_that_is_nearly_full_is_taken() -> HandSolved:
    """110: three lots, 120 x 7 = 840, against 80 x 7 + 30 x 10 = 860."""
    return HandSolved(_lots(110, lot_size=40), 840, {"m@b": 110}, surplus={"m@b": 10}, china=0)


@solved
def a_surplus_counts_towards_a_rebate() -> HandSolved:
    """An order of 60 for 50 at 10 is 600, of which 10 % come back: 540 < 50 x 11 = 550."""
    document = market(
        quote("m", "a", 11), quote("m", "b", 10, min_order=60), need=50, rebates=[back(600, 0.1)]
    )
    return HandSolved(document, 540, {"m@b": 50}, surplus={"m@b": 10}, china=0)


@solved
def lots_are_of_each_period() -> HandSolved:
    """40 a year: a lot of 60 x 5 = 300 > 40 x 7 = 280, as its rest serves no later year: 2 x 280 = 560."""
    document = market(
        quote("m", "a", 7),
        quote("m", "b", 5, lot_size=60),
        need=40,
        horizon={"start": "2027-04-01", "count": 2},
    )
    return HandSolved(document, 560, {"m@a,1": 40, "m@a,2": 40}, china=1)


@solved
def what_a_cap_leaves_of_an_order_is_surplus() -> HandSolved:
    """a's order is 65; 6 x = 10 (100 - x), so 62.5 may serve, 2.5 are left: 65 x 6 + 37.5 x 10 = 765."""
    document = market(quote("m", "a", 6, min_order=65), quote("m", "b", 10))
    amounts = {"m@a": 62.5, "m@b": 37.5}
    return HandSolved(document, 765, amounts, cap(0.5), {"m@a": 2.5}, china=0.5)


@solved
def a_share_too_large_for_a_cap_is_not_taken() -> HandSolved:
    """At least 65, or nothing: 65 x 6 = 390 of 740 are 53 %, so all of b: 100 x 10 = 1,000."""
    document = market(quote("m", "a", 6, min_share=0.65), quote("m", "b", 10))
    return HandSolved(document, 1000, {"m@b": 100}, cap(0.5), china=0)
