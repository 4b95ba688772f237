"""Duty from the tariffs table."""

from datetime import date

import numpy as np
import pytest

from models.case.cost_kinds import CostKind
from models.case.duty import digits_of
from tests.models.factory import case, codes, issues_of, quote, the, unit_cost

MAGNET = "8505.11.000"


def duty(tariffs, origin="CN", on=None, hs_code=MAGNET, **tables):
    """Duty on a hub of 100 yen, so in per cent."""
    row = {"duty_rate": None, "origin": origin} | tables.pop("columns", {})
    tables.setdefault("items", [{"id": "hub", "hs_code": hs_code}])
    made = case(on=on, tariffs=tariffs, quotes=[quote(price=100, **row)], **tables)
    return unit_cost(made, CostKind.DUTY)


def rate(hs_code, origin, value, **columns):
    return {"hs_code": hs_code, "origin": origin, "rate": value, **columns}


def test_the_duty_rate_of_the_quote_wins_remedies_included():
    """The quote's 3 % is the whole duty, whatever the table says of base and anti-dumping."""
    rows = [rate("85", "*", 0.1), rate("85", "CN", 0.2, kind="anti_dumping")]
    assert duty(rows, columns={"duty_rate": 0.03}) == pytest.approx(3)
    assert duty(rows, columns={"duty_rate": 0}) == 0


def test_duty_is_on_price_freight_and_insurance():
    """10 % of 100 + 20 + 5."""
    columns = {"freight": 20, "insurance_rate": 0.05}
    assert duty([rate("85", "*", 0.1)], columns=columns) == pytest.approx(12.5)


@pytest.mark.parametrize("rows", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_the_longest_prefix_wins_whatever_the_order_of_rows(rows):
    table = [rate("85", "*", 0.10), rate("8505", "*", 0.04), rate("850511", "*", 0.02)]
    assert duty([table[at] for at in rows]) == pytest.approx(2)
    assert duty([table[at] for at in rows], hs_code="8505.20") == pytest.approx(4)
    assert duty([table[at] for at in rows], hs_code="8501") == pytest.approx(10)


def test_a_longer_prefix_for_all_beats_a_shorter_one_for_the_country():
    assert duty([rate("85", "CN", 0.10), rate("850511", "*", 0.02)]) == pytest.approx(2)


def test_a_longer_prefix_of_another_origin_does_not_count():
    assert duty([rate("85", "*", 0.10), rate("850511", "VN", 0.02)]) == pytest.approx(10)


def test_a_code_that_is_longer_than_the_item_s_does_not_fit():
    assert duty([rate("850511000", "*", 0.1)], hs_code="8505") == 0


@pytest.mark.parametrize("printed", ["850511", "8505.11", "8505 11", "8505-11"])
def test_only_the_digits_of_a_code_are_compared(printed):
    assert duty([rate(printed, "*", 0.02)]) == pytest.approx(2)
    assert digits_of(printed) == "850511"


def test_a_row_for_the_country_beats_one_for_its_group_and_that_one_for_all():
    table = [rate("85", "*", 0.10), rate("85", "ASEAN", 0.05), rate("85", "VN", 0.07)]
    assert duty(table, origin="VN") == pytest.approx(7)
    assert duty(table, origin="TH") == pytest.approx(5)
    assert duty(table, origin="CN") == pytest.approx(10)


def test_of_rows_equally_close_the_lowest_counts():
    """Vietnam is in ASEAN and in CPTPP."""
    assert duty([rate("85", "ASEAN", 0.05), rate("85", "CPTPP", 0.01)], origin="VN") == pytest.approx(1)


def test_a_group_is_read_on_the_day_of_the_plan():
    """Timor-Leste joined ASEAN on 26 October 2025."""
    table = [rate("85", "*", 0.10), rate("85", "ASEAN", 0)]
    assert duty(table, origin="TL", on=date(2025, 10, 25)) == pytest.approx(10)
    assert duty(table, origin="TL", on=date(2025, 10, 26)) == 0


def test_remedies_add_up_with_the_base_rate():
    """5 % base + 20 % anti-dumping + 7 % safeguard + 10 % retaliatory."""
    table = [
        rate("85", "*", 0.05),
        rate("850511", "CN", 0.20, kind="anti_dumping"),
        rate("8505", "*", 0.07, kind="safeguard"),
        rate("85", "CN", 0.10, kind="retaliatory"),
    ]
    assert duty(table) == pytest.approx(42)
    assert duty(table, origin="VN") == pytest.approx(12)


def test_a_remedy_without_a_base_rate_is_the_duty():
    made = duty([rate("85", "CN", 0.2, kind="anti_dumping")])
    assert made == pytest.approx(20)


def test_a_remedy_does_not_take_the_place_of_the_base_rate():
    """The remedy's prefix is longer; the base rate of the shorter one still applies."""
    assert duty([rate("85", "*", 0.03), rate("850511", "*", 0.2, kind="safeguard")]) == pytest.approx(23)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2027-03-31", 10), ("2027-04-01", 2), ("2027-06-30", 2), ("2027-07-01", 10)],
)
def test_a_row_is_in_force_from_its_first_day_to_its_last(day, expected):
    table = [rate("85", "*", 0.10), rate("8505", "*", 0.02, valid_from="2027-04-01", valid_to="2027-06-30")]
    assert duty(table, on=date.fromisoformat(day)) == pytest.approx(expected)


