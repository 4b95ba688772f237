"""What an import writes: tables that are read back, rejects with their lines, and a manifest."""

import csv
import json

import pytest

from models.errors import TagenkaError
from service.exchange import read_profile
from service.exchange.erp_table import Reject
from service.exchange.imported import Imported, Note, holds_tables, write_import

DOCUMENT = {
    "schema_version": "1",
    "currency": "JPY",
    "firm": {"name": "A", "country": "JP"},
    "items": [{"id": "rotor"}],
    "demand": [],
    "suppliers": [{"id": "0000100001", "country": "CN"}],
    "quotes": [{"item": "rotor", "supplier": "0000100001", "unit_price": 5.5}],
}


def made(**changes):
    rejects = (
        Reject("EKPO.csv", 3, "45", "no price"),
        Reject("EKPO.csv", 7, "46", "NETWR is wrong: 3, not 4"),
        Reject("EKPO.csv", 9, "47", "NETWR is wrong: 1, not 2"),
    )
    values = {"document": DOCUMENT, "rejects": rejects, "missing": (Note("demand", "say", 1, ("rotor",)),)}
    return Imported("sap", **{**values, **changes})


def test_the_tables_are_read_back_and_rejects_are_no_table(tmp_path):
    write_import(made(), tmp_path)
    profile = read_profile(tmp_path)
    assert profile.issues == ()
    assert profile["suppliers"]["id"].tolist() == ["0000100001"]


def test_rejects_have_file_line_key_and_reason(tmp_path):
    write_import(made(), tmp_path)
    with (tmp_path / "rejects.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows[:2] == [["file", "line", "key", "reason"], ["EKPO.csv", "3", "45", "no price"]]


def test_no_text_of_an_export_is_run_by_a_spreadsheet(tmp_path):
    write_import(made(rejects=(Reject("EKPO.csv", 3, "=1+1", "no price"),)), tmp_path)
    assert "'=1+1" in (tmp_path / "rejects.csv").read_text(encoding="utf-8")


def test_the_manifest_counts_tables_and_reasons(tmp_path):
    write_import(made(read={"EKPO.csv": 9}, settings={"on": "2027-04-01"}), tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tables"] == {"items": 1, "suppliers": 1, "quotes": 1}
    assert (manifest["read"], manifest["rejects"]) == ({"EKPO.csv": 9}, 3)
    assert manifest["reject_reasons"] == {"EKPO.csv: NETWR is wrong": 2, "EKPO.csv: no price": 1}
    assert manifest["missing"] == [{"code": "demand", "message": "say", "count": 1, "applies_to": ["rotor"]}]
    assert manifest["settings"] == {"on": "2027-04-01"}


def test_a_reader_that_makes_what_no_profile_holds_is_a_failure_of_ours(tmp_path):
    with pytest.raises(TagenkaError, match="no profile holds"):
        write_import(made(document={**DOCUMENT, "vendors": []}), tmp_path)


def test_a_folder_that_holds_tables_is_known(tmp_path):
    assert holds_tables(tmp_path / "none") == []
    write_import(made(), tmp_path)
    assert holds_tables(tmp_path) == ["firm.csv", "items.csv", "profile.csv", "quotes.csv", "suppliers.csv"]
