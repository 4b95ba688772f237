"""The latest price paid is the quote; info records add offers, minimum orders and planned lead times."""

from datetime import date

import pytest

from service.exchange.erp_table import read_table
from service.exchange.erp_values import DayOrder
from service.exchange.sap_masters import DELIVERED_DECIMALS
from service.exchange.sap_orders import HEAD, HEAD_NEEDED, LINE, LINE_NEEDED, Reading, order_lines
from service.exchange.sap_prices import (
    CONDITION,
    freight_of,
    info_records,
    latest_lines,
    order_quotes,
    with_records,
)
from tests.service.exchange.sap_folder import heads, sap_folder
from tests.service.exchange.sap_folder import lines as order_rows

READING = Reading(DayOrder(), "point", DELIVERED_DECIMALS)
SOURCE = ("ROTOR-1", "0000100001", "1000")
ON = date(2026, 7, 1)
FREIGHT = {
    "KNUMV": "9001",
    "KPOSN": "000010",
    "KNTYP": "B",
    "KVSL1": "FRE",
    "KVSL2": "FR1",
    "KWERT": "240.00",
}
GENERAL = {"INFNR": "53", "MATNR": "ROTOR-1", "LIFNR": "0000100003", "MEINS": "BOX", "UMREZ": "10"}
GENERAL |= {"UMREN": "1"}
RECORD = {"INFNR": "53", "WERKS": "1000", "ESOKZ": "0", "WAERS": "EUR", "NETPR": "4,800.00", "PEINH": "100"}
RECORD |= {"MINBM": "50", "APLFZ": "21", "BPRME": "BOX", "PRDAT": "20261231"}


def lines(folder, changes=None):
    path = sap_folder(folder, changes)
    ekko = read_table(path / "EKKO.csv", HEAD, HEAD_NEEDED)
    ekpo = read_table(path / "EKPO.csv", LINE, LINE_NEEDED)
    return order_lines(ekko, ekpo, READING).rows


def latest(folder, changes=None):
    return latest_lines(lines(folder, changes))


def quote(folder, changes=None, days=None, freight=None):
    found = latest(folder, changes)
    cost = freight_of(found, freight, READING)
    return next(q for q in order_quotes(found, cost, days or {}) if q["supplier"] == "0000100001")


def conditions(folder, *rows):
    path = sap_folder(folder, {"KONV": rows})
    return read_table(path / "KONV.csv", CONDITION, ())


def test_of_several_lines_the_last_gives_the_price_and_returns_give_none(tmp_path):
    """5.50 on 1 June, 6.00 on 10 June in two lines of which the second holds, a return on 20 June."""
    dates = heads({"EBELN": "4500000003", "BEDAT": "20260610"}, {"EBELN": "4500000004", "BEDAT": "20260620"})
    rows = order_rows(
        {"EBELN": "4500000003", "NETPR": "5.90", "NETWR": "7,080.00"},
        {"EBELN": "4500000003", "EBELP": "00020", "NETPR": "6.00", "NETWR": "7,200.00"},
        {"EBELN": "4500000004", "NETPR": "1.00", "NETWR": "1,200.00", "RETPO": "X"},
    )
    found = latest(tmp_path, {"EKKO": dates, "EKPO": rows})
    assert found["price"].tolist() == [6.0]


def test_a_quote_has_the_price_as_it_was_ordered(tmp_path):
    assert quote(tmp_path) == {
        "id": "ROTOR-1@0000100001@1000",
        "item": "ROTOR-1",
        "supplier": "0000100001",
        "plant": "1000",
        "unit_price": 5.5,
        "price_unit": 1.0,
        "unit": "EA",
        "units_per": 1.0,
        "currency": "USD",
        "qualified": True,
    }


def test_the_lead_time_observed_counts_before_the_one_planned(tmp_path):
    planned = {"EKPO": order_rows({"EBELN": "4500000001", "PLIFZ": "30"})[1:]}
    assert quote(tmp_path, planned)["lead_time_days"] == 30
    assert quote(tmp_path, planned, {SOURCE: 28.0})["lead_time_days"] == 28


def test_freight_is_a_condition_of_the_whole_line(tmp_path):
    """240 dollars for 1,200 pieces are 0.20 a piece; customs (FR3) and inactive conditions are none."""
    konv = conditions(tmp_path, FREIGHT, FREIGHT | {"KVSL2": "FR3"}, FREIGHT | {"KINAK": "X"})
    assert quote(tmp_path, freight=konv)["freight"] == pytest.approx(0.2)


