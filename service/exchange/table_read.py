"""What one file or sheet gave, and what all forms of a table have in common: headers and keys."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from models.errors import ProfileFormatError
from models.issues import Issue
from models.places import FilePlace, Places, SheetPlace
from models.profile.aliases import column_named, key_value_named
from models.profile.collect import Collector
from models.profile.columns import Table
from models.profile.read import RawTable, SourcingProfile, read_tables

TablePlace = FilePlace | SheetPlace
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


def nameless(at: int, place: str, collect: Collector) -> None:
    """Add the fault of a column with values but without a header."""
    message = f"column {at + 1} holds values but has no name"
    collect.add("unknown_column", place, message, hint="name it where the other names stand, or delete it")


def key_value_names(header: Sequence[str]) -> tuple[str, ...]:
    """`key`, `value` and perhaps `note` as a table of keys and values is headed; empty where it is not."""
    names = tuple(key_value_named(word) for word in header)
    return names if names in (("key", "value"), ("key", "value", "note")) else ()


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


def headers_as_written(names: Mapping[str, int], header: Sequence[str]) -> dict[str, str]:
    """The headers that are not the contract's own words, by the contract's."""
    return {name: header[at] for name, at in names.items() if header[at] != name}
