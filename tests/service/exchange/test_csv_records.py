"""Where records begin, how many cells they have, and which quotes are refused."""

import pytest

from models.errors import ProfileFormatError
from service.exchange.csv_records import records_of


def shape(data: bytes):
    records = records_of(data, "items.csv")
    return list(zip(records.line.tolist(), records.cells.tolist(), strict=True))


def test_each_line_is_a_record_with_its_cells_counted():
    assert shape(b"a,b\n1,2\n3\n") == [(1, 2), (2, 2), (3, 1)]


def test_the_last_line_needs_no_line_break():
    assert shape(b"a,b\n1,2") == [(1, 2), (2, 2)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_kind_of_line_break_ends_a_record(end):
    assert shape(end.join([b"a,b", b"1,2", b""])) == [(1, 2), (2, 2)]


def test_commas_and_line_breaks_inside_quotes_do_not_count():
    assert shape(b'a,b\n"1,\n\r\n2","x"\n3,4\n') == [(1, 2), (2, 2), (5, 2)]


def test_doubled_quotes_are_part_of_their_cell():
    assert shape(b'a,b\n"say ""yes, please""",2\n"""",3\n') == [(1, 2), (2, 2), (3, 2)]


def test_blanks_may_stand_around_a_quoted_cell():
    assert shape(b'a,b\n  "1,2" ,"3" \n') == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'a,b\n1,"2\n3,4\n', 2),
        (b'a,b\n1,2\n5" pipe,3\n', 3),
        (b'a,b\n"1" x,2\n', 2),
        (b'a,b\n"1"2,"3"\n', 2),
        (b'a,b\n5" pipe,6" pipe\n', 2),
    ],
    ids=["never closed", "inside a cell", "text after the end", "text at the end", "two that seem a pair"],
)
def test_a_quote_that_does_not_enclose_a_cell_is_a_fault_on_its_line(data, line):
    with pytest.raises(ProfileFormatError) as caught:
        records_of(data, "items.csv")
    (issue,) = caught.value.issues
    assert (issue.code, issue.place) == ("unreadable", f"items.csv:{line}")


def test_blanks_at_the_edge_of_a_cell_are_noticed():
    assert not records_of(b"a,b\n1 2,3\n", "f").outer_blanks
    for text in (b"a ,b", b"a, b", b" a,b", b"a,b ", b'" a",b', b"a\t,b", "\u3000a,b".encode()):
        assert records_of(text, "f").outer_blanks
