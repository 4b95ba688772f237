"""Texts longer than a cell of a spreadsheet, in every form."""

import pytest

from models.profile.lengths import LONGEST_TEXT
from tests.models.factory import codes, issues_of, quote, the
from tests.service.exchange.tables import files as files_of
from tests.service.exchange.tables import issues, parquet_of, zip_of
from tests.service.exchange.tables import issues_of as issues_of_file

LONG = "x" * (LONGEST_TEXT + 1)


def test_a_text_as_long_as_a_cell_may_be_is_read():
    assert codes(issues_of(items=[{"id": "hub", "name": LONG[1:]}])) == []


@pytest.mark.parametrize(
    ("tables", "place"),
    [
        ({"items": [{"id": "hub", "name": LONG}]}, "/items/0/name"),
        ({"items": [{"id": "hub"}, {"id": LONG}]}, "/items/1/id"),
        ({"quotes": [quote(agreement=["RCEP", LONG])]}, "/quotes/0/agreement"),
    ],
)
def test_a_longer_text_id_or_list_is_a_fault_with_its_length(tables, place):
    issue = the("text_too_long", issues_of(**tables))
    assert issue.place == place
    assert "at most 32,767" in issue.message
    assert len(issue.found) <= 80


def test_a_longer_text_is_a_fault_in_csv_and_parquet_too():
    assert [i.place for i in issues({"items": f"id,name\ncoil,{LONG}\n"})] == ["items.csv:2 name"]
    packed = zip_of(
        files_of({"items": None}) | {"items.parquet": parquet_of({"id": ["coil"], "name": [LONG]})}
    )
    assert [i.place for i in issues_of_file(packed, "x.zip")] == ["items.parquet:1 name"]
