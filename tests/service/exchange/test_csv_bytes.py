"""Which bytes are taken for text."""

import pytest

from models.errors import ProfileFormatError
from service.exchange.csv_bytes import line_at, utf8_bytes


def fault(data: bytes):
    with pytest.raises(ProfileFormatError) as caught:
        utf8_bytes(data, "items.csv")
    return caught.value.issues[0]


def test_a_byte_order_mark_is_dropped():
    assert utf8_bytes(b"\xef\xbb\xbfid\ncoil\n", "items.csv") == b"id\ncoil\n"


def test_text_without_a_mark_stays_as_it_is():
    assert utf8_bytes("id\n朝霧\n".encode(), "items.csv") == "id\n朝霧\n".encode()


def test_shift_jis_is_named_with_file_byte_and_hint():
    issue = fault("id,name\n1,朝霧モーター\n".encode("cp932"))
    assert (issue.code, issue.place) == ("encoding", "items.csv")
    assert "byte 10, on line 2" in issue.message
    assert issue.hint == "looks like Shift-JIS: save as UTF-8"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_named_by_its_byte_order_mark(encoding):
    issue = fault("\ufeffid\ncoil\n".encode(encoding))
    assert (issue.code, issue.place) == ("encoding", "items.csv")
    assert issue.hint == "looks like UTF-16: save as UTF-8"


@pytest.mark.parametrize("data", [b"id\n\xff\xff\n", b"id\ncaf\xe9\n"])
def test_bytes_of_no_known_encoding_get_a_plain_hint(data):
    issue = fault(data)
    assert (issue.code, issue.hint) == ("encoding", "save as UTF-8")


def test_a_nul_byte_is_a_fault_on_its_line():
    issue = fault(b"id\nco\0il\n")
    assert (issue.code, issue.place) == ("unreadable", "items.csv:2")


def test_lines_end_in_lf_crlf_or_cr():
    data = b"a\nb\r\nc\rd"
    assert [line_at(data, data.index(sign)) for sign in (b"a", b"b", b"c", b"d")] == [1, 2, 3, 4]
