"""Cases solved by hand: price breaks of both kinds, by quantity, period and plant, and under a cap.

100 of m are needed unless said. `a` is in China, `b` in Viet Nam; prices are for one unit, and free of duty
where nothing is said.
"""

from typing import Any

from tests.instances.hand_solved import HandSolved, cap, solved
from tests.solvers.profiles import Document, profile, quote


def market(*quotes: Document, need: float = 100, **tables: Any) -> Document:
    """Quotes of a and b for m."""
    return profile({"m": need}, {"a": "CN", "b": "VN"}, quotes, **tables)


def from_(quantity: float, unit_price: float, quote: str = "m@b") -> Document:
    """A price break."""
    return {"quote": quote, "from_quantity": quantity, "unit_price": unit_price}


# All units


@solved
def a_break_that_is_reached_lowers_the_price_of_every_unit() -> HandSolved:
    """b has 70, at 9 each from 60 on: 70 x 9 + 30 x 10 = 930 < 1,000. China: 300 / 930."""
    quotes = [quote("m", "a", 10), quote("m", "b", 12, capacity=70)]
    document = market(*quotes, price_breaks=[from_(60, 9)])
    return HandSolved(document, 930, {"m@a": 30, "m@b": 70}, china=300 / 930)


FLOOR = {"floors": [{"id": "asean", "countries": ["ASEAN"], "min_share": 0.3, "base": "quantity"}]}
"""30 of 100 come from ASEAN."""


def _dear_b(start: float) -> Document:
    """a asks 7; b 10, and 8 from a quantity on."""
    return market(quote("m", "a", 7), quote("m", "b", 10), price_breaks=[from_(start, 8)])


@solved
def more_is_moved_than_asked_to_reach_a_break() -> HandSolved:
    """80 x 8 + 20 x 7 = 780 < 30 x 10 + 70 x 7 = 790. China: 140 / 780."""
    return HandSolved(_dear_b(80), 780, {"m@a": 20, "m@b": 80}, FLOOR, china=140 / 780)


@solved
def a_break_that_is_too_far_is_left_alone() -> HandSolved:
    """95 x 8 + 5 x 7 = 795 > 30 x 10 + 70 x 7 = 790. China: 490 / 790."""
    return HandSolved(_dear_b(95), 790, {"m@a": 70, "m@b": 30}, FLOOR, china=490 / 790)


@solved
def the_break_reached_last_holds() -> HandSolved:
    """b: 11, 10 from 30, 8.5 from 60, 8 from 101, which is out of reach: 850 < a's 900."""
    breaks = [from_(101, 8), from_(60, 8.5), from_(30, 10)]
    document = market(quote("m", "a", 9), quote("m", "b", 11), price_breaks=breaks)
    return HandSolved(document, 850, {"m@b": 100}, china=0)


@solved
def nothing_is_bought_beyond_a_need_to_reach_a_break() -> HandSolved:
    """101 at b would cost 505, but 100 are needed: 100 x 9 = 900 at a, 1,000 at b."""
    document = market(quote("m", "a", 9), quote("m", "b", 10), price_breaks=[from_(101, 5)])
    return HandSolved(document, 900, {"m@a": 100}, china=1)


@solved
def a_surplus_that_lots_force_counts_towards_a_break() -> HandSolved:
    """Two lots of 60 reach 110: 120 x 7 = 840 < 900. At the own price 120 x 10 would be 1,200."""
    quotes = [quote("m", "a", 9), quote("m", "b", 10, lot_size=60)]
    document = market(*quotes, price_breaks=[from_(110, 7)])
    return HandSolved(document, 840, {"m@b": 100}, surplus={"m@b": 20}, china=0)


@solved
def a_break_at_nothing_takes_the_place_of_the_own_price() -> HandSolved:
    """b says 12, and 8 from 0 on: 800 < 900."""
    document = market(quote("m", "a", 9), quote("m", "b", 12), price_breaks=[from_(0, 8)])
    return HandSolved(document, 800, {"m@b": 100}, china=0)


