"""Tables in Parquet files: types, places, and what is refused."""

import datetime
import decimal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from models.profile.schema import TABLES
from service.exchange import parquet_file
from service.exchange.parquet_tables import read_parquet
from service.exchange.table_files import profile_from_files
from service.exchange.table_read import profile_of
from tests.service.exchange.tables import files, parquet_of

ROOT = Path(__file__).parents[3]
QUOTES = {"item": ["coil", "coil"], "supplier": ["hanoi", "wuxi"], "unit_price": [12.0, 10.5]}


def read(changes, table="quotes", base=None):
    """The smallest profile with one table as a Parquet file."""
    columns = {**(QUOTES if base is None else base), **changes}
    contents = files({table: None})
    found = {name: (lambda data=data: data) for name, data in contents.items()}
    return profile_from_files(found | {f"{table}.parquet": lambda: parquet_of(columns)})


def column(name, values, table="quotes", base=None):
    profile = read({name: values}, table, base)
    assert profile.issues == ()
    return profile[table][name].tolist()


def places(changes, table="quotes", base=None):
    return [(issue.code, issue.place) for issue in read(changes, table, base).issues]


def stop(data, table="quotes"):
    """Why a file cannot be read as a table."""
    (issue,) = read_parquet(f"{table}.parquet", TABLES[table], lambda: data).stop
    return issue


@pytest.mark.parametrize(
    "kind", [pa.int8(), pa.uint16(), pa.int64(), pa.float32(), pa.float64(), pa.decimal128(9, 2), pa.string()]
)
def test_numbers_may_be_of_any_type_of_number(kind):
    assert column("unit_price", pa.array(["1", "2"]).cast(kind)) == [1, 2]
    assert column("capacity", pa.array(["25", None]).cast(kind))[0] == 25


def test_decimals_are_the_nearest_number_there_is():
    """0.1 and 1234567.89 as decimals are the same floats as the texts 0.1 and 1234567.89."""
    texts = ["0.1", "1234567.89", "99999999999.9999", "0.0003"]
    values = pa.array([decimal.Decimal(text) for text in texts], pa.decimal128(18, 4))
    made = profile_of(
        {"quotes": read_parquet("q", TABLES["quotes"], lambda: parquet_of({"unit_price": values}))}
    )
    assert made["quotes"]["unit_price"].tolist() == [float(text) for text in texts]


def test_codes_may_be_integers_and_keep_every_digit():
    base = {"id": pa.array([7, 2**53 + 1], pa.int64())}
    assert column("id", base["id"], "items", {"id": base["id"]})[1] == "9007199254740993"
    whole = pa.array([decimal.Decimal(12), decimal.Decimal(10**17 + 1)], pa.decimal128(18, 0))
    assert column("id", whole, "items", {}) == ["12", "100000000000000001"]


def test_codes_that_pandas_made_floats_are_read_as_integers():
    assert column("manufacturer", [1001.0, None]) == ["1001", None]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]
)
def test_texts_may_be_of_any_type_of_text(kind):
    assert column("manufacturer", pa.array([" a\u3000", ""]).cast(kind)) == ["a", None]


def test_dictionaries_of_numbers_are_numbers():
    assert column("capacity", pa.array([5, 5]).dictionary_encode()) == [5, 5]


def test_texts_in_several_row_groups_are_one_column():
    data = parquet_of({"id": [f"i{n}" for n in range(10)]}, row_group_size=3)
    table = read_parquet("items.parquet", TABLES["items"], lambda: data)
    assert table.raw.columns["id"].tolist() == [f"i{n}" for n in range(10)]


def test_days_may_be_dates_or_midnights():
    day = datetime.date(2027, 4, 1)
    midnight = np.array(["2027-04-01", "NaT"], dtype="datetime64[us]")
    for values in ([day, None], pa.array([day, None], pa.date64()), midnight, ["2027-04-01", None]):
        assert column("valid_from", values) == [day, None]


def test_a_time_of_day_is_no_day():
    moments = np.array(["2027-04-01T00:00", "2027-04-01T12:30"], dtype="datetime64[ms]")
    (issue,) = read({"valid_from": moments}).issues
    assert (issue.code, issue.place) == ("wrong_type", "quotes.parquet:2 valid_from")
    assert "time of day" in issue.hint


def test_truth_values_are_flags():
    assert column("qualified", [True, False]) == [1, 0]


def test_a_column_of_nothing_is_absent():
    assert column("origin", pa.nulls(2)) == [None, None]


