"""What the checker counts, against arithmetic done by hand."""

from datetime import date

import pytest

from tests.models.plan.factory import (
    ENTIRELY_THAI,
    Document,
    Made,
    document,
    make,
    quote,
    quotes,
    recounted,
    suppliers,
)

UNIT_COST = "unit landed cost of award 0 (hub@T1)"
KINDS = ("purchase", "freight", "insurance", "duty", "handling", "quality", "carrying")


def without_duty_rate(**columns: object) -> list[Document]:
    """T1's quote at 100, whose duty is for the tariffs to say, and C1's."""
    return [{"item": "hub", "supplier": "T1", "unit_price": 100, **columns}, quote("C1", 100)]


def costs(made: Made) -> dict[str, float]:
    assert made.check().broken == ()
    return {kind: recounted(made, f"cost of {kind}") for kind in KINDS}


def duty_of(tariffs: list[Document], on: date | None = None, **changes: object) -> float:
    """The duty rate in per cent of T1's hub, HS 8505.11-000, made in Thailand and priced at 100."""
    items = [{"id": "hub", "hs_code": "8505.11-000"}]
    profile = document(**{"items": items, "tariffs": tariffs, "quotes": without_duty_rate(), **changes})
    made = make(profile, ENTIRELY_THAI, on=on)
    assert made.check().broken == ()
    return recounted(made, UNIT_COST) - 100


def test_every_unit_cost_of_a_quote_in_another_currency():
    """USD 1,000 for 10 boxes of 2 hubs is USD 50, at 150 yen 7,500.

    insurance 1 % = 75; freight CNY 3 at 20 = 60; cif 7,635; duty 10 % = 763.5; handling USD 0.1 = 15;
    landed 8,413.5; quality at 2 % defects 8,413.5 x 0.02 / 0.98 = 171.704...; carrying at 5 % a year for
    73 of 365 days 84.135. Times 1,000 hubs.
    """
    offer = {
        "price_unit": 10,
        "unit": "box",
        "units_per": 2,
        "currency": "USD",
        "insurance_rate": 0.01,
        "freight": 3,
        "freight_currency": "CNY",
        "duty_rate": 0.1,
        "handling": 0.1,
        "defect_rate": 0.02,
        "lead_time_days": 73,
    }
    rates = [{"currency": "USD", "rate": 150}, {"currency": "CNY", "rate": 20}]
    priced = document(
        carrying_rate=0.05,
        exchange_rates=rates,
        quotes=[quote("T1", 1000, **offer), quote("C1", 100)],
    )
    made = make(priced, ENTIRELY_THAI)
    assert costs(made) == {
        "purchase": 7_500_000,
        "freight": 60_000,
        "insurance": 75_000,
        "duty": 763_500,
        "handling": 15_000,
        "quality": 171_704,
        "carrying": 84_135,
    }
    assert recounted(made, UNIT_COST) == pytest.approx(8413.5)
    assert recounted(made, "spend of award 0 (hub@T1)") == pytest.approx(7_500_000)
    assert recounted(made, "landed cost of award 0 (hub@T1)") == pytest.approx(8_413_500)


@pytest.mark.parametrize(
    ("incoterm", "landed"),
    [
        ("EXW", 100 + 5 + 2 + 10.7),
        ("FCA", 100 + 5 + 2 + 10.7),
        ("FOB", 100 + 5 + 2 + 10.7),
        ("CFR", 100 + 2 + 10.2),
        ("CPT", 100 + 2 + 10.2),
        ("CIF", 110),
        ("CIP", 110),
        ("DAP", 110),
        ("DDP", 100),
    ],
)
def test_what_the_incoterm_holds_is_not_added_again(incoterm, landed):
    """Price 100, freight 5, insurance 2 %, duty 10 % of price, freight and insurance."""
    offer = {"incoterm": incoterm, "duty_rate": 0.1, "freight": 5, "insurance_rate": 0.02}
    if incoterm not in ("EXW", "FCA", "FOB"):
        del offer["freight"]
    if incoterm in ("CIF", "CIP", "DAP", "DDP"):
        del offer["insurance_rate"]
    if incoterm == "DDP":
        offer["duty_rate"] = 0
    made = make(document(quotes=[quote("T1", 100, **offer), quote("C1", 100)]), ENTIRELY_THAI)
    assert made.check().broken == ()
    assert recounted(made, UNIT_COST) == pytest.approx(landed)


