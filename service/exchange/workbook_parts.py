"""What the parts of a workbook hold, counted before any of them is read as XML.

An XML part of a few kilobytes can unpack to millions of tags, and a reader keeps each in memory. So every
part is unpacked once, piece by piece, and its tags are counted in passing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZipFile, ZipInfo

from service.exchange.csv_bytes import refused
from service.exchange.limits import MOST_SHEET_CELLS, MOST_SHEET_TAGS, MOST_TAGS
from service.exchange.zip_files import pieces_of

_ROOM = re.compile(r"xl/(worksheets/[^/]*|sharedStrings\.xml)", re.IGNORECASE)
"""The parts that may be large: they are read row by row, text by text."""
_TAG = re.compile(rb"<(?:[^\s<>/:!?]+:)?(row|si|c)[\s/>]")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")
_LONGEST = 64
_STRICT = b"purl.oclc.org/ooxml/spreadsheetml"
_ANEW = "copy its tables into a new workbook"


@dataclass(slots=True)
class _Count:
    """What was counted so far.

    Attributes:
        tags: of sheets and their texts, opening and closing.
        others: of all other parts.
        cells: of all sheets.
        since: tags since the last row or text of this part began: they are in memory together.
        most: the most of `since` so far.
    """

    tags: int = 0
    others: int = 0
    cells: int = 0
    since: int = 0
    most: int = 0


def check_parts(archive: ZipFile, what: str) -> None:
    """Refuse a workbook whose parts are not what they seem, or hold more than is read.

    Args:
        archive: an opened workbook.
        what: its name, for the place of a fault.

    Raises:
        ProfileFormatError: a part is too large, in another encoding, or defines entities.
    """
    count = _Count()
    for entry in archive.infolist():
        count.since = 0
        place = f"{what}!{entry.filename}"
        for piece in _overlapping(archive, entry, place):
            _add(piece, count, large=_ROOM.fullmatch(entry.filename) is not None)
            _check_count(count, what, place)


def _overlapping(archive: ZipFile, entry: ZipInfo, place: str) -> Iterator[bytes]:
    """The pieces of a part that is XML, none of which ends inside the name of a tag."""
    rest, is_xml = b"", False
    for at, piece in enumerate(pieces_of(archive, entry)):
        if at == 0:
            is_xml = _is_xml(piece, place)
        if not is_xml:
            continue  # a picture; it is unpacked all the same, so that its size is known to be true
        piece = rest + piece
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise refused(place, "the part declares a document type, which no workbook does", _ANEW)
        cut = piece.rfind(b"<", len(piece) - _LONGEST)
        rest = piece[cut:] if cut >= 0 else b""
        yield piece[:cut] if cut >= 0 else piece
    if rest:
        yield rest


def _is_xml(piece: bytes, place: str) -> bool:
    """Whether a part is XML, by its first piece; only in UTF-8 its tags can be counted."""
    if piece.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in piece[:4]:
        if b"<" in piece[:8]:
            raise refused(place, "the part is not in UTF-8", _ANEW)
        return False
    text = piece.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith(b"<"):
        return False
    encoding = _ENCODING.match(text[:200])
    if encoding and encoding[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise refused(place, "the part is not in UTF-8", _ANEW, encoding[1].decode("ascii", "replace"))
    if _STRICT in text[:4096]:
        hint = 'save it as "Excel workbook (.xlsx)"'
        raise refused(place, "the workbook is in the strict form of Open XML, which is not read", hint)
    return True


def _add(piece: bytes, count: _Count, *, large: bool) -> None:
    last = 0
    for tag in _TAG.finditer(piece) if large else ():
        if tag[1] == b"c":
            count.cells += 1
            continue
        count.most = max(count.most, count.since + piece.count(b"<", last, tag.start()))
        count.since, last = 0, tag.start()
    count.since += piece.count(b"<", last)
    count.most = max(count.most, count.since)
    if large:
        count.tags += piece.count(b"<")
    else:
        count.others += piece.count(b"<")


def _check_count(count: _Count, what: str, place: str) -> None:
    hint = "give the tables as CSV or Parquet"
    if count.cells > MOST_SHEET_CELLS:
        raise refused(what, f"the workbook has more than {MOST_SHEET_CELLS} cells; no more are read", hint)
    if count.most > MOST_TAGS:
        raise refused(place, f"the part has more than {MOST_TAGS} tags where few belong", _ANEW)
    if count.tags > MOST_SHEET_TAGS or count.others > 2 * MOST_TAGS:
        raise refused(place, "the workbook has more tags than its tables could need", _ANEW)
