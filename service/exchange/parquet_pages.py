"""How large the pages of a Parquet file are by their own headers, before any is unpacked.

The footer's sizes cannot be relied on: a reader unpacks what the page's header says. So the headers are
read here, from the bytes. Source: the Parquet format, parquet.thrift (PageHeader), in Thrift's compact
protocol.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_PAGE_SIZE, _PAGE_BYTES, _DATA, _DATA_V2 = 2, 3, 5, 8
_VALUES, _ENCODING, _ENCODING_V2 = 1, 2, 4
_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _STRUCT = 1, 2, 3, 4, 5, 6, 7, 8, 12
_DEEPEST = 8
DELTA_BYTE_ARRAY = 7
"""Texts written as endings of the text before: a small page can hold endless ones."""

Fields = dict[int, "int | Fields"]


class PagesError(ValueError):
    """The bytes of a column do not read as pages."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page's header says.

    Attributes:
        unpacked: bytes it unpacks to.
        values: how many values it holds; 0 for a dictionary.
        encoding: how they are written; of data pages.
    """

    unpacked: int
    values: int
    encoding: int = -1


@dataclass(slots=True)
class _Reader:
    """Reads values of Thrift's compact protocol one after the other."""

    data: memoryview
    at: int

    def byte(self) -> int:
        """The next byte."""
        if self.at >= len(self.data):
            raise PagesError("a page's header runs past the end of the file")
        self.at += 1
        return self.data[self.at - 1]

    def unsigned(self) -> int:
        """A whole number in groups of seven bits, the lowest first."""
        value = 0
        for shift in range(0, 70, 7):
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if not byte & 0x80:
                return value
        raise PagesError("a number in a page's header has no end")

    def signed(self) -> int:
        """A whole number with its sign in the lowest bit."""
        value = self.unsigned()
        return (value >> 1) ^ -(value & 1)

    def skip(self, count: int) -> None:
        """Pass over so many bytes."""
        if count < 0 or self.at + count > len(self.data):
            raise PagesError("a page's header runs past the end of the file")
        self.at += count

    def struct(self, depth: int = 0) -> Fields:
        """The whole numbers and structures of a structure; all else is passed over."""
        if depth > _DEEPEST:
            raise PagesError("a page's header is nested too deeply")
        found: Fields = {}
        number = 0
        while head := self.byte():
            number = number + (head >> 4) if head >> 4 else self.signed()
            value = self.value(head & 0x0F, depth)
            if value is not None:
                found[number] = value
        return found

    def value(self, kind: int, depth: int) -> "int | Fields | None":
        """A whole number or a structure; None for what is passed over."""
        if kind == _STRUCT:
            return self.struct(depth + 1)
        if kind in (_I16, _I32, _I64):
            return self.signed()
        if kind == _BINARY:
            self.skip(self.unsigned())
        elif kind in (_BYTE, _DOUBLE):
            self.skip(1 if kind == _BYTE else 8)
        elif kind not in (_TRUE, _FALSE):
            raise PagesError("a page's header holds what no page has")
        return None


def pages(data: memoryview, start: int, length: int, values: int) -> Iterator[Page]:
    """The pages of a column in a row group.

    Args:
        data: the whole file.
        start: where the first page begins.
        length: bytes of all pages, by the footer.
        values: how many values they hold, by the footer.

    Raises:
        PagesError: the bytes are not pages, or lie outside the file.
    """
    end = start + length
    if start < 0 or length < 0 or end > len(data):
        raise PagesError("a column lies outside the file")
    reader = _Reader(data[:end], start)
    seen = 0
    while seen < values and reader.at < end:
        page, size = _page(reader.struct())
        reader.skip(size)
        seen += page.values
        yield page


def _page(header: Fields) -> tuple[Page, int]:
    """What a header says, and the size of what follows it."""
    unpacked, size = _number(header, _PAGE_SIZE), _number(header, _PAGE_BYTES)
    for name, encoding in ((_DATA, _ENCODING), (_DATA_V2, _ENCODING_V2)):
        part = header.get(name)
        if isinstance(part, dict):
            return Page(unpacked, _number(part, _VALUES), _number(part, encoding)), size
    return Page(unpacked, 0), size


def _number(fields: Fields, name: int) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or value < 0:
        raise PagesError("a page's header has no size")
    return value