def test_customs_origin_decides_and_not_where_it_is_made():
    table = [rate("85", "CN", 0.2), rate("85", "VN", 0.01)]
    assert duty(table, origin="CN", columns={"customs_origin": "VN"}) == pytest.approx(1)


@pytest.mark.parametrize("columns", [{"origin": "JP"}, {"customs_origin": "JP"}])
def test_goods_of_the_country_of_destination_pay_none(columns):
    assert duty([rate("85", "*", 0.2)], columns=columns) == 0
    assert duty([], columns=columns | {"duty_rate": 0.2}) == 0


def test_without_an_origin_the_supplier_s_country_counts():
    assert duty([rate("85", "VN", 0.04), rate("85", "*", 0.2)], origin=None) == pytest.approx(4)


PLANTS = [
    {"id": "nagoya", "country": "JP"},
    {"id": "rayong", "country": "TH"},
    {"id": "zone", "country": "JP", "duty_regime": "bonded"},
]
NEEDS = [{"item": "hub", "plant": p["id"], "quantity": 1} for p in PLANTS]


def test_each_plant_pays_the_duty_of_its_country_and_a_bonded_one_none():
    """To Japan 5 % (the destination of a row that names none), to Thailand 30 %, into the zone nothing."""
    made = case(
        plants=PLANTS,
        demand=NEEDS,
        items=[{"id": "hub", "hs_code": MAGNET}],
        quotes=[quote(price=100, duty_rate=None)],
        tariffs=[rate("85", "*", 0.05), rate("85", "*", 0.30, destination="TH")],
    )
    assert made.offers.plant.tolist() == [0, 1, 2]
    assert made.offers.unit[CostKind.DUTY].tolist() == pytest.approx([5, 30, 0])


def test_the_duty_rate_of_a_quote_is_not_paid_at_home_or_in_bond():
    """Made in Thailand at 10 %: paid in Nagoya, not in Rayong, not in the zone."""
    made = case(plants=PLANTS, demand=NEEDS, quotes=[quote(price=100, origin="TH", duty_rate=0.1)])
    assert made.offers.unit[CostKind.DUTY].tolist() == pytest.approx([10, 0, 0])


def test_a_delivered_price_holds_its_duty():
    assert duty([rate("85", "*", 0.2)], columns={"incoterm": "DDP"}) == 0


@pytest.mark.parametrize(
    ("tariffs", "hs_code"),
    [
        ([], MAGNET),
        ([rate("85", "*", 0.2)], None),
        ([rate("84", "*", 0.2)], MAGNET),
        ([rate("85", "TH", 0.2)], MAGNET),
    ],
)
def test_no_row_at_all_is_no_duty_and_said_so_with_the_quotes(tariffs, hs_code):
    rows = [quote(price=100, duty_rate=None), quote(id="other", price=100, duty_rate=0.01)]
    items = [{"id": "hub", "hs_code": hs_code} if hs_code else {"id": "hub"}]
    made = case(tariffs=tariffs, items=items, quotes=rows)
    (assumption,) = [a for a in made.assumptions if a.code == "duty_zero"]
    assert assumption.applies_to == ("hub@V1",)
    assert made.offers.unit[CostKind.DUTY].tolist() == [0, 1]


