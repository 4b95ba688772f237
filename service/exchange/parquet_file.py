"""A Parquet file that is safe to read: its size is known from its pages before any is unpacked."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from models.errors import ProfileFormatError
from service.exchange.csv_bytes import refused
from service.exchange.limits import MOST_BYTES, MOST_COLUMNS, MOST_PAGES, MOST_ROW_GROUPS, MOST_ROWS
from service.exchange.parquet_pages import DELTA_BYTE_ARRAY, MAGIC, Footer, Page, footer_of, pages

_ENCRYPTED = b"PARE"


@dataclass(slots=True)
class ParquetTable:
    """An open Parquet file.

    Attributes:
        file: its name, for places.
        types: the type of each column, in their order; names may repeat.
        count: number of rows.
    """

    file: str
    types: tuple[tuple[str, pa.DataType], ...]
    count: int
    _data: memoryview
    _footer: Footer
    _reader: pq.ParquetFile
    _pages: int = 0
    _bytes: int = 0

    def column(self, name: str) -> pa.ChunkedArray:
        """The values of a flat column; texts as a dictionary, so that one that repeats is held once.

        Raises:
            ProfileFormatError: it is damaged, or unpacks to too much.
        """
        place = f"{self.file} {name}"
        self._check_pages(name, place)
        try:
            # Without threads: those of Arrow now and then abort a process that ends soon after.
            read = self._reader.read(columns=[name], use_threads=False)  # type: ignore[no-untyped-call]
            values: pa.ChunkedArray = read.column(0)
            values.validate(full=True)
        except (pa.ArrowException, OSError) as error:
            raise _damaged(place, error) from None
        if len(values) != self.count:
            raise refused(place, f"it has {len(values)} values, the file {self.count} rows")
        return values

    def _check_pages(self, name: str, place: str) -> None:
        """Add up what the column unpacks to, beside all columns read so far."""
        try:
            at = _paths(self._reader).index(name)
            for group in self._footer.chunks:
                for page in pages(self._data, group[at]):
                    self._add(page, place)
        except (ValueError, IndexError) as error:
            raise _damaged(place, error) from None

    def _add(self, page: Page, place: str) -> None:
        self._pages += 1
        self._bytes += page.unpacked
        if self._bytes > MOST_BYTES:
            raise refused(place, f"the file unpacks to more than {MOST_BYTES} bytes; no more are read")
        if self._pages > MOST_PAGES:
            raise refused(place, f"the file has more than {MOST_PAGES} pages; no more are read")
        if page.encoding == DELTA_BYTE_ARRAY:
            hint = "write texts in dictionary or plain encoding"
            raise refused(place, "its texts are delta encoded, which hides how long they are", hint)


def opened_parquet(data: bytes, file: str) -> ParquetTable:
    """Open a Parquet file.

    Raises:
        ProfileFormatError: it is no sound Parquet file, encrypted, or too large.
    """
    if data.startswith(_ENCRYPTED) or data.endswith(_ENCRYPTED):
        raise refused(file, "the file is encrypted", "write it without a key")
    if not data.startswith(MAGIC):
        raise refused(file, "this is not a Parquet file: it does not begin with PAR1", found=repr(data[:8]))
    try:
        footer = footer_of(memoryview(data))
        _check_size(footer.rows, MOST_ROWS, "rows", file)
        _check_size(len(footer.chunks), MOST_ROW_GROUPS, "row groups", file)
        types = _types(_open(data, []))
        _check_size(len(types), MOST_COLUMNS, "columns", file)
        reader = _open(data, [name for name, kind in types if is_text(kind)])
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        raise _damaged(file, error) from None
    return ParquetTable(file, types, footer.rows, memoryview(data), footer, reader)


def _open(data: bytes, dictionaries: list[str]) -> pq.ParquetFile:
    source = pa.BufferReader(data)
    return pq.ParquetFile(source, read_dictionary=dictionaries)  # type: ignore[no-untyped-call]


def is_text(kind: pa.DataType) -> bool:
    """Whether a column of that type holds texts."""
    if pa.types.is_dictionary(kind):
        return is_text(kind.value_type)
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    return any(test(kind) for test in tests)


def _types(reader: pq.ParquetFile) -> tuple[tuple[str, pa.DataType], ...]:
    schema = reader.schema_arrow
    return tuple(zip(schema.names, schema.types, strict=True))


def _paths(reader: pq.ParquetFile) -> list[str]:
    """The path of each column that holds values; of a flat one its name."""
    return [reader.schema.column(at).path for at in range(len(reader.schema))]


def _check_size(many: int, most: int, what: str, file: str) -> None:
    if not 0 <= many <= most:
        raise refused(file, f"the file has {many} {what}; at most {most} are read")


def _damaged(place: str, error: Exception) -> ProfileFormatError:
    words = " ".join(str(error).split())
    return refused(place, f"this is not a sound Parquet file: {words[:200]}", "write it anew")