@solved
def a_break_is_of_both_plants_together() -> HandSolved:
    """50 at each plant reach 80 together: 100 x 8 = 800 < 900."""
    quotes = [quote("m", "a", 9), quote("m", "b", 10)]
    document = _two_plants(*quotes, price_breaks=[from_(80, 8)])
    return HandSolved(document, 800, {"m@b>p1": 50, "m@b>p2": 50}, china=0)


@solved
def a_break_is_of_each_period() -> HandSolved:
    """100 in year 1 reach 80, 40 in year 2 do not: 100 x 8 + 40 x 10 = 1,200. China has none in year 1."""
    demand = [{"item": "m", "quantity": 100}, {"item": "m", "quantity": 40, "period": 2}]
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 12),
        demand=demand,
        horizon={"start": "2027-04-01", "count": 2},
        price_breaks=[from_(80, 8)],
    )
    return HandSolved(document, 1200, {"m@b,1": 100, "m@a,2": 40}, china=0)


# Incremental


def _incremental(price: float, **columns: object) -> Document:
    return quote("m", "b", price, discount="incremental", **columns)


@solved
def incremental_steps_pay_where_enough_lies_beyond() -> HandSolved:
    """40 x 12 + 60 x 6 = 840 < 900."""
    document = market(quote("m", "a", 9), _incremental(12), price_breaks=[from_(40, 6)])
    return HandSolved(document, 840, {"m@b": 100}, china=0)


@solved
def incremental_steps_do_not_pay_where_too_little_lies_beyond() -> HandSolved:
    """40 x 12 + 30 x 6 = 660 > 70 x 9 = 630; with all units at 6 it would be 420."""
    document = market(quote("m", "a", 9), _incremental(12), need=70, price_breaks=[from_(40, 6)])
    return HandSolved(document, 630, {"m@a": 70}, china=1)


@solved
def three_incremental_steps_add_up() -> HandSolved:
    """30 x 10 + 40 x 9 + 20 x 7 = 800 for b's 90, and 10 x 9.5 = 95: 895 < 950. China: 95 / 895."""
    document = market(
        quote("m", "a", 9.5), _incremental(10, capacity=90), price_breaks=[from_(30, 9), from_(70, 7)]
    )
    return HandSolved(document, 895, {"m@a": 10, "m@b": 90}, china=95 / 895)


def _two_plants(*quotes: Document, p1: Document | None = None, p2: Document | None = None, **tables: Any):
    """50 of m at each of two plants in Japan, or where their columns say."""
    plants = [{"id": "p1", "country": "JP", **(p1 or {})}, {"id": "p2", "country": "JP", **(p2 or {})}]
    demand = [{"item": "m", "quantity": 50, "plant": name} for name in ("p1", "p2")]
    return market(*quotes, plants=plants, demand=demand, **tables)


@solved
def the_dearest_units_go_to_the_bonded_plant() -> HandSolved:
    """60 at 10 and 40 at 6. p1 pays no duty: 50 x 10 = 500; p2 20 %: (10 x 10 + 40 x 6) x 1.2 = 408.

    908 < 950 at a, and < 975 with p1 alone at b.
    """
    document = _two_plants(
        quote("m", "a", 9.5),
        _incremental(10) | {"duty_rate": 0.2},
        p1={"duty_regime": "bonded"},
        price_breaks=[from_(60, 6)],
    )
    return HandSolved(document, 908, {"m@b>p1": 50, "m@b>p2": 50}, china=0)


