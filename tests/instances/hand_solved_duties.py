"""Cases solved by hand: plans that turn on a duty, a preference, a remedy or a price break.

100 magnets of HS 8505.11 are needed in Japan unless said. `a` in China asks 100 and pays what the tariffs
say; `b` in Viet Nam pays no duty. Prices are for one unit.
"""

from typing import Any

from tests.instances.hand_solved import HandSolved, solved
from tests.instances.hand_solved_prices import from_
from tests.solvers.profiles import Document, profile, quote

MAGNET = {"hs_code": "8505.11"}


def dutied(supplier: str, unit_price: float, item: str = "m", **columns: object) -> Document:
    """A quote whose duty the tariffs say."""
    return {"item": item, "supplier": supplier, "unit_price": unit_price, **columns}


def tariff(rate: float | None = None, origin: str = "*", **columns: object) -> Document:
    """A row for magnets, of all origins unless said."""
    given = {} if rate is None else {"rate": rate}
    return {"hs_code": "8505", "origin": origin, **given, **columns}


def market(
    rows: list[Document], b: float, claims: list[str] | None = None, a: float = 100, **tables: Any
) -> Document:
    """These tariffs, the price of b, and what a claims."""
    columns = {"agreement": claims} if claims else {}
    quotes = [dutied("a", a, **columns), quote("m", "b", b)]
    document = profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes, {"m": MAGNET}, tariffs=rows)
    return document | tables


def rcep(rate: float) -> Document:
    """A preference for China."""
    return tariff(rate, "CN", agreement="RCEP")


# Preferences


@solved
def a_preference_keeps_the_source() -> HandSolved:
    """RCEP has 2 % of 100: 102 < 105, 10,200. Without it 10 % would be due: 100 x 8 = 800 more."""
    document = market([tariff(0.1), rcep(0.02)], 105, claims=["RCEP"])
    on_rcep = {"rests_on": {"m@a": "RCEP"}, "loss": {"RCEP": 800}}
    return HandSolved(document, 10200, {"m@a": 100}, china=1, **on_rcep)


@solved
def a_preference_that_is_not_claimed_is_not_paid() -> HandSolved:
    """At the base rate of 10 % a costs 110 > 105: 10,500."""
    return HandSolved(market([tariff(0.1), rcep(0.02)], 105), 10500, {"m@b": 100}, china=0)


@solved
def a_base_rate_below_the_preference_is_paid() -> HandSolved:
    """1 % < RCEP's 2 %: 101 < 101.50, so 10,100, and nothing rests on RCEP."""
    return HandSolved(market([tariff(0.01), rcep(0.02)], 101.5, claims=["RCEP"]), 10100, {"m@a": 100})


@solved
def of_two_preferences_the_lower_is_paid_whatever_its_prefix() -> HandSolved:
    """RCEP 4 % for 8505, the other 1.5 % for 85: 101.50 < 102, 10,150. Then RCEP would do: 250 more."""
    other = tariff(0.015, agreement="P4", hs_code="85")
    document = market([tariff(0.1), rcep(0.04), other], 102, claims=["RCEP", "P4"])
    return HandSolved(document, 10150, {"m@a": 100}, rests_on={"m@a": "P4"}, loss={"P4": 250})


@solved
def a_preference_for_others_helps_nobody_else() -> HandSolved:
    """RCEP's row is Korea's: 110 > 105, 10,500."""
    rows = [tariff(0.1), tariff(0.0, "KR", agreement="RCEP")]
    return HandSolved(market(rows, 105, claims=["RCEP"]), 10500, {"m@b": 100}, china=0)


# Rows


@solved
def the_longest_prefix_decides() -> HandSolved:
    """85 is free, 8505 has 10 %, 850511 2 %: 102 < 105, 10,200."""
    rows = [tariff(0, hs_code="85"), tariff(0.02, hs_code="850511"), tariff(0.1)]
    return HandSolved(market(rows, 105), 10200, {"m@a": 100}, china=1)


@solved
def a_row_for_the_country_decides_before_one_for_all() -> HandSolved:
    """China pays 10 % though all others pay nothing: 110 > 105, 10,500."""
    return HandSolved(market([tariff(0), tariff(0.1, "CN")], 105), 10500, {"m@b": 100}, china=0)


@solved
def the_quotes_own_rate_is_the_whole_duty() -> HandSolved:
    """3 % of its own, neither the 10 % nor the remedy of 20 %: 103 < 105, 10,300."""
    rows = [tariff(0.1), tariff(0.2, "CN", kind="anti_dumping")]
    document = market(rows, 105)
    document["quotes"][0]["duty_rate"] = 0.03
    return HandSolved(document, 10300, {"m@a": 100}, china=1)


@solved
def a_remedy_is_added_to_a_preference() -> HandSolved:
    """2 % of RCEP and 25 % against dumping: 127 > 120, 12,000."""
    rows = [tariff(0.1), rcep(0.02), tariff(0.25, "CN", kind="anti_dumping", hs_code="85")]
    return HandSolved(market(rows, 120, claims=["RCEP"]), 12000, {"m@b": 100}, china=0)


