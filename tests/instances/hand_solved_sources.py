"""Cases solved by hand: what a new source costs once, and how many suppliers there are."""

from typing import Any

from tests.instances.hand_solved import HandSolved, solved, three_sites
from tests.solvers.profiles import Document, bought, profile, quote

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


@solved
def two_suppliers_with_a_least_share() -> HandSolved:
    """80 x 100 + 20 x 110 = 10,200."""
    return HandSolved(three_sites(min_suppliers=2, least_share=0.2), 10200, {"m@a": 80, "m@b": 20})


@solved
def two_suppliers_share_at_least_one_per_cent() -> HandSolved:
    """99 x 100 + 1 x 110 = 10,010."""
    return HandSolved(three_sites(min_suppliers=2), 10010, {"m@a": 99, "m@b": 1})


@solved
def two_suppliers_asked_by_the_request() -> HandSolved:
    """The same: 10,010."""
    return HandSolved(three_sites(), 10010, {"m@a": 99, "m@b": 1}, {"suppliers_per_item": {"min": 2}})


@solved
def two_owners() -> HandSolved:
    """a and b are one: 80 x 100 + 20 x 150 = 11,000."""
    document = three_sites(min_suppliers=2, least_share=0.2, distinct="owner")
    return HandSolved(document, 11000, {"m@a": 80, "m@c": 20})


@solved
def two_countries() -> HandSolved:
    """a and b are both Chinese: 11,000."""
    document = three_sites(min_suppliers=2, least_share=0.2, distinct="country")
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
