"""A profile from whatever file form it comes in, told by what is in the file rather than by its name."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from models.errors import ProfileFormatError
from models.json_text import parse_json
from models.profile.aliases import table_named
from models.profile.document import profile_from_document
from models.profile.read import SourcingProfile
from models.profile.schema import TABLES
from service.exchange.content import check_readable, is_json, is_zip
from service.exchange.csv_bytes import refused
from service.exchange.limits import MOST_BYTES
from service.exchange.table_files import READERS, profile_from_files
from service.exchange.zip_files import is_workbook, opened_zip, read_entry, visible_files

ACCEPTED = "a .json file, an .xlsx workbook, a folder of .csv or .parquet files, or a .zip of them"

_PACKED = (
    ".xlsx",
    ".xlsm",
    ".xls",
    ".xlsb",
    ".ods",
    ".zip",
    ".gz",
    ".7z",
    ".tsv",
    ".feather",
    ".arrow",
    ".orc",
)
"""Endings of files that may well hold a table, but not in a form that is read beside others."""

NO_TABLES = frozenset({"rejects.csv"})
"""What an import writes beside the tables it makes; in a profile it is passed over."""


def read_profile(path: Path) -> SourcingProfile:
    """Read a profile from a JSON document, a workbook, a zip, or a folder of tables.

    Faults inside the tables are kept in the profile's issues, for `open_case` to report with its own.

    Raises:
        ProfileFormatError: the path cannot be read as a profile.
    """
    if path.is_dir():
        return _read_folder(path)
    if not path.exists():
        raise refused(str(path), "there is no such file or folder")
    return profile_from_bytes(_bytes_of(path, path.name), path.name)


def profile_from_bytes(data: bytes, what: str) -> SourcingProfile:
    """Read a profile from the bytes of one file.

    Args:
        data: JSON text, a workbook, or a zip.
        what: the name of the file, for the place of a fault.

    Raises:
        ProfileFormatError: it cannot be read as a profile, or is not safe to read.
    """
    check_readable(data, what, ACCEPTED)
    if is_zip(data):
        return read_zip(data, what)
    if is_json(data) or PurePath(what).suffix.lower() == ".json":
        return profile_from_document(parse_json(data, what))
    suffix = PurePath(what).suffix.lower()
    hint = "name the folder that holds the tables" if suffix in READERS else ""
    raise refused(what, f"a profile is {ACCEPTED}", hint, suffix)


def read_json_file(path: Path, what: str) -> Any:  # noqa: ANN401 - JSON is any shape
    """Parse a JSON file.

    Args:
        path: the file.
        what: what it is called in a fault.

    Raises:
        ProfileFormatError: there is no such file, or it is not JSON in UTF-8.
    """
    return parse_json(_bytes_of(path, what), what)


def read_zip(data: bytes, what: str) -> SourcingProfile:
    """Read a profile from a workbook, or from a zip of tables side by side or of one profile.json.

    Args:
        data: the bytes of the file.
        what: its name, for the place of a fault.

    Raises:
        ProfileFormatError: it cannot be read as a profile, or is not safe to read.
    """
    with opened_zip(data, what) as archive:
        if is_workbook(archive):
            from service.exchange.workbook import read_workbook  # openpyxl takes a while to load

            return read_workbook(data, archive, what)
        readers = {p: partial(read_entry, archive, entry) for p, entry in visible_files(archive).items()}
        folders = {p.parent for p in readers if _is_table(p)}
        if len(folders) > 1:
            names = ", ".join(sorted(str(f) for f in folders))
            hint = "a zip holds one profile, its tables side by side"
            raise refused(what, f"tables lie in several folders: {names}", hint)
        beside = {p: read for p, read in readers.items() if p.parent in folders or not folders}
        return _read_files(beside, what)


def _read_folder(folder: Path) -> SourcingProfile:
    try:
        paths = [p for p in folder.iterdir() if not p.name.startswith(".")]
        nested = sorted(p.name for p in paths if p.is_dir() and _is_table(p))
        files = [p for p in paths if p.is_file()]
    except OSError as error:
        raise refused(str(folder), f"the folder cannot be read: {error.strerror}") from None
    if nested:
        raise refused(nested[0], "this is a folder; a table is one file", "write the table as a single file")
    return _read_files({p: partial(_bytes_of, p, p.name) for p in files}, str(folder))


def _read_files(readers: Mapping[Any, Callable[[], bytes]], what: str) -> SourcingProfile:
    """The tables among files that lie side by side; without any, the one profile.json."""
    paths: Sequence[PurePath] = list(readers)
    tables = {p.name: readers[p] for p in paths if _is_table(p)}
    unread = sorted(p.name for p in paths if _is_passed_over(p))
    if unread:
        hint = "a workbook is named by itself; beside each other lie .csv and .parquet files"
        raise ProfileFormatError(
            [
                issue
                for name in unread
                for issue in refused(name, "this table is in no form read here", hint).issues
            ]
        )
    if tables:
        return profile_from_files(tables)
    documents = [p for p in paths if p.name == "profile.json"]
    if len(documents) != 1:
        books = sorted(p.name for p in paths if p.suffix.lower() in _PACKED)
        hint = f"{books[0]} is not opened inside of it: take it out and name it" if books else ""
        raise refused(what, f"no table is in it; a profile is {ACCEPTED}", hint)
    return profile_from_document(parse_json(readers[documents[0]](), documents[0].name))


def _is_table(path: PurePath) -> bool:
    return path.suffix.lower() in READERS and path.name.lower() not in NO_TABLES


def _is_passed_over(path: PurePath) -> bool:
    """Whether a file is called as a table, but in a form that would be left alone: `locks.csv.gz`."""
    return path.suffix.lower() in _PACKED and table_named(path.name.split(".")[0]) in TABLES


def _bytes_of(path: Path, what: str) -> bytes:
    """What is in a file; a device without end is not read without end."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise refused(what, f"there is no file {path}") from None
    except OSError as error:
        raise refused(what, f"the file cannot be read: {error.strerror}") from None
    if len(data) > MOST_BYTES:
        raise refused(what, f"the file is larger than {MOST_BYTES} bytes; no more are read")
    return data
