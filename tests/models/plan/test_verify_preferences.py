"""The checker counts preferences again, and a plan that claims others does not pass."""

import random
from dataclasses import replace

import numpy as np
import pytest

from models.profile.rows import objects
from tests.models.plan.factory import document, make
from tests.models.plan.hand import sheet

NAN = float("nan")
TARIFFS = [
    {"hs_code": "85", "origin": "*", "rate": 0.05},
    {"hs_code": "85", "origin": "TH", "rate": 0.01, "agreement": "RCEP"},
    {"hs_code": "85", "origin": "TH", "rate": 0.03, "agreement": "AJCEP"},
]


def planned(claims=("RCEP", "AJCEP"), tariffs=TARIFFS, **columns):
    """1,000 hubs from T1 for 100 yen: 1 % under RCEP, 3 % without it."""
    quotes = [{"item": "hub", "supplier": "T1", "unit_price": 100, "agreement": list(claims), **columns}]
    profile = document(
        items=[{"id": "hub", "hs_code": "8505"}], tariffs=tariffs, quotes=quotes, allocation=[]
    )
    return make(profile, {"hub@T1": 1000})


def broken(made):
    found = made.check()
    return {c.rule for c in found.rules if not c.kept} | {c.what for c in found.money if not c.kept}


def with_preference(made, **changes):
    (one,) = made.plan.preferences
    return replace(made, plan=replace(made.plan, preferences=(replace(one, **changes),)))


def test_what_a_plan_says_of_its_preferences_is_counted_again():
    made = planned()
    found = made.check()
    assert found.broken == ()
    assert "agreement" in {check.rule for check in found.rules}
    counted = {check.what: check.recounted for check in found.money}
    assert counted["duty without agreement of award 0 (hub@T1)"] == pytest.approx(3)
    assert counted["duty of RCEP"] == pytest.approx(1000)
    assert counted["duty_without of RCEP"] == pytest.approx(3000)
    assert counted["loss of RCEP"] == pytest.approx(2000)
    assert (counted["awards of RCEP"], counted["unknown of RCEP"]) == (1, 0)


def test_no_rule_of_agreements_is_checked_where_none_is_claimed():
    assert "agreement" not in {check.rule for check in planned(claims=()).check().rules}


@pytest.mark.parametrize("named", ["AJCEP", "CPTPP", None])
def test_an_award_that_rests_on_another_agreement_does_not_pass(named):
    made = planned().with_awards(agreement=objects([named]))
    assert broken(made) == {"agreement"}
    check = next(c for c in made.check().rules if not c.kept)
    assert check.text == f"the duty of quote hub@T1 rests on RCEP, not {named}"
    assert check.place == "/quotes/0/agreement"


@pytest.mark.parametrize("told", ["5%", None])
def test_another_printed_rate_does_not_pass(told):
    printed = planned(tariffs=[row | {"text": f"{100 * row['rate']:.0f}%"} for row in TARIFFS])
    assert printed.plan.awards.duty_text.tolist() == ["1%"]
    assert printed.check().broken == ()
    assert broken(printed.with_awards(duty_text=objects([told]))) == {"duty_text"}
    assert broken(planned().with_awards(duty_text=objects(["1%"]))) == {"duty_text"}


def test_an_agreement_named_where_nothing_is_claimed_does_not_pass():
    assert broken(planned(claims=()).with_awards(agreement=objects(["RCEP"]))) == {"agreement"}


@pytest.mark.parametrize("without", [2.9, 5.0, NAN])
def test_another_duty_without_the_agreement_does_not_pass(without):
    made = planned().with_awards(duty_without_agreement=np.array([without]))
    assert broken(made) == {"duty without agreement of award 0 (hub@T1)"}


@pytest.mark.parametrize("name", ["duty", "duty_without", "loss"])
def test_another_sum_does_not_pass(name):
    (one,) = planned().plan.preferences
    assert broken(with_preference(planned(), **{name: getattr(one, name) + 3})) == {f"{name} of RCEP"}


@pytest.mark.parametrize("name", ["awards", "unknown"])
def test_another_count_does_not_pass(name):
    (one,) = planned().plan.preferences
    assert broken(with_preference(planned(), **{name: getattr(one, name) + 1})) == {f"{name} of RCEP"}


def test_an_agreement_left_out_or_made_up_does_not_pass():
    made = planned()
    assert "loss of RCEP" in broken(replace(made, plan=replace(made.plan, preferences=())))
    found = broken(with_preference(made, agreement="CPTPP"))
    assert {"loss of RCEP", "loss of CPTPP"} <= found


@pytest.mark.parametrize("removed", [0, 1, 2])
def test_a_plan_for_other_tariffs_does_not_pass(removed):
    """Each row matters: the base rate not, as AJCEP stands between."""
    made = planned()
    other = planned(tariffs=[row for at, row in enumerate(TARIFFS) if at != removed])
    changed = broken(replace(made, case=other.case))
    assert bool(changed) is (removed != 0)


