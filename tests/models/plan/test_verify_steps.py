"""The checker on price breaks, against arithmetic done by hand."""

import random
from itertools import permutations

import pytest

from tests.models.plan.factory import document, quote, quotes
from tests.models.plan.hand import Sheet, sheet, years

BREAKS = [
    {"quote": "hub@T1", "from_quantity": 400, "unit_price": 100},
    {"quote": "hub@T1", "from_quantity": 800, "unit_price": 80},
]


def stepped(kind=None, **columns):
    """T1's hubs cost 110, from 400 on 100, from 800 on 80; V1's 105."""
    discount = {} if kind is None else {"discount": kind}
    return document(quotes=quotes(T1=discount | columns), price_breaks=BREAKS)


def split(profile, thai, **more) -> Sheet:
    return sheet(profile, {"hub@T1": thai, "hub@V1": 1000 - thai}, **more)


def paid_to_t1(made: Sheet) -> float:
    return sum(line.cost.purchase * line.bought for line in made.desk.lines if line.supplier["id"] == "T1")


@pytest.mark.parametrize("kind", [None, "all_units"])
@pytest.mark.parametrize(
    ("bought", "price"),
    [(1, 110), (399, 110), (399.9997, 100), (400, 100), (799, 100), (800, 80), (1000, 80)],
)
def test_the_price_of_the_break_that_is_reached_holds_for_every_unit(kind, bought, price):
    """400 x (1 - 1e-6) = 399.9996 is enough for the first break."""
    made = split(stepped(kind), bought)
    assert paid_to_t1(made) == pytest.approx(price * bought)
    assert made.costs.of("purchase") == pytest.approx(price * bought + 105 * (1000 - bought))


@pytest.mark.parametrize(
    ("bought", "paid"),
    [
        (399, 399 * 110),
        (400, 44_000),
        (401, 44_000 + 100),
        (800, 44_000 + 40_000),
        (1000, 44_000 + 40_000 + 200 * 80),
    ],
)
def test_each_unit_costs_the_price_of_the_step_it_lies_in(bought, paid):
    made = split(stepped("incremental"), bought)
    assert paid_to_t1(made) == pytest.approx(paid)
    assert made.unit_costs()[0] == pytest.approx(paid / bought)


def test_breaks_are_read_in_the_order_of_their_quantities():
    turned = stepped() | {"price_breaks": BREAKS[::-1]}
    assert paid_to_t1(split(turned, 500)) == 50_000


def test_a_break_from_the_first_unit_on_replaces_the_price():
    at_once = stepped() | {"price_breaks": [{"quote": "hub@T1", "from_quantity": 0, "unit_price": 90}]}
    assert paid_to_t1(split(at_once, 10)) == 900
    assert paid_to_t1(split(at_once | {"quotes": quotes(T1={"discount": "incremental"})}, 10)) == 900
    without_today = at_once | {"allocation": []}
    made = split(without_today, 10)
    assert made.desk.catalogue.reference_prices({"hub"}) == {"hub": 90}


def test_prices_may_rise_with_the_quantity():
    """The last 100 units cost 200 each."""
    dear = [{"quote": "hub@T1", "from_quantity": 900, "unit_price": 200}]
    profile = stepped("incremental") | {"price_breaks": dear}
    assert paid_to_t1(split(profile, 1000)) == 900 * 110 + 100 * 200


def test_a_surplus_counts_towards_a_break_and_pays_its_price():
    """350 are needed of it, 400 are the least order: all cost 100."""
    made = split(stepped(min_order=400), 350, surplus={"hub@T1": 50})
    assert made.broken() == []
    assert paid_to_t1(made) == 40_000


