"""Printed rates: what is a number, and why all else is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.exchange.customs_rates import (
    ALTERNATIVE,
    CONDITION,
    DIFFERENCE,
    HIGH,
    QUOTA,
    RANGE,
    REASONS,
    WORDS,
    plain_text,
    read_rate,
    treatments,
)


@pytest.mark.parametrize(
    ("text", "rate"),
    [("無税", 0.0), ("3.9%", 0.039), ("10%", 0.1), ("0.05%", 0.0005), ("100%", 1.0), ("３．９％", 0.039)],
)
def test_a_rate_of_the_value_is_a_part_of_one(text, rate):
    found = read_rate(text)
    assert (found.rate, found.money, found.why_not, found.bracketed) == (rate, None, "", False)
    assert found.ad_valorem


@pytest.mark.parametrize(
    ("text", "money", "count", "unit"),
    [
        ("210円/kg", 210, 1, "kg"),
        ("6.40円/l", 6.4, 1, "l"),
        ("750円/kl", 750, 1, "kl"),
        ("930円/MT", 930, 1, "MT"),
        ("4,000,000円/頭", 4_000_000, 1, "頭"),
        ("290.70円/1,000本", 290.7, 1000, "本"),
        ("1.52円/㎡", 1.52, 1, "m2"),
        ("500円 /kg", 500, 1, "kg"),
        ("２１０円／kg", 210, 1, "kg"),
    ],
)
def test_money_for_units_is_read_with_its_unit(text, money, count, unit):
    found = read_rate(text)
    assert (found.money, found.count, found.unit, found.rate) == (money, count, unit, None)
    assert (found.why_not, found.ad_valorem) == ("", False)


@pytest.mark.parametrize("text", ["36%＋130円/kg", "36%+130円/kg", "36%+ 130円/kg", "36％＋130円／kg"])
def test_a_compound_rate_is_both(text):
    found = read_rate(text)
    assert (found.rate, found.money, found.unit, found.least, found.why_not) == (0.36, 130, "kg", 0.36, "")


@pytest.mark.parametrize(
    "text",
    ["(無税)", "（無税）", "(3.9%)", "(210円/kg)", "(36%＋130円/kg)", "(無税）〜（8.4%)", "(3%)〜(6%)"],
)
def test_what_stands_in_brackets_is_not_applied(text):
    assert read_rate(text).bracketed


@pytest.mark.parametrize(
    "text", ["*(55円/kg)", "**(71.80円/kg)", "(一部3.5%）", "(無税)〜(4.8%)又は(8.8円/kg)"]
)
def test_marks_before_brackets_and_several_brackets_are_not_applied_either(text):
    assert read_rate(text).bracketed


@pytest.mark.parametrize(
    "text", ["(73.70円−課税価格)/kg", "無税〜(5.5%)", "●2.5%〜(4.8%)", "（マレーシアに対する待遇）　3%", "3%"]
)
def test_brackets_around_a_part_do_not_take_the_whole_away(text):
    assert not read_rate(text).bracketed


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("5.6%又は4.4%＋1.52円/㎡のうちいずれか高い税率", ALTERNATIVE),
        ("11.7%又は72.90円/kgのうちいずれか低い税率", ALTERNATIVE),
        ("関税割当数量以内のもの　無税", QUOTA),
        ("●無税〜3.5%", RANGE),
        ("●無税又は非譲許", RANGE),
        ("◎無税", CONDITION),
        ("※17.7%", CONDITION),
        ("*29.8%＋396円/kg", CONDITION),
        ("5% ◆2", CONDITION),
        ("(73.70円−課税価格)/kg", DIFFERENCE),
        ("1キログラムにつき部分肉に係る基準輸入価格と課税価格との差額", DIFFERENCE),
        ("607.7%", HIGH),
        ("さんま以外のもの　無税", WORDS),
        ("免税", WORDS),
        ("", WORDS),
        ("3.9", WORDS),
        ("3.9%等", WORDS),
    ],
)
def test_what_is_not_one_number_is_named_and_not_guessed(text, why):
    found = read_rate(text)
    assert (found.rate, found.money, found.why_not) == (None, None, why)
    assert found.text == text
    assert why in REASONS


def test_the_higher_of_two_is_at_least_the_rate_it_names_and_the_lower_is_not():
    assert read_rate("5.6%又は4.4%＋1.52円/㎡のうちいずれか高い税率").least == 0.056
    assert read_rate("30%又は4,300円/足のうちいずれか高い税率").least == 0.3
    assert read_rate("11.7%又は72.90円/kgのうちいずれか低い税率").least is None
    assert read_rate("210円/kg").least is None


def test_the_text_is_kept_as_printed_but_for_blanks_at_its_ends():
    assert read_rate(" 3.9％\u3000").text == "3.9％"


def test_parties_that_are_treated_differently_each_have_their_rate():
    text = "（マレーシアに対する待遇）　3% （ベトナムに対する待遇）　2.6% （他の締約国に対する待遇）　1%"
    found = [(countries, rate.rate) for countries, rate in treatments(text)]
    assert found == [(("MY",), 0.03), (("VN",), 0.026), ((), 0.01)]


def test_several_parties_may_share_one_rate():
    text = (
        "（オーストラリア、カナダ及びニュージーランドに対する待遇）　1.1%  （他の締約国に対する待遇）　無税"
    )
    assert [(c, r.rate) for c, r in treatments(text)] == [(("AU", "CA", "NZ"), 0.011), ((), 0.0)]


@pytest.mark.parametrize(
    "text",
    [
        "3%",
        "無税",
        "関税割当数量以内のもの（ニュージーランドに対する待遇）　無税 その他のもの　21.3%",
        "（アトランティスに対する待遇）　3%",
    ],
)
def test_what_is_not_of_that_form_or_names_nobody_known_is_not_split(text):
    assert treatments(text) == ()


NUMBERS = st.decimals(min_value=0, max_value=100, places=2, allow_nan=False)
WIDE = str.maketrans("0123456789.,%+()/", "０１２３４５６７８９．，％＋（）／")


@given(NUMBERS, st.booleans())
def test_every_percentage_is_read_to_the_last_digit_in_narrow_and_full_width_signs(number, wide):
    text = f"{number}%".translate(WIDE) if wide else f"{number}%"
    assert read_rate(text).rate == float(number / 100)
    assert read_rate(f"({text})").bracketed


@given(NUMBERS, st.integers(0, 10**7), st.sampled_from(["kg", "l", "kl", "MT", "㎡", "足", "頭", "本", "枚"]))
def test_every_compound_is_read_with_or_without_separators(number, money, unit):
    for digits in (f"{money:,}", str(money)):
        found = read_rate(f"{number}%＋{digits}円/{unit}")
        assert (found.rate, found.money, found.why_not) == (float(number / 100), money, "")


@given(
    st.text(
        alphabet="0123456789.,%+円/kgl無税又は〜(（)）◎※●◆*関割当課価格のうちいずれか高低い率 　", max_size=40
    )
)
def test_nothing_that_is_printed_crashes_and_all_is_a_number_or_has_a_reason(text):
    found = read_rate(text)
    assert bool(found.why_not) is (found.rate is None and found.money is None)
    assert found.why_not in ("", *REASONS)
    assert found.rate is None or 0 <= found.rate <= 1
    assert plain_text(plain_text(text)) == plain_text(text)
    treatments(text)
