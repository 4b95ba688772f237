"""The choice among base rate and preferences, for many offers at once, against the rule read one by one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.case.cost_kinds import CostKind
from models.case.duties import Dutiable, duties_of
from models.case.duty import DutyOptions, TariffRow
from models.case.landed import cif_of, priced_offers, quote_money
from models.case.open_case import open_case
from tests.models.factory import TODAY, case, profile, quote

NAN = float("nan")
RATES = st.sampled_from([NAN, 0.0, 0.01, 0.02, 0.05, 0.5])
MONEY = st.sampled_from([0.0, 1.0, 3.0, 10.0])
NAMES = (None, "RCEP", "CPTPP", "AJCEP")


@st.composite
def rows_of(draw):
    rate = draw(RATES)
    return TariffRow(draw(st.integers(0, 99)), "*", rate, 0.0 if np.isnan(rate) else draw(MONEY))


@st.composite
def kinds_of(draw):
    """Options in the order in which the tariffs answer: the base rate first, claims as claimed."""
    claims = draw(st.permutations(NAMES[1:]))
    found = []
    for name in (None, *claims):
        found += [(name, draw(rows_of())) for _ in range(draw(st.integers(0, 2)))]
    remedies = tuple(draw(st.lists(rows_of(), max_size=2)))
    return DutyOptions(tuple(n for n, _ in found), tuple(r for _, r in found), remedies)


def least(options, cif):
    """The first option of least duty; None where there is none, or one without a number could be less."""
    numbered = [(n, r) for n, r in options if not np.isnan(r.rate)]
    if not numbered or (len(numbered) < len(options) and not any(r.free for _, r in numbered)):
        return None
    duties = [r.rate * cif + r.specific for _, r in numbered]
    return numbered[duties.index(min(duties))]


def by_hand(kind, cif):
    """Duty, agreement and duty without it of one unit."""
    options = list(zip(kind.agreements, kind.rows, strict=True))
    added = sum(r.rate * cif + r.specific for r in kind.remedies)
    if not options:
        return added, None, NAN
    found = least(options, cif)
    if found is None:
        return NAN, None, NAN
    name, row = found
    other = None if name is None else least([o for o in options if o[0] != name], cif)
    without = NAN if other is None else other[1].rate * cif + other[1].specific + added
    return row.rate * cif + row.specific + added, name, without


@given(
    kinds=st.lists(kinds_of(), min_size=1, max_size=6),
    cifs=st.lists(st.sampled_from([0.0, 7.0, 100.0, 250.0, 1e6]), min_size=1, max_size=5),
)
@settings(max_examples=300, deadline=None)
def test_every_offer_pays_what_the_rule_says_of_it_alone(kinds, cifs):
    pairs = [(k, q) for k in range(-1, len(kinds)) for q in range(len(cifs))]
    kind, quotes = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    own = np.where(kind < 0, 0.07, np.nan)
    found = duties_of(Dutiable(quotes, np.zeros_like(quotes), own, kind, tuple(kinds)), np.array(cifs))
    for at, (k, q) in enumerate(pairs):
        duty = found.rate[at] * cifs[q] + found.specific[at]
        without = found.rate_without[at] * cifs[q] + found.specific_without[at]
        wanted = (0.07 * cifs[q], None, NAN) if k < 0 else by_hand(kinds[k], cifs[q])
        if k >= 0 and kinds[k].undecided is not None:
            wanted = (NAN, wanted[1], wanted[2])  # a remedy without a number: nobody can say the whole
        assert duty == pytest.approx(wanted[0], nan_ok=True)
        if not np.isnan(wanted[0]):
            assert found.agreement[at] == wanted[1]
            assert without == pytest.approx(wanted[2], nan_ok=True)


def test_offers_without_any_question_to_the_tariffs_need_no_tariffs():
    nothing = np.zeros(0, dtype=np.int64)
    assert len(duties_of(Dutiable(nothing, nothing, np.zeros(0), nothing, ()), np.zeros(0)).rate) == 0
    one = np.zeros(1, dtype=np.int64)
    found = duties_of(Dutiable(one, one, np.array([0.02]), one - 1, ()), np.array([5.0]))
    assert (found.rate[0], found.specific[0], found.agreement[0], found.tariff[0]) == (0.02, 0, None, -1)


def test_the_order_of_adding_does_not_choose_a_preference():
    """0.1 + 0.2 is a hair above 0.3: a duty that is the same but for the last digit is a tie."""
    base, claimed = TariffRow(0, "*", 0.1 + 0.2, 0.0), TariffRow(1, "*", 0.3, 0.0)
    assert 0.1 + 0.2 > 0.3
    at = np.zeros(1, dtype=np.int64)
    kind = DutyOptions((None, "RCEP"), (base, claimed))
    assert duties_of(Dutiable(at, at, np.array([np.nan]), at, (kind,)), np.ones(1)).agreement[0] is None


RCEP_BY_THE_HUB = [
    {"hs_code": "85", "origin": "*", "rate": 0.05},
    {"hs_code": "85", "origin": "*", "agreement": "RCEP", "specific": 10, "per": 1},
]


def test_other_prices_keep_the_preference_that_the_quotes_own_price_chose():
    """At 300 yen RCEP's 10 yen beat 5 %; at 100 yen they still are what is paid: 10 and not 5."""
    read = profile(
        items=[{"id": "hub", "hs_code": "85"}],
        tariffs=RCEP_BY_THE_HUB,
        quotes=[quote(price=300, duty_rate=None, agreement=["RCEP"])],
    )
    made = open_case(read, today=TODAY)
    money = quote_money(read["quotes"], "JPY", {"JPY": 1.0})
    one = np.zeros(1, dtype=np.int64)
    rows = tuple(
        TariffRow(at, "*", row.get("rate", 0.0), row.get("specific", 0.0))
        for at, row in enumerate(RCEP_BY_THE_HUB)
    )
    dutiable = Dutiable(one, one, np.array([np.nan]), one, (DutyOptions((None, "RCEP"), rows),))
    duties = duties_of(dutiable, cif_of(read["quotes"], money))
    cheaper = priced_offers(read["quotes"], replace(money, price=np.array([100.0])), duties, 0.0)
    assert made.offers.unit[CostKind.DUTY].tolist() == [10]
    assert made.offers.duty_without.tolist() == [15]
    assert cheaper.unit[CostKind.DUTY].tolist() == [10]
    assert cheaper.duty_without.tolist() == [5]
    assert cheaper.agreement.tolist() == ["RCEP"]
    assert cheaper.landed.tolist() == [110]


def test_many_offers_of_few_kinds_are_answered_each_with_its_own_price():
    """Prices 1 to 400: up to 200 yen the base rate of 5 % is lower, above it RCEP's 10 yen a hub."""
    quotes = [quote(id=f"q{n}", price=n, duty_rate=None, agreement=["RCEP"]) for n in range(1, 401)]
    offers = case(items=[{"id": "hub", "hs_code": "85"}], tariffs=RCEP_BY_THE_HUB, quotes=quotes).offers
    assert offers.agreement.tolist() == [None] * 200 + ["RCEP"] * 200
    assert np.allclose(offers.unit[CostKind.DUTY], np.minimum(0.05 * np.arange(1, 401), 10))
