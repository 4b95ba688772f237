"""The headers of pages, read from the bytes."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.exchange.parquet_pages import DELTA_BYTE_ARRAY, Chunk, footer_of, pages
from service.exchange.thrift import ThriftError
from tests.service.exchange.tables import parquet_of


def pages_of(data, column=0):
    view = memoryview(data)
    return [page for group in footer_of(view).chunks for page in pages(view, group[column])]


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd"])
@pytest.mark.parametrize("dictionary", [True, False])
@pytest.mark.parametrize("checksum", [True, False])
def test_pages_add_up_to_what_the_footer_states(version, compression, dictionary, checksum):
    values = {"a": [f"text-{n % 50}" for n in range(5000)], "b": [float(n) for n in range(5000)]}
    data = parquet_of(
        values,
        data_page_version=version,
        compression=compression,
        use_dictionary=dictionary,
        data_page_size=2000,
        row_group_size=2500,
        write_page_checksum=checksum,
        write_statistics=True,
    )
    metadata = pq.ParquetFile(pa.BufferReader(data)).metadata
    for column in (0, 1):
        found = pages_of(data, column)
        chunks = [metadata.row_group(group).column(column) for group in range(2)]
        assert sum(page.values for page in found) == 5000
        headers = sum(chunk.total_uncompressed_size for chunk in chunks) - sum(
            page.unpacked for page in found
        )
        assert 0 < headers < 200 * len(found)


def test_the_encoding_of_a_page_is_told():
    data = parquet_of({"a": ["x", "xy"]}, use_dictionary=False, column_encoding={"a": "DELTA_BYTE_ARRAY"})
    assert [page.encoding for page in pages_of(data)] == [DELTA_BYTE_ARRAY]


def test_the_footer_says_what_arrow_says_of_it():
    data = parquet_of({"a": ["x"] * 100, "b": list(range(100))}, row_group_size=30)
    footer = footer_of(memoryview(data))
    metadata = pq.ParquetFile(pa.BufferReader(data)).metadata
    assert footer.rows == metadata.num_rows
    assert [group[1].values for group in footer.chunks] == [30, 30, 30, 10]
    for group, chunks in enumerate(footer.chunks):
        for column, chunk in enumerate(chunks):
            told = metadata.row_group(group).column(column)
            start = told.dictionary_page_offset or told.data_page_offset
            assert chunk == Chunk(start, told.total_compressed_size, told.num_values)


@pytest.mark.parametrize(
    "data",
    [b"", b"PAR1", b"PAR1\x00\x00\x00\x00PAR1", b"PAR1\xff\xff\xff\x7fPAR1", b"PAR1\x00\x01\x00\x00\x00PAR1"],
)
def test_a_file_without_a_footer_is_refused(data):
    with pytest.raises(ThriftError):
        footer_of(memoryview(data))


def test_rows_that_do_not_add_up_are_refused():
    """Three rows are written as the byte 6, after 0x16 for field 3 of the footer; the lie is four rows."""
    data = parquet_of({"a": ["x", "y", "z"]}, store_schema=False)
    at = data.index(b"\x16\x06", len(data) - 8 - int.from_bytes(data[-8:-4], "little"))
    with pytest.raises(ThriftError, match="add up"):
        footer_of(memoryview(data[: at + 1] + b"\x08" + data[at + 2 :]))


def test_bytes_that_are_no_page_are_refused():
    for data in (b"", b"\xff" * 40, b"\x15", b"\x1c" * 40, b"\x19\x00\x00", b"\x00" * 10):
        with pytest.raises(ThriftError):
            list(pages(memoryview(data), Chunk(0, len(data) or 1, 1)))


def test_a_column_outside_the_file_is_refused():
    for start, length in ((-1, 5), (0, 11), (9, 2), (0, -1)):
        with pytest.raises(ThriftError, match="outside"):
            list(pages(memoryview(b"0123456789"), Chunk(start, length, 1)))
