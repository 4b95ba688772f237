"""What a plan owes to each agreement."""

import pytest

from tests.models.plan.factory import document, make, suppliers

TARIFFS = [
    {"hs_code": "85", "origin": "*", "rate": 0.05, "text": "5%"},
    {"hs_code": "85", "origin": "TH", "rate": 0.01, "agreement": "RCEP", "text": "1%"},
    {"hs_code": "8505", "origin": "VN", "rate": 0.0, "agreement": "RCEP", "text": "無税"},
    {"hs_code": "85", "origin": "VN", "rate": 0.02, "agreement": "CPTPP", "text": "2%"},
]


def claiming(tariffs=TARIFFS, **claims):
    """Hubs of HS 8505 at 110 from T1, 100 from C1 and 105 from V1, with what each claims."""
    prices = {"T1": 110, "C1": 100, "V1": 105}
    quotes = [
        {"item": "hub", "supplier": name, "unit_price": price, "agreement": claims.get(name, [])}
        for name, price in prices.items()
    ]
    return document(items=[{"id": "hub", "hs_code": "8505"}], tariffs=tariffs, quotes=quotes)


def test_each_agreement_is_counted_over_its_awards():
    """RCEP: T1 600 x 110 x 1 % = 660, without 5 %: 3,300. V1 with RCEP free, with CPTPP 2 %.

    V1 400 x 105: 0 under RCEP; without it CPTPP: 400 x 105 x 2 % = 840. In all 660, 4,140 without.
    """
    made = make(claiming(T1=["RCEP"], V1=["RCEP", "CPTPP"]), {"hub@T1": 600, "hub@V1": 400})
    (one,) = made.plan.preferences
    assert (one.agreement, one.awards, one.unknown) == ("RCEP", 2, 0)
    assert (one.duty, one.duty_without) == pytest.approx((660, 4140))
    assert one.loss == pytest.approx(3480)
    assert made.plan.awards.duty_text.tolist() == ["1%", "無税"]
    assert made.check().broken == ()


def test_awards_name_the_agreement_and_a_unit_s_duty_without_it():
    """V1's hubs pay 2 % under CPTPP and would pay 5 % of 105 without; C1 claims nothing."""
    awards = make(claiming(V1=["CPTPP"]), {"hub@C1": 600, "hub@V1": 400}).plan.awards
    assert awards.agreement.tolist() == [None, "CPTPP"]
    assert awards.duty_without_agreement.tolist() == pytest.approx([float("nan"), 5.25], nan_ok=True)
    assert awards.unit_landed_cost.tolist() == pytest.approx([105, 107.1])


def test_the_agreement_whose_loss_costs_most_comes_first():
    """CPTPP saves 400 x 105 x 3 % = 1,260; RCEP 600 x 110 x 4 % = 2,640."""
    made = make(claiming(T1=["RCEP"], V1=["CPTPP"]), {"hub@T1": 600, "hub@V1": 400})
    assert [(one.agreement, one.loss) for one in made.plan.preferences] == [
        ("RCEP", pytest.approx(2640)),
        ("CPTPP", pytest.approx(1260)),
    ]
    swapped = make(claiming(T1=["RCEP"], V1=["CPTPP"]), {"hub@T1": 100, "hub@V1": 900})
    assert [one.agreement for one in swapped.plan.preferences] == ["CPTPP", "RCEP"]


def test_an_award_whose_duty_without_nobody_can_say_is_counted_apart():
    """Without a base row T1 has nothing else to pay; V1 would pay 2 % under CPTPP: 400 x 2.1 = 840."""
    profile = claiming(TARIFFS[1:], T1=["RCEP"], V1=["RCEP", "CPTPP"])
    made = make(profile, {"hub@T1": 600, "hub@V1": 400})
    (one,) = made.plan.preferences
    assert (one.awards, one.unknown, one.duty) == (2, 1, 0)
    assert (one.duty_without, one.loss) == pytest.approx((840, 840))
    assert made.check().broken == ()


def test_a_surplus_pays_its_duty_too():
    """150 serve the need, 50 more are forced: 200 x 110 x 4 %."""
    profile = claiming(T1=["RCEP"])
    profile["quotes"][0]["min_order"] = 200
    made = make(profile, {"hub@T1": 150, "hub@C1": 850}, surplus={"hub@T1": 50})
    assert made.plan.preferences[0].loss == pytest.approx(880)
    assert made.check().broken == ()


def test_a_plan_that_rests_on_no_agreement_owes_nothing():
    assert make(claiming(), {"hub@T1": 1000}).plan.preferences == ()
    tied = [TARIFFS[0], TARIFFS[1] | {"rate": 0.05}]
    assert make(claiming(tied, T1=["RCEP"]), {"hub@T1": 1000}).plan.preferences == ()


def test_awards_show_the_rate_as_printed_where_a_row_of_the_tariffs_decides_and_prints_one():
    assert make(claiming(), {"hub@T1": 1000}).plan.awards.duty_text.tolist() == ["5%"]
    bare = [{name: value for name, value in row.items() if name != "text"} for row in TARIFFS]
    own = claiming() | {"quotes": [{"item": "hub", "supplier": "T1", "unit_price": 110, "duty_rate": 0.05}]}
    for profile in (claiming(bare), own | {"allocation": []}):
        assert make(profile, {"hub@T1": 1000}).plan.awards.duty_text.tolist() == [None]


def test_the_supplier_s_country_is_the_customs_origin_where_nothing_else_is_said():
    profile = claiming(T1=["RCEP"]) | {"suppliers": suppliers(T1={"country": "VN"})}
    assert make(profile, {"hub@T1": 1000}).plan.awards.duty_text.tolist() == ["無税"]
