"""A table of an answer as Parquet: typed, and with the answer it is of in its metadata."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import batched
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from service.exchange.plan_tables import SCHEMA_VERSION, AnswerSource, AnswerTable
from service.exchange.plan_tables.table import NUMBERS, Cells, Kind

ROWS_AT_ONCE = 100_000
"""Rows of a row group: few enough to be held beside the answer, enough to compress well."""

_TYPES: Mapping[Kind, pa.DataType] = {
    "whole": pa.int64(),
    "flag": pa.bool_(),
    "date": pa.date32(),
    "list": pa.list_(pa.string()),
}


def write_parquet_table(
    file: BinaryIO, table: AnswerTable, rows: Iterable[Cells], metadata: Mapping[str, str]
) -> None:
    """Write a table; absent values are nulls.

    Args:
        file: where to; it stays open.
        table: which; what its columns mean is written beside them.
        rows: values in the order of the columns.
        metadata: of the file, see `metadata_of`.
    """
    schema = _schema(table, metadata)
    with pq.ParquetWriter(file, schema) as writer:  # type: ignore[no-untyped-call]
        for some in _batches(rows, schema):
            writer.write_batch(some)


def metadata_of(source: AnswerSource) -> dict[str, str]:
    """What every table of an answer says of it: plan, contract, versions, digests, currency."""
    answer, provenance = source.answer, source.answer["provenance"]
    return {
        "tagenka.schema_version": SCHEMA_VERSION,
        "tagenka.version": provenance["version"],
        "tagenka.answer": source.kind,
        "tagenka.plan_id": answer.get("id") or "",
        "tagenka.currency": answer["costs"]["currency"],
        "tagenka.on": provenance["on"],
        "tagenka.profile_digest": provenance["profile_digest"],
        "tagenka.request_digest": provenance["request_digest"],
    }


def arrow_type(kind: Kind) -> pa.DataType:
    """The type of a column of a kind."""
    return pa.float64() if kind in NUMBERS else _TYPES.get(kind, pa.string())


def _schema(table: AnswerTable, metadata: Mapping[str, str]) -> pa.Schema:
    fields = [
        pa.field(column.name, arrow_type(column.kind), metadata={"description": column.doc})
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"tagenka.table": table.name, **metadata})


def _batches(rows: Iterable[Cells], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for some in batched(rows, ROWS_AT_ONCE):
        columns = zip(zip(*some, strict=True), schema, strict=True)
        arrays = [pa.array(values, field.type) for values, field in columns]
        yield pa.record_batch(arrays, schema=schema)
