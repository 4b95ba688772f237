"""Thrift's compact protocol, read only: what the headers of a Parquet file are written in.

Source: Apache Thrift, thrift-compact-protocol.md. Whatever a reader of the file could take in another way
is refused: a field that stands twice, one of another type than asked for.
"""

from dataclasses import dataclass, field
from typing import cast

BOOLS, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, STRUCT = (1, 2), 3, 4, 5, 6, 7, 8, 9, 10, 12
MOST_VALUES = 2_000_000
"""Values of one structure with all that is in it, so that none fills memory."""
_DEEPEST = 12


class ThriftError(ValueError):
    """The bytes are no structure, or one that cannot be told for certain."""


@dataclass(frozen=True, slots=True)
class Struct:
    """A structure: type and value of each field by its number."""

    fields: dict[int, tuple[int, object]]

    def number(self, name: int, kind: int = I64) -> int:
        """A whole number.

        Raises:
            ThriftError: it is absent or of another type.
        """
        return cast(int, self._of(name, kind))

    def struct(self, name: int) -> "Struct":
        """A structure; raises as `number`."""
        return cast(Struct, self._of(name, STRUCT))

    def list(self, name: int) -> list[object]:
        """A list; raises as `number`."""
        return cast(list[object], self._of(name, LIST))

    def has(self, name: int) -> bool:
        """Whether a field is there."""
        return name in self.fields

    def _of(self, name: int, kind: int) -> object:
        found, value = self.fields.get(name, (0, None))
        if found != kind:
            raise ThriftError(f"a header has no field {name} of the type {kind}")
        return value


@dataclass(slots=True)
class ThriftReader:
    """Reads one structure after the other.

    Attributes:
        data: the bytes.
        at: where the next structure begins.
    """

    data: memoryview
    at: int
    _left: int = field(default=MOST_VALUES)

    def struct(self, depth: int = 0) -> Struct:
        """The next structure.

        Raises:
            ThriftError: there is none, or it is nested too deeply or too large.
        """
        fields: dict[int, tuple[int, object]] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._signed()
            kind = head & 0x0F
            if number in fields:
                raise ThriftError("a header has a field twice")
            fields[number] = (kind, None if kind in BOOLS else self._value(kind, depth))
        return Struct(fields)

    def skip(self, count: int) -> None:
        """Pass over so many bytes.

        Raises:
            ThriftError: there are fewer.
        """
        if count < 0 or self.at + count > len(self.data):
            raise ThriftError("a header runs past the end")
        self.at += count

    def _value(self, kind: int, depth: int) -> object:
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            raise ThriftError("a header is nested too deeply or too large")
        if kind in (I16, I32, I64):
            return self._signed()
        if kind == STRUCT:
            return self.struct(depth + 1)
        if kind in (LIST, SET):
            return self._list(depth)
        if kind == BINARY:
            begin = self._unsigned() + self.at
            self.skip(begin - self.at)
            return None
        if kind in (BYTE, DOUBLE):
            self.skip(1 if kind == BYTE else 8)
            return None
        raise ThriftError(f"a header holds a value of the type {kind}, which none has")

    def _list(self, depth: int) -> list[object]:
        head = self._byte()
        count = head >> 4 if head >> 4 != 15 else self._unsigned()
        kind = BYTE if head & 0x0F in BOOLS else head & 0x0F  # in a list a truth value is a byte
        if count > self._left:
            raise ThriftError("a header has a list that is too long")
        return [self._value(kind, depth + 1) for _ in range(count)]

    def _byte(self) -> int:
        self.skip(1)
        return self.data[self.at - 1]

    def _unsigned(self) -> int:
        """A whole number in groups of seven bits, the lowest first."""
        value = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            value |= (byte & 0x7F) << shift
            if not byte & 0x80:
                return value
        raise ThriftError("a number in a header has no end")

    def _signed(self) -> int:
        """A whole number with its sign in the lowest bit."""
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)
