"""Tiny cases solved by hand: the optimum and its arithmetic stand in each docstring.

Prices are for one unit, free of duty unless said; `a`, `b`, … are suppliers. An award is written
`item@supplier`, with `>plant` where there are several plants.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.solvers.profiles import Document, bought, profile, quote


@dataclass(frozen=True, slots=True)
class HandSolved:
    """A case and its optimum.

    Attributes:
        profile: the profile's document.
        cost: the least cost.
        awards: the only quantities that reach it.
        request: as on the wire.
        surplus: what is bought beyond the needs.
    """

    profile: Document
    cost: float
    awards: dict[str, float]
    request: dict[str, Any] = field(default_factory=dict)
    surplus: dict[str, float] = field(default_factory=dict)


CASES: dict[str, Callable[[], HandSolved]] = {}


def solved[F: Callable[[], HandSolved]](case: F) -> F:
    """Add a case to the list."""
    CASES[case.__name__] = case
    return case


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


# Caps and floors


def _two_lands(demand: float, **columns: object) -> Document:
    """China at 100 as it lands, Vietnam at a price of 60 that lands at 110."""
    quotes = [quote("m", "cn", 100), quote("m", "vn", 60, incoterm="FOB", freight=50)]
    return profile({"m": demand}, {"cn": "CN", "vn": "VN"}, quotes, **columns)


def _cap(share: float, **columns: object) -> dict[str, Any]:
    return {"caps": [{"id": "china", "countries": ["CN"], "max_share": share, **columns}]}


def _curve(share: float, china: float) -> HandSolved:
    """A point of the curve: `china` of the quantity comes from China, a unit costs 110 - 10 x china."""
    amounts = {"m@cn": 1e6 * china, "m@vn": 1e6 * (1 - china)}
    kept = {name: amount for name, amount in amounts.items() if amount > 0}
    return HandSolved(_two_lands(1e6), 1e6 * (110 - 10 * china), kept, _cap(share))


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
    return HandSolved(_two_lands(1050), 110000, {"m@cn": 550, "m@vn": 500}, _cap(0.5, base="landed"))


@solved
def quantity_cap() -> HandSolved:
    """Half of the quantity: 500 x 100 + 500 x 110 = 105,000."""
    return HandSolved(_two_lands(1000), 105000, {"m@cn": 500, "m@vn": 500}, _cap(0.5, base="quantity"))


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


def _owned() -> Document:
    suppliers = {"a": {"country": "VN", "owner_country": "CN"}, "b": "VN"}
    return profile({"m": 100}, suppliers, [quote("m", "a", 100), quote("m", "b", 110)])


@solved
def ownership_looks_behind_the_site() -> HandSolved:
    """Half may be Chinese-owned: 50 x 100 + 50 x 110 = 10,500."""
    request = _cap(0.5, base="quantity", measure="ownership")
    return HandSolved(_owned(), 10500, {"m@a": 50, "m@b": 50}, request)


@solved
def origin_looks_at_the_site_alone() -> HandSolved:
    """The same sites are Vietnamese by origin: 100 x 100 = 10,000."""
    return HandSolved(_owned(), 10000, {"m@a": 100}, _cap(0.5, base="quantity"))


@solved
def the_origin_of_a_quote_is_not_its_suppliers_country() -> HandSolved:
    """A trader in Singapore sells Chinese goods: at most 50 of them, 50 x 100 + 50 x 110 = 10,500."""
    quotes = [quote("m", "a", 100, origin="CN"), quote("m", "b", 110)]
    document = profile({"m": 100}, {"a": "SG", "b": "VN"}, quotes)
    return HandSolved(document, 10500, {"m@a": 50, "m@b": 50}, _cap(0.5, base="quantity"))


def _two_items(**items: Any) -> Document:
    prices = {"x": (100, 110), "y": (50, 70)}
    quotes = [
        quote(item, s, p) for item, pair in prices.items() for s, p in zip(("a", "b"), pair, strict=True)
    ]
    return profile({"x": 100, "y": 100}, {"a": "CN", "b": "VN"}, quotes, items=items)


@solved
def scope_of_a_category() -> HandSolved:
    """Half of the magnets (y) leaves China, x does not: 10,000 + 50 x 50 + 50 x 70 = 16,000."""
    request = _cap(0.5, base="quantity", scope={"category": "magnets"})
    amounts = {"x@a": 100, "y@a": 50, "y@b": 50}
    return HandSolved(_two_items(y={"category": "magnets"}), 16000, amounts, request)


@solved
def scope_of_critical_items() -> HandSolved:
    """Only x is critical: 50 x 100 + 50 x 110 + 100 x 50 = 15,500."""
    request = _cap(0.5, base="quantity", scope={"critical": True})
    amounts = {"x@a": 50, "x@b": 50, "y@a": 100}
    return HandSolved(_two_items(x={"critical": True}), 15500, amounts, request)


@solved
def scope_of_one_item() -> HandSolved:
    """A quarter of y at most: 10,000 + 25 x 50 + 75 x 70 = 16,500."""
    request = _cap(0.25, base="quantity", scope={"item": "y"})
    return HandSolved(_two_items(), 16500, {"x@a": 100, "y@a": 25, "y@b": 75}, request)


@solved
def a_firm_wide_cap_moves_the_item_that_loses_least() -> HandSolved:
    """Half of 200 must go: x moves at 10 a unit before y at 20: 100 x 110 + 100 x 50 = 16,000."""
    return HandSolved(_two_items(), 16000, {"x@b": 100, "y@a": 100}, _cap(0.5, base="quantity"))


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
    return HandSolved(document, 6160, amounts, _cap(0.45, base="quantity"), {"x@b": 20})


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


# One-off costs


def _switch(cost: float, horizon: dict[str, Any] | None = None) -> Document:
    """1,000 are bought of `a` at 100; `b` asks 90, once it is qualified."""
    return profile(
        {"m": 1000},
        {"a": "CN", "b": "VN"},
        [quote("m", "a", 100), quote("m", "b", 90, qualification_cost=cost)],
        allocation=bought({("m", "a"): 1000}),
        horizon={"start": "2027-04-01", **(horizon or {})},
    )


@solved
def qualification_pays() -> HandSolved:
    """1,000 x 10 are saved for 6,000: 90,000 + 6,000 = 96,000."""
    return HandSolved(_switch(6000), 96000, {"m@b": 1000})


@solved
def qualification_does_not_pay() -> HandSolved:
    """15,000 for 10,000 a year: a stays, 100,000."""
    return HandSolved(_switch(15000), 100000, {"m@a": 1000})


@solved
def qualification_pays_over_five_years() -> HandSolved:
    """15,000 over five years are 3,000 a year: 90,000 + 3,000 = 93,000."""
    return HandSolved(_switch(15000, {"evaluation_years": 5}), 93000, {"m@b": 1000})


@solved
def qualification_pays_as_an_annuity() -> HandSolved:
    """Two years at 10 %: each carries 0.1 / (1 - 1.1 ^ -2) = 1.21 / 2.1 of 16,800, 9,680. In all 99,680."""
    return HandSolved(_switch(16800, {"evaluation_years": 2, "discount_rate": 0.1}), 99680, {"m@b": 1000})


@solved
def tooling_is_paid_for_a_qualified_quote_too() -> HandSolved:
    """Qualified, so 15,000 are spared, but its tool costs 7,000: 90,000 + 7,000 = 97,000."""
    document = _switch(15000)
    document["quotes"][1] |= {"qualified": True, "tooling_cost": 7000}
    return HandSolved(document, 97000, {"m@b": 1000})


def _new_supplier(items: int, cost: float) -> Document:
    """Each item is bought of `a` at 100; `b` asks 90 for 100 of each, and is new."""
    names = ["x", "y"][:items]
    return profile(
        dict.fromkeys(names, 100),
        {"a": "CN", "b": {"country": "VN", "onboarding_cost": cost}},
        [quote(item, s, p) for item in names for s, p in (("a", 100), ("b", 90))],
        allocation=bought({(item, "a"): 100 for item in names}),
    )


@solved
def onboarding_is_paid_once_for_two_items() -> HandSolved:
    """Two items save 2,000 for 1,500 once: 18,000 + 1,500 = 19,500."""
    return HandSolved(_new_supplier(2, 1500), 19500, {"x@b": 100, "y@b": 100})


@solved
def onboarding_does_not_pay_for_one_item() -> HandSolved:
    """One item saves 1,000 for 1,500: it stays, 10,000."""
    return HandSolved(_new_supplier(1, 1500), 10000, {"x@a": 100})


# Suppliers: capacity and number


@solved
def a_shared_capacity_goes_where_a_unit_of_it_saves_most() -> HandSolved:
    """x saves 10 a unit of capacity, y 15 for two, 7.5: 60 of x, and 20 of y fill a's 100.

    60 x 90 + 20 x 85 + 40 x 100 = 5,400 + 1,700 + 4,000 = 11,100.
    """
    quotes = [
        quote("x", "a", 90),
        quote("x", "b", 100),
        quote("y", "a", 85, capacity_rate=2),
        quote("y", "b", 100),
    ]
    document = profile({"x": 60, "y": 60}, {"a": {"country": "CN", "capacity": 100}, "b": "VN"}, quotes)
    return HandSolved(document, 11100, {"x@a": 60, "y@a": 20, "y@b": 40})


def _three(**item: Any) -> Document:
    """`a` at 100 and `b` at 110 belong together, `c` asks 150."""
    suppliers = {"a": {"country": "CN", "group": "g"}, "b": {"country": "CN", "group": "g"}, "c": "VN"}
    quotes = [quote("m", "a", 100), quote("m", "b", 110), quote("m", "c", 150)]
    return profile({"m": 100}, suppliers, quotes, items={"m": item})


@solved
def two_suppliers_with_a_least_share() -> HandSolved:
    """80 x 100 + 20 x 110 = 10,200."""
    return HandSolved(_three(min_suppliers=2, least_share=0.2), 10200, {"m@a": 80, "m@b": 20})


@solved
def two_suppliers_share_at_least_one_per_cent() -> HandSolved:
    """99 x 100 + 1 x 110 = 10,010."""
    return HandSolved(_three(min_suppliers=2), 10010, {"m@a": 99, "m@b": 1})


@solved
def two_suppliers_asked_by_the_request() -> HandSolved:
    """The same: 10,010."""
    return HandSolved(_three(), 10010, {"m@a": 99, "m@b": 1}, {"suppliers_per_item": {"min": 2}})


@solved
def two_owners() -> HandSolved:
    """a and b are one: 80 x 100 + 20 x 150 = 11,000."""
    document = _three(min_suppliers=2, least_share=0.2, distinct="owner")
    return HandSolved(document, 11000, {"m@a": 80, "m@c": 20})


@solved
def two_countries() -> HandSolved:
    """a and b are both Chinese: 11,000."""
    document = _three(min_suppliers=2, least_share=0.2, distinct="country")
    return HandSolved(document, 11000, {"m@a": 80, "m@c": 20})


def _full(**item: Any) -> Document:
    quotes = [quote("m", "a", 100, capacity=60), quote("m", "b", 105, capacity=60), quote("m", "c", 110)]
    suppliers = {"a": {"country": "CN", "group": "g"}, "b": {"country": "CN", "group": "g"}, "c": "VN"}
    return profile({"m": 100}, suppliers, quotes, items={"m": item})


@solved
def one_supplier_must_deliver_it_all() -> HandSolved:
    """a and b deliver 60 each, so one supplier is c: 100 x 110 = 11,000."""
    return HandSolved(_full(max_suppliers=1), 11000, {"m@c": 100})


@solved
def one_supplier_delivers_all_but_the_last_digit_of_a_sum() -> HandSolved:
    """0.1 + 0.2 is a little more than 0.3 in a computer, and 0.3 is still all of it: 0.3 x 100 = 30."""
    quotes = [quote("m", "a", 100, capacity=0.3), quote("m", "b", 110)]
    document = profile({"m": 0.1 + 0.2}, {"a": "CN", "b": "VN"}, quotes, {"m": {"max_suppliers": 1}})
    return HandSolved(document, 30, {"m@a": 0.3})


@solved
def one_owner_may_have_two_sites() -> HandSolved:
    """a and b are one owner: 60 x 100 + 40 x 105 = 10,200."""
    return HandSolved(_full(max_suppliers=1, distinct="owner"), 10200, {"m@a": 60, "m@b": 40})


@solved
def the_tighter_limit_on_suppliers_binds() -> HandSolved:
    """The item allows three, the request one: 11,000."""
    return HandSolved(_full(max_suppliers=3), 11000, {"m@c": 100}, {"suppliers_per_item": {"max": 1}})


# Commitments


def _contract(**columns: object) -> Document:
    """`a` asks 100 and has a contract, `b` asks 80."""
    rows = [{"item": "m", "supplier": "a", "quantity": 50, **columns}]
    quotes = [quote("m", "a", 100), quote("m", "b", 80)]
    return profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes, contracts=rows)


@solved
def a_shortfall_below_the_break_even_is_paid() -> HandSolved:
    """Taking costs 20 more a unit, missing 19: 100 x 80 + 50 x 19 = 8,950."""
    return HandSolved(_contract(shortfall_price=19), 8950, {"m@b": 100})


@solved
def a_shortfall_above_the_break_even_is_taken() -> HandSolved:
    """Missing costs 21, taking 20 more: 50 x 100 + 50 x 80 = 9,000."""
    return HandSolved(_contract(shortfall_price=21), 9000, {"m@a": 50, "m@b": 50})


@solved
def a_contract_without_a_price_is_hard() -> HandSolved:
    """50 x 100 + 50 x 80 = 9,000."""
    return HandSolved(_contract(), 9000, {"m@a": 50, "m@b": 50})


@solved
def a_contract_that_ends_is_pro_rata_by_days() -> HandSolved:
    """183 of the year's 366 days to 31 March 2028: 25 x 100 + 75 x 80 = 8,500."""
    return HandSolved(_contract(to="2027-09-30"), 8500, {"m@a": 25, "m@b": 75})