@solved
def the_dearest_units_go_to_the_plant_without_duty_though_it_is_the_later() -> HandSolved:
    """Freight 1. p2 is at home: 50 x (10 + 1) = 550; p1 20 %: (10 x (10 + 1) + 40 x (6 + 1)) x 1.2 = 468.

    1,018 < 1,060 at a. With the dear units at p1: 50 x 13.2 + 10 x 11 + 40 x 7 = 1,050.
    """
    document = _two_plants(
        quote("m", "a", 10.6),
        _incremental(10, freight=1) | {"duty_rate": 0.2},
        p2={"country": "VN"},
        price_breaks=[from_(60, 6)],
    )
    return HandSolved(document, 1018, {"m@b>p1": 50, "m@b>p2": 50}, china=0)


@solved
def of_equal_plants_the_earlier_has_the_dearest_units() -> HandSolved:
    """a: 50 at 10, for p1; beyond at 6, for p2, where China has 37.5 %: 6 x = 0.375 (6 x + 10 (50 - x)).

    7.5 x = 187.5, x = 25: 500 + 25 x 6 + 25 x 10 = 900. China: 650 / 900.
    """
    document = _two_plants(
        quote("m", "a", 10, discount="incremental"),
        quote("m", "b", 10),
        price_breaks=[from_(50, 6, quote="m@a")],
    )
    amounts = {"m@a>p1": 50, "m@a>p2": 25, "m@b>p2": 25}
    return HandSolved(document, 900, amounts, cap(0.375, scope={"plant": "p2"}), china=650 / 900)


# Under a cap on spend


def _cheaper_china() -> Document:
    """a: 10, and 8 each from 50 on; b 9."""
    quotes = [quote("m", "a", 10), quote("m", "b", 9)]
    return market(*quotes, price_breaks=[from_(50, 8, quote="m@a")])


@solved
def a_break_can_be_reached_under_a_cap() -> HandSolved:
    """8 x = 9 (100 - x), so x = 900 / 17 = 52.94 >= 50: 900 - 52.94 = 847.06. China: a half."""
    amounts = {"m@a": 900 / 17, "m@b": 800 / 17}
    return HandSolved(_cheaper_china(), 900 - 900 / 17, amounts, cap(0.5), china=0.5)


@solved
def a_cap_can_put_a_break_out_of_reach() -> HandSolved:
    """45 %: 8 x 0.55 x = 9 x 0.45 (100 - x), x = 47.93 < 50, and at 10 a is dearer: 100 x 9 = 900."""
    return HandSolved(_cheaper_china(), 900, {"m@b": 100}, cap(0.45), china=0)


@solved
def incremental_steps_under_a_cap_count_what_is_paid() -> HandSolved:
    """a: 40 at 10, beyond at 6: 160 + 6 x = 10 (100 - x), x = 52.5. 160 + 315 + 475 = 950. China: a half."""
    quotes = [quote("m", "a", 10, discount="incremental"), quote("m", "b", 10)]
    document = market(*quotes, price_breaks=[from_(40, 6, quote="m@a")])
    return HandSolved(document, 950, {"m@a": 52.5, "m@b": 47.5}, cap(0.5), china=0.5)


@solved
def a_surplus_has_the_last_step_and_no_share() -> HandSolved:
    """x: a sells 80 for the 50 needed: 50 x 10 = 500 serve, 30 x 5 = 150 are left over.

    y: u at 10 from a, 50 - u at 12: 500 + 10 u = 12 (50 - u), u = 100 / 22: 650 + 600 - 2 u = 1,240.91.
    """
    quotes = [
        quote("x", "a", 10, discount="incremental", lot_size=80),
        quote("x", "b", 16),
        quote("y", "a", 10),
        quote("y", "b", 12),
    ]
    document = profile({"x": 50, "y": 50}, {"a": "CN", "b": "VN"}, quotes)
    document["price_breaks"] = [from_(50, 5, quote="x@a")]
    amounts = {"x@a": 50, "y@a": 100 / 22, "y@b": 50 - 100 / 22}
    return HandSolved(document, 1250 - 200 / 22, amounts, cap(0.5), {"x@a": 30}, china=0.5)
