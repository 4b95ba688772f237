"""Cases solved by hand: duties by where goods are from, where they go and when, and under a cap.

As in `hand_solved_duties`: `a` in China asks 100 and pays what the tariffs say, `b` in Viet Nam pays no duty.
"""

from tests.instances.hand_solved import HandSolved, cap, solved
from tests.instances.hand_solved_duties import market, rcep, tariff
from tests.solvers.profiles import Document

# Where goods are from and where they go


def _at(p2: Document, b: float, rows: list[Document]) -> Document:
    """50 at p1 in Japan and 50 at p2."""
    return market(
        rows,
        b,
        plants=[{"id": "p1", "country": "JP"}, {"id": "p2", **p2}],
        demand=[{"item": "m", "quantity": 50, "plant": name} for name in ("p1", "p2")],
    )


@solved
def a_bonded_plant_pays_neither_base_rate_nor_remedy() -> HandSolved:
    """p2 is bonded: 50 x 100 there; p1 would pay 110 + 20 > 105: 50 x 105. 5,000 + 5,250 = 10,250."""
    rows = [tariff(0.1), tariff(0.2, "CN", kind="anti_dumping")]
    document = _at({"country": "JP", "duty_regime": "bonded"}, 105, rows)
    return HandSolved(document, 10250, {"m@b>p1": 50, "m@a>p2": 50}, china=5000 / 10250)


@solved
def a_plant_abroad_pays_the_duty_of_its_country() -> HandSolved:
    """Japan asks 10 %, 110 > 105; Thailand 2 %, 102 < 105: 50 x 105 + 50 x 102 = 10,350."""
    document = _at({"country": "TH"}, 105, [tariff(0.1), tariff(0.02, destination="TH")])
    return HandSolved(document, 10350, {"m@b>p1": 50, "m@a>p2": 50}, china=5000 / 10250)


@solved
def goods_that_do_not_leave_their_country_pay_nothing() -> HandSolved:
    """p2 is in China, which asks 30 % of all others: 50 x 105 + 50 x 100 = 10,250."""
    document = _at({"country": "CN"}, 105, [tariff(0.1), tariff(0.3, destination="CN")])
    return HandSolved(document, 10250, {"m@b>p1": 50, "m@a>p2": 50}, china=5000 / 10250)


@solved
def customs_look_at_their_own_origin_and_caps_at_the_other() -> HandSolved:
    """To customs a's goods are Thai, 0 instead of 20 %, but made in China: half. 5,000 + 5,500 = 10,500."""
    document = market([tariff(0.2, "CN"), tariff(0, "TH")], 110)
    document["quotes"][0]["customs_origin"] = "TH"
    amounts = {"m@a": 50, "m@b": 50}
    return HandSolved(document, 10500, amounts, cap(0.5, base="quantity"), china=5000 / 10500)


# Days


ENDING = [tariff(0, valid_to="2027-03-31"), tariff(0.1, valid_from="2027-04-01")]
"""Free to the end of March 2027."""


@solved
def a_rate_that_has_ended_is_paid_no_more() -> HandSolved:
    """From 1 April, the plan's first day, 10 %: 110 > 105, 10,500."""
    return HandSolved(market(ENDING, 105), 10500, {"m@b": 100}, china=0)


@solved
def tariffs_are_read_for_the_day_that_is_asked_for() -> HandSolved:
    """On 31 March goods are still free: 10,000."""
    return HandSolved(market(ENDING, 105), 10000, {"m@a": 100}, {"on": "2027-03-31"}, china=1)


@solved
def a_preference_that_begins_later_is_not_paid_today() -> HandSolved:
    """RCEP's 2 % begin a day late: 10 %, 110 > 105, so twice 10,500 = 21,000."""
    rows = [tariff(0.1), rcep(0.02) | {"valid_from": "2027-04-02"}]
    document = market(rows, 105, claims=["RCEP"], horizon={"start": "2027-04-01", "count": 2})
    return HandSolved(document, 21000, {"m@b,1": 100, "m@b,2": 100}, china=0)


# Under a cap


@solved
def a_cap_on_landed_cost_counts_duty() -> HandSolved:
    """a lands at 110, b at 121: 110 x = 121 (100 - x), x = 1,100 / 21: 2 x 110 x = 11,523.81.

    Of spend China has 100 x of 100 x + 121 (100 - x) = 210 x: 10 / 21.
    """
    china = 1100 / 21
    amounts = {"m@a": china, "m@b": 100 - china}
    document = market([tariff(0.1)], 121)
    return HandSolved(document, 220 * china, amounts, cap(0.5, base="landed"), china=10 / 21)
