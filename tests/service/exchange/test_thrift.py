"""Structures in Thrift's compact protocol."""

import pytest

from service.exchange import thrift
from service.exchange.thrift import I32, I64, Struct, ThriftError, ThriftReader


def read(data):
    return ThriftReader(memoryview(data), 0).struct()


def test_fields_are_numbers_structures_and_lists():
    """Field 1 i32 -3, field 2 i64 300, field 3 a structure with field 1 i32 1, field 20 a list of two i32."""
    data = b"\x15\x05" + b"\x16\xd8\x04" + b"\x1c\x15\x02\x00" + b"\x09\x28\x25\x02\x04" + b"\x00"
    found = read(data)
    assert (found.number(1, I32), found.number(2, I64)) == (-3, 300)
    assert found.struct(3).number(1, I32) == 1
    assert found.list(20) == [1, 2]
    assert not found.has(4)


def test_texts_truth_values_bytes_and_doubles_are_passed_over():
    """Field 1 true, 2 false, 3 a byte, 4 a double, 5 a text, 6 a list of one truth value, 7 i32 9."""
    data = b"\x11\x12\x13\x07\x17" + b"\0" * 8 + b"\x18\x02ab\x19\x11\x01\x15\x12\x00"
    assert read(data).number(7, I32) == 9


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "past the end"),
        (b"\x15", "past the end"),
        (b"\x18\x7fab\x00", "past the end"),
        (b"\x15" + b"\xff" * 12, "no end"),
        (b"\x15\x02\x05\x02\x02\x00", "twice"),
        (b"\x1e\x00", "type 14"),
        (b"\x1b\x00", "type 11"),
        (b"\x1c" * 40, "nested"),
        (b"\x19\xf5\xff\xff\xff\x7f", "too long"),
    ],
)
def test_what_is_damaged_or_could_be_read_in_two_ways_is_refused(data, word):
    with pytest.raises(ThriftError, match=word):
        read(data)


def test_more_values_than_any_header_has_are_refused(monkeypatch):
    data = b"\x19\x8c" + b"\x00" * 8 + b"\x00"
    assert len(read(data).list(1)) == 8
    with pytest.raises(ThriftError, match="too long"):
        ThriftReader(memoryview(data), 0, 5).struct()
    assert thrift.MOST_VALUES > 1_000_000


def test_a_field_of_another_type_than_asked_for_is_refused():
    found = Struct({1: (I32, 5)})
    asked = (lambda: found.number(1), lambda: found.number(2), lambda: found.struct(1), lambda: found.list(1))
    for ask in asked:
        with pytest.raises(ThriftError, match="no field"):
            ask()
