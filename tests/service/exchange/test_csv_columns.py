"""Whatever a file looks like, it is read as a plain reader would read it, cell by cell."""

import csv
import io

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.errors import ProfileFormatError
from models.places import FilePlace, Places
from models.profile.read import RawTable, read_tables
from models.profile.schema import TABLES
from service.exchange.csv_bytes import BLANKS
from service.exchange.csv_cells import CsvCells, read_cells
from service.exchange.csv_columns import columns_of
from tests.service.exchange.tables import same

HEADER = ("item", "unit_price", "valid_to", "qualified", "agreement")
NUMBERS = ["", "0", "1", "12.50", "-3", "+5", "1e3", "1E-2", ".5", "5.", "-0", "-0.0", "007"]
NO_NUMBERS = ["nan", "-NaN", "inf", "Infinity", "1e400", "1,000", "1_000", "0x10", "12円", "1 2", "e5", "1d5"]
WORDS = ["", "a", "朝霧", "true", "FALSE", "2027-04-01", "2027-02-30", "RCEP; CPTPP", ";", "5\u3000m", '"q"']
BREAKS = st.sampled_from(["\n", "\r\n", "\r"])
OUTSIDE = st.sampled_from(["", "", "", " ", "  ", "\t", "\u3000", "\u00a0"])
CELLS = st.one_of(
    st.sampled_from(NUMBERS + NO_NUMBERS + WORDS),
    st.floats(allow_nan=False).map(repr),
    st.text(alphabet='1.,e+-x_\x0b\x1c" \n\r;朝', max_size=5),
)


@st.composite
def written(draw: st.DrawFn) -> str:
    """A cell as some program may write it: quoted or not, blanks in it and around it."""
    cell = draw(OUTSIDE) + draw(CELLS) + draw(OUTSIDE)
    if any(sign in cell for sign in ',"\n\r') or draw(st.booleans()):
        spaces = st.sampled_from(["", "", "", " "])
        return draw(spaces) + '"' + cell.replace('"', '""') + '"' + draw(spaces)
    return cell


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A CSV text with rows of any width, blank rows and mixed line breaks."""
    widths = st.one_of(st.just(len(HEADER)), st.integers(0, len(HEADER) + 2))
    rows = [[draw(written()) for _ in range(width)] for width in draw(st.lists(widths, max_size=6))]
    lines = [",".join(cells) for cells in (HEADER, *rows)]
    end = draw(BREAKS)
    mixed = "".join(line + (draw(BREAKS) if draw(st.booleans()) else end) for line in lines)
    return mixed.encode()


def read_plainly(data: bytes) -> tuple[list[list[str]], list[int], list[int]]:
    """Rows that hold anything, the line each begins on, and how many cells each had."""
    reader = csv.reader(io.StringIO(data.decode(), newline=""), skipinitialspace=True)
    rows, lines, widths = [], [], []
    line = 1
    for cells in reader:
        stripped = [cell.strip(BLANKS) for cell in cells]
        if any(stripped):
            rows.append((stripped + [""] * len(HEADER))[: len(HEADER)])
            lines.append(line)
            widths.append(len(cells))
        line = reader.line_num + 1
    return rows[1:], lines[1:], widths[1:]


@given(texts())
@example(b"item,unit_price,valid_to,qualified,agreement\n,,,,,beyond the header\n")
@example(b'item,unit_price,valid_to,qualified,agreement\r\na,1,,\r\n\r\nb,2,,, "x" \rc,3,,,y\n')
def test_every_file_is_read_as_a_plain_reader_reads_it(data):
    cells = read_cells(data, "quotes.csv")
    rows, lines, widths = read_plainly(data)
    assert [list(row) for row in zip(*cells.columns, strict=True)] == rows
    assert (cells.lines.tolist(), cells.widths.tolist()) == (lines, widths)


@given(texts())
def test_numbers_read_in_passing_give_the_same_table_and_the_same_faults(data):
    names = {column.name for column in TABLES["quotes"].columns if column.kind == "number"}
    quick, plain = (_profile(read_cells(data, "quotes.csv", n.__contains__)) for n in (names, ()))
    assert same(quick, plain)
    assert quick.issues == plain.issues


def _profile(cells: CsvCells):
    columns = dict(zip(cells.header, cells.columns, strict=True))
    raw = RawTable(columns, len(cells.lines), is_text=True)
    return read_tables(
        {"quotes": raw}, Places("csv", tables={"quotes": FilePlace("quotes.csv", cells.lines)})
    )


@pytest.mark.parametrize("cell", NUMBERS)
def test_a_column_of_plain_numbers_is_given_as_floats(cell):
    (column,) = columns_of(f"{cell}\n2\n".encode(), 1, 2, False, [0])
    slow = cell in ("-0", "-0.0")  # converted with the care that texts get
    assert column.dtype == (object if slow else float)
    assert slow or np.isnan(column[0]) == (cell == "")


@pytest.mark.parametrize("cell", [cell for cell in NO_NUMBERS if "," not in cell])
def test_a_column_with_a_cell_that_is_no_plain_number_stays_as_texts(cell):
    (column,) = columns_of(f"{cell}\n2\n".encode(), 1, 2, False, [0])
    assert column.tolist() == [cell, "2"]


def test_texts_that_repeat_share_one_object():
    (column,) = columns_of(b"CNY\nJPY\n" * 500, 1, 3, False)
    assert len({id(text) for text in column.tolist()}) == 2


def test_a_record_longer_than_what_is_read_at_once_is_read_whole():
    long = "x" * (1 << 25)
    cells = read_cells(f"id,name\na,{long}\nb,y\n".encode(), "items.csv")
    assert [len(text) for text in cells.columns[1]] == [1 << 25, 1]


def test_a_record_of_many_cells_is_counted_beyond_a_byte():
    width = 300
    data = (",".join(f"c{n}" for n in range(width)) + "\n" + ",".join("1" * width)).encode()
    cells = read_cells(data, "items.csv")
    assert cells.widths.tolist() == [width]


def test_a_cell_too_long_for_a_row_that_must_be_mended_is_a_fault():
    with pytest.raises(ProfileFormatError) as caught:
        read_cells(("id,name\na,b," + "x" * 200_000).encode(), "items.csv")
    (issue,) = caught.value.issues
    assert issue.code == "unreadable"
    assert "not CSV" in issue.message