@solved
def a_lock_holds_todays_share() -> HandSolved:
    """b has 30 of 100 today and keeps it at twice the demand: 140 x 100 + 60 x 120 = 21,200."""
    document = profile(
        {"m": 200},
        {"a": "CN", "b": "VN"},
        [quote("m", "a", 100), quote("m", "b", 120)],
        allocation=bought({("m", "a"): 70, ("m", "b"): 30}),
        locks=[{"item": "m", "supplier": "b", "reason": "customer_directed"}],
    )
    return HandSolved(document, 21200, {"m@a": 140, "m@b": 60})


@solved
def a_lock_that_has_run_out_holds_nothing() -> HandSolved:
    """The day before the start: 100 x 100 = 10,000."""
    document = profile(
        {"m": 100},
        {"a": "CN", "b": "VN"},
        [quote("m", "a", 100), quote("m", "b", 120)],
        locks=[{"item": "m", "supplier": "b", "share": 0.3, "until": "2027-03-31"}],
    )
    return HandSolved(document, 10000, {"m@a": 100})


@solved
def a_fixed_share_holds_exactly() -> HandSolved:
    """c gets 30 %, neither more nor less: 70 x 100 + 30 x 150 = 11,500."""
    request = {"fixed": [{"item": "m", "supplier": "c", "share": 0.3}]}
    return HandSolved(_three(), 11500, {"m@a": 70, "m@c": 30}, request)


