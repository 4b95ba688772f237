"""The bytes of a text file: which encoding they are in, and nothing in them that is no text."""

import codecs
import gzip
import zlib
from pathlib import Path

from models.errors import ProfileFormatError
from models.issues import Issue

BLANKS = " \t\u00a0\u3000"
"""Stripped from both ends of a cell: space, tab, no-break space and the Japanese full-width space."""

_GZIP = b"\x1f\x8b"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def unreadable(place: str, message: str, hint: str = "", found: str = "") -> Issue:
    """The fault of input that cannot be read at all."""
    return Issue("unreadable", "fault", place, found, message, hint)


def refused(place: str, message: str, hint: str = "", found: str = "") -> ProfileFormatError:
    """The error of input that cannot be read at all."""
    return ProfileFormatError([unreadable(place, message, hint, found)])


def text_of(path: Path) -> str:
    """The text of a file, plain or gzip.

    Raises:
        ProfileFormatError: there is no such file, or it cannot be read, at the path as given; or it is no
            UTF-8 text.
    """
    place = str(path)
    if path.is_dir():
        raise refused(place, "this is a folder, not a file", "name the file in it")
    try:
        data = path.read_bytes()
        plain = gzip.decompress(data) if data.startswith(_GZIP) else data
    except FileNotFoundError:
        raise refused(place, "there is no such file") from None
    except (OSError, EOFError, zlib.error) as error:  # gzip raises all of them, without words of the system
        why = getattr(error, "strerror", None) or error
        raise refused(place, f"the file cannot be read: {why}") from None
    return utf8_bytes(plain, path.name).decode("utf-8")


def utf8_bytes(data: bytes, file: str) -> bytes:
    """The same bytes without a byte-order mark, once they are known to be UTF-8 text.

    Args:
        data: content of the file.
        file: its name, for the place of a fault.

    Raises:
        ProfileFormatError: the file is in another encoding, or holds NUL bytes.
    """
    if data.startswith(_UTF16):
        raise ProfileFormatError([_encoding_fault(data, file, 0, "looks like UTF-16: save as UTF-8")])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        hint = "looks like Shift-JIS: save as UTF-8" if _is_shift_jis(data) else "save as UTF-8"
        raise ProfileFormatError([_encoding_fault(data, file, error.start, hint)]) from None
    at = data.find(b"\0")
    if at >= 0:
        message = f"byte {at} is NUL, which no text holds"
        hint = "looks like UTF-16 or a binary file: save as UTF-8 text"
        raise refused(f"{file}:{line_at(data, at)}", message, hint)
    return data


def _encoding_fault(data: bytes, file: str, at: int, hint: str) -> Issue:
    found = data[at : at + 2].hex(" ")
    message = f"the file is not UTF-8: byte {at}, on line {line_at(data, at)}, does not fit"
    return Issue("encoding", "fault", file, found, message, hint)


def _is_shift_jis(data: bytes) -> bool:
    """Whether the bytes decode as cp932, without the private signs that stand in for impossible bytes."""
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return False
    return not any("\ue000" <= sign <= "\uf8ff" for sign in text)


def line_at(data: bytes, at: int) -> int:
    """The line, counted from 1, on which a byte stands; lines end in LF, CR LF or CR."""
    before = data[:at]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
