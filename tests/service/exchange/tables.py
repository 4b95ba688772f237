"""The smallest profile in every form, and how tests put it into files."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook

from models.errors import ProfileFormatError
from models.issues import Issue
from models.profile.read import SourcingProfile
from models.profile.schema import TABLES
from service.exchange.read_profile import profile_from_bytes
from service.exchange.table_files import profile_from_files

SMALLEST = {
    "profile": "key,value\nschema_version,1\ncurrency,JPY\n",
    "firm": "key,value\nname,Hoshi\ncountry,JP\n",
    "items": "id\ncoil\n",
    "demand": "item,quantity\ncoil,100\n",
    "suppliers": "id,country\nhanoi,VN\nwuxi,CN\n",
    "quotes": "item,supplier,unit_price\ncoil,hanoi,12\ncoil,wuxi,10.5\n",
}


def files(changes: Mapping[str, str | bytes | None] | None = None) -> dict[str, bytes]:
    """The smallest profile's files with some replaced, added, or (None) left out."""
    texts = {**SMALLEST, **(changes or {})}
    encoded = {name: text.encode() if isinstance(text, str) else text for name, text in texts.items()}
    return {f"{name}.csv": data for name, data in encoded.items() if data is not None}


def read(changes: Mapping[str, str | bytes | None] | None = None) -> SourcingProfile:
    """Read the smallest profile with some files replaced."""
    return profile_from_files({name: (lambda data=data: data) for name, data in files(changes).items()})


def issues(changes: Mapping[str, str | bytes | None]) -> list[Issue]:
    """What reading the changed files finds, whether it raises or not."""
    try:
        return list(read(changes).issues)
    except ProfileFormatError as error:
        return list(error.issues)


def places(changes: Mapping[str, str | bytes | None]) -> list[tuple[str, str]]:
    """Code and place of each issue."""
    return [(issue.code, issue.place) for issue in issues(changes)]


def folder_of(path: Path, contents: Mapping[str, bytes]) -> Path:
    """A folder with these files."""
    path.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (path / name).write_bytes(data)
    return path


def zip_of(contents: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip with these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return stream.getvalue()


ROWS: dict[str, list[list[object]]] = {
    "profile": [["key", "value"], ["schema_version", "1"], ["currency", "JPY"]],
    "firm": [["key", "value"], ["name", "Hoshi"], ["country", "JP"]],
    "items": [["id"], ["coil"]],
    "demand": [["item", "quantity"], ["coil", 100]],
    "suppliers": [["id", "country"], ["hanoi", "VN"], ["wuxi", "CN"]],
    "quotes": [["item", "supplier", "unit_price"], ["coil", "hanoi", 12], ["coil", "wuxi", 10.5]],
}
"""The smallest profile as rows of typed cells."""


def workbook_of(sheets: Mapping[str, list[list[object]] | None] = {}) -> bytes:
    """The smallest profile as a workbook with some sheets replaced, added, or (None) left out."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in {**ROWS, **sheets}.items():
        if rows is not None:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_parts(data: bytes, changes: Mapping[str, Callable[[bytes], bytes] | None]) -> bytes:
    """A zip with some entries changed or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    changed = {
        name: changes.get(name, bytes)(part) for name, part in parts.items() if changes.get(name, bytes)
    }
    return zip_of(changed, zipfile.ZIP_DEFLATED)


def sheet_data(rows: str) -> Callable[[bytes], bytes]:
    """Replaces the rows of a sheet's part by others, as XML."""
    return lambda part: re.sub(
        rb"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>".encode(), part, flags=re.DOTALL
    )


def parquet_of(columns: Mapping[str, object], **options: object) -> bytes:
    """A Parquet file with these columns."""
    stream = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), stream, **options)
    return stream.getvalue()


def issues_of(data: bytes, what: str = "case.xlsx") -> list[Issue]:
    """What reading a file finds, whether it raises or not."""
    try:
        return list(profile_from_bytes(data, what).issues)
    except ProfileFormatError as error:
        return list(error.issues)


def same(one: SourcingProfile, other: SourcingProfile) -> bool:
    """Whether two profiles have the same tables, value by value and type by type."""
    return all(
        _equal(one[table.name][column.name], other[table.name][column.name])
        for table in TABLES.values()
        for column in table.columns
    )


def _equal(a: np.ndarray, b: np.ndarray) -> bool:
    if a.dtype != b.dtype or a.shape != b.shape:
        return False
    if a.dtype == object:
        return a.tolist() == b.tolist()
    return np.array_equal(a, b, equal_nan=True)