def test_with_several_plants_the_assumption_still_lists_each_quote_once():
    """Two quotes, three plants: five offers pay duty nowhere known (the zone is bonded)."""
    quotes = [quote(duty_rate=0), quote(id="b", duty_rate=None), quote(id="c", duty_rate=None)]
    made = case(plants=PLANTS, demand=NEEDS, quotes=quotes)
    (assumption,) = [a for a in made.assumptions if a.code == "duty_zero"]
    assert assumption.applies_to == ("b", "c")


def test_a_rate_of_zero_is_a_row_and_no_assumption():
    made = case(
        tariffs=[rate("85", "*", 0)],
        items=[{"id": "hub", "hs_code": MAGNET}],
        quotes=[quote(duty_rate=None)],
    )
    assert "duty_zero" not in {a.code for a in made.assumptions}


SPECIFIC = {"hs_code": "8505", "origin": "*", "text": "12.5 yen/kg"}


def not_ad_valorem(**columns):
    return issues_of(
        items=[{"id": "hub", "hs_code": MAGNET}],
        tariffs=[SPECIFIC],
        quotes=[quote(**{"duty_rate": None} | columns)],
    )


def test_a_rate_that_is_not_ad_valorem_needs_the_quote_s_own():
    issue = the("duty_rate_needed", not_ad_valorem())
    assert (issue.place, issue.found, issue.severity) == ("/quotes/0/duty_rate", MAGNET, "fault")
    assert issue.hint == "give the quote's duty_rate"
    assert codes(not_ad_valorem(duty_rate=0.01)) == []


@pytest.mark.parametrize("columns", [{"origin": "JP"}, {"incoterm": "DDP"}])
def test_where_no_duty_is_paid_no_rate_is_needed(columns):
    assert codes(not_ad_valorem(**columns)) == []


def test_one_of_two_equally_close_rows_without_a_rate_leaves_the_lower_unknown():
    rows = [SPECIFIC | {"origin": "ASEAN"}, rate("8505", "CPTPP", 0.01)]
    found = issues_of(
        items=[{"id": "hub", "hs_code": MAGNET}], tariffs=rows, quotes=[quote(duty_rate=None, origin="VN")]
    )
    assert codes(found) == ["duty_rate_needed"]


def test_the_missing_rate_is_reported_together_with_all_other_faults():
    found = issues_of(
        items=[{"id": "hub", "hs_code": MAGNET}],
        tariffs=[SPECIFIC],
        demand=[{"item": "hub", "quantity": -1}],
        quotes=[quote(duty_rate=None), quote(id="b", currency="USD"), quote(id="c", supplier="X9")],
    )
    assert {"duty_rate_needed", "out_of_range", "no_exchange_rate", "unknown_reference"} <= set(codes(found))


def test_rates_are_the_same_for_many_goods_at_once():
    quotes = [quote(id=f"q{n}", duty_rate=None, origin=("CN", "VN")[n % 2], price=100) for n in range(50)]
    made = case(
        items=[{"id": "hub", "hs_code": MAGNET}],
        tariffs=[rate("85", "CN", 0.2), rate("85", "*", 0.1)],
        quotes=quotes,
    )
    assert np.allclose(made.offers.unit[CostKind.DUTY], [20, 10] * 25)


# Claimed preferences


def under(agreement, hs_code, origin, value=None, **columns):
    """A row of an agreement; without a value it has no rate."""
    row = {"hs_code": hs_code, "origin": origin, "agreement": agreement, **columns}
    return row if value is None else row | {"rate": value}


def opened(tariffs, claims=None, price=100, hs_code=MAGNET, origin="VN", **columns):
    """A case of one hub of 100 yen from Vietnam that claims these agreements."""
    row = {"duty_rate": None, "origin": origin, "agreement": claims, **columns}
    return case(
        tariffs=tariffs, items=[{"id": "hub", "hs_code": hs_code}], quotes=[quote(price=price, **row)]
    )


