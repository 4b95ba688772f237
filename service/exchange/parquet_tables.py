"""A table from a Parquet file; two columns `key` and `value` hold what is no table.

Rows are counted from 1: `quotes.parquet:17` is the seventeenth row of data.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from models.errors import ProfileFormatError
from models.issues import Issue, show
from models.places import FilePlace, Places
from models.profile.collect import Collector
from models.profile.columns import Table
from models.profile.read import RawTable
from models.profile.rows import Array, objects
from models.profile.typed_cells import TypedCells
from service.exchange.csv_bytes import refused, unreadable
from service.exchange.keyed_table import keyed_table
from service.exchange.limits import MOST_COLUMNS
from service.exchange.parquet_cells import cells_of, unreadable_type
from service.exchange.parquet_file import ParquetTable, opened_parquet
from service.exchange.table_read import TableRead, headers_as_written, key_value_names, named_columns
from service.exchange.typed_cells import Cells, typed_column

PANDAS_INDEX = "__index_level_0__"
"""Where pandas keeps the numbers of rows that nobody named: no data of anybody's."""


def read_parquet(file: str, table: Table, read: Callable[[], bytes]) -> TableRead:
    """Read one table.

    Args:
        file: its name, for places.
        table: which table of the contract it is.
        read: gives its bytes.
    """
    place = FilePlace(file)
    try:
        opened = opened_parquet(read(), file)
        return _read_pairs(table, opened, place) if table.single else _read_rows(table, opened, place)
    except ProfileFormatError as error:
        return TableRead(place=place, stop=error.issues)
    except OSError as error:
        return TableRead(place=place, stop=(unreadable(file, f"it cannot be read: {error.strerror}"),))


def _read_rows(table: Table, opened: ParquetTable, place: FilePlace) -> TableRead:
    header = [name if name != PANDAS_INDEX else "" for name, _ in opened.types]
    place = replace(place, rows=np.arange(1, opened.count + 1, dtype=np.int64))
    collect = Collector(Places("csv", tables={table.name: place}))
    names = named_columns(table, header, lambda at: f"{place.file} {header[at]}", collect)
    place = replace(place, headers=headers_as_written(table, names, header))
    known = {name: at for name, at in names.items() if name in table.names}
    cells, stop = _cells(opened, known)
    if stop:
        return TableRead(place=place, issues=tuple(collect.issues), stop=stop)
    columns: dict[str, Array | TypedCells] = dict.fromkeys(names, objects([]))
    for name in known:
        columns[name] = typed_column(cells.pop(name), table, name, collect)
    return TableRead(RawTable(columns, opened.count, is_text=True), place, tuple(collect.issues))


def _cells(opened: ParquetTable, known: Mapping[str, int]) -> tuple[dict[str, Cells], tuple[Issue, ...]]:
    """The cells of the contract's columns, and the faults of those that cannot be read."""
    found: dict[str, Cells] = {}
    stop: list[Issue] = []
    for name, at in known.items():
        header, kind = opened.types[at]
        place = f"{opened.file} {header}"
        way_out = unreadable_type(kind)
        if way_out:
            message = f"the column is of the type {kind}, which holds no value of {name}"
            stop.append(Issue("wrong_type", "fault", place, show(kind), message, way_out))
            continue
        try:
            found[name] = cells_of(opened.column(header))
        except ProfileFormatError as error:
            stop.extend(error.issues)
        except UnicodeDecodeError:
            stop.append(Issue("encoding", "fault", place, "", "a text is not UTF-8", "write texts as UTF-8"))
    return found, tuple(stop)


def _read_pairs(table: Table, opened: ParquetTable, place: FilePlace) -> TableRead:
    """A table of keys and values: one row, one column a key."""
    header = [name for name, _ in opened.types if name != PANDAS_INDEX]
    if not key_value_names(header):
        message = f"{table.name} has two columns, key and value, and a row for each of its keys"
        raise refused(place.file, message, "write the columns key and value", ",".join(header)[:80])
    if opened.count > MOST_COLUMNS:
        raise refused(place.file, f"{table.name} has {opened.count} keys; at most {MOST_COLUMNS} are read")
    cells, stop = _cells(opened, {"key": 0, "value": 1})
    if stop:
        raise ProfileFormatError(stop)
    return keyed_table(table, cells["key"], cells["value"], range(1, opened.count + 1), place)
