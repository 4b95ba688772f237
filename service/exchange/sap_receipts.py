"""Goods receipts of SAP: MSEG with its headers in MKPF, joined to the order lines they belong to.

A receipt has one of the movement types 101 (goods receipt), 122 (return delivery) and 161 (return of a
returns line), or their reversals 102, 123 and 162. SHKZG says whether the quantity comes in (S) or goes out
(H).
"""

from dataclasses import dataclass

import pandas as pd

from service.exchange.erp_table import ErpTable, Reject, first_reasons, rejects_of
from service.exchange.erp_values import bare_key, dates, numbers
from service.exchange.sap_orders import Reading

DOCUMENT = ("MBLNR", "MJAHR", "BUDAT")
MOVEMENT = (
    *("MBLNR", "MJAHR", "ZEILE", "BWART", "MATNR", "MENGE", "MEINS", "SHKZG", "EBELN", "EBELP"),
    *("LIFNR", "WAERS", "BUDAT_MKPF"),
)
MOVEMENT_NEEDED = ("MBLNR", "BWART", "MATNR", "MENGE", "MEINS", "EBELN", "EBELP")
RECEIPT = "101"
RECEIPTS = frozenset({"101", "102", "122", "123", "161", "162"})
SOURCE = ["item", "vendor", "plant"]


@dataclass(frozen=True, slots=True)
class Receipts:
    """Goods received for order lines that can be used.

    Attributes:
        rows: one a movement: `item`, `vendor`, `plant`, `day` (posting), `quantity` (base units, what went
            back negative), `days` (from order to posting; NaN where it is no receipt, or before the order).
        rejects: the other movements.
        local_currency: the company's own currency, where all movements agree; else empty.
        other_days: movements whose posting day in MKPF is another than in MSEG.
        other_vendors: movements whose vendor is another than the order's.
        early: receipts posted before their order.
    """

    rows: pd.DataFrame
    rejects: tuple[Reject, ...]
    local_currency: str
    other_days: int
    other_vendors: int
    early: int


def receipts_of(mseg: ErpTable, mkpf: ErpTable | None, lines: pd.DataFrame, reading: Reading) -> Receipts:
    """Type the movements and join them to their order lines."""
    posted, other_days = _posting_days(mseg, mkpf, reading)
    joined = _joined(mseg.rows.assign(day=posted), lines, reading)
    reason = _reasons(joined)
    kept = joined[reason == ""]
    sign = kept["SHKZG"].map({"H": -1.0}).fillna(1.0)
    waited = _days_between(kept["asked"], kept["day"])
    received = kept["BWART"] == RECEIPT
    rows = kept[[*SOURCE, "day"]].assign(
        quantity=kept["amount"] * sign, days=waited.where(received & (waited >= 0))
    )
    left = reason[reason != ""]
    currencies = mseg.rows["WAERS"].unique().tolist()
    return Receipts(
        rows=rows.reset_index(drop=True),
        rejects=(*rejects_of(mseg.file, joined.loc[left.index], left.tolist(), "key"), *mseg.rejects),
        local_currency=currencies[0] if len(currencies) == 1 else "",
        other_days=other_days,
        other_vendors=int(((kept["LIFNR"] != "") & _differ(kept["LIFNR"], kept["vendor"])).sum()),
        early=int((received & (waited < 0)).sum()),
    )


def _joined(moves: pd.DataFrame, lines: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Each movement with its order line, whose columns are NaN where there is none."""
    named = moves.assign(
        amount=numbers(moves["MENGE"], reading.decimal),
        key=moves["MBLNR"] + "/" + moves["ZEILE"],
        position=moves["EBELP"].map(bare_key),
    )
    order = lines[["order", *SOURCE, "unit"]].assign(
        asked=lines["day"], position=lines["position"].map(bare_key)
    )
    both = [["EBELN", "position"], ["order", "position"]]
    return named.merge(order, left_on=both[0], right_on=both[1], how="left", validate="many_to_one")


def _posting_days(mseg: ErpTable, mkpf: ErpTable | None, reading: Reading) -> tuple[pd.Series, int]:
    """The posting day of each movement, MSEG's own before the document's; and how many of the two differ."""
    own = dates(mseg.rows["BUDAT_MKPF"], reading.days)
    if mkpf is None:
        return own, 0
    days = dates(mkpf.rows["BUDAT"], reading.days)
    keys = zip(mkpf.rows["MBLNR"], mkpf.rows["MJAHR"], strict=True)
    of_document = dict(zip(keys, days, strict=True))
    asked = zip(mseg.rows["MBLNR"], mseg.rows["MJAHR"], strict=True)
    document = pd.Series([of_document.get(key) for key in asked], index=own.index, dtype=object)
    both = own.notna() & document.notna()
    return own.where(own.notna(), document), int((both & (own != document)).sum())


def _reasons(joined: pd.DataFrame) -> pd.Series:
    tests: list[tuple[pd.Series, str | pd.Series]] = [
        (
            ~joined["BWART"].isin(RECEIPTS),
            "movement type " + joined["BWART"] + " is no receipt from a vendor",
        ),
        (joined["order"].isna(), "its order line is not in EKPO, or left out"),
        (_differ(joined["MATNR"], joined["item"]), "material is another than the order line's"),
        (joined["day"].isna(), "no posting day (BUDAT)"),
        (joined["amount"].isna(), "MENGE is no number"),
        (joined["MEINS"] != joined["unit"], "unit is another than the item's: " + joined["MEINS"]),
    ]
    return first_reasons(joined.index, tests)


def _differ(one: pd.Series, other: pd.Series) -> pd.Series:
    """Whether two columns of keys differ, leading zeros aside."""
    return one.fillna("").map(bare_key) != other.fillna("").map(bare_key)


def _days_between(first: pd.Series, last: pd.Series) -> pd.Series:
    days = [(b - a).days for a, b in zip(first, last, strict=True)]
    return pd.Series(days, index=first.index, dtype=float)
