"""Cases solved by hand: caps and floors, alone and with other rules."""

from tests.instances.hand_solved import HandSolved, cap, owned, solved, two_items
from tests.solvers.profiles import Document, profile, quote

# Caps and floors


def _two_lands(demand: float, **columns: object) -> Document:
    """China at 100 as it lands, Vietnam at a price of 60 that lands at 110."""
    quotes = [quote("m", "cn", 100), quote("m", "vn", 60, incoterm="FOB", freight=50)]
    return profile({"m": demand}, {"cn": "CN", "vn": "VN"}, quotes, **columns)


def _curve(share: float, china: float) -> HandSolved:
    """A point of the curve: `china` of the quantity comes from China, a unit costs 110 - 10 x china."""
    amounts = {"m@cn": 1e6 * china, "m@vn": 1e6 * (1 - china)}
    kept = {name: amount for name, amount in amounts.items() if amount > 0}
    return HandSolved(_two_lands(1e6), 1e6 * (110 - 10 * china), kept, cap(share))


@solved
def spend_cap_of_0() -> HandSolved:
    """All from Vietnam: 110 a unit."""
    return _curve(0.0, 0.0)


@solved
def spend_cap_of_20_per_cent() -> HandSolved:
    """100 x = 0.2 (100 x + 60 (1 - x)), so 92 x = 12 and x = 3/23: 110 - 30/23 = 108.70 a unit."""
    return _curve(0.2, 3 / 23)


@solved
def spend_cap_of_40_per_cent() -> HandSolved:
    """100 x = 0.4 (60 + 40 x), so 84 x = 24 and x = 2/7: 110 - 20/7 = 107.14 a unit."""
    return _curve(0.4, 2 / 7)


@solved
def spend_cap_of_60_per_cent() -> HandSolved:
    """100 x = 0.6 (60 + 40 x), so 76 x = 36 and x = 9/19: 110 - 90/19 = 105.26 a unit."""
    return _curve(0.6, 9 / 19)


@solved
def spend_cap_of_80_per_cent() -> HandSolved:
    """100 x = 0.8 (60 + 40 x), so 68 x = 48 and x = 12/17: 110 - 120/17 = 102.94 a unit."""
    return _curve(0.8, 12 / 17)


@solved
def spend_cap_of_100_per_cent() -> HandSolved:
    """No cap at all: 100 a unit."""
    return _curve(1.0, 1.0)


@solved
def landed_cap() -> HandSolved:
    """Half of landed cost: 100 x = 110 (1 - x), x = 11/21. Of 1,050: 550 x 100 + 500 x 110 = 110,000."""
    return HandSolved(_two_lands(1050), 110000, {"m@cn": 550, "m@vn": 500}, cap(0.5, base="landed"))


@solved
def quantity_cap() -> HandSolved:
    """Half of the quantity: 500 x 100 + 500 x 110 = 105,000."""
    return HandSolved(_two_lands(1000), 105000, {"m@cn": 500, "m@vn": 500}, cap(0.5, base="quantity"))


@solved
def floor() -> HandSolved:
    """30 % of spend from Vietnam: 120 y = 0.3 (100 (1 - y) + 120 y), so 114 y = 30 and y = 5/19.

    Of 1,140: 300 x 120 + 840 x 100 = 36,000 + 84,000 = 120,000.
    """
    document = profile({"m": 1140}, {"cn": "CN", "vn": "VN"}, [quote("m", "cn", 100), quote("m", "vn", 120)])
    request = {"floors": [{"id": "asean", "countries": ["ASEAN"], "min_share": 0.3}]}
    return HandSolved(document, 120000, {"m@cn": 840, "m@vn": 300}, request)


def _four_lands() -> Document:
    prices = {"cn": 100, "vn": 110, "jp": 115, "th": 120}
    return profile({"m": 100}, {s: s.upper() for s in prices}, [quote("m", s, p) for s, p in prices.items()])


@solved
def each_country_spares_the_firms_own() -> HandSolved:
    """40 % a country but Japan: 40 x 100 + 40 x 110 + 20 x 115 = 4,000 + 4,400 + 2,300 = 10,700."""
    request = {"each_country": {"max_share": 0.4, "base": "quantity"}}
    return HandSolved(_four_lands(), 10700, {"m@cn": 40, "m@vn": 40, "m@jp": 20}, request)


@solved
def each_country_spares_whom_the_request_names() -> HandSolved:
    """10 % a country but China, which may have it all: 100 x 100 = 10,000."""
    request = {"each_country": {"max_share": 0.1, "base": "quantity", "except": ["CN"]}}
    return HandSolved(_four_lands(), 10000, {"m@cn": 100}, request)


