"""Where the pages of a Parquet file lie and how large they are, before any is unpacked.

The footer's sizes cannot be relied on: a reader unpacks what a page's own header says. So the headers are
read here, from the bytes. Arrow's own view of them is not asked, since for some damaged footers it ends the
process. Source: the Parquet format, parquet.thrift.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from service.exchange.thrift import I32, Struct, ThriftError, ThriftReader

MAGIC = b"PAR1"
MOST_FOOTER_BYTES = 1 << 24
"""Bytes of a footer: forty columns in a thousand row groups, with statistics, take about eight million."""

DELTA_BYTE_ARRAY = 7
"""Texts written as endings of the text before: a small page can hold endless ones."""

# FileMetaData, RowGroup, ColumnChunk, ColumnMetaData
_ROWS, _GROUPS = 3, 4
_COLUMNS, _GROUP_ROWS = 1, 3
_FILE, _META = 1, 3
_VALUES, _BYTES, _DATA_AT, _DICTIONARY_AT = 5, 7, 9, 11
# PageHeader, DataPageHeader, DataPageHeaderV2
_TYPE, _PAGE_SIZE, _PAGE_BYTES = 1, 2, 3
_DATA_PAGES = {0: (5, 2), 3: (8, 4)}
"""By the type of a data page, the field of its own header, and the field of the encoding in it."""
_PAGE_VALUES = 1


@dataclass(frozen=True, slots=True)
class Chunk:
    """The values of one column in one row group.

    Attributes:
        start: where its first page begins.
        length: bytes of all its pages.
        values: how many they hold.
    """

    start: int
    length: int
    values: int


@dataclass(frozen=True, slots=True)
class Footer:
    """What a footer says.

    Attributes:
        rows: of the whole file.
        chunks: of each row group, one for each column that holds values, in their order.
    """

    rows: int
    chunks: tuple[tuple[Chunk, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page's header says.

    Attributes:
        unpacked: bytes it unpacks to.
        values: how many values it holds; 0 for what is no data page.
        encoding: how they are written; of data pages.
    """

    unpacked: int
    values: int
    encoding: int = -1


def footer_of(data: memoryview) -> Footer:
    """Read the footer.

    Raises:
        ThriftError: there is none, or it is damaged or too large.
    """
    size = int.from_bytes(data[-8:-4], "little")
    if data[-4:] != MAGIC or not 0 < size <= len(data) - 12:
        raise ThriftError("its end is missing: it may be cut off")
    if size > MOST_FOOTER_BYTES:
        raise ThriftError(f"its footer takes {size} bytes; at most {MOST_FOOTER_BYTES} are read")
    footer = ThriftReader(data[-8 - size : -8], 0).struct()
    groups = [_struct(group) for group in footer.list(_GROUPS)]
    rows = footer.number(_ROWS)
    if rows != sum(group.number(_GROUP_ROWS) for group in groups):
        raise ThriftError("its row groups do not add up to its rows")
    return Footer(rows, tuple(tuple(map(_chunk, group.list(_COLUMNS))) for group in groups))


def pages(data: memoryview, chunk: Chunk) -> Iterator[Page]:
    """The pages of a chunk.

    Args:
        data: the whole file.
        chunk: where they lie.

    Raises:
        ThriftError: the bytes are not pages, or lie outside the file.
    """
    end = chunk.start + chunk.length
    if chunk.start < 0 or chunk.length < 0 or end > len(data):
        raise ThriftError("a column lies outside the file")
    at, seen = chunk.start, 0
    while seen < chunk.values and at < end:
        reader = ThriftReader(data[:end], at)
        header = reader.struct()
        page = _page(header)
        reader.skip(header.number(_PAGE_BYTES, I32))
        at = reader.at
        seen += page.values
        yield page


def _struct(value: object) -> Struct:
    if not isinstance(value, Struct):
        raise ThriftError("a list in the footer holds what it should not")
    return value


def _chunk(value: object) -> Chunk:
    column = _struct(value)
    if column.has(_FILE):
        raise ThriftError("a column lies in another file")
    meta = column.struct(_META)
    start = meta.number(_DATA_AT)
    if meta.has(_DICTIONARY_AT) and 0 < meta.number(_DICTIONARY_AT) < start:
        start = meta.number(_DICTIONARY_AT)
    return Chunk(start, meta.number(_BYTES), meta.number(_VALUES))


def _page(header: Struct) -> Page:
    unpacked = header.number(_PAGE_SIZE, I32)
    name, encoding = _DATA_PAGES.get(header.number(_TYPE, I32), (0, 0))
    if unpacked < 0 or header.number(_PAGE_BYTES, I32) < 0:
        raise ThriftError("a page has no size")
    if not name:
        return Page(unpacked, 0)
    part = header.struct(name)
    values = part.number(_PAGE_VALUES, I32)
    if values < 0:
        raise ThriftError("a page has no number of values")
    return Page(unpacked, values, part.number(encoding, I32))
