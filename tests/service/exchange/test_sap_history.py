"""Purchases of some months stand for a year, agreements are contracts, rates are those of the orders."""

from datetime import date

import pandas as pd
import pytest

from service.exchange.erp_values import DayOrder
from service.exchange.sap_history import (
    allocation_rows,
    contract_rows,
    demand_rows,
    exchange_rows,
    orders_only,
    rate_of,
    window_before,
    yearly,
)
from service.exchange.sap_orders import Reading

READING = Reading(DayOrder(), "point", {})
ON = date(2026, 7, 1)


def movements(*rows):
    columns = ["item", "vendor", "plant", "day", "quantity"]
    return pd.DataFrame([("rotor", *row) for row in rows], columns=columns)


def agreement(**changes):
    row = {"line": 7, "order": "46", "kind": "K", "item": "rotor", "vendor": "v", "target": 730.0}
    row |= {"begin": date(2026, 1, 1), "end": date(2027, 12, 31)}
    return pd.DataFrame([row | changes])


def rated(*rows):
    return pd.DataFrame(rows, columns=["currency", "day", "order", "rate"])


def test_only_what_falls_into_the_window_counts_and_returns_are_deducted():
    """1 January is the first of the six months, 1 July is after them: 100 - 30, twice, is 140 a year."""
    window = window_before(ON, 6)
    bought = movements(
        ("a", "1", date(2025, 12, 31), 5.0),
        ("a", "1", date(2026, 1, 1), 100.0),
        ("a", "1", date(2026, 6, 30), -30.0),
        ("a", "1", ON, 7.0),
    )
    assert window.first == date(2026, 1, 1)
    assert yearly(bought, window) == {("rotor", "a", "1"): 140.0}


def test_a_need_is_what_all_vendors_delivered_to_a_plant():
    bought = {("rotor", "a", "1"): 70.0, ("rotor", "b", "1"): 30.0, ("rotor", "a", "2"): 5.0}
    assert demand_rows(bought) == [
        {"item": "rotor", "quantity": 100.0, "plant": "1"},
        {"item": "rotor", "quantity": 5.0, "plant": "2"},
    ]
    assert allocation_rows(bought)[2] == {
        "item": "rotor",
        "supplier": "a",
        "quantity": 5.0,
        "plant": "2",
        "quote": "rotor@a@2",
    }


def test_agreements_buy_nothing():
    lines = pd.DataFrame({"kind": ["F", "K", "L"], "line": [1, 2, 3]})
    assert orders_only(lines)["line"].tolist() == [1]


def test_a_running_agreement_is_a_contract_for_a_year():
    """730 pieces over the 730 days of two years are 365 a year."""
    rows, rejects = contract_rows(agreement(), "EKPO.csv", ON)
    assert rejects == []
    assert rows == [
        {"item": "rotor", "supplier": "v", "quantity": 365.0, "from": "2026-01-01", "to": "2027-12-31"}
    ]


def test_agreements_that_have_ended_or_say_too_little_are_no_contracts():
    ended = agreement(end=date(2026, 6, 30))
    assert contract_rows(ended, "EKPO.csv", ON) == ([], [])
    for change, words in (
        ({"end": None}, "dates (KDATB, KDATE)"),
        ({"end": date(9999, 12, 31)}, "dates (KDATB, KDATE)"),
        ({"begin": None}, "dates (KDATB, KDATE)"),
        ({"target": 0.0}, "target quantity (KTMNG)"),
    ):
        rows, [reject] = contract_rows(agreement(**change), "EKPO.csv", ON)
        assert rows == []
        assert (reject.line, reject.key) == (7, "46")
        assert words in reject.reason


def test_a_slash_marks_indirect_quotation():
    assert rate_of("0.94", READING) == 0.94
    assert rate_of("/3.74340", READING) == pytest.approx(0.2671369344)
    assert rate_of("/1,277.00000", READING) == pytest.approx(1 / 1277)
    assert [rate_of(text, READING) for text in ("", "0", "/", "x")] == [None] * 4


def test_the_latest_rate_of_a_currency_is_taken_and_a_spread_is_said():
    lines = rated(
        ("USD", date(2026, 6, 1), "2", "160"),
        ("USD", date(2026, 5, 1), "1", "150"),
        ("EUR", date(2026, 5, 1), "3", "170"),
    )
    rows, notes, missing = exchange_rows(lines, {"USD", "EUR"}, (), READING, local=True)
    assert rows == [
        {"currency": "EUR", "rate": 170.0, "on": "2026-05-01"},
        {"currency": "USD", "rate": 160.0, "on": "2026-06-01"},
    ]
    assert [(note.code, note.names) for note in notes] == [
        ("rates_of_orders", ("EUR", "USD")),
        ("rates_differ", ("USD",)),
    ]
    assert missing == []


def test_the_users_rate_wins_and_a_currency_without_one_is_missing():
    lines = rated(("USD", date(2026, 6, 1), "2", "160"), ("EUR", date(2026, 6, 1), "3", ""))
    given = ({"currency": "USD", "rate": 155.0},)
    rows, notes, [missing] = exchange_rows(lines, {"USD", "EUR"}, given, READING, local=True)
    assert (rows, notes) == ([{"currency": "USD", "rate": 155.0}], [])
    assert (missing.code, missing.names) == ("rates", ("EUR",))


def test_rates_into_another_currency_than_the_profiles_are_not_used():
    lines = rated(("USD", date(2026, 6, 1), "2", "1.1"))
    rows, _, [missing] = exchange_rows(lines, {"USD"}, (), READING, local=False)
    assert (rows, missing.names) == ([], ("USD",))