def test_rows_are_counted_from_one():
    (issue,) = read({"unit_price": [12.0, -1.0]}).issues
    assert (issue.code, issue.place) == ("out_of_range", "quotes.parquet:2 unit_price")


def test_nan_and_infinity_are_named_and_null_is_absent():
    found = read({"unit_price": [float("nan"), float("inf")], "capacity": [None, 1.0]}).issues
    assert [(i.code, i.place) for i in found] == [
        ("not_finite", "quotes.parquet:1 unit_price"),
        ("not_finite", "quotes.parquet:2 unit_price"),
    ]


def test_the_same_checks_run_as_on_other_forms():
    assert places({"prise": [1, 2]}) == [("unknown_column", "quotes.parquet prise")]
    assert places({"unit_price": [None, 1.0]}) == [("missing_value", "quotes.parquet:1 unit_price")]
    assert places({"origin": ["CN", "China"]}) == [("unknown_country", "quotes.parquet:2 origin")]


def test_japanese_headers_are_read_and_named():
    base = {"品目コード": ["coil"], "supplier": ["hanoi"], "単価": [-1.0]}
    assert places({}, base=base) == [("out_of_range", "quotes.parquet:1 単価")]


def test_the_rows_numbers_of_pandas_are_passed_over():
    assert places({"__index_level_0__": [4, 9]}) == []


def test_a_column_that_stands_twice_is_a_fault():
    table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["id", "id"])
    found = read_parquet("items.parquet", TABLES["items"], lambda: parquet_bytes(table))
    assert [(i.code, i.place) for i in found.issues] == [("repeated_key", "items.parquet id")]


def parquet_bytes(table):
    sink = pa.BufferOutputStream()
    pa.parquet.write_table(table, sink)
    return sink.getvalue().to_pybytes()


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ([["a"], ["b"]], "list"),
        ([{"a": 1}, {"a": 2}], "struct"),
        (pa.array([[("a", 1)], []], pa.map_(pa.string(), pa.int64())), "map"),
        ([b"a", b"b"], "binary"),
        (pa.array([1, 2], pa.time32("s")), "time32"),
        (pa.array([1, 2], pa.timestamp("us", tz="Asia/Tokyo")), "timestamp"),
    ],
)
def test_a_type_that_holds_no_cell_is_refused_with_the_way_out(values, word):
    issue = stop(parquet_of({**QUOTES, "agreement": values}))
    assert (issue.code, issue.place) == ("wrong_type", "quotes.parquet agreement")
    assert word in issue.found
    assert issue.hint.startswith(("write", "a moment"))


def test_all_columns_that_cannot_be_read_are_named_at_once():
    data = parquet_of({"item": [["a"]], "unit_price": [b"x"], "supplier": ["hanoi"]})
    found = read_parquet("quotes.parquet", TABLES["quotes"], lambda: data)
    assert [issue.place for issue in found.stop] == ["quotes.parquet item", "quotes.parquet unit_price"]


def test_a_nested_column_of_another_name_is_only_unknown():
    assert places({"more": [["a"], ["b"]], "origin": ["CN", "VN"]}) == [
        ("unknown_column", "quotes.parquet more")
    ]


def test_keys_and_values_are_two_columns():
    base = {"key": ["name", "国"], "value": ["Hoshi", "JP"]}
    assert places({}, "firm", base) == []
    assert places({"value": ["Hoshi", "JPN"]}, "firm", base) == [("unknown_country", "firm.parquet:2 国")]
    assert places({"key": ["name", "name"]}, "firm", base) == [
        ("repeated_key", "firm.parquet:2 name"),
        ("missing_value", "firm.parquet country"),
    ]
    assert places({"key": ["name", None]}, "firm", base)[0] == ("unreadable", "firm.parquet:2")
    assert stop(parquet_of({"name": ["Hoshi"]}), "firm").code == "unreadable"
    assert "keys" in stop(parquet_of({"key": ["a"] * 300, "value": ["b"] * 300}), "firm").message


@pytest.mark.parametrize("cut", [0, 3, 11, 0.5, -1])
def test_a_file_that_is_cut_off_is_refused(cut):
    data = parquet_of(QUOTES)
    issue = stop(data[: int(len(data) * cut) if isinstance(cut, float) else cut])
    assert (issue.code, issue.place) == ("unreadable", "quotes.parquet")


def test_other_bytes_and_encrypted_files_are_refused():
    assert "PAR1" in stop(b"item,supplier\n").message
    assert "PAR1" in stop(b"").message
    assert "encrypted" in stop(b"PAR1 ... PARE").message


