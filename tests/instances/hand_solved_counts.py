"""Tiny cases in which two counts of the same plan could part, solved by hand.

Prices are for one unit, free of duty; an award is written `item@supplier`, with `>plant` where there are
several.
"""

from tests.instances.hand_solved import HandSolved, solved
from tests.solvers.profiles import Document, profile, quote

EIGHT = [{"quote": "m@a", "from_quantity": 30, "unit_price": 8}]


def _of_a(needed: float, **tables: object) -> Document:
    """a sells at 10, from 30 units on at 8: each unit at the price of its step, in lots where said."""
    columns = {"lot_size": tables.pop("lot_size")} if "lot_size" in tables else {}
    quotes = [quote("m", "a", 10, discount="incremental", **columns)]
    return profile({"m": needed}, {"a": "CN"}, quotes, price_breaks=EIGHT, **tables)


@solved
def two_plants_share_the_steps_of_a_price() -> HandSolved:
    """20 at each plant, 30 x 10 + 10 x 8 = 380; landing costs the same, so p1 has the dearest.

    p1 pays 20 x 10 = 200, p2 10 x 10 + 10 x 8 = 180.
    """
    document = _of_a(
        40,
        plants=[{"id": "p1", "country": "JP"}, {"id": "p2", "country": "JP"}],
        demand=[{"item": "m", "plant": plant, "quantity": 20} for plant in ("p1", "p2")],
    )
    return HandSolved(document, 380, {"m@a>p1": 20, "m@a>p2": 20})


@solved
def a_lot_is_filled_up_at_the_price_of_the_last_step() -> HandSolved:
    """40 in lots of 25 are 50, 30 x 10 + 20 x 8 = 460; 380 of it serves the need, 10 x 8 is surplus."""
    return HandSolved(_of_a(40, lot_size=25), 460, {"m@a": 40}, surplus={"m@a": 10})


def _half_a_year(**horizon: object) -> Document:
    """A line of 1,000 less 300 at the end unlocks a's 100 at 10, at 10 % interest a year."""
    return profile(
        {"m": 100},
        {"a": "CN"},
        [quote("m", "a", 10)],
        horizon={"start": "2027-04-01", "discount_rate": 0.1, **horizon},
        investments=[
            {"id": "line", "supplier": "a", "unlocks": ["m@a"], "life_years": 0.5, "residual_value": 300}
        ],
        expenses=[{"investment": "line", "amount": 1000}],
    )


@solved
def a_line_that_lives_for_half_a_year_is_paid_in_the_one_year_there_is() -> HandSolved:
    """n = min(5, 0.5) = 0.5 is less than the year: taken whole, 1,000 - 300 = 700, and 1,000 to buy."""
    return HandSolved(_half_a_year(evaluation_years=5), 1700, {"m@a": 100})


@solved
def a_line_that_is_looked_at_for_a_quarter_is_paid_in_the_one_year_there_is() -> HandSolved:
    """n = 0.25 years is less than the year: taken whole, 1,000 - 300 = 700, and 1,000 to buy."""
    return HandSolved(_half_a_year(evaluation_years=0.25), 1700, {"m@a": 100})