def test_a_remedy_and_money_are_counted_as_the_contract_says():
    """RCEP 1 % and 4 yen for 2 hubs, a remedy of 6 yen for 3: 1 + 2 + 2; AJCEP 3 % instead: 3 + 2."""
    tariffs = [
        TARIFFS[0],
        TARIFFS[1] | {"specific": 4, "per": 2, "rate": 0.0},
        TARIFFS[2],
        {"hs_code": "8505", "origin": "*", "kind": "safeguard", "specific": 6, "per": 3},
    ]
    made = planned(tariffs=tariffs)
    assert made.check().broken == ()
    assert made.plan.after.by_kind["duty"] == 4000
    assert made.plan.awards.duty_without_agreement.tolist() == pytest.approx([5])


BY_THE_HUB = [
    {"hs_code": "85", "origin": "*", "rate": 0.05},
    {"hs_code": "85", "origin": "*", "agreement": "RCEP", "specific": 10, "per": 1},
]


@pytest.mark.parametrize(
    ("discount", "duty", "without"), [("all_units", 10, 5), ("incremental", 10, (500 * 15 + 500 * 5) / 1000)]
)
def test_a_price_break_keeps_the_preference_of_the_quotes_own_price(discount, duty, without):
    """At 300 yen RCEP's 10 yen beat 5 %, at 100 yen they would not; they are paid all the same.

    Without RCEP: 5 % of 100 for all 1,000, or of 300 for the first 500 and of 100 for the rest.
    """
    offer = {"unit_price": 300, "discount": discount, "agreement": ["RCEP"]}
    stepped = document(
        items=[{"id": "hub", "hs_code": "8505"}],
        tariffs=BY_THE_HUB,
        quotes=[{"item": "hub", "supplier": "T1", **offer}],
        price_breaks=[{"quote": "hub@T1", "from_quantity": 500, "unit_price": 100}],
        allocation=[],
    )
    (line,) = sheet(stepped, {"hub@T1": 1000}).desk.lines
    assert line.cost.agreement == "RCEP"
    assert (line.cost.duty, line.cost.duty_without) == pytest.approx((duty, without))


COUNTRIES = ("JP", "CN", "TH", "VN", "KR")
ORIGINS = ("*", "ASEAN", "RCEP", "CPTPP", "RCEP_ASEAN_AU_NZ", "CN", "TH", "VN")
AGREEMENTS = ("RCEP", "CPTPP", "AJCEP")
CODES = ("85", "8505", "850511", "850511000", "8507")


def drawn_tariff(rng):
    row = {"hs_code": rng.choice(CODES), "origin": rng.choice(ORIGINS)}
    form = rng.choice(("rate", "rate", "rate", "specific", "both"))
    if form != "specific":
        row["rate"] = rng.choice((0, 0.01, 0.02, 0.05, 0.2))
    if form != "rate":
        row |= {"specific": rng.choice((0, 1, 7, 300)), "per": rng.choice((1, 3, 100))}
    if rng.random() < 0.2:
        row["kind"] = rng.choice(("anti_dumping", "safeguard", "retaliatory"))
    elif rng.random() < 0.6:
        row["agreement"] = rng.choice(AGREEMENTS)
    if rng.random() < 0.3:
        row["destination"] = rng.choice(("JP", "TH"))
    if rng.random() < 0.15:
        row["valid_to"] = rng.choice(("2027-03-31", "2028-03-31"))
    return row


def drawn(rng):
    """A firm with two plants, five quotes of any claims, and tariffs of any kind."""
    tariffs = {}
    for _ in range(rng.randrange(25)):
        row = drawn_tariff(rng)
        key = tuple(row.get(name) for name in ("hs_code", "origin", "destination", "agreement", "kind"))
        tariffs[key] = row
    quotes = [
        {
            "id": f"q{n}",
            "item": "hub",
            "supplier": "T1",
            "unit_price": rng.choice((1, 10, 100, 500)),
            "origin": rng.choice(COUNTRIES),
            "agreement": rng.sample(AGREEMENTS, rng.randrange(4)),
            **({"freight": 3} if rng.random() < 0.5 else {}),
            **({"customs_origin": rng.choice(COUNTRIES)} if rng.random() < 0.3 else {}),
            **({"defect_rate": 0.02} if rng.random() < 0.3 else {}),
        }
        for n in range(5)
    ]
    plants = [{"id": "nagoya", "country": "JP"}, {"id": "rayong", "country": "TH"}]
    if rng.random() < 0.3:
        plants[1]["duty_regime"] = "bonded"
    return document(
        plants=plants,
        items=[{"id": "hub", "hs_code": rng.choice(("8505.11.000", "850519", "8507"))}],
        demand=[{"item": "hub", "plant": plant["id"], "quantity": 500} for plant in plants],
        tariffs=list(tariffs.values()),
        quotes=quotes,
        allocation=[],
    )


@pytest.mark.parametrize("seed", range(150))
def test_checker_and_planner_agree_on_duties_drawn_at_random(seed):
    """Two counts from the same words, in separate code."""
    made = make(
        drawn(random.Random(seed)), {(f"q{n}", p): 100 for n in range(5) for p in ("nagoya", "rayong")}
    )
    assert made.check().broken == ()


def test_the_profiles_drawn_rest_on_agreements_often_and_on_each_of_them():
    names = [
        name
        for seed in range(150)
        for name in make(drawn(random.Random(seed)), {("q0", "nagoya"): 500}).case.offers.agreement
    ]
    assert {name: names.count(name) > 20 for name in AGREEMENTS} == dict.fromkeys(AGREEMENTS, True)
