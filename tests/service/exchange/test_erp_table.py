"""Exported tables are read as texts, each row with its true line, whatever the separators."""

import gzip

import pytest

from models.errors import ProfileFormatError
from service.exchange.erp_table import find_file, read_table


def write(folder, text, name="T.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_cells_may_be_separated_by_commas_semicolons_or_tabs(tmp_path, sign):
    path = write(tmp_path, f"A{sign}B{sign}C\r\n1{sign} x {sign}3\r\n")
    found = read_table(path, ("C", "A"))
    assert found.rows.to_dict("records") == [{"A": "1", "C": "3", "line": 2}]
    assert found.has == {"A", "C"}


def test_a_byte_order_mark_and_gzip_change_nothing(tmp_path):
    plain = write(tmp_path, "A,B\n1,2\n", encoding="utf-8-sig")
    packed = tmp_path / "P.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    one, other = (read_table(path, ("A", "B")).rows.to_dict("records") for path in (plain, packed))
    assert one == other == [{"A": "1", "B": "2", "line": 2}]


def test_lines_are_those_of_the_file_past_blank_rows_and_breaks_inside_cells(tmp_path):
    path = write(tmp_path, 'A,B\n1,"x\ny"\n\n,\n2,z\n')
    found = read_table(path, ("A",))
    assert found.rows.to_dict("records") == [{"A": "1", "line": 2}, {"A": "2", "line": 6}]
    assert found.count == 2


def test_a_row_of_another_width_is_a_reject_and_the_rest_is_read(tmp_path):
    found = read_table(write(tmp_path, "A,B\n1,2,3\n4,5\n"), ("A",))
    assert [(r.line, r.reason) for r in found.rejects] == [(2, "the row has 3 cells, the header 2")]
    assert found.rows["A"].tolist() == ["4"]
    assert found.count == 2


def test_a_column_the_file_lacks_is_empty_unless_it_is_required(tmp_path):
    path = write(tmp_path, "EBELN,MENGE\n1,2\n")
    found = read_table(path, ("EBELN", "WKURS"))
    assert (found.rows["WKURS"].tolist(), found.has) == ([""], {"EBELN"})
    with pytest.raises(ProfileFormatError) as caught:
        read_table(path, ("EBELM",), ("EBELM",))
    [issue] = caught.value.issues
    assert (issue.place, issue.hint) == ("T.csv:1", 'did you mean "EBELN"?')


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("A\n朝".encode("cp932"), "encoding"),
        (b"\x1f\x8b broken", "unreadable"),
        (b"A,B\n1,\0\n", "unreadable"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, content, code):
    path = tmp_path / "T.csv"
    path.write_bytes(content)
    with pytest.raises(ProfileFormatError) as caught:
        read_table(path, ("A",))
    assert [issue.code for issue in caught.value.issues] == [code]


def test_an_empty_file_has_no_rows(tmp_path):
    assert read_table(write(tmp_path, ""), ("A",)).count == 0


def test_a_table_is_found_by_its_name_whatever_its_case_and_suffix(tmp_path):
    path = write(tmp_path, "A\n", "ekko.csv.gz")
    assert find_file(tmp_path, "EKKO") == path
    assert find_file(tmp_path, "EKPO") is None
    write(tmp_path, "A\n", "EKKO.txt")
    with pytest.raises(ProfileFormatError, match="has the same table"):
        find_file(tmp_path, "EKKO")
