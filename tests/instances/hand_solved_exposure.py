"""Cases solved by hand: content, any tie, reference prices and soft rules."""

from typing import Any

from tests.instances.hand_solved import HandSolved, solved, two_items
from tests.solvers.profiles import Document, bought, profile, quote


def _content(supplier: str, **shares: float) -> list[Document]:
    return [{"supplier": supplier, "country": name, "share": share} for name, share in shares.items()]


def _three(vietnam: float = 110, **tables: Any) -> Document:
    """cn at 100, vn at 110 with half of its content from China, jp at 130; 100 are needed."""
    quotes = [quote("m", "cn", 100), quote("m", "vn", vietnam), quote("m", "jp", 130)]
    suppliers = {"cn": "CN", "vn": "VN", "jp": "JP"}
    return profile({"m": 100}, suppliers, quotes, content=_content("vn", CN=0.5)) | tables


def _cap(share: float, **columns: object) -> dict[str, Any]:
    return {"caps": [{"id": "china", "countries": ["CN"], "max_share": share, "base": "quantity", **columns}]}


# Content


@solved
def content_counts_for_the_country_it_is_from() -> HandSolved:
    """A unit of China's saves 130 - 100 = 30 in cn and (130 - 110) / 0.5 = 40 in vn, so vn has all 20 %.

    0.5 v = 20, v = 40: 40 x 110 + 60 x 130 = 4,400 + 7,800 = 12,200.
    """
    return HandSolved(_three(), 12200, {"m@vn": 40, "m@jp": 60}, _cap(0.2, measure="look_through"))


@solved
def by_origin_the_same_content_is_not_seen() -> HandSolved:
    """20 of cn, the rest of vn: 20 x 100 + 80 x 110 = 10,800."""
    return HandSolved(_three(), 10800, {"m@cn": 20, "m@vn": 80}, _cap(0.2))


@solved
def content_of_the_quote_wins_over_the_supplier_s() -> HandSolved:
    """Nine tenths of vn's quote are Thailand's, the last is Viet Nam's: 20 x 100 + 80 x 110 = 10,800."""
    rows = [*_content("vn", CN=0.5), {"quote": "m@vn", "country": "TH", "share": 0.9}]
    request = _cap(0.2, measure="look_through")
    return HandSolved(_three(content=rows), 10800, {"m@cn": 20, "m@vn": 80}, request)


@solved
def what_content_leaves_is_the_origin_s() -> HandSolved:
    """60 % of cn are Japanese parts, so 40 % are China's: 0.4 x <= 30, x = 75: 7,500 + 25 x 130 = 10,750."""
    quotes = [quote("m", "cn", 100), quote("m", "jp", 130)]
    document = profile({"m": 100}, {"cn": "CN", "jp": "JP"}, quotes, content=_content("cn", JP=0.6))
    return HandSolved(document, 10750, {"m@cn": 75, "m@jp": 25}, _cap(0.3, measure="look_through"))


@solved
def a_floor_by_content_counts_parts_from_home() -> HandSolved:
    """A quarter of vn is Japan's: a unit of it costs (105 - 100) / 0.25 = 20 there and 30 in jp.

    j + 0.25 v = 40 and j + v = 100: v = 80, j = 20: 80 x 105 + 20 x 130 = 8,400 + 2,600 = 11,000.
    """
    floor = {
        "id": "home",
        "countries": ["JP"],
        "min_share": 0.4,
        "base": "quantity",
        "measure": "look_through",
    }
    document = _three(105, content=_content("vn", JP=0.25))
    return HandSolved(document, 11000, {"m@vn": 80, "m@jp": 20}, {"floors": [floor]})


@solved
def each_country_by_content_limits_one_that_sells_nothing() -> HandSolved:
    """Korea's content is 60 % of a and 20 % of b: 0.6 a + 0.2 (100 - a) <= 50, a <= 75.

    China has 0.4 x 75 = 30, Viet Nam 0.8 x 25 = 20: 75 x 100 + 25 x 110 = 10,250.
    """
    content = [*_content("a", KR=0.6), *_content("b", KR=0.2)]
    quotes = [quote("m", "a", 100), quote("m", "b", 110)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes, content=content)
    request = {"each_country": {"max_share": 0.5, "base": "quantity", "measure": "look_through"}}
    return HandSolved(document, 10250, {"m@a": 75, "m@b": 25}, request)


