"""Tiny cases over several periods, solved by hand.

Prices are for one unit, free of duty; an award is written `item@supplier`, with `,period` where there are
several.
Two years unless said: year 1 from 2027-04-01.
"""

from tests.instances.hand_solved import HandSolved, solved
from tests.solvers.profiles import Document, bought, profile, quote

TODAY_A = bought({("m", "a"): 100})


def years(count: int = 2, **columns: object) -> Document:
    """A horizon of years."""
    return {"start": "2027-04-01", "count": count, **columns}


def market(*quotes: Document, suppliers: dict[str, object] | None = None, **tables: object) -> Document:
    """100 of m are needed in every period; a is in China, b in Vietnam."""
    return profile({"m": 100}, suppliers or {"a": "CN", "b": "VN"}, quotes, **({"horizon": years()} | tables))


# Time


@solved
def a_qualification_pays_over_two_years() -> HandSolved:
    """150 once saves 100 a year: 150 + 2 x 900 = 1,950 against 2,000."""
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 9, qualification_cost=150),
        horizon=years(view="steady_state"),
        allocation=TODAY_A,
    )
    return HandSolved(document, 1950, {"m@b,1": 100, "m@b,2": 100})


@solved
def a_source_under_qualification_waits_a_year() -> HandSolved:
    """100 days of qualification: b from year 2. 1,000 + 500 + 60 = 1,560, there is no interest."""
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 5, qualification_cost=60, qualification_days=100),
        allocation=TODAY_A,
    )
    return HandSolved(document, 1560, {"m@a,1": 100, "m@b,2": 100})


@solved
def the_longer_of_qualification_and_onboarding_decides() -> HandSolved:
    """Qualified after 100 days, onboarded after 400: b from year 3 only, 1,000 + 1,000 + 500."""
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 5, qualification_days=100),
        suppliers={"a": "CN", "b": {"country": "VN", "onboarding_days": 400}},
        horizon=years(3),
        allocation=TODAY_A,
    )
    return HandSolved(document, 2500, {"m@a,1": 100, "m@a,2": 100, "m@b,3": 100})


@solved
def a_later_start_costs_less_at_interest() -> HandSolved:
    """At 25 %: tooling of 100 for b, which is valid in year 2 only, counts 80 there.

    1,000 + (500 + 100) / 1.25 = 1,480; a alone 1,000 + 1,000 / 1.25 = 1,800.
    """
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 5, tooling_cost=100, valid_from="2028-04-01"),
        horizon=years(discount_rate=0.25, view="steady_state"),
        allocation=TODAY_A,
    )
    return HandSolved(document, 1480, {"m@a,1": 100, "m@b,2": 100})


@solved
def what_has_to_start_a_year_before_its_use_is_paid_then() -> HandSolved:
    """The same with 100 days of qualification for the 100: paid in year 1, at full worth.

    1,000 + 100 + 500 / 1.25 = 1,500.
    """
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 5, qualification_cost=100, qualification_days=100),
        horizon=years(discount_rate=0.25),
        allocation=TODAY_A,
    )
    return HandSolved(document, 1500, {"m@a,1": 100, "m@b,2": 100})


@solved
def a_glide_path_of_caps_is_a_plan() -> HandSolved:
    """80 % from China in year 1, 30 % in year 2, by quantity: 800 + 20 x 12 and 300 + 70 x 12, 2,180."""
    document = market(quote("m", "a", 10), quote("m", "b", 12))
    caps = [
        {"id": f"from {at}", "countries": ["CN"], "max_share": share, "base": "quantity", "from_period": at}
        for at, share in ((1, 0.8), (2, 0.3))
    ]
    awards = {"m@a,1": 80, "m@b,1": 20, "m@a,2": 30, "m@b,2": 70}
    return HandSolved(document, 2180, awards, {"caps": caps})


@solved
def a_price_that_ends_is_replaced_by_the_next() -> HandSolved:
    """a's 10 ends with year 1, its 14 begins with year 2, b asks 13: 1,000 + 1,300."""
    document = market(
        quote("m", "a", 10, valid_to="2028-03-31"),
        quote("m", "a", 14, id="a later", valid_from="2028-04-01"),
        quote("m", "b", 13),
    )
    return HandSolved(document, 2300, {"m@a,1": 100, "m@b,2": 100})


@solved
def demand_of_one_period_overrides_the_general_one() -> HandSolved:
    """100 a year, 40 in year 2: 140 x 10."""
    demand = [{"item": "m", "quantity": 100}, {"item": "m", "quantity": 40, "period": 2}]
    return HandSolved(market(quote("m", "a", 10), demand=demand), 1400, {"m@a,1": 100, "m@a,2": 40})


@solved
def a_contract_that_ends_inside_a_year_binds_by_its_days() -> HandSolved:
    """73 of 365 days of year 2 (no leap day after 2028-04-01): 100 in year 1, 20 in year 2 at 12.

    1,200 + 20 x 12 + 80 x 10 = 2,240.
    """
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 12),
        contracts=[{"item": "m", "supplier": "b", "quantity": 100, "to": "2028-06-12"}],
    )
    return HandSolved(document, 2240, {"m@b,1": 100, "m@b,2": 20, "m@a,2": 80})


@solved
def an_item_moves_no_faster_than_its_pace() -> HandSolved:
    """40 % a year: 60 and 40, then 20 and 80: 600 + 360 + 200 + 720 = 1,880."""
    document = market(quote("m", "a", 10), quote("m", "b", 9), allocation=TODAY_A)
    awards = {"m@a,1": 60, "m@b,1": 40, "m@a,2": 20, "m@b,2": 80}
    return HandSolved(document, 1880, awards, {"max_moved_share": 0.4})


@solved
def what_is_not_bought_today_moves_freely_at_first() -> HandSolved:
    """Nothing is moved in year 1; in year 2 a is valid no more, and b has 100 already: 2 x 900."""
    document = market(quote("m", "a", 10), quote("m", "b", 9))
    return HandSolved(document, 1800, {"m@b,1": 100, "m@b,2": 100}, {"max_moved_share": 0.4})


@solved
def no_change_keeps_every_source() -> HandSolved:
    """b at 9 may not be added: 2 x 1,000."""
    document = market(quote("m", "a", 10), quote("m", "b", 9), allocation=TODAY_A)
    return HandSolved(document, 2000, {"m@a,1": 100, "m@a,2": 100}, {"max_changes": 0})


@solved
def two_changes_move_an_item_altogether() -> HandSolved:
    """Add b, drop a: 2 x 900."""
    document = market(quote("m", "a", 10), quote("m", "b", 9), allocation=TODAY_A)
    return HandSolved(document, 1800, {"m@b,1": 100, "m@b,2": 100}, {"max_changes": 2})


@solved
def a_budget_lets_the_cheaper_start_through() -> HandSolved:
    """Two years: b saves 600 for 500, c saves 200 for 100; cash for 300: 100 + 2 x 900 = 1,900."""
    document = market(
        quote("m", "a", 10),
        quote("m", "b", 7, qualification_cost=500),
        quote("m", "c", 9, qualification_cost=100),
        suppliers={"a": "CN", "b": "VN", "c": "TH"},
        horizon=years(view="steady_state"),
        allocation=TODAY_A,
    )
    return HandSolved(document, 1900, {"m@c,1": 100, "m@c,2": 100}, {"budget": {"one_off": 300}})