# What may not be used


@solved
def a_forbidden_supplier() -> HandSolved:
    """Without a all comes of b: 110 x 100 + 70 x 100 = 18,000."""
    request = {"forbidden": [{"supplier": "a"}]}
    return HandSolved(_two_items(), 18000, {"x@b": 100, "y@b": 100}, request)


@solved
def a_supplier_forbidden_for_one_item() -> HandSolved:
    """Only y leaves a: 100 x 100 + 100 x 70 = 17,000."""
    request = {"forbidden": [{"supplier": "a", "item": "y"}]}
    return HandSolved(_two_items(), 17000, {"x@a": 100, "y@b": 100}, request)


@solved
def a_forbidden_quote() -> HandSolved:
    """x leaves a: 100 x 110 + 100 x 50 = 16,000."""
    request = {"forbidden": [{"quote": "x@a"}]}
    return HandSolved(_two_items(), 16000, {"x@b": 100, "y@a": 100}, request)


@solved
def a_country_excluded_for_a_category() -> HandSolved:
    """No Chinese magnets (y): 100 x 100 + 100 x 70 = 17,000."""
    document = _two_items(y={"category": "magnets"})
    document["exclusions"] = [{"country": "CN", "category": "magnets", "reason": "export control"}]
    return HandSolved(document, 17000, {"x@a": 100, "y@b": 100})


