"""The file of a customs schedule: its lines, and faults with the way out."""

import gzip

import pytest

from models.errors import ProfileFormatError
from service.exchange.customs_duties import AGREEMENTS
from service.exchange.customs_file import read_schedule
from tests.service.exchange.schedules import COLUMNS, written

ALL = tuple(AGREEMENTS)
HEADING = {"stat_code": "85.01", "general_inherited": "無税"}
MOTOR = {"stat_code": "8501.10", "stat_suffix": "091", "general_inherited": "無税", "epa_cptpp": " 無税 "}
HORSE = {"stat_code": "0101.21", "stat_suffix": "000", "wto_inherited": "(無税)"}


@pytest.mark.parametrize("packed", [False, True])
def test_lines_of_nine_digits_are_kept_as_text_with_what_they_print(tmp_path, packed):
    found = read_schedule(written(tmp_path / "s.csv", HEADING, MOTOR, HORSE, packed=packed), ALL)
    assert (found.name, found.rows) == ("s.csv", 3)
    assert [line.code for line in found.lines] == ["850110091", "010121000"]
    assert found.lines[0].printed == {"general_inherited": "無税", "epa_cptpp": " 無税 "}


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path):
    path = written(tmp_path / "s.csv", MOTOR)
    path.write_bytes("\ufeff".encode() + path.read_bytes())
    assert len(read_schedule(path, ALL).lines) == 1


def fault(path):
    with pytest.raises(ProfileFormatError) as caught:
        read_schedule(path, ALL)
    (issue,) = caught.value.issues
    return issue


def test_a_file_that_is_not_there_is_a_fault(tmp_path):
    issue = fault(tmp_path / "none.csv")
    assert (issue.code, issue.severity) == ("unreadable", "fault")
    assert "none.csv" in issue.place


def test_columns_that_are_missing_are_named(tmp_path):
    columns = tuple(c for c in COLUMNS if c not in ("wto_inherited", "rcep_china"))
    issue = fault(written(tmp_path / "s.csv", MOTOR, columns=columns))
    assert "no column wto_inherited, rcep_china" in issue.message
    assert issue.place == "s.csv:1"


def test_a_row_of_another_length_is_a_fault_with_its_number(tmp_path):
    path = written(tmp_path / "s.csv", MOTOR)
    path.write_text(path.read_text(encoding="utf-8") + "85,1,8501.20\n", encoding="utf-8")
    assert fault(path).message.startswith("row 3 has 3 cells")


def test_a_quote_that_never_closes_is_a_fault_and_no_traceback(tmp_path):
    path = written(tmp_path / "s.csv", MOTOR)
    path.write_text(path.read_text(encoding="utf-8") + '"85,1', encoding="utf-8")
    assert fault(path).code == "unreadable"


def test_shift_jis_is_named(tmp_path):
    path = written(tmp_path / "s.csv", MOTOR)
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp932"))
    assert "Shift-JIS" in fault(path).hint


def test_a_broken_gzip_file_is_a_fault(tmp_path):
    path = written(tmp_path / "s.csv.gz", MOTOR, packed=True)
    path.write_bytes(path.read_bytes()[:-20])
    assert "cannot be read" in fault(path).message
    path.write_bytes(gzip.compress(b"")[:4])
    assert "cannot be read" in fault(path).message


def test_a_schedule_without_statistical_lines_is_a_fault(tmp_path):
    issue = fault(written(tmp_path / "s.csv", HEADING, MOTOR | {"stat_suffix": ""}))
    assert "nine digits" in issue.message