@pytest.mark.parametrize(
    ("rates", "price"),
    [
        ([{"rate": 140, "on": "2027-04-01"}, {"rate": 150, "on": "2026-04-01"}], 140),
        ([{"rate": 140, "on": "2027-04-02"}, {"rate": 150, "on": "2026-04-01"}], 150),
        ([{"rate": 140}, {"rate": 150, "on": "2000-01-01"}], 150),
        ([{"rate": 140}, {"rate": 150, "on": "2027-05-01"}], 140),
    ],
    ids=["the latest", "not the one to come", "dated beats undated", "undated where no other"],
)
def test_the_rate_in_force_on_the_plans_day_converts(rates, price):
    rows = [{"currency": "USD", **row} for row in rates]
    made = make(
        document(exchange_rates=rows, quotes=[quote("T1", 1, currency="USD"), quote("C1", 100)]),
        ENTIRELY_THAI,
    )
    assert made.check().passed
    assert recounted(made, UNIT_COST) == pytest.approx(price)


def row(hs_code: str, origin: str, rate: float, **columns: object) -> Document:
    return {"hs_code": hs_code, "origin": origin, "rate": rate, **columns}


@pytest.mark.parametrize(
    ("tariffs", "rate"),
    [
        ([], 0),
        ([row("85", "*", 0.03), row("850511", "*", 0.05), row("8506", "*", 0.5)], 5),
        ([row("8505.11.000", "*", 0.06), row("8505", "TH", 0.01)], 6),
        ([row("8505", "*", 0.03), row("8505", "ASEAN", 0.02), row("8505", "TH", 0.04)], 4),
        ([row("8505", "*", 0.01), row("8505", "ASEAN", 0.02)], 2),
        ([row("8505", "ASEAN", 0.03), row("8505", "RCEP", 0.02)], 2),
        ([row("85", "*", 0.03), row("8505", "CN", 0.5)], 3),
        ([row("85", "*", 0.03), row("8505", "*", 0.5, destination="US")], 3),
        ([row("85", "*", 0.03), row("8505", "*", 0.5, destination="JP")], 50),
        ([row("85", "*", 0.03), row("8505", "*", 0.5, valid_to="2027-03-31")], 3),
        ([row("85", "*", 0.03), row("8505", "*", 0.5, valid_from="2027-04-02")], 3),
        ([row("85", "*", 0.03), row("8505", "*", 0.5, valid_from="2027-04-01", valid_to="2027-04-01")], 50),
    ],
    ids=[
        "no row",
        "the longest prefix",
        "length before origin",
        "the country before the group",
        "the group before all",
        "of equals the lowest",
        "of another origin",
        "of another destination",
        "of this destination",
        "over",
        "to come",
        "of one day",
    ],
)
def test_the_duty_of_the_row_that_applies(tariffs, rate):
    assert duty_of(tariffs) == pytest.approx(rate)


def test_every_remedy_that_applies_adds_up_whatever_its_prefix():
    """3 % base, 20 % and 10 % anti-dumping, 1 % safeguard; the retaliatory 90 % are on another origin."""
    tariffs = [
        row("8505", "*", 0.03),
        row("8505", "TH", 0.20, kind="anti_dumping"),
        row("850511", "*", 0.10, kind="anti_dumping"),
        row("85", "ASEAN", 0.01, kind="safeguard"),
        row("85", "CN", 0.9, kind="retaliatory"),
    ]
    assert duty_of(tariffs) == pytest.approx(34)


def test_the_quotes_own_duty_is_the_whole_duty():
    tariffs = [row("85", "*", 0.03), row("85", "*", 0.1, kind="anti_dumping")]
    assert duty_of(tariffs, quotes=without_duty_rate(duty_rate=0.07)) == pytest.approx(7)


@pytest.mark.parametrize(
    "changes",
    [
        {"quotes": without_duty_rate(origin="JP")},
        {"quotes": without_duty_rate(customs_origin="JP")},
        {"quotes": without_duty_rate(incoterm="DDP")},
        {"plants": [{"id": "P", "country": "JP", "duty_regime": "bonded"}]},
        {"plants": [{"id": "P", "country": "TH"}]},
    ],
    ids=[
        "made at home",
        "of home origin for customs",
        "paid by the seller",
        "bonded",
        "used where it is made",
    ],
)
def test_goods_that_pay_no_duty(changes):
    assert duty_of([row("85", "*", 0.03, destination="JP")], **changes) == 0


def test_goods_without_an_hs_code_pay_what_no_row_asks():
    assert duty_of([row("85", "*", 0.03)], items=[{"id": "hub"}]) == 0


def test_the_origin_for_customs_decides_the_row():
    tariffs = [row("85", "TH", 0.03), row("85", "VN", 0.05), row("85", "CN", 0.07)]
    assert duty_of(tariffs, quotes=without_duty_rate(origin="VN")) == pytest.approx(5)
    assert duty_of(tariffs, quotes=without_duty_rate(origin="VN", customs_origin="CN")) == pytest.approx(7)


def one_offs(**columns: object) -> Document:
    """A quote and a supplier of T1 with one-off costs: 60,000 and 30,000, and 9,000."""
    return document(
        quotes=quotes(T1={"qualification_cost": 60_000, "tooling_cost": 30_000, **columns}),
        suppliers=suppliers(T1={"onboarding_cost": 9_000}),
    )


