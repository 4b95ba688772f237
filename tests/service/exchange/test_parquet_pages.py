"""The headers of pages, read from the bytes."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.exchange.parquet_pages import DELTA_BYTE_ARRAY, PagesError, pages
from tests.service.exchange.tables import parquet_of


def pages_of(data, column=0):
    metadata = pq.ParquetFile(pa.BufferReader(data)).metadata
    found = []
    for group in range(metadata.num_row_groups):
        chunk = metadata.row_group(group).column(column)
        start = chunk.data_page_offset
        if chunk.has_dictionary_page:
            start = min(start, chunk.dictionary_page_offset)
        found += pages(memoryview(data), start, chunk.total_compressed_size, chunk.num_values)
    return found


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


def test_bytes_that_are_no_page_are_refused():
    for data in (b"", b"\xff" * 40, b"\x15", b"\x1c" * 40, b"\x19\x00\x00", b"\x00" * 10):
        with pytest.raises(PagesError):
            list(pages(memoryview(data), 0, len(data) or 1, 1))


def test_a_column_outside_the_file_is_refused():
    for start, length in ((-1, 5), (0, 11), (9, 2)):
        with pytest.raises(PagesError, match="outside"):
            list(pages(memoryview(b"0123456789"), start, length, 1))