def paid(*args, **columns):
    """Duty of the hub, the agreement it rests on, and the duty without it (None where nobody can say)."""
    offers = opened(*args, **columns).offers
    without = float(offers.duty_without[0])
    return (
        pytest.approx(float(offers.unit[CostKind.DUTY][0])),
        offers.agreement[0],
        None if np.isnan(without) else pytest.approx(without),
    )


BASE_AND_TWO = [rate("85", "*", 0.04), under("CPTPP", "85", "CPTPP", 0.01), under("RCEP", "85", "RCEP", 0.02)]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (None, (4, None, None)),
        ([], (4, None, None)),
        (["RCEP"], (2, "RCEP", 4)),
        (["RCEP", "CPTPP"], (1, "CPTPP", 2)),
        (["CPTPP", "RCEP"], (1, "CPTPP", 2)),
        (["AJCEP"], (4, None, None)),
    ],
)
def test_of_base_rate_and_claimed_agreements_the_least_duty_is_paid(claims, expected):
    """Hubs of 100 yen: base 4 %, RCEP 2 %, CPTPP 1 %. Without CPTPP the claim of RCEP still stands."""
    assert paid(BASE_AND_TWO, claims) == expected


def test_names_of_agreements_are_compared_as_they_are_written():
    assert paid(BASE_AND_TWO, ["rcep"]) == (4, None, None)


def test_a_preference_that_is_no_lower_is_not_rested_on():
    """A tie goes to the base rate: losing the agreement would cost nothing."""
    tied = [rate("85", "*", 0.02), under("RCEP", "85", "*", 0.02)]
    assert paid(tied, ["RCEP"]) == (2, None, None)
    dearer = [rate("85", "*", 0.02), under("RCEP", "85", "*", 0.03)]
    assert paid(dearer, ["RCEP"]) == (2, None, None)


def test_of_two_agreements_that_tie_the_one_claimed_first_is_rested_on():
    tied = [rate("85", "*", 0.04), under("CPTPP", "85", "*", 0.01), under("RCEP", "85", "*", 0.01)]
    assert paid(tied, ["RCEP", "CPTPP"]) == (1, "RCEP", 1)
    assert paid(tied, ["CPTPP", "RCEP"]) == (1, "CPTPP", 1)


def test_the_longest_prefix_counts_for_each_agreement_apart():
    """Base: 8505 at 3 %, though 850511 has a row of RCEP; RCEP: 850511 at 1 % and not 85 at 0."""
    table = [
        rate("8505", "*", 0.03),
        under("RCEP", "85", "*", 0.0),
        under("RCEP", "850511", "*", 0.01),
        under("CPTPP", "85", "*", 0.02),
    ]
    assert paid(table, ["RCEP", "CPTPP"]) == (1, "RCEP", 2)
    assert paid(table, ["CPTPP"]) == (2, "CPTPP", 3)


def test_a_row_of_an_agreement_counts_only_where_it_covers_the_customs_origin():
    """RCEP has rows of its own for Chinese goods; a country wins over the group, which wins over all."""
    table = [
        rate("85", "*", 0.04),
        under("RCEP", "85", "RCEP_ASEAN_AU_NZ", 0.01),
        under("RCEP", "85", "CN", 0.03),
    ]
    assert paid(table, ["RCEP"], origin="VN") == (1, "RCEP", 4)
    assert paid(table, ["RCEP"], origin="CN") == (3, "RCEP", 4)
    assert paid(table, ["RCEP"], origin="KR") == (4, None, None)
    assert paid(table, ["RCEP"], origin="CN", customs_origin="VN") == (1, "RCEP", 4)


def test_a_preference_counts_for_its_destination_and_on_its_days_only():
    table = [rate("85", "*", 0.04)]
    assert paid([*table, under("RCEP", "85", "*", 0.01, destination="TH")], ["RCEP"]) == (4, None, None)
    assert paid([*table, under("RCEP", "85", "*", 0.01, valid_to="2027-03-31")], ["RCEP"]) == (4, None, None)
    assert paid([*table, under("RCEP", "85", "*", 0.01, valid_to="2027-04-01")], ["RCEP"]) == (1, "RCEP", 4)