def started(made: Made) -> tuple[float, float, float]:
    assert made.check().broken == ()
    kinds = ("qualification", "tooling", "onboarding")
    return tuple(recounted(made, f"cost of {kind}") for kind in kinds)  # type: ignore[return-value]


def test_what_is_used_for_the_first_time_costs_once():
    assert started(make(one_offs(), ENTIRELY_THAI)) == (60_000, 30_000, 9_000)
    assert started(make(one_offs(), {"hub@C1": 1000})) == (0, 0, 0)


def test_a_qualified_quote_of_an_onboarded_supplier_costs_its_tooling_only():
    ready = one_offs(qualified=True)
    ready["suppliers"][0]["onboarded"] = True
    assert started(make(ready, ENTIRELY_THAI)) == (0, 30_000, 0)


def test_what_is_bought_today_costs_nothing_to_start():
    today = one_offs() | {"allocation": [{"item": "hub", "supplier": "T1", "quantity": 1}]}
    assert started(make(today, ENTIRELY_THAI)) == (0, 0, 0)
    none = one_offs() | {"allocation": [{"item": "hub", "supplier": "T1", "quantity": 0}]}
    assert started(make(none, ENTIRELY_THAI)) == (60_000, 30_000, 9_000)


def test_another_quote_of_todays_supplier_is_qualified_but_not_onboarded():
    """T1 sells hubs today on its first quote; the second is new, T1 is not."""
    second = quote("T1", 90, id="cheap", qualification_cost=60_000, tooling_cost=30_000)
    profile = one_offs()
    profile["quotes"].append(second)
    profile["allocation"] = [{"item": "hub", "supplier": "T1", "quantity": 1000, "quote": "hub@T1"}]
    assert started(make(profile, {"cheap": 1000})) == (60_000, 30_000, 0)


def test_one_off_costs_are_in_the_currencies_of_quote_and_profile():
    foreign = one_offs(currency="USD") | {"exchange_rates": [{"currency": "USD", "rate": 150}]}
    assert started(make(foreign, ENTIRELY_THAI)) == (9_000_000, 4_500_000, 9_000)


@pytest.mark.parametrize(
    ("horizon", "factor"),
    [
        ({}, 1.0),
        ({"evaluation_years": 5}, 1 / 5),
        ({"evaluation_years": 5, "discount_rate": 0.05}, 0.05 / (1 - 1.05**-5)),
        ({"evaluation_years": 0.5}, 1.0),
        ({"evaluation_years": 5, "period": "quarter"}, 1 / 20),
        ({"evaluation_years": 2, "period": "month", "discount_rate": 0.12}, 0.00948879 / 0.20280612),
    ],
    ids=["taken whole", "without interest", "with interest", "shorter than the period", "quarters", "months"],
)
def test_one_off_costs_are_spread_over_the_years_of_use(horizon, factor):
    """Months at 12 % a year: i = 1.12^(1/12) - 1 = 0.00948879; 1 - (1 + i)^-24 = 1 - 1.12^-2 = 0.20280612."""
    made = make(one_offs() | {"horizon": {"start": "2027-04-01", **horizon}}, ENTIRELY_THAI)
    assert made.check().broken == ()
    assert recounted(made, "cost of qualification") == pytest.approx(60_000 * factor, abs=0.5)
    assert recounted(made, "cash of qualification") == 60_000
    assert recounted(made, "objective") == pytest.approx(110_000 + 99_000 * factor, abs=0.01)


def test_what_is_missing_costs_its_price():
    """100 hubs missing at 500 each."""
    made = make(document(items=[{"id": "hub", "shortage_cost": 500}]), {"hub@T1": 900})
    assert made.check().passed
    assert recounted(made, "cost of shortage") == 50_000
    assert recounted(made, "total cost") == 900 * 110 + 50_000


def test_a_surplus_is_paid_for():
    ordered = document(quotes=quotes(T1={"min_order": 200}))
    made = make(ordered, {"hub@T1": 150, "hub@C1": 850}, surplus={"hub@T1": 50})
    assert recounted(made, "cost of purchase") == 200 * 110 + 850 * 100
    assert recounted(made, "spend of award 1 (hub@T1)") == 200 * 110


@pytest.mark.parametrize(("currency", "total"), [("JPY", 3), ("USD", 3.33), ("BHD", 3.333)])
def test_each_kind_is_rounded_to_the_minor_unit(currency, total):
    small = document(
        currency=currency,
        demand=[{"item": "hub", "quantity": 1}],
        quotes=[quote("T1", 10, price_unit=3), quote("C1", 1)],
    )
    made = make(small, {"hub@T1": 1})
    assert made.check().passed
    assert recounted(made, "total cost") == pytest.approx(total)
