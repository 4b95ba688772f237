"""A profile from an XLSX workbook: one sheet a table, called as the table is in English or Japanese."""

import io
import re
import warnings
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from models.errors import ProfileFormatError
from models.places import SheetPlace
from models.profile.aliases import table_named
from models.profile.read import SourcingProfile
from models.profile.schema import TABLES
from service.exchange.csv_bytes import refused
from service.exchange.csv_cells import no_lines
from service.exchange.table_read import TableRead, given_twice, profile_of
from service.exchange.workbook_cells import Sheet
from service.exchange.workbook_parts import check_parts
from service.exchange.workbook_tables import cells_of_sheet, read_sheet
from service.exchange.zip_files import read_entry

NOTES = ("readme", "read me", "はじめに")
"""Sheets for people; every other sheet that holds anything is a table."""

_SAVE_ANEW = "open it in a spreadsheet and save it anew as .xlsx"
_BINARY, _LIST, _ROOT = "xl/workbook.bin", "xl/workbook.xml", "xl/"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")


def read_workbook(data: bytes, archive: ZipFile, what: str) -> SourcingProfile:
    """Read a profile from a workbook.

    Args:
        data: the bytes of the file.
        archive: the same, opened and known to be a sound zip.
        what: its name, for the place of a fault.

    Raises:
        ProfileFormatError: it is no workbook that can be read, or a sheet is no table; carries what was
            found in the others, too.
    """
    _check_kind(archive, what)
    check_parts(archive, what)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out: nothing of it is data
        book = _loaded(data, what)
        _check_sheets(archive, book, what)
        return profile_of(_tables(book, what))


def _loaded(data: bytes, what: str) -> Any:  # noqa: ANN401 - what its rows need is not in its public type
    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever it trips over in a damaged file
        raise _damaged(what, error) from None


def _tables(book: Any, what: str) -> dict[str, TableRead]:  # noqa: ANN401 - see _loaded
    found: dict[str, TableRead] = {}
    first: dict[str, str] = {}
    for sheet in book.worksheets:
        name = sheet.title.strip()
        table = table_named(name)
        if name.lower() in NOTES:
            continue
        one = _read(sheet, name, table, what)
        if one is None:
            continue
        found[table] = given_twice(name, first[table], "sheet") if table in found else one
        first.setdefault(table, name)
    return found


def _read(sheet: Any, name: str, table: str, what: str) -> TableRead | None:  # noqa: ANN401 - see _loaded
    """What a sheet gives; nothing where it is empty and no table's."""
    place = SheetPlace(name, 1, no_lines(), {})
    try:
        cells = cells_of_sheet(Sheet(sheet), name, TABLES.get(table))
        if table not in TABLES:
            return TableRead(place=place) if cells.head else None
        return read_sheet(name, TABLES[table], cells)
    except ProfileFormatError as error:
        return TableRead(place=place, stop=error.issues)
    except Exception as error:  # as in _loaded
        return TableRead(place=place, stop=_damaged(f"{what}!{name}", error).issues)


def _check_kind(archive: ZipFile, what: str) -> None:
    """Refuse what is packed like a workbook and is none."""
    names = archive.namelist()
    if _BINARY in names:
        raise refused(what, "this is a binary workbook (.xlsb)", "save it as .xlsx")
    if not any(name.startswith(_ROOT) for name in names):
        raise refused(what, "this is an office document, but no workbook", "save the tables as .xlsx")


def _check_sheets(archive: ZipFile, book: Any, what: str) -> None:  # noqa: ANN401 - see _loaded
    """Refuse a workbook whose sheets are not all there: openpyxl passes over a missing one in silence."""
    if _LIST in archive.namelist():
        listed = len(_SHEET.findall(read_entry(archive, archive.getinfo(_LIST))))
        if listed > len(book.sheetnames):
            raise refused(
                what, f"the workbook lists {listed} sheets and has {len(book.sheetnames)}", _SAVE_ANEW
            )


def _damaged(what: str, error: Exception) -> ProfileFormatError:
    words = " ".join(str(error).split()) or type(error).__name__
    return refused(what, f"the workbook cannot be read: {words[:200]}", _SAVE_ANEW)
