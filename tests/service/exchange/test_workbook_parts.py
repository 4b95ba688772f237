"""Which workbooks are refused before any of their parts is read as XML, and that none takes for ever."""

import subprocess
import sys

import pytest

from service.exchange import workbook_parts, zip_files
from service.exchange.read_profile import profile_from_bytes
from tests.service.exchange.tables import ROWS, issues_of, read, same, sheet_data, with_parts, workbook_of

ITEMS, STYLES = "xl/worksheets/sheet3.xml", "xl/styles.xml"
CELLS = sum(len(row) for rows in ROWS.values() for row in rows)
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'


def refusal(parts):
    (issue,) = issues_of(with_parts(workbook_of(), parts))
    assert issue.code == "unreadable"
    return issue


def test_a_sheet_may_claim_any_size_that_it_does_not_have():
    claim = {ITEMS: lambda part: part.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')}
    assert same(profile_from_bytes(with_parts(workbook_of(), claim), "case.xlsx"), read())


def test_a_cell_at_the_far_end_of_a_sheet_costs_no_more_than_any_other():
    far = HEAD + '<row r="2"><c r="A2" t="inlineStr"><is><t>coil</t></is></c></row>'
    far += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    found = issues_of(with_parts(workbook_of(), {ITEMS: sheet_data(far)}))
    assert [issue.place for issue in found] == ["items!XFD1", "items!A1048576"]


def test_rows_padded_with_cells_that_hold_nothing_are_left_out():
    rows = HEAD + '<row r="2"><c r="A2" t="inlineStr"><is><t>coil</t></is></c></row>'
    rows += "".join(
        f'<row r="{row}"><c r="A{row}" s="0"/><c r="XFD{row}" s="0"/></row>' for row in range(3, 3000)
    )
    assert same(profile_from_bytes(with_parts(workbook_of(), {ITEMS: sheet_data(rows)}), "case.xlsx"), read())


def test_more_cells_than_are_read_are_refused(monkeypatch):
    monkeypatch.setattr(workbook_parts, "MOST_SHEET_CELLS", CELLS)
    assert issues_of(workbook_of()) == []
    monkeypatch.setattr(workbook_parts, "MOST_SHEET_CELLS", CELLS - 1)
    (issue,) = issues_of(workbook_of())
    assert (issue.place, issue.hint) == ("case.xlsx", "give the tables as CSV or Parquet")


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (ITEMS, sheet_data(HEAD + '<row r="2">' + "<c/>" * 210_000 + "</row>")),
        (ITEMS, sheet_data(HEAD + "<a/>" * 210_000)),
        (STYLES, lambda part: part.replace(b"</cellXfs>", b"<xf/>" * 210_000 + b"</cellXfs>")),
        ("xl/workbook.xml", lambda part: part.replace(b"</sheets>", b"<sheet/>" * 210_000 + b"</sheets>")),
        (
            "docProps/core.xml",
            lambda part: part.replace(b"</dc:creator>", b"<b></b>" * 110_000 + b"</dc:creator>"),
        ),
    ],
)
def test_more_tags_than_belong_in_a_part_are_refused(part, change):
    issue = refusal({part: change})
    assert issue.place == f"case.xlsx!{part}"
    assert "tags" in issue.message


def test_no_prefix_hides_a_cell(monkeypatch):
    monkeypatch.setattr(workbook_parts, "MOST_SHEET_CELLS", CELLS - 1)
    assert (
        f"{CELLS - 1} cells" in refusal({ITEMS: lambda part: part.replace(b"<c ", "<ü:c ".encode())}).message
    )


@pytest.mark.parametrize("piece", [1, 7, 64, 1000])
def test_tags_are_counted_across_the_pieces_of_a_part(monkeypatch, piece):
    monkeypatch.setattr(zip_files, "_PIECE", piece)
    monkeypatch.setattr(workbook_parts, "MOST_SHEET_CELLS", CELLS)
    assert issues_of(workbook_of()) == []
    monkeypatch.setattr(workbook_parts, "MOST_SHEET_CELLS", CELLS - 1)
    assert f"{CELLS - 1} cells" in refusal({}).message


@pytest.mark.parametrize("declared", [b"<!DOCTYPE x []>", b'<!DOCTYPE x [<!ENTITY a "b">]>'])
def test_a_part_that_declares_entities_is_refused(declared):
    change = {ITEMS: lambda part: declared + part[part.index(b"<worksheet") :]}
    assert "document type" in refusal(change).message


@pytest.mark.parametrize(
    "change",
    [
        lambda part: part.decode().encode("utf-16"),
        lambda part: part.decode().encode("utf-16-le"),
        lambda part: b'<?xml version="1.0" encoding="cp037"?>' + part[part.index(b"<worksheet") :],
    ],
)
def test_a_part_in_another_encoding_is_refused(change):
    assert "UTF-8" in refusal({ITEMS: change}).message


def test_the_strict_form_is_refused_rather_than_read_as_empty():
    name = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    change = {ITEMS: lambda part: part.replace(name, b"http://purl.oclc.org/ooxml/spreadsheetml/main")}
    assert "strict" in refusal(change).message


def test_small_files_that_unpack_to_much_stay_within_memory_and_time(tmp_path):
    """Read in a process of their own, which may work for two minutes and says how much memory it took."""
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 50_000))
    hostile = {
        "wide": {ITEMS: sheet_data(HEAD + '<row r="2">' + "<c/>" * 2_000_000 + "</row>")},
        "ratio": {ITEMS: sheet_data(HEAD + "<row>" * 4_000_000)},
        "padded": {ITEMS: sheet_data(HEAD + rows)},
        "texts": {"xl/sharedStrings.xml": lambda part: part[:-6] + b"<si/>" * 1_600_000 + b"</sst>"},
    }
    for name, parts in hostile.items():
        (tmp_path / f"{name}.xlsx").write_bytes(with_parts(workbook_of(), parts))
    script = """
import resource, sys
from pathlib import Path
from models.errors import ProfileFormatError
from service.exchange import read_profile
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        print(path.stem, len(read_profile(path).issues) > 0)
    except ProfileFormatError as error:
        print(path.stem, error.issues[0].code)
print("MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True
    )
    *found, memory = done.stdout.splitlines()
    assert found == ["padded True", "ratio unreadable", "texts False", "wide unreadable"]
    assert int(memory.split()[1]) < 1000
