"""SAP purchasing tables read into a profile.

| Table of the profile | From |
|---|---|
| items | EKPO: MATNR, TXZ01, LMEIN (else MEINS), MATKL |
| suppliers | EKKO: LIFNR; name and country from LFA1, countries also from the user |
| quotes | the latest order line of item, vendor and plant; freight from KONV; more from EINA and EINE |
| plants | EKPO: WERKS; name and country from T001W |
| allocation, demand | ordered (or received, from MSEG) in the months before the plan's day, made a year's |
| contracts | running outline agreements: EKKO KDATB and KDATE, EKPO KTMNG |
| exchange_rates | the latest WKURS of a currency; `/3.7434` is 1 / 3.7434 |

The rule of each field stands in docs/how-to/from_sap.md. What the tables do not say is asked of the user,
or taken from a default that is named among the assumptions; it is never made up.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pandas as pd

from models.errors import ProfileFormatError
from models.issues import Issue
from service.exchange.csv_bytes import refused
from service.exchange.erp_table import ErpTable, Reject, find_file, read_table, rejects_of
from service.exchange.erp_values import Decimal, day_order
from service.exchange.import_files import Given
from service.exchange.imported import Imported, Note
from service.exchange.sap_history import Window, orders_only, window_before, yearly
from service.exchange.sap_masters import Masters, read_masters
from service.exchange.sap_orders import HEAD, HEAD_NEEDED, LINE, LINE_NEEDED, Reading, latest_day, order_lines
from service.exchange.sap_prices import CONDITION, info_records
from service.exchange.sap_receipts import DOCUMENT, MOVEMENT, MOVEMENT_NEEDED, Receipts, receipts_of
from service.exchange.sap_tables import SapFound, sap_tables


@dataclass(frozen=True, slots=True)
class SapOptions:
    """How an export is read.

    Attributes:
        on: the plan's first day; None = the day after the last order.
        months: how many months before it stand for a year of purchases.
        history: whether orders or receipts say what is bought.
        amounts: `stored`, as SAP keeps them (yen divided by 100), or `shown`, as a screen shows them.
        decimal: the sign before decimals.
        company: the company code to read; empty where there is one only.
    """

    on: date | None = None
    months: int = 12
    history: Literal["orders", "receipts"] = "orders"
    amounts: Literal["stored", "shown"] = "stored"
    decimal: Decimal = "point"
    company: str = ""


@dataclass(frozen=True, slots=True)
class _Files:
    """The tables of an export; those that may be missing are None."""

    ekko: ErpTable
    ekpo: ErpTable
    konv: ErpTable | None
    mseg: ErpTable | None
    mkpf: ErpTable | None

    @property
    def read(self) -> dict[str, int]:
        """Rows, by file."""
        tables = (self.ekko, self.ekpo, self.konv, self.mseg, self.mkpf)
        return {table.file: table.count for table in tables if table is not None}


def read_sap(folder: Path, options: SapOptions, given: Given) -> Imported:
    """Read a folder of exported tables: EKKO and EKPO, and of the others those that are there.

    Raises:
        ProfileFormatError: a table is missing or cannot be read, no order line can be used, or what the
            amounts are in is not known.
    """
    files = _files(folder, options)
    masters = read_masters(folder)
    reading = _reading(files, options, masters)
    lines, on, rejects = _lines(files, reading, options)
    receipts = None if files.mseg is None else receipts_of(files.mseg, files.mkpf, lines, reading)
    records = info_records(folder, reading)
    window = window_before(on, options.months)
    found = SapFound(
        lines=lines,
        receipts=receipts,
        conditions=files.konv,
        records=records.rows,
        bought=yearly(_purchases(lines, receipts, options), window),
        window=window,
        reading=reading,
        masters=masters,
        given=given,
        company=_company(lines, files.ekko.file),
        order_file=files.ekko.file,
        line_file=files.ekpo.file,
    )
    moved = () if receipts is None else receipts.rejects
    others = (*rejects, *moved, *records.rejects, *masters.rejects)
    read = {**files.read, **records.read, **masters.read}
    return _imported(found, options, others, read)


def _imported(
    found: SapFound, options: SapOptions, rejects: Sequence[Reject], read: Mapping[str, int]
) -> Imported:
    tables = sap_tables(found)
    return Imported(
        source="sap",
        document=tables.document,
        rejects=(*rejects, *tables.rejects),
        assumptions=(*_reading_notes(options, found), *tables.assumptions),
        missing=tables.missing,
        read=read,
        settings=_settings(options, found.window, found.reading),
    )


def _lines(files: _Files, reading: Reading, options: SapOptions) -> tuple[pd.DataFrame, date, list[Reject]]:
    """The order lines before the plan's day, that day, and the other rows.

    Raises:
        ProfileFormatError: no line can be used.
    """
    orders = order_lines(files.ekko, files.ekpo, reading)
    last = latest_day(orders.rows)
    if last is None:
        raise refused(files.ekpo.file, "no order line can be used", _most_frequent(orders.rejects))
    on = options.on or last + timedelta(days=1)
    later = orders.rows["day"] >= on
    words = f"ordered on or after {on}, the plan's first day"
    rejects = [*orders.rejects, *rejects_of(files.ekpo.file, orders.rows[later], words, "order")]
    if later.all():
        raise refused(files.ekpo.file, f"every order is of {on} or later", "give an earlier --on")
    return orders.rows[~later].reset_index(drop=True), on, rejects


def _files(folder: Path, options: SapOptions) -> _Files:
    if not folder.is_dir():
        hint = "name the folder that holds EKKO.csv and EKPO.csv"
        what = "this is a file, not a folder" if folder.exists() else "there is no such folder"
        raise refused(str(folder), what, hint)
    needed = ["EKKO", "EKPO", *(["MSEG"] if options.history == "receipts" else [])]
    absent = [name for name in needed if find_file(folder, name) is None]
    if absent:
        raise ProfileFormatError([_absent(folder, name) for name in absent])
    return _Files(
        ekko=_table(folder, "EKKO", HEAD, HEAD_NEEDED),
        ekpo=_table(folder, "EKPO", LINE, LINE_NEEDED),
        konv=_optional(folder, "KONV", CONDITION, CONDITION),
        mseg=_optional(folder, "MSEG", MOVEMENT, MOVEMENT_NEEDED),
        mkpf=_optional(folder, "MKPF", DOCUMENT, DOCUMENT),
    )


def _absent(folder: Path, name: str) -> Issue:
    hint = f"export it as {name}.csv, with a header of field names"
    return Issue("missing_table", "fault", str(folder), name, f"the folder has no table {name}", hint)


def _optional(folder: Path, name: str, wanted: Sequence[str], required: Sequence[str]) -> ErpTable | None:
    path = find_file(folder, name)
    return None if path is None else read_table(path, wanted, required)


def _table(folder: Path, name: str, wanted: Sequence[str], required: Sequence[str]) -> ErpTable:
    found = _optional(folder, name, wanted, required)
    assert found is not None
    return found


def _reading(files: _Files, options: SapOptions, masters: Masters) -> Reading:
    columns = [files.ekko.rows[name] for name in ("BEDAT", "KDATB", "KDATE")]
    columns += [] if files.mseg is None else [files.mseg.rows["BUDAT_MKPF"]]
    columns += [] if files.mkpf is None else [files.mkpf.rows["BUDAT"]]
    decimals = masters.decimals if options.amounts == "stored" else {}
    return Reading(day_order(columns), options.decimal, decimals, options.company)


def _most_frequent(rejects: Sequence[Reject]) -> str:
    reasons = Counter(reject.reason for reject in rejects).most_common(1)
    return f"{reasons[0][1]} lines: {reasons[0][0]}" if reasons else "the table is empty"


def _company(lines: pd.DataFrame, file: str) -> str:
    """The one company code of the lines; empty where they name none."""
    codes = sorted(lines["company"].unique())
    if len(codes) > 1:
        message = f"the orders are of several company codes: {', '.join(codes)}"
        raise refused(f"{file} BUKRS", message, "name one with --company")
    return str(codes[0]) if codes else ""


def _purchases(lines: pd.DataFrame, receipts: Receipts | None, options: SapOptions) -> pd.DataFrame:
    if options.history == "receipts":
        assert receipts is not None
        return receipts.rows
    return orders_only(lines)


def _reading_notes(options: SapOptions, found: SapFound) -> list[Note]:
    notes, reading = [], found.reading
    if options.on is None:
        words = f"the plan starts on {found.on}, the day after the last order"
        notes.append(Note("on_after_last_order", words))
    if reading.days.seen and not reading.days.proven:
        notes.append(Note("month_first", "dates with slashes are read as month/day/year; none shows which"))
    shifted = sorted(c for c in found.lines["currency"].unique() if reading.decimals.get(c, 2) != 2)
    if shifted:
        words = "amounts are taken as SAP stores them, with two decimals whatever the currency has"
        hint = "; --amounts shown takes them as they stand"
        notes.append(Note("amounts_stored", words + hint, len(shifted), tuple(shifted)))
    return notes


def _settings(options: SapOptions, window: Window, reading: Reading) -> dict[str, object]:
    return {
        "on": window.end.isoformat(),
        "history": options.history,
        "history_from": window.first.isoformat(),
        "months": options.months,
        "amounts": options.amounts,
        "decimal": options.decimal,
        "dates_with_slashes": "month/day/year" if reading.days.month_first else "day/month/year",
        "company": options.company,
    }