@solved
def each_country_without_exceptions() -> HandSolved:
    """30 % each: 30 x (100 + 110 + 115) + 10 x 120 = 9,750 + 1,200 = 10,950."""
    request = {"each_country": {"max_share": 0.3, "base": "quantity", "except": []}}
    amounts = {"m@cn": 30, "m@vn": 30, "m@jp": 30, "m@th": 10}
    return HandSolved(_four_lands(), 10950, amounts, request)


@solved
def ownership_looks_behind_the_site() -> HandSolved:
    """Half may be Chinese-owned: 50 x 100 + 50 x 110 = 10,500."""
    request = cap(0.5, base="quantity", measure="ownership")
    return HandSolved(owned(), 10500, {"m@a": 50, "m@b": 50}, request)


@solved
def origin_looks_at_the_site_alone() -> HandSolved:
    """The same sites are Vietnamese by origin: 100 x 100 = 10,000."""
    return HandSolved(owned(), 10000, {"m@a": 100}, cap(0.5, base="quantity"))


@solved
def the_origin_of_a_quote_is_not_its_suppliers_country() -> HandSolved:
    """A trader in Singapore sells Chinese goods: at most 50 of them, 50 x 100 + 50 x 110 = 10,500."""
    quotes = [quote("m", "a", 100, origin="CN"), quote("m", "b", 110)]
    document = profile({"m": 100}, {"a": "SG", "b": "VN"}, quotes)
    return HandSolved(document, 10500, {"m@a": 50, "m@b": 50}, cap(0.5, base="quantity"))


@solved
def scope_of_a_category() -> HandSolved:
    """Half of the magnets (y) leaves China, x does not: 10,000 + 50 x 50 + 50 x 70 = 16,000."""
    request = cap(0.5, base="quantity", scope={"category": "magnets"})
    amounts = {"x@a": 100, "y@a": 50, "y@b": 50}
    return HandSolved(two_items(y={"category": "magnets"}), 16000, amounts, request)


@solved
def scope_of_critical_items() -> HandSolved:
    """Only x is critical: 50 x 100 + 50 x 110 + 100 x 50 = 15,500."""
    request = cap(0.5, base="quantity", scope={"critical": True})
    amounts = {"x@a": 50, "x@b": 50, "y@a": 100}
    return HandSolved(two_items(x={"critical": True}), 15500, amounts, request)


@solved
def scope_of_one_item() -> HandSolved:
    """A quarter of y at most: 10,000 + 25 x 50 + 75 x 70 = 16,500."""
    request = cap(0.25, base="quantity", scope={"item": "y"})
    return HandSolved(two_items(), 16500, {"x@a": 100, "y@a": 25, "y@b": 75}, request)


@solved
def a_firm_wide_cap_moves_the_item_that_loses_least() -> HandSolved:
    """Half of 200 must go: x moves at 10 a unit before y at 20: 100 x 110 + 100 x 50 = 16,000."""
    return HandSolved(two_items(), 16000, {"x@b": 100, "y@a": 100}, cap(0.5, base="quantity"))


# Several rules at once


@solved
def a_cap_makes_a_qualification_worth_its_cost() -> HandSolved:
    """Half must leave China: to b at 140, 5,000 + 7,000 = 12,000, or to c at 110 for 1,000 once.

    5,000 + 5,500 + 1,000 = 11,500; without the cap all stays, 10,000.
    """
    quotes = [quote("m", "a", 100), quote("m", "b", 140), quote("m", "c", 110, qualification_cost=1000)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN", "c": "TH"}, quotes)
    return HandSolved(document, 11500, {"m@a": 50, "m@c": 50}, cap(0.5, base="quantity"))


@solved
def a_cap_and_a_capacity_together() -> HandSolved:
    """40 at most from China, 30 at most of b, the rest of c: 40 x 100 + 30 x 110 + 30 x 130 = 11,200."""
    quotes = [quote("m", "a", 100), quote("m", "b", 110, capacity=30), quote("m", "c", 130)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN", "c": "TH"}, quotes)
    return HandSolved(document, 11200, {"m@a": 40, "m@b": 30, "m@c": 30}, cap(0.4, base="quantity"))


@solved
def a_cap_met_by_leaving_a_need_short() -> HandSolved:
    """Each Chinese unit at 100 needs one of Vietnam at 110; the pair is cheaper than 107 missing: 10,500."""
    quotes = [quote("m", "a", 100), quote("m", "b", 110)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes, items={"m": {"shortage_cost": 107}})
    return HandSolved(document, 10500, {"m@a": 50, "m@b": 50}, cap(0.5, base="quantity"))


@solved
def a_cap_that_makes_a_shortage_cheapest() -> HandSolved:
    """The pair costs 105 a unit, a missing one 104: nothing is bought, 10,400."""
    quotes = [quote("m", "a", 100), quote("m", "b", 110)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes, items={"m": {"shortage_cost": 104}})
    return HandSolved(document, 10400, {}, cap(0.5, base="quantity"))