@solved
def an_owners_country_excluded() -> HandSolved:
    """a is Chinese-owned: 100 x 110 = 11,000."""
    document = _owned() | {"exclusions": [{"owner_country": "CN"}]}
    return HandSolved(document, 11000, {"m@b": 100})


@solved
def an_exclusion_from_the_day_after_is_no_exclusion() -> HandSolved:
    """It starts the day after the plan's first: 100 x 100 = 10,000."""
    document = _owned() | {"exclusions": [{"owner_country": "CN", "from": "2027-04-02"}]}
    return HandSolved(document, 10000, {"m@a": 100})


@solved
def an_excluded_supplier() -> HandSolved:
    """11,000."""
    document = _owned()
    document["suppliers"][0]["excluded"] = True
    return HandSolved(document, 11000, {"m@b": 100})


@solved
def a_quote_that_is_too_slow() -> HandSolved:
    """91 days are more than 90; a quote that says nothing passes: 100 x 110 = 11,000."""
    quotes = [quote("m", "a", 100, lead_time_days=91), quote("m", "b", 110)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes)
    return HandSolved(document, 11000, {"m@b": 100}, {"max_lead_time_days": 90})


@solved
def a_quote_that_has_run_out() -> HandSolved:
    """a's price held until the day before, b's until the first day itself: 100 x 110 = 11,000."""
    quotes = [
        quote("m", "a", 100, valid_to="2027-03-31"),
        quote("m", "b", 110, valid_to="2027-04-01"),
        quote("m", "c", 105, valid_from="2027-04-02"),
    ]
    document = profile({"m": 100}, {"a": "CN", "b": "VN", "c": "TH"}, quotes)
    return HandSolved(document, 11000, {"m@b": 100})