def test_an_incoterm_that_holds_freight_leaves_it_out(tmp_path):
    konv = conditions(tmp_path, FREIGHT)
    ordered = {"EKPO": order_rows({"EBELN": "4500000001", "INCO1": "CIF"})[1:]}
    found = quote(tmp_path, ordered, freight=konv)
    assert found["incoterm"] == "CIF"
    assert "freight" not in found


def test_an_incoterm_nobody_knows_is_left_out(tmp_path):
    ordered = {"EKPO": order_rows({"EBELN": "4500000001", "INCO1": "XYZ"})[1:]}
    assert "incoterm" not in quote(tmp_path, ordered)


def records(folder, general=None, record=None):
    path = sap_folder(folder, {"EINA": [GENERAL | (general or {})], "EINE": [RECORD | (record or {})]})
    return info_records(path, READING)


def test_an_info_record_is_an_offer_that_was_never_ordered(tmp_path):
    """4,800 for 100 boxes of 10 pieces; at least 50 boxes, which are 500 pieces."""
    rows = records(tmp_path).rows
    [found] = with_records([], rows, {"ROTOR-1": ["1000"]}, ON)
    assert found == {
        "id": "ROTOR-1@0000100003@1000",
        "item": "ROTOR-1",
        "supplier": "0000100003",
        "plant": "1000",
        "unit_price": 4800.0,
        "price_unit": 100.0,
        "unit": "BOX",
        "units_per": 10.0,
        "currency": "EUR",
        "lead_time_days": 21.0,
        "min_order": 500.0,
        "valid_to": "2026-12-31",
    }


def test_a_record_without_plant_holds_for_every_plant_that_buys_the_item(tmp_path):
    rows = records(tmp_path, record={"WERKS": ""}).rows
    assert [q["plant"] for q in with_records([], rows, {"ROTOR-1": ["1000", "2000"]}, ON)] == ["1000", "2000"]
    assert with_records([], rows, {}, ON) == []


def test_the_price_paid_stands_and_the_record_adds_the_minimum_order(tmp_path):
    ordered = quote(tmp_path)
    rows = records(tmp_path, {"LIFNR": "0000100001"}).rows
    [found] = with_records([ordered], rows, {"ROTOR-1": ["1000"]}, ON)
    assert found == ordered | {"min_order": 500.0, "lead_time_days": 21.0}
    [kept] = with_records([ordered | {"lead_time_days": 28.0}], rows, {"ROTOR-1": ["1000"]}, ON)
    assert kept["lead_time_days"] == 28.0


def test_a_record_whose_price_has_ended_is_no_offer(tmp_path):
    rows = records(tmp_path, record={"PRDAT": "20260630"}).rows
    assert with_records([], rows, {"ROTOR-1": ["1000"]}, ON) == []
    [open_ended] = with_records(
        [], records(tmp_path, record={"PRDAT": "99991231"}).rows, {"ROTOR-1": ["1000"]}, ON
    )
    assert "valid_to" not in open_ended


@pytest.mark.parametrize(
    ("general", "record", "words"),
    [
        ({"INFNR": "54"}, {}, "its general part is not in EINA"),
        ({"LOEKZ": "X"}, {}, "marked as deleted in SAP (LOEKZ)"),
        ({}, {"LOEKZ": "X"}, "marked as deleted in SAP (LOEKZ)"),
        ({"MATNR": ""}, {}, "no material number (MATNR)"),
        ({}, {"ESOKZ": "3"}, "subcontracting, consignment or pipeline (ESOKZ)"),
        ({}, {"WAERS": "XXX"}, "currency is not in use in ISO 4217"),
        ({}, {"NETPR": "0"}, "no price (NETPR, PEINH)"),
        ({"UMREZ": "0"}, {}, "no factor from the order unit to the base unit"),
    ],
)
def test_a_record_that_cannot_be_used_says_why(tmp_path, general, record, words):
    found = records(tmp_path, general, record)
    assert found.rows.empty
    assert [(r.file, r.line, r.reason) for r in found.rejects] == [("EINE.csv", 2, words)]


def test_without_both_tables_there_are_no_records(tmp_path):
    found = info_records(sap_folder(tmp_path, {"EINE": [RECORD]}), READING)
    assert found.rows.empty
    assert found.read == {}
