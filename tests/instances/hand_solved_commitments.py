"""Cases solved by hand: contracts, locks, bars and several plants."""

from typing import Any

from tests.instances.hand_solved import HandSolved, cap, owned, solved, three_sites, two_items
from tests.solvers.profiles import Document, bought, profile, quote

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
    return HandSolved(three_sites(), 11500, {"m@a": 70, "m@c": 30}, request)


# What may not be used


@solved
def a_forbidden_supplier() -> HandSolved:
    """Without a all comes of b: 110 x 100 + 70 x 100 = 18,000."""
    request = {"forbidden": [{"supplier": "a"}]}
    return HandSolved(two_items(), 18000, {"x@b": 100, "y@b": 100}, request)


@solved
def a_supplier_forbidden_for_one_item() -> HandSolved:
    """Only y leaves a: 100 x 100 + 100 x 70 = 17,000."""
    request = {"forbidden": [{"supplier": "a", "item": "y"}]}
    return HandSolved(two_items(), 17000, {"x@a": 100, "y@b": 100}, request)


@solved
def a_forbidden_quote() -> HandSolved:
    """x leaves a: 100 x 110 + 100 x 50 = 16,000."""
    request = {"forbidden": [{"quote": "x@a"}]}
    return HandSolved(two_items(), 16000, {"x@b": 100, "y@a": 100}, request)


@solved
def a_country_excluded_for_a_category() -> HandSolved:
    """No Chinese magnets (y): 100 x 100 + 100 x 70 = 17,000."""
    document = two_items(y={"category": "magnets"})
    document["exclusions"] = [{"country": "CN", "category": "magnets", "reason": "export control"}]
    return HandSolved(document, 17000, {"x@a": 100, "y@b": 100})


@solved
def an_owners_country_excluded() -> HandSolved:
    """a is Chinese-owned: 100 x 110 = 11,000."""
    document = owned() | {"exclusions": [{"owner_country": "CN"}]}
    return HandSolved(document, 11000, {"m@b": 100})


@solved
def an_exclusion_from_the_day_after_is_no_exclusion() -> HandSolved:
    """It starts the day after the plan's first: 100 x 100 = 10,000."""
    document = owned() | {"exclusions": [{"owner_country": "CN", "from": "2027-04-02"}]}
    return HandSolved(document, 10000, {"m@a": 100})


@solved
def an_excluded_supplier() -> HandSolved:
    """11,000."""
    document = owned()
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
    return HandSolved(document, 16800, {"m@b>p1": 80, "m@a>p2": 80}, cap(0.0, scope={"plant": "p1"}))