# Several plants


def _plants(quotes: list[Document], **plants: Any) -> Document:
    rows = [{"id": "p1", "country": "JP", **plants}, {"id": "p2", "country": "JP"}]
    demand = [{"item": "m", "plant": "p1", "quantity": 80}, {"item": "m", "plant": "p2", "quantity": 80}]
    return profile({"m": 160}, {"a": "CN", "b": "VN", "c": "TH"}, quotes, plants=rows, demand=demand)


@solved
def a_quote_for_both_plants_goes_where_it_saves_most() -> HandSolved:
    """a's 120 at 100 save 20 at p2 and 5 at p1: 80 there, 40 here, 40 of b: 12,000 + 40 x 105 = 16,200."""
    quotes = [
        quote("m", "a", 100, capacity=120),
        quote("m", "b", 105, plant="p1"),
        quote("m", "c", 120, plant="p2"),
    ]
    return HandSolved(_plants(quotes), 16200, {"m@a>p1": 40, "m@a>p2": 80, "m@b@p1>p1": 40})


@solved
def a_minimum_order_is_of_both_plants_together() -> HandSolved:
    """160 reach an order of 150 that neither plant's 80 would: 160 x 90 = 14,400."""
    quotes = [quote("m", "a", 90, min_order=150), quote("m", "b", 100)]
    return HandSolved(_plants(quotes), 14400, {"m@a>p1": 80, "m@a>p2": 80})


