"""What a zip holds, looked at before anything is unpacked, and never unpacked to disk."""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from models.errors import ProfileFormatError
from models.issues import Issue
from service.exchange.csv_bytes import refused, unreadable
from service.exchange.limits import (
    MOST_BYTES,
    MOST_ENTRIES,
    MOST_PARTS,
    MOST_RATIO,
    MOST_SHEET_BYTES,
    SMALL,
)

CONTENT_TYPES = "[Content_Types].xml"
"""The entry by which a workbook is known, whatever its file is called."""

_UNSOUND = (
    BadZipFile,
    LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
)
"""What the reader of zips raises over a damaged one."""

_ENCRYPTED, _UTF8 = 0x1, 0x800
_PIECE = 1 << 20
_END, _END64, _DIRECTORY64 = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_DIRECTORY_BYTES = 1 << 20
"""Bytes of a zip's directory: far more than `MOST_PARTS` entries with their names take."""


@contextmanager
def opened_zip(data: bytes, what: str) -> Iterator[ZipFile]:
    """Open a zip that is safe to read.

    Args:
        data: its bytes.
        what: its name, for the place of a fault.

    Raises:
        ProfileFormatError: it is damaged, encrypted, too large, or has entries that point outside of it.
    """
    _check_directory(data, what)
    try:
        archive = ZipFile(io.BytesIO(data))
    except _UNSOUND as error:
        raise _unsound(what, error) from None
    try:
        with archive:
            faults = _faults_of(archive, what)
            if faults:
                raise ProfileFormatError(faults)
            yield archive
    except BadZipFile as error:
        raise _unsound(what, error) from None


def _unsound(what: str, error: Exception) -> ProfileFormatError:
    return refused(what, f"this is not a sound zip: {error}", "zip the files anew")


def is_workbook(archive: ZipFile) -> bool:
    """Whether a zip is an office document rather than a folder of tables."""
    return CONTENT_TYPES in archive.namelist()


def visible_files(archive: ZipFile) -> dict[PurePosixPath, ZipInfo]:
    """The files of a zip, hidden ones and a Mac's resource folder left out."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    files = {PurePosixPath(_name(entry).replace("\\", "/")): entry for entry in entries}
    return {path: entry for path, entry in files.items() if not _is_hidden(path)}


def read_entry(archive: ZipFile, entry: ZipInfo) -> bytes:
    """The bytes of an entry, no more than its size states.

    Raises:
        BadZipFile: it is damaged, or unpacks to more than it states.
    """
    return b"".join(pieces_of(archive, entry))


def pieces_of(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry piece by piece, as `read_entry`."""
    asked = copy(entry)
    asked.file_size += 1  # a reader stops at the size that is stated, so a lie shows in the byte after it
    size = 0
    try:
        with archive.open(asked) as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                if size > entry.file_size:
                    raise BadZipFile(f"{entry.filename} unpacks to more than it states")
                yield piece
    except _UNSOUND as error:
        raise BadZipFile(str(error) or f"{entry.filename} is damaged") from None


def _is_hidden(path: PurePosixPath) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


def _name(entry: ZipInfo) -> str:
    """The name of an entry; one that is not marked as UTF-8 may be in the Japanese code page of Windows."""
    if entry.flag_bits & _UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return entry.filename


def _check_directory(data: bytes, what: str) -> None:
    """Refuse a directory too long to be read: it is held in memory before its entries are counted."""
    at = data.rfind(_END, max(0, len(data) - 65_557))
    if at < 0 or at + 22 > len(data):
        raise refused(what, "this is not a sound zip: its end is missing", "it may be cut off: copy it anew")
    size = struct.unpack_from("<L", data, at + 12)[0]
    if data[at - 20 : at - 16] == _END64:
        record = struct.unpack_from("<Q", data, at - 12)[0]
        if data[record : record + 4] == _DIRECTORY64 and record + 48 <= len(data):
            size = max(size if size != 0xFFFFFFFF else 0, struct.unpack_from("<Q", data, record + 40)[0])
    if size > _DIRECTORY_BYTES:
        raise refused(what, f"the zip's directory takes {size} bytes; at most {_DIRECTORY_BYTES} are read")


def _faults_of(archive: ZipFile, what: str) -> list[Issue]:
    entries = archive.infolist()
    book = is_workbook(archive)
    most_entries, most_bytes = (MOST_PARTS, MOST_SHEET_BYTES) if book else (MOST_ENTRIES, MOST_BYTES)
    found = []
    if len(entries) > most_entries:
        found.append(unreadable(what, f"the zip has {len(entries)} entries; at most {most_entries} are read"))
    size = sum(entry.file_size for entry in entries)
    if size > most_bytes:
        found.append(unreadable(what, f"the zip holds {size} bytes; at most {most_bytes} are read"))
    names: set[str] = set()
    for entry in entries[:most_entries]:
        place = f"{what}!{entry.filename}"
        found.extend(_faults_of_entry(entry, place))
        if entry.filename in names:
            message = "two entries have the same name"
            found.append(Issue("repeated_key", "fault", place, entry.filename, message))
        names.add(entry.filename)
    return found


def _faults_of_entry(entry: ZipInfo, place: str) -> Iterator[Issue]:
    if _points_outside(entry.filename):
        yield unreadable(place, "an entry's path leads out of the zip", "zip the folder itself")
    if entry.flag_bits & _ENCRYPTED:
        yield unreadable(place, "the entry is encrypted", "zip it without a password")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        yield unreadable(place, "the entry is packed in an unusual way", "zip it with the method deflate")
    if entry.file_size > max(SMALL, MOST_RATIO * entry.compress_size):
        message = f"the entry unpacks to more than {MOST_RATIO} times its size, which no table does"
        yield unreadable(place, message, found=f"{entry.compress_size} to {entry.file_size} bytes")


def _points_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or parts[0].endswith(":")
