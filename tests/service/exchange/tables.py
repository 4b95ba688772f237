"""The smallest profile as CSV texts, and how tests put such texts into folders and zips."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from models.errors import ProfileFormatError
from models.issues import Issue
from models.profile.read import SourcingProfile
from models.profile.schema import TABLES
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
