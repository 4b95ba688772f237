"""What a line says: the base rate after the order of precedence, and each agreement's preference.

Basic Circular of the Customs Tariff Act 3-1: (1) the temporary rate takes the place of the general one;
(2) the WTO rate is applied where it is lower than that; (3) where it is the same, (1) stands.
"""

import pytest

from service.exchange.customs_duties import (
    AGREEMENTS,
    INCOMPARABLE,
    SEASON,
    base_duty,
    preference,
    together,
)
from service.exchange.customs_rates import ALTERNATIVE, CONDITION, DIFFERENCE, QUOTA, RANGE, UNIT


def base(general="", temporary="", wto="", unit=None):
    (duty,) = base_duty(general, temporary, wto, unit)
    assert (duty.agreement, duty.origin) == (None, "*")
    return duty


@pytest.mark.parametrize(
    ("general", "temporary", "wto", "rate", "text"),
    [
        ("5.8%", "", "", 0.058, "5.8%"),
        ("5.8%", "", "3.9%", 0.039, "3.9%"),
        ("4.1%", "無税", "2.8%", 0.0, "無税"),
        ("10%", "4.2%", "6%", 0.042, "4.2%"),
        ("無税", "", "8.5%", 0.0, "無税"),
        ("10%", "", "10%", 0.1, "10%"),
        ("(50%)", "38.5%", "(50%)", 0.385, "38.5%"),
        ("無税", "", "(4.8%)", 0.0, "無税"),
        ("3%", "", "(無税)〜(12%)", 0.03, "3%"),
        ("", "", "2%", 0.02, "2%"),
    ],
)
def test_of_general_temporary_and_wto_rate_the_one_that_is_applied(general, temporary, wto, rate, text):
    assert base(general, temporary, wto)[2:] == (rate, None, None, text, "")


def test_a_line_without_any_rate_has_no_duty():
    assert base_duty("", "", "", None) == ()


@pytest.mark.parametrize(
    ("general", "wto", "rate"),
    [
        ("30%又は4,300円/足のうちいずれか高い税率", "27%", 0.27),
        ("25%＋63円/kg", "25%", 0.25),
        ("5%", "6%＋1円/kg", 0.05),
        ("5%", "6%又は2円/kgのうちいずれか高い税率", 0.05),
    ],
)
def test_where_one_can_never_be_lower_the_other_is_applied(general, wto, rate):
    assert (base(general, "", wto).rate, base(general, "", wto).why_not) == (rate, "")


@pytest.mark.parametrize(
    ("printed", "why", "text"),
    [
        (("210円/kg", "", "8.5%"), INCOMPARABLE, "基本 210円/kg; WTO協定 8.5%"),
        (("5%", "", "3円/kg"), INCOMPARABLE, "基本 5%; WTO協定 3円/kg"),
        (
            ("", "36%＋130円/kg", "29.8%＋396円/kg"),
            INCOMPARABLE,
            "暫定 36%＋130円/kg; WTO協定 29.8%＋396円/kg",
        ),
        (("3円/kg", "", "2円/l"), INCOMPARABLE, "基本 3円/kg; WTO協定 2円/l"),
        (("(500円−課税価格)/kg", "", "3%"), DIFFERENCE, "基本 (500円−課税価格)/kg; WTO協定 3%"),
        (("3%", "", "●2.5%〜(4.8%)"), RANGE, "基本 3%; WTO協定 ●2.5%〜(4.8%)"),
        (("35%", "※17.7%", "29.8%"), CONDITION, "基本 35%; 暫定 ※17.7%; WTO協定 29.8%"),
        (("", "◎無税", "(無税)"), CONDITION, "暫定 ◎無税; WTO協定 (無税)"),
        (
            ("2.8%又は20円/kgのうちいずれか高い税率", "", "(3%)"),
            ALTERNATIVE,
            "2.8%又は20円/kgのうちいずれか高い税率",
        ),
    ],
)
def test_where_nobody_can_say_which_is_lower_the_rates_stand_as_text(printed, why, text):
    assert base(*printed)[2:] == (None, None, None, text, why)


def test_of_two_duties_in_money_for_the_same_unit_the_lower_one_is_applied():
    assert base("190円/kg", "", "161.50円/kg", "kg")[2:5] == (None, 161.5, 1)
    assert base("25%＋63円/kg", "", "21.3%＋54円/kg", "kg")[2:5] == (0.213, 54, 1)
    assert base("10円/kg", "", "12円/kg", "kg")[2:5] == (None, 10, 1)
    assert base("8.5%＋290.70円/1,000本", "", "9%＋300円/1,000本", "each")[2:5] == (0.085, 290.7, 1000)


@pytest.mark.parametrize(
    ("text", "unit", "specific", "per"),
    [
        ("210円/kg", "kg", 210, 1),
        ("930円/MT", "kg", 930, 1000),
        ("750円/kl", "l", 750, 1000),
        ("6.40円/l", "l", 6.4, 1),
        ("1.52円/㎡", "m2", 1.52, 1),
        ("4,300円/足", "pair", 4300, 1),
        ("4,000,000円/頭", "each", 4_000_000, 1),
    ],
)
def test_money_for_the_unit_of_the_items_is_written_with_how_many_it_is_for(text, unit, specific, per):
    duty = base(text, unit=unit)
    assert (duty.rate, duty.specific, duty.per, duty.why_not) == (None, specific, per, "")


@pytest.mark.parametrize("unit", [None, "l", "each"])
def test_money_for_another_unit_stays_a_text_and_half_of_a_compound_is_never_written(unit):
    for text in ("210円/kg", "36%＋130円/kg"):
        assert base(text, unit=unit)[2:] == (None, None, None, text, UNIT)


@pytest.mark.parametrize("column", AGREEMENTS)
def test_every_column_of_preferences_has_its_agreement_and_origin(column):
    (duty,) = preference(column, "1.5%", None)
    assert duty[:3] == (*AGREEMENTS[column], 0.015)


def test_a_preference_in_brackets_is_not_applied_and_has_no_row():
    assert preference("rcep_china", "(1.8%)", None) == ()


def test_a_preference_in_words_is_a_row_with_its_text():
    (duty,) = preference("epa_mexico", "関税割当数量以内のもの　5%", None)
    assert duty == ("JP-MX", "MX", None, None, None, "関税割当数量以内のもの　5%", QUOTA)


def test_parties_with_treatments_of_their_own_have_rows_of_their_own():
    text = (
        "（カナダ及びペルーに対する待遇）　2.4% （チリに対する待遇）　無税 （他の締約国に対する待遇）　0.8%"
    )
    found = [(duty.agreement, duty.origin, duty.rate) for duty in preference("epa_cptpp", text, None)]
    assert found == [
        ("CPTPP", "CA", 0.024),
        ("CPTPP", "PE", 0.024),
        ("CPTPP", "CL", 0.0),
        ("CPTPP", "CPTPP", 0.008),
    ]


def test_lines_of_one_code_that_say_the_same_are_one_and_others_only_text():
    summer, winter = base_duty("20%", "", "16%", None), base_duty("40%", "", "32%", None)
    assert together([summer, summer], ["16%", "16%"]) == summer
    (duty,) = together([summer, winter], ["16%", "32%"])
    assert duty == (None, "*", None, None, None, "16%; 32%", SEASON)
    (duty,) = together([(), preference("epa_asean", "5%", None)], ["", "5%"])
    assert (duty.agreement, duty.rate, duty.text) == ("AJCEP", None, "5%")