@solved
def any_counts_owner_and_content_alike() -> HandSolved:
    """th is owned from China and counts whole: a unit of China's saves 15 there, 30 in cn, 40 in vn.

    0.5 v = 30, v = 60: 60 x 110 + 40 x 130 = 6,600 + 5,200 = 11,800.
    """
    prices = {"cn": 100, "vn": 110, "th": 115, "jp": 130}
    suppliers = {"cn": "CN", "vn": "VN", "th": {"country": "TH", "owner_country": "CN"}, "jp": "JP"}
    quotes = [quote("m", name, price) for name, price in prices.items()]
    document = profile({"m": 100}, suppliers, quotes, content=_content("vn", CN=0.5))
    return HandSolved(document, 11800, {"m@vn": 60, "m@jp": 40}, _cap(0.3, measure="any"))


# Reference prices


def _cheaper_price(reference: float) -> Document:
    """cn lands at its price of 100, vn at 110, of which 60 are its price."""
    quotes = [quote("m", "cn", 100), quote("m", "vn", 60, incoterm="FOB", freight=50)]
    return profile({"m": 100}, {"cn": "CN", "vn": "VN"}, quotes, {"m": {"reference_price": reference}})


@solved
def at_reference_prices_a_low_price_elsewhere_costs_no_share() -> HandSolved:
    """Every unit weighs 90, so 40 % are 40 of 100 (of spend only 28.6): 4,000 + 60 x 110 = 10,600."""
    amounts = {"m@cn": 40, "m@vn": 60}
    return HandSolved(_cheaper_price(90), 10600, amounts, _cap(0.4, base="reference"))


@solved
def reference_prices_weigh_the_items() -> HandSolved:
    """x weighs 10, y 40: half of 5,000. A weight of China's saves 10 / 10 = 1 in x and 20 / 40 = 0.5 in y.

    x takes 1,000, y 1,500 / 40 = 37.5: 10,000 + 37.5 x 50 + 62.5 x 70 = 16,250.
    """
    document = two_items(x={"reference_price": 10}, y={"reference_price": 40})
    amounts = {"x@a": 100, "y@a": 37.5, "y@b": 62.5}
    return HandSolved(document, 16250, amounts, _cap(0.5, base="reference"))


@solved
def without_reference_prices_todays_landed_cost_weighs_them() -> HandSolved:
    """x weighs 110, bought from b today, y 50 from a: half of 16,000. x saves 10 / 110 a weight, y 20 / 50.

    y takes 5,000, x 3,000 / 110 = 27.2727: 110 x 100 - 10 x 27.2727 + 5,000 = 15,727.27.
    """
    document = two_items() | {"allocation": bought({("x", "b"): 100, ("y", "a"): 100})}
    amounts = {"x@a": 300 / 11, "x@b": 800 / 11, "y@a": 100}
    return HandSolved(document, 16000 - 3000 / 11, amounts, _cap(0.5, base="reference"))


# Soft rules


def _pair(demand: float = 100, **columns: object) -> Document:
    """cn at 100, vn at 110."""
    quotes = [quote("m", "cn", 100), quote("m", "vn", 110, **columns)]
    return profile({"m": demand}, {"cn": "CN", "vn": "VN"}, quotes)


@solved
def a_soft_cap_is_passed_where_a_point_is_cheaper_than_a_unit() -> HandSolved:
    """A point is one of 100 units: 8 < 10, so nothing moves and 60 points are paid: 10,000 + 480."""
    return HandSolved(_pair(), 10480, {"m@cn": 100}, _cap(0.4, elastic_price=8))


@solved
def a_soft_cap_is_kept_where_a_point_is_dearer_than_a_unit() -> HandSolved:
    """12 > 10: 40 x 100 + 60 x 110 = 10,600."""
    return HandSolved(_pair(), 10600, {"m@cn": 40, "m@vn": 60}, _cap(0.4, elastic_price=12))


