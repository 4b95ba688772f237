"""Order lines are joined to their headers, put into base units, and sifted; every reason is said."""

from datetime import date

import pytest

from service.exchange.erp_table import read_table
from service.exchange.erp_values import DayOrder
from service.exchange.sap_masters import DELIVERED_DECIMALS
from service.exchange.sap_orders import HEAD as HEAD_COLUMNS
from service.exchange.sap_orders import HEAD_NEEDED, LINE_NEEDED, Reading, latest_day, order_lines
from service.exchange.sap_orders import LINE as LINE_COLUMNS
from tests.service.exchange.sap_folder import heads, lines, sap_folder

READING = Reading(DayOrder(), "point", DELIVERED_DECIMALS)


def orders(folder, changes=None, reading=READING):
    path = sap_folder(folder, changes)
    ekko = read_table(path / "EKKO.csv", HEAD_COLUMNS, HEAD_NEEDED)
    ekpo = read_table(path / "EKPO.csv", LINE_COLUMNS, LINE_NEEDED)
    return order_lines(ekko, ekpo, reading)


def only(folder, head=None, line=None, reading=READING):
    """The one line, after the first order's header or line has changed."""
    one_head, one_line = heads(head or {})[-1], lines(line or {})[-1]
    return orders(folder, {"EKKO": [one_head], "EKPO": [one_line]}, reading)


def reason(folder, head=None, line=None, reading=READING):
    found = only(folder, head, line, reading)
    assert found.rows.empty
    return found.rejects[0].reason


def test_a_line_has_the_facts_of_its_header(tmp_path):
    row = orders(tmp_path).rows.iloc[0]
    assert (row["vendor"], row["currency"], row["day"]) == ("0000100001", "USD", date(2026, 6, 1))
    assert (row["item"], row["unit"], row["plant"], row["quantity"]) == ("ROTOR-1", "EA", "1000", 1200)
    assert (row["price"], row["price_unit"], row["units_per"], row["line"]) == (5.5, 1, 1, 2)


def test_amounts_in_yen_are_kept_divided_by_a_hundred(tmp_path):
    """8.50 stored is 850 yen; 12.50 stored of a dinar with three decimals is 1.25."""
    assert orders(tmp_path).rows["price"].tolist() == [5.5, 850.0]
    assert only(tmp_path, {"WAERS": "JOD"}).rows["price"].tolist() == [0.55]
    shown = Reading(DayOrder(), "point", {})
    assert orders(tmp_path, reading=shown).rows["price"].tolist() == [5.5, 8.5]


def test_units_are_turned_into_base_units(tmp_path):
    """40 boxes of 12 pieces, priced by the kilogram: a box is 3 kg, so a kilogram is 4 pieces.

    Value: 40 boxes x 3 kg = 120 kg at 100 for 10 kg = 1,200. Quantity: 40 x 12 = 480 pieces.
    """
    change = {"MENGE": "40", "MEINS": "BOX", "LMEIN": "EA", "UMREZ": "12", "UMREN": "1"}
    change |= {"BPRME": "KG", "BPUMZ": "3", "BPUMN": "1", "NETPR": "100", "PEINH": "10", "NETWR": "1,200.00"}
    [row] = only(tmp_path, line=change).rows.to_dict("records")
    assert (row["quantity"], row["unit"]) == (480, "EA")
    assert (row["quoted_unit"], row["units_per"], row["price_unit"], row["price"]) == ("KG", 4, 10, 100)
    cost = row["quantity"] * row["price"] / row["price_unit"] / row["units_per"]
    assert cost == row["value"] == 1200


def test_a_returns_line_counts_against_what_was_bought(tmp_path):
    [row] = only(tmp_path, line={"RETPO": "X"}).rows.to_dict("records")
    assert (row["quantity"], row["returned"]) == (-1200, True)