def test_remedies_are_added_whatever_is_claimed():
    """RCEP 1 % + anti-dumping 20 % + 5 yen for 2 hubs: 23.5; without RCEP 4 % instead: 26.5."""
    table = [
        rate("85", "*", 0.04),
        under("RCEP", "85", "*", 0.01),
        rate("8505", "VN", 0.20, kind="anti_dumping"),
        {"hs_code": "85", "origin": "*", "kind": "safeguard", "specific": 5, "per": 2},
    ]
    assert paid(table, ["RCEP"]) == (23.5, "RCEP", 26.5)


def test_where_no_duty_is_due_no_agreement_is_rested_on():
    for columns in ({"origin": "JP"}, {"incoterm": "DDP"}):
        assert paid(BASE_AND_TWO, ["RCEP"], **columns) == (0, None, None)
    assert paid(BASE_AND_TWO, ["RCEP"], duty_rate=0.03) == (3, None, None)


def test_without_a_base_rate_nobody_can_say_what_losing_the_preference_costs():
    assert paid([under("RCEP", "85", "*", 0.01)], ["RCEP"]) == (1, "RCEP", None)


def test_each_plant_has_its_own_preference():
    """To Japan RCEP at 1 %, to Thailand CPTPP at 2 %, into the zone nothing at all."""
    made = case(
        plants=PLANTS,
        demand=NEEDS,
        items=[{"id": "hub", "hs_code": MAGNET}],
        quotes=[quote(price=100, duty_rate=None, agreement=["RCEP", "CPTPP"])],
        tariffs=[
            rate("85", "*", 0.05),
            under("RCEP", "85", "*", 0.01),
            rate("85", "*", 0.30, destination="TH"),
            under("CPTPP", "85", "*", 0.02, destination="TH"),
        ],
    )
    assert made.offers.agreement.tolist() == ["RCEP", "CPTPP", None]
    assert made.offers.unit[CostKind.DUTY].tolist() == pytest.approx([1, 2, 0])
    assert made.offers.duty_without[:2].tolist() == pytest.approx([5, 30])
    assert made.offers.tariff.tolist() == [1, 3, -1]


@pytest.mark.parametrize(
    ("claims", "price", "expected"),
    [
        (None, 100, (24, None, None)),
        (["RCEP"], 100, (22, "RCEP", 24)),
        (["RCEP", "CPTPP"], 100, (21.5, "CPTPP", 22)),
        (["RCEP", "CPTPP"], 50, (11, "RCEP", 11.5)),
    ],
)
def test_the_cases_that_the_page_on_duty_solves(claims, price, expected):
    """docs/reference/duty.md, "Solved by hand"; the remedy is 20 % of the price."""
    table = [
        rate("85", "*", 0.04),
        under("RCEP", "8505", "RCEP_ASEAN_AU_NZ", 0.02),
        under("CPTPP", "85", "VN", specific=3, per=2),
        rate("8505", "VN", 0.20, kind="anti_dumping"),
    ]
    assert paid(table, claims, price=price) == expected
    assert paid(table, claims, price=100, origin="CN") == (4, None, None)


# Specific duties


def specific(hs_code, origin, money, per=1, **columns):
    return {"hs_code": hs_code, "origin": origin, "specific": money, "per": per, **columns}


def test_a_specific_duty_is_money_for_so_many_units_beside_the_rate_or_instead_of_it():
    """300 yen for 100 hubs is 3 yen a hub; with 4 % of 100 yen, 7 yen."""
    assert paid([specific("85", "*", 300, 100)]) == (3, None, None)
    assert paid([specific("85", "*", 300, 100, rate=0.04)]) == (7, None, None)


@pytest.mark.parametrize(
    ("price", "expected"),
    [(100, (5, None, None)), (199, (9.95, None, None)), (201, (10, "RCEP", 10.05)), (1000, (10, "RCEP", 50))],
)
def test_which_is_lower_depends_on_the_price_of_the_very_unit(price, expected):
    """Base 5 % against 10 yen a hub under RCEP: they are the same at 200 yen."""
    table = [rate("85", "*", 0.05), specific("85", "*", 10, agreement="RCEP")]
    assert paid(table, ["RCEP"], price=price) == expected