@solved
def two_remedies_add_up_and_one_alone_would_be_borne() -> HandSolved:
    """Base 4 %, 10 % and 3 for 1: 117 > 115, 11,500; with either alone 114 or 107."""
    rows = [
        tariff(0.04),
        tariff(0.1, "CN", kind="anti_dumping"),
        tariff(None, "CN", kind="retaliatory", hs_code="850511", specific=3, per=1),
    ]
    return HandSolved(market(rows, 115), 11500, {"m@b": 100}, china=0)


@solved
def a_remedy_against_another_origin_changes_nothing() -> HandSolved:
    """4 % and nothing more, as the remedy is for Thailand: 104 < 115, 10,400."""
    rows = [tariff(0.04), tariff(0.5, "TH", kind="safeguard")]
    return HandSolved(market(rows, 115), 10400, {"m@a": 100}, china=1)


# Specific duties


@solved
def a_specific_duty_is_of_the_unit() -> HandSolved:
    """600 for 100 units: 106 > 105, 10,500."""
    return HandSolved(market([tariff(None, specific=600, per=100)], 105), 10500, {"m@b": 100}, china=0)


@solved
def a_dear_item_rests_on_the_specific_preference_and_a_cheap_one_does_not() -> HandSolved:
    """4 a unit or 10 %. x at 100: 104 < 105. y at 30: 33 < 33.50, where 34 would be more: 13,700.

    Without RCEP x pays 10: 100 x 6 = 600 more.
    """
    rows = [tariff(0.1), tariff(None, "CN", agreement="RCEP", specific=4, per=1)]
    quotes = [
        dutied("a", 100, "x", agreement=["RCEP"]),
        quote("x", "b", 105),
        dutied("a", 30, "y", agreement=["RCEP"]),
        quote("y", "b", 33.5),
    ]
    codes = {"x": MAGNET, "y": MAGNET}
    document = profile({"x": 100, "y": 100}, {"a": "CN", "b": "VN"}, quotes, codes, tariffs=rows)
    on_rcep = {"rests_on": {"x@a": "RCEP"}, "loss": {"RCEP": 600}}
    return HandSolved(document, 13700, {"x@a": 100, "y@a": 100}, china=1, **on_rcep)


@solved
def a_break_lowers_a_duty_on_the_value() -> HandSolved:
    """80 from 60 on, and 10 % of it: 88 < 89, 8,800. With 10 % of 100 it would be 90."""
    document = market([tariff(0.1)], 89, price_breaks=[from_(60, 80, quote="m@a")])
    return HandSolved(document, 8800, {"m@a": 100}, china=1)


@solved
def a_break_lowers_no_duty_on_the_unit() -> HandSolved:
    """80 from 60 on, and 10 a unit: 90 > 89, 8,900."""
    rows = [tariff(None, specific=10, per=1)]
    document = market(rows, 89, price_breaks=[from_(60, 80, quote="m@a")])
    return HandSolved(document, 8900, {"m@b": 100}, china=0)


def _chosen_at_100(b: float) -> Document:
    """5 % or RCEP's 4.50 a unit; 80 from 60 on."""
    rows = [tariff(0.05), tariff(None, "CN", agreement="RCEP", specific=4.5, per=1)]
    return market(rows, b, claims=["RCEP"], price_breaks=[from_(60, 80, quote="m@a")])


@solved
def a_break_keeps_the_preference_that_its_own_price_chose() -> HandSolved:
    """At 100 RCEP's 4.50 < 5; at 80 5 % would be 4, and still 4.50 is paid: 84.50 > 84.20, 8,420."""
    return HandSolved(_chosen_at_100(84.2), 8420, {"m@b": 100}, china=0)


@solved
def a_break_pays_the_preference_that_its_own_price_chose() -> HandSolved:
    """84.50 < 84.60: 8,450. Without RCEP 5 % of 80 would be due, 4 < 4.50: 50 less."""
    on_rcep = {"rests_on": {"m@a": "RCEP"}, "loss": {"RCEP": -50}}
    return HandSolved(_chosen_at_100(84.6), 8450, {"m@a": 100}, china=1, **on_rcep)


@solved
def a_break_from_nothing_on_is_the_price_that_chooses() -> HandSolved:
    """80 from 0 on: 5 % are 4 < 4.50, so nothing rests on RCEP: 84 < 84.20, 8,400."""
    document = _chosen_at_100(84.2) | {"price_breaks": [from_(0, 80, quote="m@a")]}
    return HandSolved(document, 8400, {"m@a": 100}, china=1)


@solved
def a_duty_is_of_freight_and_insurance_too() -> HandSolved:
    """100 + 10 freight + 1 insurance = 111, with 10 % 122.10; b at 122: 12,200."""
    document = market([tariff(0.1)], 122)
    document["quotes"][0] |= {"freight": 10, "insurance_rate": 0.01}
    return HandSolved(document, 12200, {"m@b": 100}, china=0)
