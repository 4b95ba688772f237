"""What a zip holds, looked at before anything is unpacked, and never unpacked to disk."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from models.errors import ProfileFormatError
from models.issues import Issue
from service.exchange.csv_bytes import refused, unreadable

MOST_ENTRIES = 100
"""The contract has 25 tables; a few texts beside them, and a Mac's shadow of each, still fit."""

MOST_BYTES = 1 << 30
"""Unpacked size of all entries. A million quotes take about 150 MB, held in memory several times."""

_ENCRYPTED = 0x1


@contextmanager
def opened_zip(source: Path | BinaryIO, what: str) -> Iterator[ZipFile]:
    """Open a zip that is safe to read.

    Args:
        source: the file, or its bytes as a stream.
        what: its name, for the place of a fault.

    Raises:
        ProfileFormatError: it is damaged, encrypted, too large, or has entries that point outside of it.
    """
    try:
        with ZipFile(source) as archive:
            faults = _faults_of(archive.infolist(), what)
            if faults:
                raise ProfileFormatError(faults)
            yield archive
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise refused(what, f"this is not a sound zip: {error}") from None


def visible_files(archive: ZipFile) -> dict[PurePosixPath, ZipInfo]:
    """The files of a zip, hidden ones and a Mac's resource folder left out."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    files = {PurePosixPath(entry.filename.replace("\\", "/")): entry for entry in entries}
    return {path: entry for path, entry in files.items() if not _is_hidden(path)}


def _is_hidden(path: PurePosixPath) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


def _faults_of(entries: list[ZipInfo], what: str) -> list[Issue]:
    found = []
    if len(entries) > MOST_ENTRIES:
        found.append(unreadable(what, f"the zip has {len(entries)} entries; at most {MOST_ENTRIES} are read"))
    size = sum(entry.file_size for entry in entries)
    if size > MOST_BYTES:
        found.append(unreadable(what, f"the zip holds {size} bytes; at most {MOST_BYTES} are read"))
    names = [entry.filename for entry in entries]
    for entry in entries[:MOST_ENTRIES]:
        place = f"{what}!{entry.filename}"
        if _points_outside(entry.filename):
            found.append(unreadable(place, "an entry's path leads out of the zip", "zip the folder itself"))
        if entry.flag_bits & _ENCRYPTED:
            found.append(unreadable(place, "the entry is encrypted", "zip it without a password"))
        if names.count(entry.filename) > 1:
            message = "two entries have the same name"
            found.append(Issue("repeated_key", "fault", place, entry.filename, message))
    return found


def _points_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or parts[0].endswith(":")
