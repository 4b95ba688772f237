"""The checker on price breaks and rebates, against arithmetic done by hand."""

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


def test_plants_at_which_a_unit_of_price_costs_the_same_share_every_step():
    """800 units, 84,000 in all: 105 on average at both."""
    assert of_t1(at_both(two_plants("incremental", "normal"), 500, 300)) == [(105, 115.5), (105, 115.5)]


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


def rebated(*steps):
    rows = [{"supplier": "T1", "from_spend": spend, "rate": rate} for spend, rate in steps]
    return document(rebates=rows)


@pytest.mark.parametrize(
    ("bought", "rebate"),
    [(499, 0), (500, 0.02 * 55_000), (900, 0.02 * 99_000), (1000, 0.05 * 110_000), (0, 0)],
    ids=["below", "just reached", "between", "the second step", "nothing bought"],
)
def test_the_rate_of_the_highest_step_reached_holds_for_the_whole_spend(bought, rebate):
    """2 % from 55,000 on, 5 % from 110,000 on; a hub costs 110."""
    made = split(rebated((110_000, 0.05), (55_000, 0.02)), bought)
    assert made.costs.of("rebates") == pytest.approx(-rebate)


def test_a_step_is_reached_a_millionth_below_it():
    assert split(rebated((55_000.05, 0.02)), 500).costs.of("rebates") == pytest.approx(-1100)
    assert split(rebated((55_000.06, 0.02)), 500).costs.of("rebates") == 0


def test_a_rebate_is_on_the_price_in_force_of_all_items_and_plants_with_what_is_bought_too_much():
    """450 hubs at 100 by the break, 50 of them surplus, and 100 caps at 30: 48,000; 10 % of it."""
    profile = stepped(min_order=450) | {
        "items": [{"id": "hub"}, {"id": "cap"}],
        "demand": [{"item": "hub", "quantity": 1000}, {"item": "cap", "quantity": 100}],
        "rebates": [{"supplier": "T1", "from_spend": 48_000, "rate": 0.1}],
    }
    profile["quotes"] = [*profile["quotes"], quote("T1", 30, item="cap", freight=7)]
    made = sheet(profile, {"hub@T1": 400, "hub@C1": 600, "cap@T1": 100}, surplus={"hub@T1": 50})
    assert made.broken() == []
    assert made.costs.of("rebates") == pytest.approx(-4_800)
    assert made.costs.of("freight") == 700


def test_each_period_has_its_own_spend_and_its_rebate_counts_less_later():
    profile = rebated((60_000, 0.1)) | {"horizon": years(2, discount_rate=0.1)}
    made = sheet(profile, {("hub@C1", 1): 500, ("hub@T1", 1): 500, ("hub@T1", 2): 1000})
    assert made.costs.amounts["rebates", 1] == 0
    assert made.costs.amounts["rebates", 2] == -11_000
    assert made.costs.objective == pytest.approx(105_000 + 99_000 / 1.1)


def test_a_rebate_changes_no_share():
    """Half of the hubs at 110 and half at 105, whatever T1 pays back."""
    asked = {"caps": [{"id": "th", "countries": ["TH"], "max_share": 0.5}]}
    made = sheet(rebated((0, 0.5)), {"hub@T1": 500, "hub@V1": 500}, asked)
    assert made.costs.of("rebates") == -27_500
    assert made.of_kind("cap")[0].found == pytest.approx(110 / 215)


def test_a_break_changes_the_share_of_spend():
    """500 at 100 by the break against 500 at 105."""
    asked = {"caps": [{"id": "th", "countries": ["TH"], "max_share": 0.5}]}
    made = sheet(stepped(), {"hub@T1": 500, "hub@V1": 500}, asked)
    assert made.of_kind("cap")[0].found == pytest.approx(100 / 205)
