"""A table of an answer as Parquet: typed, null where nothing is known, and it says whose it is."""

import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.exchange import table_parquet
from service.exchange.plan_tables import (
    SCHEMA_VERSION,
    AnswerColumn,
    AnswerTable,
    cells_of,
    tables_of,
)
from service.exchange.plan_tables.table import AnswerSource
from service.exchange.table_parquet import arrow_type, metadata_of, write_parquet_table
from tests.service.answers import source_of

COLUMNS = (
    AnswerColumn("item", "text", "Id of the item."),
    AnswerColumn("share", "share", "Of the need."),
    AnswerColumn("period", "whole", "Number."),
    AnswerColumn("kept", "flag", ""),
    AnswerColumn("start", "date", ""),
    AnswerColumn("names", "list", ""),
)
ROWS = [
    {"item": "=1", "share": 0.25, "period": 1, "kept": True, "start": "2027-04-01", "names": ["a", "b"]},
    {"item": "x", "share": 1, "period": 2, "kept": False, "start": date(2028, 4, 1), "names": []},
    {},
    {"share": float("nan")},
]


def read_back(table: AnswerTable, rows, metadata=None) -> pa.Table:
    file = io.BytesIO()
    write_parquet_table(file, table, rows, metadata or {})
    file.seek(0)
    return pq.read_table(file)


def made(rows) -> pa.Table:
    table = AnswerTable("t", "", lambda _: rows, COLUMNS)
    return read_back(table, cells_of(table, AnswerSource({})))


def test_every_kind_has_its_type():
    types = [str(field.type) for field in made(ROWS).schema]
    assert types == ["string", "double", "int64", "bool", "date32[day]", "list<element: string>"]


def test_values_come_back_as_they_are_and_absent_ones_are_null():
    """A text is no formula here, so it gets no apostrophe; a number that is none is null, as in JSON."""
    nothing = dict.fromkeys(("item", "share", "period", "kept", "start", "names"))
    assert made(ROWS).to_pylist() == [
        {**ROWS[0], "start": date(2027, 4, 1)},
        {**ROWS[1], "share": 1.0},
        nothing,
        nothing,
    ]


def test_what_a_column_means_stands_beside_it():
    assert made(ROWS).schema.field("item").metadata[b"description"] == b"Id of the item."


def test_a_table_without_rows_has_its_columns():
    assert made([]).schema.names == [column.name for column in COLUMNS]


def test_many_rows_are_written_in_groups(monkeypatch):
    monkeypatch.setattr(table_parquet, "ROWS_AT_ONCE", 2)
    assert made(ROWS).num_rows == len(ROWS)


@pytest.mark.parametrize("kind", ["planned", "check"])
def test_every_table_of_an_answer_has_the_types_of_its_columns_and_says_whose_it_is(kind, solver):
    source = source_of(kind, solver)
    for table in tables_of(source.kind):
        found = read_back(table, cells_of(table, source), metadata_of(source))
        assert [field.type for field in found.schema] == [
            pa.list_(pa.field("element", pa.string())) if c.kind == "list" else arrow_type(c.kind)
            for c in table.columns
        ]
        about = {key.decode(): value.decode() for key, value in found.schema.metadata.items()}
        assert about["tagenka.table"] == table.name
        assert about["tagenka.schema_version"] == SCHEMA_VERSION
        assert about["tagenka.currency"] == "JPY"
        assert about["tagenka.profile_digest"] == source.answer["provenance"]["profile_digest"]


def test_the_plan_is_named_where_it_has_an_id(solver):
    source = source_of("planned", solver)
    named = AnswerSource({**source.answer, "id": "0f3a"})
    assert metadata_of(named)["tagenka.plan_id"] == "0f3a"
    assert metadata_of(source)["tagenka.plan_id"] == ""