def test_what_follows_the_price_changes_with_it_and_freight_does_not():
    """Price 100 by the break, insurance 1 %, freight 5, duty 10 % of 106, handling 2: 118.6 landed.

    Quality at 2 % defects 118.6 x 0.02 / 0.98; carrying 10 % a year for 73 days 118.6 x 0.02.
    """
    columns = {
        "insurance_rate": 0.01,
        "freight": 5,
        "duty_rate": 0.1,
        "handling": 2,
        "defect_rate": 0.02,
        "lead_time_days": 73,
    }
    made = split(stepped(**columns) | {"carrying_rate": 0.1}, 500)
    costs = made.costs
    assert made.unit_costs()[0] == pytest.approx(118.6)
    assert costs.of("insurance") == pytest.approx(500)
    assert costs.of("freight") == pytest.approx(2500)
    assert costs.of("duty") == pytest.approx(5300)
    assert costs.of("quality") == pytest.approx(500 * 118.6 * 0.02 / 0.98)
    assert costs.of("carrying") == pytest.approx(500 * 118.6 * 0.02)


def test_a_break_is_in_the_currency_and_the_price_unit_of_its_quote():
    """100 dollars for 10 boxes of 2 hubs, at 150 yen: 750 a hub."""
    columns = {"currency": "USD", "price_unit": 10, "unit": "box", "units_per": 2}
    profile = stepped(**columns) | {"exchange_rates": [{"currency": "USD", "rate": 150}]}
    assert paid_to_t1(split(profile, 500)) == 500 * 750


def test_every_period_reaches_its_own_breaks():
    profile = stepped() | {"horizon": years(2)}
    made = sheet(profile, {("hub@T1", 1): 500, ("hub@V1", 1): 500, ("hub@T1", 2): 300, ("hub@V1", 2): 700})
    assert made.costs.amounts["purchase", 1] == 500 * 100 + 500 * 105
    assert made.costs.amounts["purchase", 2] == 300 * 110 + 700 * 105


def two_plants(kind, duty="bonded", **changes):
    """600 hubs at P and 400 at Q, one quote for both at 10 % duty; Q is bonded and pays none."""
    plants = [{"id": "P", "country": "JP"}, {"id": "Q", "country": "JP", "duty_regime": duty}]
    demand = [{"item": "hub", "plant": "P", "quantity": 600}, {"item": "hub", "plant": "Q", "quantity": 400}]
    return stepped(kind, duty_rate=0.1) | {
        "plants": plants,
        "demand": demand,
        "allocation": [],
        **changes,
    }


def at_both(profile, at_p, at_q) -> Sheet:
    bought = {
        ("hub@T1", 1, "P"): at_p,
        ("hub@V1", 1, "P"): 600 - at_p,
        ("hub@T1", 1, "Q"): at_q,
        ("hub@V1", 1, "Q"): 400 - at_q,
    }
    return sheet(profile, {key: quantity for key, quantity in bought.items() if quantity})


def of_t1(made: Sheet) -> list[tuple[float, float]]:
    """Price and landed cost of a unit of T1's awards."""
    return [
        (pytest.approx(line.cost.purchase), pytest.approx(line.cost.landed))
        for line in made.desk.lines
        if line.supplier["id"] == "T1"
    ]


def test_breaks_are_reached_by_what_all_plants_buy():
    assert of_t1(at_both(two_plants(None), 250, 200)) == [(100, 110), (100, 100)]


def test_the_dearest_units_go_where_a_unit_of_price_costs_least_to_land():
    """900 units: 400 at 110, 400 at 100, 100 at 80. Bonded Q takes the 400 at 110.

    P takes 400 at 100 and 100 at 80: 96 on average, 105.6 with its duty.
    """
    made = at_both(two_plants("incremental"), 500, 400)
    assert of_t1(made) == [(96, 105.6), (110, 110)]
    assert made.costs.of("duty") == pytest.approx(500 * 9.6)


def test_a_step_that_two_plants_share_is_cut_between_them():
    """300 at Q: all at 110. 300 at P: the last 100 at 110, 200 at 100; 103.33 on average."""
    assert of_t1(at_both(two_plants("incremental"), 300, 300)) == [(310 / 3, 341 / 3), (110, 110)]


def test_of_plants_at_which_a_unit_of_price_costs_the_same_the_earlier_has_the_dearest_units():
    """800 units. P: 400 at 110, 100 at 100, 108 on average; Q: 300 at 100."""
    assert of_t1(at_both(two_plants("incremental", "normal"), 500, 300)) == [(108, 118.8), (100, 110)]


