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
