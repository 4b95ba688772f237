"""What a file is by its first bytes, whatever it is called."""

import codecs
from pathlib import PurePath

from service.exchange.csv_bytes import refused

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PARQUET = (b"PAR1", b"PARE")
_ARCHIVES = {
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "RAR",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"%PDF": "PDF",
}
_ZIPPED = (".zip", ".xlsx", ".xlsm")


def check_readable(data: bytes, what: str, accepted: str) -> None:
    """Refuse a file whose form is known and not read, or that is not what its name says.

    Args:
        data: its bytes.
        what: its name.
        accepted: what a profile can be, in words.

    Raises:
        ProfileFormatError: naming what it is, and the way out.
    """
    if not data:
        raise refused(what, "the file is empty", f"a profile is {accepted}")
    if data.startswith(_OLE):
        if _PACKED_STREAM in data:
            raise refused(what, "the workbook is encrypted", "save it without a password")
        raise refused(what, "this is a workbook in the old form (.xls)", "save it as .xlsx")
    if data.startswith(_PARQUET):
        raise refused(what, "this is a single Parquet table", "name the folder that holds the tables")
    packed = next((form for magic, form in _ARCHIVES.items() if data.startswith(magic)), "")
    if packed:
        raise refused(what, f"this is a {packed} file; a profile is {accepted}")
    if PurePath(what).suffix.lower() in _ZIPPED and not is_zip(data):
        raise refused(
            what, "this is not what its name says: a workbook or zip begins with PK", found=repr(data[:8])
        )


def is_zip(data: bytes) -> bool:
    """Whether the bytes are a zip; a workbook is one, too."""
    return data.startswith(_ZIP)


def is_json(data: bytes) -> bool:
    """Whether the bytes begin as a JSON document does."""
    return data[:4096].removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"[")