@pytest.mark.parametrize(
    ("head", "line", "words"),
    [
        ({}, {"EBELN": "4500000009"}, "its order is not in EKKO"),
        ({"LOEKZ": "X"}, {}, "marked as deleted or blocked in SAP (LOEKZ)"),
        ({}, {"LOEKZ": "L"}, "marked as deleted or blocked in SAP (LOEKZ)"),
        ({"MEMORY": "X"}, {}, "its order is on hold or parked (MEMORY): the vendor has not got it"),
        ({"BSTYP": "A"}, {}, "neither an order nor an agreement (BSTYP)"),
        ({}, {"MATNR": ""}, "no material number (MATNR): a service or a text line"),
        ({"LIFNR": ""}, {}, "no vendor (LIFNR): a stock transfer, or none assigned"),
        ({}, {"WERKS": ""}, "no plant (WERKS)"),
        ({"BEDAT": "31.02.2026"}, {}, "BEDAT is no date: 31.02.2026"),
        ({"WAERS": ""}, {}, "no currency (WAERS)"),
        ({"WAERS": "HRK"}, {}, "currency is not in use in ISO 4217: HRK"),
        ({}, {"MENGE": "1.200,00"}, "MENGE, NETPR or PEINH is no number"),
        ({}, {"PEINH": "0"}, "the price is for 0 units (PEINH)"),
        ({}, {"NETPR": "0", "NETWR": "0"}, "no price (NETPR)"),
        ({}, {"MENGE": "0", "NETWR": "0"}, "no quantity (MENGE)"),
        ({}, {"MENGE": "1,300"}, "NETWR is not quantity x price: 6,600.00, not 7,150.00"),
        ({}, {"MEINS": "BOX", "UMREZ": "0", "UMREN": "0"}, "no factor from the order unit to the base unit"),
    ],
)
def test_a_line_that_cannot_be_used_says_why(tmp_path, head, line, words):
    assert reason(tmp_path, head, line) == words


def test_a_line_of_another_company_is_left_out_where_one_is_asked_for(tmp_path):
    reading = Reading(DayOrder(), "point", {}, company="DE01")
    assert reason(tmp_path, reading=reading) == "of another company code (BUKRS)"


def test_the_value_may_differ_by_what_a_rounded_price_explains(tmp_path):
    """A price rounded to 5.50 may be anything from 5.495 to 5.505: 1,200 pieces are 6,594 to 6,606."""
    assert len(only(tmp_path, line={"NETWR": "6,605.90"}).rows) == 1
    assert len(only(tmp_path, line={"NETWR": "6,607.00"}).rows) == 0


def test_headers_without_a_number_or_lines_or_alone_conditions_are_named(tmp_path):
    more = heads({"EBELN": ""}, {"EBELN": "4500000001"}, {"EBELN": "4500000003"})
    found = orders(tmp_path, {"EKKO": more, "EKPO": lines()})
    assert {(r.file, r.line, r.reason.split(":")[0]) for r in found.rejects} == {
        ("EKKO.csv", 3, "no order number (EBELN)"),
        ("EKKO.csv", 4, "the order stands above already"),
        ("EKKO.csv", 5, "the order has no line in EKPO"),
        ("EKKO.csv", 2, "its conditions (KNUMV) are those of another order, too"),
        ("EKKO.csv", 5, "its conditions (KNUMV) are those of another order, too"),
    }
    assert found.rows["conditions"].tolist() == [""]


def test_lines_in_another_base_unit_than_the_items_latest_are_left_out(tmp_path):
    both = heads({"EBELN": "4500000002", "BEDAT": "20260701"})
    odd = lines({"EBELN": "4500000002", "MEINS": "KG", "LMEIN": "KG", "BPRME": "KG"})
    found = orders(tmp_path, {"EKKO": both, "EKPO": odd})
    assert found.rows["unit"].tolist() == ["KG"]
    assert "base unit is not that of the item's latest line: EA, not KG" in {r.reason for r in found.rejects}


def test_the_latest_day_is_that_of_the_last_order(tmp_path):
    found = orders(tmp_path)
    assert latest_day(found.rows) == date(2026, 6, 1)
    assert latest_day(found.rows.iloc[:0]) is None