def test_freight_and_insurance_weigh_in_the_comparison():
    """cif = 150 + 45 + 0.05 x 150 = 202.5: 5 % of it is more than 10 yen, though 5 % of 150 is less."""
    table = [rate("85", "*", 0.05), specific("85", "*", 10, agreement="RCEP")]
    assert paid(table, ["RCEP"], price=150, freight=45, insurance_rate=0.05) == (10, "RCEP", 10.125)


def test_of_equally_close_rows_the_lowest_duty_on_the_very_unit_counts():
    """Vietnam is in ASEAN and in CPTPP: 2 % or 3 yen a hub."""
    table = [rate("85", "ASEAN", 0.02), specific("85", "CPTPP", 3)]
    assert paid(table, price=100) == (2, None, None)
    assert paid(table, price=200) == (3, None, None)


# Rates that are no number


def silent_issues(tariffs, claims, **columns):
    row = {"duty_rate": None, "agreement": claims, **columns}
    return issues_of(
        items=[{"id": "hub", "hs_code": MAGNET}], tariffs=tariffs, quotes=[quote(price=100, **row)]
    )


def test_the_text_of_the_row_that_decides_is_in_the_fault():
    issue = the("duty_rate_needed", silent_issues([SPECIFIC], None))
    assert issue.message == 'the tariff row for 8505.11.000 is not ad valorem ("12.5 yen/kg")'


def test_a_base_rate_without_a_number_decides_unless_a_preference_is_free():
    """2 % may be more or less than 12.5 yen a kilogram; nothing is less than nothing."""
    found = silent_issues([SPECIFIC, under("RCEP", "85", "*", 0.02)], ["RCEP"])
    assert codes(found) == ["duty_rate_needed"]
    assert paid([SPECIFIC, under("RCEP", "85", "*", 0)], ["RCEP"]) == (0, "RCEP", None)


def test_a_preference_without_a_number_is_left_aside_with_a_warning():
    rows = [rate("85", "*", 0.04), under("RCEP", "8505", "*", text="in the quota: free")]
    assert paid(rows, ["RCEP"]) == (4, None, None)
    issue = the("preference_left_aside", silent_issues(rows, ["RCEP"]))
    assert (issue.severity, issue.place, issue.found) == ("warning", "/quotes/0/agreement", "RCEP")
    assert 'RCEP for 8505.11.000 is not a number ("in the quota: free")' in issue.message


def test_where_nothing_is_due_anyway_no_preference_is_missed():
    rows = [rate("85", "*", 0), under("RCEP", "85", "*", text="free in the quota")]
    assert silent_issues(rows, ["RCEP"]) == ()


def test_where_a_preference_without_a_number_is_all_there_is_it_decides():
    found = silent_issues([under("RCEP", "85", "*", text="free in the quota")], ["RCEP"])
    assert codes(found) == ["duty_rate_needed"]


def test_a_remedy_without_a_number_needs_the_quote_s_rate_even_beside_a_free_preference():
    rows = [under("RCEP", "85", "*", 0), SPECIFIC | {"kind": "anti_dumping"}]
    assert codes(silent_issues(rows, ["RCEP"])) == ["duty_rate_needed"]


def test_an_item_code_that_only_longer_rows_begin_with_is_warned_of():
    rows = [rate("850511000", "*", 0.04), rate("850519000", "*", 0.03)]
    found = issues_of(items=[{"id": "hub", "hs_code": "8505"}], tariffs=rows, quotes=[quote(duty_rate=None)])
    issue = the("hs_code_short", found)
    assert (issue.severity, issue.place, issue.found) == ("warning", "/items/0/hs_code", "8505")
    for hs_code in ("8505.11.000", "8506"):
        found = issues_of(
            items=[{"id": "hub", "hs_code": hs_code}], tariffs=rows, quotes=[quote(duty_rate=None)]
        )
        assert found == ()
