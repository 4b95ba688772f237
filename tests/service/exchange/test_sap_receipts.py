"""Goods receipts belong to order lines; what is none is named."""

from datetime import date

import pytest

from service.exchange.erp_table import read_table
from service.exchange.erp_values import DayOrder
from service.exchange.sap_orders import HEAD, HEAD_NEEDED, LINE, LINE_NEEDED, Reading, order_lines
from service.exchange.sap_receipts import DOCUMENT, MOVEMENT, MOVEMENT_NEEDED, receipts_of
from tests.service.exchange.sap_folder import MOVE, sap_folder

READING = Reading(DayOrder(), "point", {})


def receipts(folder, moves, documents=None):
    path = sap_folder(folder, {"MSEG": moves, "MKPF": documents})
    ekko = read_table(path / "EKKO.csv", HEAD, HEAD_NEEDED)
    ekpo = read_table(path / "EKPO.csv", LINE, LINE_NEEDED)
    mseg = read_table(path / "MSEG.csv", MOVEMENT, MOVEMENT_NEEDED)
    mkpf = read_table(path / "MKPF.csv", DOCUMENT, DOCUMENT) if documents else None
    return receipts_of(mseg, mkpf, order_lines(ekko, ekpo, READING).rows, READING)


def test_a_receipt_has_source_quantity_and_the_days_since_the_order(tmp_path):
    """Ordered on 1 June, posted on 29 June: 28 days. Position 10 is 00010, vendor 100001 is 0000100001."""
    found = receipts(tmp_path, [MOVE])
    [row] = found.rows.to_dict("records")
    assert (row["item"], row["vendor"], row["plant"]) == ("ROTOR-1", "0000100001", "1000")
    assert (row["quantity"], row["days"], row["day"]) == (1200, 28, date(2026, 6, 29))
    assert (found.local_currency, found.other_vendors, found.rejects) == ("JPY", 0, ())


def test_what_goes_back_is_deducted_and_gives_no_lead_time(tmp_path):
    back = MOVE | {"ZEILE": "2", "BWART": "122", "SHKZG": "H", "MENGE": "200"}
    rows = receipts(tmp_path, [MOVE, back]).rows
    assert rows["quantity"].tolist() == [1200, -200]
    assert rows["days"].notna().tolist() == [True, False]


def test_a_receipt_before_its_order_gives_no_lead_time_and_is_counted(tmp_path):
    found = receipts(tmp_path, [MOVE | {"BUDAT_MKPF": "20260531"}])
    assert found.early == 1
    assert found.rows["days"].isna().all()


def test_the_posting_day_of_the_movement_counts_before_that_of_the_document(tmp_path):
    document = {"MBLNR": "5000000001", "MJAHR": "2026", "BUDAT": "20260630"}
    both = receipts(tmp_path, [MOVE], [document])
    assert (both.rows["day"].tolist(), both.other_days) == ([date(2026, 6, 29)], 1)
    alone = receipts(tmp_path, [MOVE | {"BUDAT_MKPF": ""}], [document])
    assert (alone.rows["day"].tolist(), alone.other_days) == ([date(2026, 6, 30)], 0)


def test_a_receipt_of_another_vendor_than_ordered_is_counted(tmp_path):
    found = receipts(tmp_path, [MOVE | {"LIFNR": "100002"}])
    assert (found.other_vendors, found.rows["vendor"].tolist()) == (1, ["0000100001"])


def test_several_currencies_say_nothing_of_the_companys(tmp_path):
    assert receipts(tmp_path, [MOVE, MOVE | {"ZEILE": "2", "WAERS": "USD"}]).local_currency == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"BWART": "261"}, "movement type 261 is no receipt from a vendor"),
        ({"EBELN": "4500000009"}, "its order line is not in EKPO, or left out"),
        ({"MATNR": "COIL"}, "material is another than the order line's"),
        ({"BUDAT_MKPF": ""}, "no posting day (BUDAT)"),
        ({"MENGE": "many"}, "MENGE is no number"),
        ({"MEINS": "KG"}, "unit is another than the item's: KG"),
    ],
)
def test_a_movement_that_cannot_be_used_says_why(tmp_path, change, words):
    found = receipts(tmp_path, [MOVE | change])
    assert found.rows.empty
    assert [(r.line, r.key, r.reason) for r in found.rejects] == [(2, "5000000001/1", words)]
