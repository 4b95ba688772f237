"""A profile from whatever file form it comes in."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from models.errors import ProfileFormatError
from models.issues import Issue
from models.json_text import parse_json
from models.profile.document import profile_from_document
from models.profile.read import SourcingProfile
from models.profile.schema import TABLES
from service.exchange.csv_bytes import refused
from service.exchange.csv_tables import profile_from_csv
from service.exchange.zip_files import opened_zip, visible_files

ACCEPTED = "a .json file, a folder of .csv files, or a .zip of them"
_LATER = (".xlsx", ".parquet")

NO_TABLES = frozenset({"rejects.csv"})
"""What an import writes beside the tables it makes; in a profile it is passed over."""


def read_profile(path: Path) -> SourcingProfile:
    """Read a profile from a JSON document, a folder of CSV files or a zip.

    Faults inside the tables are kept in the profile's issues, for `open_case` to report with its own.

    Raises:
        ProfileFormatError: the path cannot be read as a profile.
    """
    suffix = path.suffix.lower()
    if path.is_dir():
        return _read_folder(path)
    if not path.exists():
        raise refused(str(path), "there is no such file or folder")
    if suffix == ".json":
        return profile_from_document(read_json_file(path, path.name))
    if suffix == ".zip":
        return read_zip(path, path.name)
    if suffix in _LATER:
        raise ProfileFormatError([_not_yet(path.name)])
    hint = "name the folder that holds the tables" if suffix == ".csv" else ""
    raise refused(path.name, f"a profile is {ACCEPTED}", hint, suffix)


def read_json_file(path: Path, what: str) -> Any:  # noqa: ANN401 - JSON is any shape
    """Parse a JSON file.

    Args:
        path: the file.
        what: what it is called in a fault.

    Raises:
        ProfileFormatError: there is no such file, or it is not JSON in UTF-8.
    """
    return parse_json(_bytes_of(path, what), what)


def read_zip(source: Path | BinaryIO, what: str) -> SourcingProfile:
    """Read a profile from a zip of CSV files, at its top or in one folder, or of one profile.json.

    Args:
        source: the file, or its bytes as a stream.
        what: its name, for the place of a fault.

    Raises:
        ProfileFormatError: it cannot be read as a profile, or is not safe to read.
    """
    with opened_zip(source, what) as archive:
        readers = {p: partial(archive.read, entry) for p, entry in visible_files(archive).items()}
        folders = {p.parent for p in readers if _is_table(p)}
        if len(folders) > 1:
            names = ", ".join(sorted(str(f) for f in folders))
            hint = "a zip holds one profile, its tables side by side"
            raise refused(what, f"tables lie in several folders: {names}", hint)
        beside = {p: read for p, read in readers.items() if p.parent in folders or not folders}
        return _read_files(beside, what)


def _read_folder(folder: Path) -> SourcingProfile:
    try:
        files = [p for p in folder.iterdir() if p.is_file() and not p.name.startswith(".")]
    except OSError as error:
        raise refused(str(folder), f"the folder cannot be read: {error.strerror}") from None
    return _read_files({p: partial(p.read_bytes) for p in files}, str(folder))


def _read_files(readers: Mapping[Any, Callable[[], bytes]], what: str) -> SourcingProfile:
    """The tables among files that lie side by side; without any, the one profile.json."""
    paths: Sequence[PurePath] = list(readers)
    later = [p.name for p in paths if p.suffix.lower() == ".parquet" and p.stem in TABLES]
    if later:
        raise ProfileFormatError([_not_yet(name) for name in sorted(later)])
    tables = {p.name: readers[p] for p in paths if _is_table(p)}
    if tables:
        return profile_from_csv(tables)
    documents = [p for p in paths if p.name == "profile.json"]
    if len(documents) != 1:
        raise refused(what, f"no table is in it; a profile is {ACCEPTED}")
    return profile_from_document(parse_json(readers[documents[0]](), documents[0].name))


def _is_table(path: PurePath) -> bool:
    return path.suffix.lower() == ".csv" and path.name.lower() not in NO_TABLES


def _not_yet(name: str) -> Issue:
    message = f"{PurePath(name).suffix.lower()} is not read yet; a profile is {ACCEPTED}"
    return Issue("not_yet_supported", "fault", name, PurePath(name).suffix, message, "save the tables as CSV")


def _bytes_of(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise refused(what, f"there is no file {path}") from None
    except OSError as error:
        raise refused(what, f"the file cannot be read: {error.strerror}") from None
