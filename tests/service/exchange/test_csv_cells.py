"""Cells and line numbers, whichever of the two ways a text is read."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ProfileFormatError
from service.exchange.csv_bytes import BLANKS
from service.exchange.csv_cells import read_cells

CELLS = st.text(alphabet='ab1,.;"\n\r \t' + "\u3000朝", max_size=6)


def rows(data: bytes) -> list[list[str]]:
    cells = read_cells(data, "items.csv")
    return [list(row) for row in zip(*cells.columns, strict=True)]


def test_header_and_rows_are_read_as_texts():
    cells = read_cells(b"id,unit_price\ncoil,007\nwire,NA\n", "quotes.csv")
    assert cells.header == ("id", "unit_price")
    assert [column.tolist() for column in cells.columns] == [["coil", "wire"], ["007", "NA"]]
    assert cells.lines.tolist() == [2, 3]


def test_cells_are_stripped_of_blanks_around_them():
    data = "id,name\n coil ,\t\u3000朝霧 \u00a0\n".encode()
    assert rows(data) == [["coil", "朝霧"]]


@pytest.mark.parametrize("data", [b"", b"\n\n", b" ,,\n", b"\xef\xbb\xbf"])
def test_a_file_without_any_text_has_no_header_and_no_rows(data):
    assert read_cells(data, "items.csv").header == ()


@pytest.mark.parametrize("data", [b"id,name", b"id,name\n", b"id,name\n\n,\n"])
def test_a_header_alone_has_no_rows(data):
    cells = read_cells(data, "items.csv")
    assert cells.header == ("id", "name")
    assert [len(column) for column in cells.columns] == [0, 0]


@pytest.mark.parametrize("blank", [b"\n", b"  \n", b",\n", b" , \n", b'"",""\n'])
def test_blank_lines_are_left_out_and_the_lines_below_keep_their_numbers(blank):
    cells = read_cells(b"id,name\na,1\n" + blank + b"b,2\n" + blank, "items.csv")
    assert cells.columns[0].tolist() == ["a", "b"]
    assert cells.lines.tolist() == [2, 4]
    assert cells.widths.tolist() == [2, 2]


def test_the_header_may_stand_below_blank_lines():
    cells = read_cells(b"\n,\nid,name\na,1\n", "items.csv")
    assert (cells.header_line, cells.lines.tolist()) == (3, [4])


@pytest.mark.parametrize("ragged", [b"", b"x\n"], ids=["even rows", "a short row"])
def test_a_row_has_the_line_it_begins_on_below_quoted_line_breaks(ragged):
    data = b'id,name\r\na,"one\r\ntwo\nthree"\r\nb,2\r\n"c\n",3\r\nd,4\r\n' + ragged
    cells = read_cells(data, "items.csv")
    assert cells.lines.tolist()[:4] == [2, 5, 6, 8]
    assert cells.columns[1].tolist()[:2] == ["one\r\ntwo\nthree", "2"]


def test_rows_of_another_width_say_so_and_lose_or_gain_no_neighbour():
    cells = read_cells(b"id,name,unit\na,1\nb,2,3\nc,4,5,6\n", "items.csv")
    assert cells.widths.tolist() == [2, 3, 4]
    assert [list(row) for row in zip(*cells.columns, strict=True)] == [
        ["a", "1", ""],
        ["b", "2", "3"],
        ["c", "4", "5"],
    ]


def test_a_single_column_needs_no_comma():
    assert rows(b"id\ncoil\n\nwire\n") == [["coil"], ["wire"]]


@pytest.mark.parametrize(("sign", "word"), [(b";", "semicolons"), (b"\t", "tabs")])
def test_another_separator_is_a_fault_with_a_hint(sign, word):
    with pytest.raises(ProfileFormatError) as caught:
        read_cells(sign.join([b"id", b"name"]) + b"\n", "items.csv")
    (issue,) = caught.value.issues
    assert (issue.code, issue.place) == ("unreadable", "items.csv:1")
    assert word in issue.message
    assert "commas" in issue.hint


@given(
    table=st.integers(1, 3).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), max_size=5)),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    ragged=st.booleans(),
)
def test_what_csv_writes_is_read_back_whichever_way_it_is_read(table, end, ragged):
    width = len(table[0]) if table else 1
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([[f"c{n}" for n in range(width)], *table])
    data = text.getvalue() + ("x," * width + "x" if ragged else "")
    wanted = [[cell.strip(BLANKS) for cell in row] for row in table]
    wanted = [row for row in wanted if any(row)] + ([["x"] * width] if ragged else [])
    assert rows(data.encode()) == wanted