@solved
def a_bonded_plant_pays_no_duty() -> HandSolved:
    """100 + 20 % duty = 120 at p2, 100 at the bonded p1; b asks 110: 80 x 100 + 80 x 110 = 16,800."""
    quotes = [quote("m", "a", 100) | {"duty_rate": 0.2}, quote("m", "b", 110)]
    document = _plants(quotes, duty_regime="bonded")
    return HandSolved(document, 16800, {"m@a>p1": 80, "m@b>p2": 80})


@solved
def surplus_goes_to_the_plant_where_a_unit_costs_least() -> HandSolved:
    """b has all of the bonded p1, so a serves p2 only, 80 at 150, and its order of 100 leaves 20 over.

    They are taken at p1 without duty: 80 x 50 + 80 x 150 + 20 x 100 = 4,000 + 12,000 + 2,000 = 18,000.
    """
    quotes = [quote("m", "a", 100, min_order=100) | {"duty_rate": 0.5}, quote("m", "b", 50, plant="p1")]
    request = {"fixed": [{"item": "m", "supplier": "b", "plant": "p1", "share": 1.0}]}
    return HandSolved(
        _plants(quotes, duty_regime="bonded"),
        18000,
        {"m@b@p1>p1": 80, "m@a>p2": 80},
        request,
        {"m@a>p1": 20},
    )


@solved
def scope_of_one_plant() -> HandSolved:
    """Nothing Chinese at p1: 80 x 110 + 80 x 100 = 16,800."""
    document = _plants([quote("m", "a", 100), quote("m", "b", 110)])
    return HandSolved(document, 16800, {"m@b>p1": 80, "m@a>p2": 80}, _cap(0.0, scope={"plant": "p1"}))


# Several rules at once


@solved
def a_cap_makes_a_qualification_worth_its_cost() -> HandSolved:
    """Half must leave China: to b at 140, 5,000 + 7,000 = 12,000, or to c at 110 for 1,000 once.

    5,000 + 5,500 + 1,000 = 11,500; without the cap all stays, 10,000.
    """
    quotes = [quote("m", "a", 100), quote("m", "b", 140), quote("m", "c", 110, qualification_cost=1000)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN", "c": "TH"}, quotes)
    return HandSolved(document, 11500, {"m@a": 50, "m@c": 50}, _cap(0.5, base="quantity"))


@solved
def a_cap_and_a_capacity_together() -> HandSolved:
    """40 at most from China, 30 at most of b, the rest of c: 40 x 100 + 30 x 110 + 30 x 130 = 11,200."""
    quotes = [quote("m", "a", 100), quote("m", "b", 110, capacity=30), quote("m", "c", 130)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN", "c": "TH"}, quotes)
    return HandSolved(document, 11200, {"m@a": 40, "m@b": 30, "m@c": 30}, _cap(0.4, base="quantity"))


@solved
def a_cap_met_by_leaving_a_need_short() -> HandSolved:
    """Each Chinese unit at 100 needs one of Vietnam at 110; the pair is cheaper than 107 missing: 10,500."""
    quotes = [quote("m", "a", 100), quote("m", "b", 110)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes, items={"m": {"shortage_cost": 107}})
    return HandSolved(document, 10500, {"m@a": 50, "m@b": 50}, _cap(0.5, base="quantity"))


@solved
def a_cap_that_makes_a_shortage_cheapest() -> HandSolved:
    """The pair costs 105 a unit, a missing one 104: nothing is bought, 10,400."""
    quotes = [quote("m", "a", 100), quote("m", "b", 110)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes, items={"m": {"shortage_cost": 104}})
    return HandSolved(document, 10400, {}, _cap(0.5, base="quantity"))