def test_damage_inside_a_column_is_refused_or_read_but_never_a_crash():
    data = parquet_of({"id": [f"item-{n}" for n in range(200)]}, compression="zstd")
    for at in range(4, len(data) - 4, 7):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        found = read_parquet("items.parquet", TABLES["items"], lambda broken=broken: bytes(broken))
        assert all(issue.code in ("unreadable", "encoding", "wrong_type") for issue in found.stop)


def test_no_byte_of_a_footer_can_end_the_process():
    """Arrow aborts the process over some footers when it is asked for its metadata; every byte is tried."""
    script = """
from models.profile.schema import TABLES
from service.exchange.parquet_tables import read_parquet
from tests.service.exchange.tables import parquet_of
data = parquet_of({"id": ["coil", None]})
for at in range(len(data) - 8 - int.from_bytes(data[-8:-4], "little"), len(data)):
    for value in (data[at] ^ 1, data[at] ^ 16, (data[at] - 1) % 256):
        broken = data[:at] + bytes([value]) + data[at + 1 :]
        read_parquet("items.parquet", TABLES["items"], lambda: broken)
print("through")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "through\n"), done.stderr[-500:]


def test_too_many_rows_columns_or_row_groups_are_refused(monkeypatch):
    data = parquet_of({"id": ["a", "b", "c"]}, row_group_size=1)
    for name, word in (
        ("MOST_ROWS", "3 rows"),
        ("MOST_ROW_GROUPS", "3 row groups"),
        ("MOST_COLUMNS", "1 columns"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(parquet_file, name, 0)
            assert word in stop(data, "items").message


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(parquet_file, "MOST_BYTES", 100_000)
    data = parquet_of({"id": ["a" * 200_000]}, compression="zstd", use_dictionary=False)
    assert len(data) < 2_000
    issue = stop(data, "items")
    assert (issue.code, issue.place) == ("unreadable", "items.parquet id")
    assert "more than 100000 bytes" in issue.message


def varint(value):
    """A whole number as the footer writes it: zigzag, seven bits a byte."""
    value <<= 1
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def stated_size(data):
    """What the footer says that the first column unpacks to."""
    metadata = pa.parquet.ParquetFile(pa.BufferReader(data)).metadata
    return metadata.row_group(0).column(0).total_uncompressed_size


def test_a_footer_that_lies_about_sizes_does_not_help(monkeypatch):
    """The footer claims 100 bytes where the page unpacks to 200,000; the page's own header is asked."""
    monkeypatch.setattr(parquet_file, "MOST_BYTES", 100_000)
    options = {"compression": "zstd", "use_dictionary": False, "write_statistics": False}
    data = parquet_of({"id": ["a" * 200_000]}, **options)
    stated = varint(stated_size(data))
    lying = data.replace(stated, b"\xc8\x81" + b"\x80" * (len(stated) - 3) + b"\x00")
    assert stated_size(lying) == 100
    assert "more than 100000 bytes" in stop(lying, "items").message


def test_a_text_repeated_a_million_times_is_held_once():
    """A million rows of one text of 100,000 signs would be 100 GB; in a process of 4 GB they are read."""
    script = """
import io, resource
import pyarrow as pa, pyarrow.parquet as pq
from models.profile.schema import TABLES
from service.exchange.parquet_tables import read_parquet
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
texts = pa.DictionaryArray.from_arrays(pa.array([0] * 1_000_000, pa.int32()), pa.array(["a" * 100_000]))
sink = io.BytesIO()
pq.write_table(pa.table({"id": texts}), sink, store_schema=False)
found = read_parquet("items.parquet", TABLES["items"], sink.getvalue)
print(found.raw.count, len(found.raw.columns["id"][-1]), found.stop)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1000000", "100000", "()"]


def test_texts_in_delta_encoding_are_refused():
    data = parquet_of({"id": ["a", "ab"]}, use_dictionary=False, column_encoding={"id": "DELTA_BYTE_ARRAY"})
    assert "delta" in stop(data, "items").message


def test_texts_that_are_not_utf8_are_refused():
    data = parquet_of({"id": ["abcdef"]}, compression="none", write_statistics=False)
    issue = stop(data.replace(b"abcdef", b"\xff\xfe\xfd\xfc\xfb\xfa"), "items")
    assert issue.code in ("encoding", "unreadable")
    assert issue.place == "items.parquet id"