def test_at_a_plant_the_dearest_units_serve_needs_before_they_are_surplus():
    """700 needed, an order of 900: 400 at 110 and 300 at 100 serve, 100 at 100 and 100 at 80 are left over.

    74,000 of 92,000 are exposure, beside 300 at 105.
    """
    made = split(stepped("incremental", min_order=900), 700, surplus={"hub@T1": 200})
    assert made.broken() == []
    assert paid_to_t1(made) == pytest.approx(92_000)
    line = next(line for line in made.desk.lines if line.supplier["id"] == "T1")
    assert line.serving.purchase * line.quantity == pytest.approx(74_000)


def test_surplus_of_one_plant_comes_before_the_needs_of_the_next():
    """P: 300 serve and 200 are surplus, 400 at 110 and 100 at 100; Q: 300 at 100. All pay the same duty."""
    made = sheet(
        two_plants(
            "incremental", "normal", demand=[{"item": "hub", "plant": p, "quantity": 300} for p in "PQ"]
        ),
        {("hub@T1", 1, "P"): 300.0, ("hub@T1", 1, "Q"): 300.0},
        surplus={("hub@T1", 1, "P"): 200.0},
    )
    assert of_t1(made) == [(108, 118.8), (100, 110)]
    assert [line.serving.purchase for line in made.desk.lines] == [110, 100]


def test_where_prices_rise_surplus_gets_the_first_units():
    """900 at 110, then 100 at 200: of 1,000 the 200 that serve have all the dear ones, 31,000 of 119,000."""
    dear = [{"quote": "hub@T1", "from_quantity": 900, "unit_price": 200}]
    profile = stepped("incremental", min_order=1000) | {"price_breaks": dear}
    made = sheet(profile, {"hub@T1": 200, "hub@V1": 800}, surplus={"hub@T1": 800})
    assert paid_to_t1(made) == pytest.approx(119_000)
    assert made.desk.lines[0].serving.purchase * 200 == pytest.approx(31_000)


@pytest.mark.parametrize("seed", range(25))
def test_no_other_way_to_hand_out_the_steps_costs_less(seed):
    """Every way to give six units at up to four prices to three plants of unequal duty, tried out."""
    rng = random.Random(seed)
    duty = {"P": 0.1, "Q": 0.0, "R": 0.1}
    prices = [rng.randint(50, 150) for _ in range(4)]
    at = sorted(rng.sample(range(1, 6), 3))
    bought = {plant: rng.randint(1, 2) for plant in duty}
    bought["P"] = 6 - bought["Q"] - bought["R"]
    profile = document(
        plants=[
            {"id": p, "country": "JP"} | ({} if rate else {"duty_regime": "bonded"})
            for p, rate in duty.items()
        ],
        demand=[{"item": "hub", "plant": plant, "quantity": units} for plant, units in bought.items()],
        quotes=[quote("T1", prices[0], duty_rate=0.1, discount="incremental")],
        price_breaks=[
            {"quote": "hub@T1", "from_quantity": start, "unit_price": price}
            for start, price in zip(at, prices[1:], strict=True)
        ],
        allocation=[],
    )
    made = sheet(profile, {("hub@T1", 1, plant): float(units) for plant, units in bought.items()})
    landed = sum(line.cost.landed * line.bought for line in made.desk.lines)
    units = [prices[sum(start <= unit for start in at)] for unit in range(6)]
    places = [plant for plant, count in bought.items() for _ in range(count)]
    least = min(
        sum(price * (1 + duty[plant]) for price, plant in zip(some, places, strict=True))
        for some in set(permutations(units))
    )
    assert landed == pytest.approx(least)
    assert sum(line.cost.purchase * line.bought for line in made.desk.lines) == pytest.approx(sum(units))


def test_a_break_changes_the_share_of_spend():
    """500 at 100 by the break against 500 at 105."""
    asked = {"caps": [{"id": "th", "countries": ["TH"], "max_share": 0.5}]}
    made = sheet(stepped(), {"hub@T1": 500, "hub@V1": 500}, asked)
    assert made.of_kind("cap")[0].found == pytest.approx(100 / 205)