@solved
def a_soft_cap_is_kept_as_far_as_it_pays() -> HandSolved:
    """vn has 30 at 10 more, jp all at 30 more; a point is 20: 70 of cn are 30 points beyond the cap.

    70 x 100 + 30 x 110 + 30 x 20 = 7,000 + 3,300 + 600 = 10,900.
    """
    quotes = [quote("m", "cn", 100), quote("m", "vn", 110, capacity=30), quote("m", "jp", 130)]
    document = profile({"m": 100}, {"cn": "CN", "vn": "VN", "jp": "JP"}, quotes)
    return HandSolved(document, 10900, {"m@cn": 70, "m@vn": 30}, _cap(0.4, elastic_price=20))


@solved
def a_soft_cap_weighs_against_what_a_new_source_costs_once() -> HandSolved:
    """Keeping it costs 60 x 10 and 500 once, 1,100; passing it 60 x 15 = 900: 10,900."""
    document = _pair(qualification_cost=500)
    return HandSolved(document, 10900, {"m@cn": 100}, _cap(0.4, elastic_price=15))


@solved
def a_new_source_is_started_where_points_cost_more() -> HandSolved:
    """60 x 20 = 1,200 > 1,100: 40 x 100 + 60 x 110 + 500 = 11,100."""
    document = _pair(qualification_cost=500)
    return HandSolved(document, 11100, {"m@cn": 40, "m@vn": 60}, _cap(0.4, elastic_price=20))


@solved
def a_point_of_spend_is_a_hundredth_of_the_cheapest_spend() -> HandSolved:
    """700 at 100: a point is 700. A unit that moves takes 60 + 24 = 84 off the excess of 60 x 700 = 42,000.

    84 / 700 x 50 = 6 < 10: nothing moves, 60 points at 50 are paid: 70,000 + 3,000 = 73,000.
    """
    quotes = [quote("m", "cn", 100), quote("m", "vn", 60, incoterm="FOB", freight=50)]
    document = profile({"m": 700}, {"cn": "CN", "vn": "VN"}, quotes)
    return HandSolved(document, 73000, {"m@cn": 700}, _cap(0.4, base="spend", elastic_price=50))


@solved
def a_point_of_spend_dear_enough_moves_as_much_as_a_hard_cap() -> HandSolved:
    """84 / 700 x 100 = 12 > 10: 100 x = 0.4 (60 + 40 x), x = 2/7: 200 x 100 + 500 x 110 = 75,000."""
    quotes = [quote("m", "cn", 100), quote("m", "vn", 60, incoterm="FOB", freight=50)]
    document = profile({"m": 700}, {"cn": "CN", "vn": "VN"}, quotes)
    amounts = {"m@cn": 200, "m@vn": 500}
    return HandSolved(document, 75000, amounts, _cap(0.4, base="spend", elastic_price=100))


@solved
def a_soft_floor_is_missed_where_that_is_cheaper() -> HandSolved:
    """30 points short at 5, against 30 units at 10: 10,000 + 150 = 10,150."""
    floor = {"id": "asean", "countries": ["ASEAN"], "min_share": 0.3, "base": "quantity", "elastic_price": 5}
    return HandSolved(_pair(), 10150, {"m@cn": 100}, {"floors": [floor]})


@solved
def two_soft_rules_pull_together_until_one_is_content() -> HandSolved:
    """A unit to vn costs 10 and saves 6 of the cap and 6 of the floor: up to the floor's 50.

    The next saves 6 only: 50 x 100 + 50 x 110 + 10 points x 6 = 10,560.
    """
    floor = {"id": "asean", "countries": ["ASEAN"], "min_share": 0.5, "base": "quantity", "elastic_price": 6}
    request = _cap(0.4, elastic_price=6) | {"floors": [floor]}
    return HandSolved(_pair(), 10560, {"m@cn": 50, "m@vn": 50}, request)


@solved
def a_soft_cap_that_nobody_can_keep_is_paid_for() -> HandSolved:
    """Only China offers it: 60 points at 1,000: 10,000 + 60,000 = 70,000."""
    document = profile({"m": 100}, {"cn": "CN"}, [quote("m", "cn", 100)])
    return HandSolved(document, 70000, {"m@cn": 100}, _cap(0.4, elastic_price=1000))
