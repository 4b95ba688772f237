"""A small SAP export as files: two orders of a Japanese firm, and how tests change it."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

Row = Mapping[str, str]

HEAD = {"EBELN": "4500000001", "BUKRS": "JP01", "BSTYP": "F", "LIFNR": "0000100001", "WAERS": "USD"}
HEAD |= {"WKURS": "150", "BEDAT": "20260601", "KNUMV": "9001"}
LINE = {"EBELN": "4500000001", "EBELP": "00010", "TXZ01": "Rotor", "MATNR": "ROTOR-1", "WERKS": "1000"}
LINE |= {"MATKL": "MAGNETS", "MENGE": "1,200", "MEINS": "EA", "LMEIN": "EA", "NETPR": "5.50", "PEINH": "1"}
LINE |= {"NETWR": "6,600.00", "BPRME": "EA"}
MOVE = {"MBLNR": "5000000001", "MJAHR": "2026", "ZEILE": "1", "BWART": "101", "MATNR": "ROTOR-1"}
MOVE |= {"MENGE": "1,200", "MEINS": "EA", "SHKZG": "S", "EBELN": "4500000001", "EBELP": "10"}
MOVE |= {"LIFNR": "100001", "WAERS": "JPY", "BUDAT_MKPF": "20260629"}

BASE: dict[str, list[Row]] = {
    "EKKO": [
        HEAD,
        HEAD | {"EBELN": "4500000002", "LIFNR": "0000100002", "WAERS": "JPY", "WKURS": "1", "KNUMV": "9002"},
    ],
    "EKPO": [
        LINE,
        LINE | {"EBELN": "4500000002", "MENGE": "300", "NETPR": "8.50", "NETWR": "2,550.00"},
    ],
    "T001": [{"BUKRS": "JP01", "BUTXT": "Kita Pumps", "LAND1": "JP", "WAERS": "JPY"}],
    "LFA1": [
        {"LIFNR": "100001", "NAME1": "Ningbo Magnetics", "LAND1": "CN"},
        {"LIFNR": "100002", "NAME1": "Nagoya Seiki", "LAND1": "JP"},
    ],
}
"""1,200 rotors at 5.50 dollars from Ningbo, 300 at 850 yen (kept as 8.50) from Nagoya, on 1 June 2026."""


def text_of(rows: Sequence[Row], delimiter: str = ",") -> str:
    """Rows as CSV; a field that a row lacks is empty."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def sap_folder(path: Path, changes: Mapping[str, Sequence[Row] | None] | None = None) -> Path:
    """A folder with the small export, tables replaced, added, or (None) left out."""
    path.mkdir(parents=True, exist_ok=True)
    for name, rows in {**BASE, **(changes or {})}.items():
        if rows is not None:
            (path / f"{name}.csv").write_text(text_of(rows), encoding="utf-8-sig", newline="")
    return path


def lines(*changes: Row) -> list[Row]:
    """The first order line and others that differ from it."""
    return [LINE, *(LINE | change for change in changes)]


def heads(*changes: Row) -> list[Row]:
    """The first order header and others that differ from it."""
    return [HEAD, *(HEAD | change for change in changes)]
