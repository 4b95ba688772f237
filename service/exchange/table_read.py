"""What one file or sheet gave, and what all forms of a table have in common: headers and keys."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from models.errors import ProfileFormatError
from models.issues import Issue
from models.places import FilePlace, Places, SheetPlace
from models.profile.aliases import column_named, key_value_named, terms
from models.profile.collect import Collector
from models.profile.columns import Table
from models.profile.read import RawTable, SourcingProfile, read_tables

TablePlace = FilePlace | SheetPlace
_HEADERS = 2
"""So many known names make a row one of headers; a title above them has none."""
KEYS = ("key", "value")
EMPTY = RawTable({}, 0, is_text=True)


@dataclass(frozen=True, slots=True)
class TableRead:
    """What one file or sheet gave.

    Attributes:
        raw: its table.
        place: where its rows stand.
        issues: what was found in single cells and headers; the rest of the table is read on.
        stop: faults for which the table could not be read.
    """

    raw: RawTable = EMPTY
    place: TablePlace = field(default_factory=lambda: FilePlace(""))
    issues: tuple[Issue, ...] = ()
    stop: tuple[Issue, ...] = ()


def profile_of(found: Mapping[str, TableRead]) -> SourcingProfile:
    """The profile that several tables make.

    Args:
        found: what was read, by the name of the table.

    Raises:
        ProfileFormatError: a table could not be read; carries what was found in the others, too.
    """
    places = Places("csv", tables={name: one.place for name, one in found.items()})
    issues = tuple(issue for one in found.values() for issue in one.issues)
    profile = read_tables({name: one.raw for name, one in found.items()}, places, issues)
    stop = tuple(issue for one in found.values() for issue in one.stop)
    if stop:
        raise ProfileFormatError((*stop, *profile.issues))
    return profile


def given_twice(name: str, other: str, what: str) -> TableRead:
    """Two files or sheets that are one table; neither is read.

    Args:
        name: the second one.
        other: the first one.
        what: "file" or "sheet".
    """
    message = f"another {what} has the same table" + ("" if PurePath(other).name == name else f": {other}")
    issue = Issue("repeated_key", "fault", name, name, message, "keep one of them")
    return TableRead(place=FilePlace(name), stop=(issue,))


def named_columns(
    table: Table, header: Sequence[str], place: Callable[[int], str], collect: Collector
) -> dict[str, int]:
    """The position of each column, by its name in the contract; unknown ones keep their own.

    Args:
        table: whose columns.
        header: the headers as written, in English or Japanese; without one there is no column.
        place: of a header, by its position.
        collect: takes a fault for each column that is given twice.
    """
    found: dict[str, int] = {}
    for at, word in enumerate(header):
        name = column_named(table.name, word)
        if not word:
            continue
        if name in found:
            first = header[found[name]]
            which = f'called "{word}"' if first == word else f'{name}: "{first}" and "{word}"'
            message = f"two columns of {table.name} are {which}"
            collect.add("repeated_key", place(at), message, found=word, hint="keep one of them")
        else:
            found[name] = at
    return found


def known_names(table: Table, words: Sequence[str]) -> int:
    """How many of a row's words are headers of a table, in English or Japanese."""
    if table.single:
        return len(key_value_names([word for word in words if word]))
    return len({column_named(table.name, word) for word in words} & set(table.names))


def header_row(table: Table, rows: Sequence[Sequence[str]]) -> int:
    """Position of the headers among the first rows that hold anything; 0 unless those above are a title."""
    if not rows or known_names(table, rows[0]):
        return 0
    return next((at for at, words in enumerate(rows) if known_names(table, words) >= _HEADERS), 0)


@dataclass(frozen=True, slots=True)
class Title:
    """Rows above the headers of a table.

    Attributes:
        row: number of the first one.
        place: of its first cell.
        text: what stands there.
    """

    row: int
    place: str
    text: str


def report_title(title: Title, head: int, collect: Collector) -> None:
    """Add the fault of a title; the table is read on from its headers, which stand in the row `head`."""
    one = head == title.row + 1
    rows = f"row {title.row}" if one else f"rows {title.row} to {head - 1}"
    message = f"{rows} {'is' if one else 'are'} a title: the headers stand in row {head}"
    collect.add("title_row", title.place, message, found=title.text, hint=f"delete {rows}")


def nameless(at: int, place: str, collect: Collector) -> None:
    """Add the fault of a column with values but without a header."""
    message = f"column {at + 1} holds values but has no name"
    collect.add("unknown_column", place, message, hint="name it where the other names stand, or delete it")


def key_value_names(header: Sequence[str]) -> tuple[str, ...]:
    """`key`, `value` and perhaps `note` as a table of keys and values is headed; empty where it is not."""
    names = tuple(key_value_named(word) for word in header)
    return names if names in (KEYS, (*KEYS, "note")) else ()


def named_keys(
    table: Table,
    rows: Iterable[tuple[str, object, int]],
    place: Callable[[str, int], str],
    collect: Collector,
) -> dict[str, int]:
    """The position of each key, by its name in the contract.

    Args:
        table: a table of keys and values.
        rows: key, value as shown, and number of each row.
        place: of a value, by its key and the number of its row.
        collect: takes a fault for each key that is missing or given twice.
    """
    found: dict[str, int] = {}
    first: dict[str, int] = {}
    for at, (word, value, number) in enumerate(rows):
        name = column_named(table.name, word)
        if not word:
            collect.add("unreadable", place("", number), "the value has no key", found=value)
        elif name in found:
            message = f'the key "{name}" stands twice, first on line {first[name]}'
            collect.add("repeated_key", place(word, number), message, found=word, hint="keep one of them")
        else:
            found[name], first[name] = at, number
    return found


def single_count(table: Table, filled: bool) -> int:
    """Rows of a table of keys and values: without any value it says nothing, unless a value is required."""
    return 1 if filled or any(column.required for column in table.columns) else 0


def headers_as_written(table: Table, names: Mapping[str, int], header: Sequence[str]) -> dict[str, str]:
    """What each column is called where that is not its name in the contract, by that name.

    A column that is not there is called by its Japanese term where any other one is.

    Args:
        table: whose columns.
        names: position of each column that is there.
        header: the headers as written.
    """
    written = {name: header[at] for name, at in names.items() if header[at] != name}
    if not any(name in table.names for name in written):
        return written
    absent = [name for name in table.names if name not in names]
    return {name: terms()[table.name].columns[name].word for name in absent} | written
