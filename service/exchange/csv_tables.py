"""A profile from CSV files: one file a table, and two columns `key`, `value` for what is no table."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from models.errors import ProfileFormatError
from models.issues import Issue, did_you_mean
from models.places import Places
from models.profile.collect import Collector
from models.profile.columns import Table
from models.profile.read import RawTable, SourcingProfile, read_tables
from models.profile.rows import Array, Ints, objects
from models.profile.schema import TABLES
from service.exchange.csv_bytes import unreadable
from service.exchange.csv_cells import CsvCells, no_lines, read_cells


@dataclass(frozen=True, slots=True)
class _FileRead:
    """What one file gave.

    Attributes:
        raw: its table.
        lines: line of each row.
        keys: line of each key, for a key-value table.
        issues: faults in single rows; the rest of the table is read on.
        stop: faults for which the table could not be read.
    """

    raw: RawTable
    lines: Ints = field(default_factory=no_lines)
    keys: Mapping[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    stop: tuple[Issue, ...] = ()


def profile_from_csv(files: Mapping[str, Callable[[], bytes]]) -> SourcingProfile:
    """Read a profile from CSV files.

    Args:
        files: by file name what reads its bytes; every name ends in `.csv`.

    Raises:
        ProfileFormatError: a file cannot be read as a table; carries what was found in the others, too.
    """
    found: dict[str, _FileRead] = {}
    for file in sorted(files):
        table = PurePath(file).stem
        found[table] = _twice(file) if table in found else _read_file(file, table, files[file])
    single = {name for name in found if name in TABLES and TABLES[name].single}
    places = Places(
        "csv",
        lines={name: one.lines for name, one in found.items() if name not in single},
        keys={name: found[name].keys for name in single},
    )
    issues = tuple(issue for one in found.values() for issue in one.issues)
    profile = read_tables({name: one.raw for name, one in found.items()}, places, issues)
    stop = tuple(issue for one in found.values() for issue in one.stop)
    if stop:
        raise ProfileFormatError((*stop, *profile.issues))
    return profile


def _twice(file: str) -> _FileRead:
    message = "another file has the same table"
    issue = Issue("repeated_key", "fault", file, file, message, "keep one of them")
    return _FileRead(RawTable({}, 0), stop=(issue,))


def _read_file(file: str, table: str, read: Callable[[], bytes]) -> _FileRead:
    if table not in TABLES:
        return _FileRead(RawTable({}, 0))  # read_tables names it; what is in it does not matter
    try:
        if TABLES[table].single:
            return _read_pairs(TABLES[table], read_cells(read(), f"{table}.csv"))
        numbers = {c.name for c in TABLES[table].columns if c.kind == "number"}
        return _read_rows(table, read_cells(read(), f"{table}.csv", numbers.__contains__))
    except ProfileFormatError as error:
        return _FileRead(RawTable({}, 0), stop=error.issues)
    except OSError as error:
        return _FileRead(RawTable({}, 0), stop=(unreadable(file, f"it cannot be read: {error.strerror}"),))


def _read_rows(table: str, cells: CsvCells) -> _FileRead:
    collect = Collector(Places("csv", lines={table: cells.lines}))
    columns: dict[str, Array] = {}
    for at, name in enumerate(cells.header):
        place = f"{table}.csv:{cells.header_line} {name}".rstrip()
        if name in columns:
            message = f'two columns of {table} are called "{name}"'
            collect.add("repeated_key", place, message, found=name, hint="keep one of them")
        elif name:
            columns[name] = cells.columns[at] if cells.columns else objects([])
        elif cells.columns and (cells.columns[at] != "").any():
            message = f"column {at + 1} holds values but has no name"
            collect.add("unknown_column", place, message, hint="name it on the first line, or delete it")
    _report_widths(table, cells, collect)
    raw = RawTable(columns, len(cells.lines), is_text=True)
    return _FileRead(raw, lines=cells.lines, issues=tuple(collect.issues))


def _report_widths(table: str, cells: CsvCells, collect: Collector) -> None:
    """Rows with more or fewer cells than the header: no cell of theirs can be trusted."""
    wanted = len(cells.header)

    def say(row: int) -> tuple[object, str, str]:
        width = int(cells.widths[row])
        many = "a comma inside a cell needs double quotes around the cell"
        hint = many if width > wanted else "an empty cell still needs its comma"
        return width, f"the row has {width} cells, the header {wanted}", hint

    collect.rows("unreadable", table, "", cells.widths != wanted, say)


def _read_pairs(table: Table, cells: CsvCells) -> _FileRead:
    """A table of keys and values: one row, one column a key."""
    if not cells.header:
        return _FileRead(RawTable({}, 0))
    if cells.header != ("key", "value"):
        raise ProfileFormatError([_wrong_header(table, cells)])
    collect = Collector(Places("csv", lines={table.name: cells.lines}))
    _report_widths(table.name, cells, collect)
    values: dict[str, Array] = {}
    keys: dict[str, int] = {}
    for key, value, line in _triples(cells):
        place = f"{table.name}.csv:{line} {key}".rstrip()
        if not key:
            collect.add("unreadable", place, "the value has no key", found=value)
        elif key in values:
            message = f'the key "{key}" stands twice, first on line {keys[key]}'
            collect.add("repeated_key", place, message, found=key, hint="keep one of them")
        else:
            values[key], keys[key] = objects([value]), line
    return _FileRead(RawTable(values, 1, is_text=True), keys=keys, issues=tuple(collect.issues))


def _triples(cells: CsvCells) -> Iterable[tuple[str, str, int]]:
    return zip(*cells.columns, cells.lines.tolist(), strict=True) if cells.columns else ()


def _wrong_header(table: Table, cells: CsvCells) -> Issue:
    place = f"{table.name}.csv:{cells.header_line}"
    message = f"{table.name}.csv has two columns, key and value, and a row for each of its keys"
    close = did_you_mean(cells.header[0], table.names)
    hint = "write each key and its value on a line of its own" if close else "begin the file with: key,value"
    return unreadable(place, message, hint, ",".join(cells.header)[:80])
