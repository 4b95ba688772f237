"""Order lines of SAP: EKPO joined to its headers in EKKO, typed, in base units; the rest with reasons.

What the fields mean (SAP data dictionary): a line orders MENGE of MEINS; the price NETPR is for PEINH of
BPRME; one MEINS is BPUMZ / BPUMN of BPRME and UMREZ / UMREN of the base unit LMEIN. Its value is
NETWR = MENGE x BPUMZ / BPUMN x NETPR / PEINH.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from models.units import CURRENCIES
from service.exchange.erp_table import ErpTable, Reject, first_reasons, rejects_of
from service.exchange.erp_values import DayOrder, Decimal, dates, numbers

HEAD = (
    *("EBELN", "BUKRS", "BSTYP", "LOEKZ", "LIFNR", "WAERS", "WKURS", "BEDAT", "KDATB", "KDATE"),
    *("INCO1", "KNUMV", "MEMORY"),
)
HEAD_NEEDED = ("EBELN", "LIFNR", "WAERS", "BEDAT")
LINE = (
    *("EBELN", "EBELP", "LOEKZ", "TXZ01", "MATNR", "WERKS", "MATKL", "KTMNG", "MENGE", "MEINS", "LMEIN"),
    *("BPRME", "BPUMZ", "BPUMN", "UMREZ", "UMREN", "NETPR", "PEINH", "NETWR", "RETPO", "PLIFZ", "INCO1"),
)
LINE_NEEDED = ("EBELN", "EBELP", "MATNR", "WERKS", "MENGE", "MEINS", "NETPR", "PEINH")
NAMES = {
    **{"EBELN": "order", "EBELP": "position", "MATNR": "item", "TXZ01": "name", "MATKL": "category"},
    **{"LIFNR": "vendor", "WERKS": "plant", "WAERS": "currency", "WKURS": "rate", "KNUMV": "conditions"},
    "BUKRS": "company",
}
QUANTITIES = ("MENGE", "NETPR", "PEINH", "NETWR", "KTMNG", "PLIFZ")
ORDER, CONTRACT, SCHEDULE = "F", "K", "L"
CENT = 0.01


@dataclass(frozen=True, slots=True)
class Reading:
    """How the texts of an export are read.

    Attributes:
        days: the order of day and month.
        decimal: the sign before decimals.
        decimals: of currencies whose amounts SAP keeps as if they had two; empty where amounts are as shown.
        company: the only company code to read; empty = all.
    """

    days: DayOrder
    decimal: Decimal
    decimals: Mapping[str, int]
    company: str = ""


@dataclass(frozen=True, slots=True)
class OrderLines:
    """Order lines that can be used.

    Attributes:
        rows: one a line: `line` (of the file), `order`, `position`, `kind` (F, K or L), `item`, `name`,
            `category`, `unit` (base), `vendor`, `plant`, `currency`, `rate` (as text), `day`, `begin`, `end`,
            `ordered` (MEINS), `quantity` and `target` (base units; returns are negative), `price` for
            `price_unit` of `quoted_unit`, `units_per` (base units in one of it), `returned`, `incoterm`,
            `planned_days`, `conditions` (KNUMV), `company`.
        rejects: the other lines and headers.
    """

    rows: pd.DataFrame
    rejects: tuple[Reject, ...]


def order_lines(ekko: ErpTable, ekpo: ErpTable, reading: Reading) -> OrderLines:
    """Join, type and sift the lines."""
    heads, rejects = _heads(ekko)
    joined = ekpo.rows.merge(
        heads.drop(columns="line"), on="EBELN", how="left", suffixes=("", "_head"), validate="many_to_one"
    )
    absent = joined["LIFNR"].isna()
    joined = joined.astype(object).fillna("")
    rows = _typed(joined, reading)
    reason = _reasons(rows, joined, absent, reading)
    kept = rows[reason == ""]
    odd = _odd_units(kept)
    reason.loc[odd.index] = odd
    left = reason[reason != ""]
    rejects += rejects_of(ekpo.file, rows.loc[left.index], left.tolist(), "order")
    empty = heads[~heads["EBELN"].isin(ekpo.rows["EBELN"])]
    rejects += rejects_of(ekko.file, empty, "the order has no line in EKPO", "EBELN")
    rejects += [*ekko.rejects, *ekpo.rejects]
    return OrderLines(rows[reason == ""].reset_index(drop=True), tuple(rejects))


def _heads(ekko: ErpTable) -> tuple[pd.DataFrame, list[Reject]]:
    """Headers with a number, each once, without the conditions that two orders claim."""
    bare = ekko.rows["EBELN"] == ""
    again = ~bare & ekko.rows["EBELN"].duplicated()
    rejects = rejects_of(ekko.file, ekko.rows[bare], "no order number (EBELN)")
    rejects += rejects_of(ekko.file, ekko.rows[again], "the order stands above already", "EBELN")
    heads = ekko.rows[~bare & ~again]
    shared = (heads["KNUMV"] != "") & heads["KNUMV"].duplicated(keep=False)
    words = "its conditions (KNUMV) are those of another order, too: no freight is taken from them"
    rejects += rejects_of(ekko.file, heads[shared], words, "EBELN")
    return heads.assign(KNUMV=heads["KNUMV"].mask(shared, "")), rejects


def _typed(joined: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """The columns of `OrderLines.rows`, and those that the value of a line is checked with."""
    return _facts(joined, reading).assign(**_amounts(joined, reading))


def _facts(joined: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """What needs no arithmetic."""
    renamed = joined[["line", *NAMES]].rename(columns=NAMES)
    return renamed.assign(
        kind=joined["BSTYP"].replace("", ORDER),
        unit=_either(joined, "LMEIN", "MEINS"),
        quoted_unit=_either(joined, "BPRME", "MEINS"),
        incoterm=_either(joined, "INCO1", "INCO1_head"),
        day=dates(joined["BEDAT"], reading.days),
        begin=dates(joined["KDATB"], reading.days),
        end=dates(joined["KDATE"], reading.days),
        returned=joined["RETPO"] == "X",
    )


def _amounts(joined: pd.DataFrame, reading: Reading) -> dict[str, pd.Series]:
    """Quantities in base units, prices in money, and the value that follows from them."""
    read = {name: numbers(joined[name], reading.decimal) for name in QUANTITIES}
    factor = {name: numbers(joined[name], reading.decimal, empty=1.0) for name in ("BPUMZ", "BPUMN")}
    quoted = factor["BPUMZ"] / factor["BPUMN"]
    per_unit = _base_units(joined, reading)
    sign = (joined["RETPO"] == "X").map({True: -1.0, False: 1.0})
    return {
        "ordered": read["MENGE"],
        "quantity": read["MENGE"] * per_unit * sign,
        "target": read["KTMNG"].fillna(0.0) * per_unit,
        "price": read["NETPR"] * amount_factor(joined["WAERS"], reading),
        "price_unit": read["PEINH"],
        "units_per": per_unit / quoted,
        "planned_days": read["PLIFZ"].fillna(0.0),
        "value": read["NETWR"],
        "computed": read["MENGE"] * quoted * read["NETPR"] / read["PEINH"],
        "price_step": CENT / 2 * read["MENGE"] * quoted / read["PEINH"],
    }


def _base_units(joined: pd.DataFrame, reading: Reading) -> pd.Series:
    """Base units in one order unit; NaN where no factor is given and the units differ."""
    factor = numbers(joined["UMREZ"], reading.decimal, empty=0.0) / numbers(joined["UMREN"], reading.decimal)
    same = (joined["LMEIN"] == "") | (joined["LMEIN"] == joined["MEINS"])
    return factor.where((factor > 0) & np.isfinite(factor), other=same.map({True: 1.0, False: np.nan}))


def _either(joined: pd.DataFrame, first: str, second: str) -> pd.Series:
    """The first column, and the second where the first is empty."""
    return joined[first].where(joined[first] != "", joined[second])


def amount_factor(currencies: pd.Series, reading: Reading) -> pd.Series:
    """What amounts are multiplied by: SAP keeps 1,250 yen as 12.50, and 1.250 dinars as 12.50."""
    powers = {c: 10.0 ** (2 - reading.decimals.get(str(c), 2)) for c in currencies.unique()}
    return currencies.map(powers).astype(float)


def _reasons(rows: pd.DataFrame, joined: pd.DataFrame, absent: pd.Series, reading: Reading) -> pd.Series:
    """Why a line is left out; empty where it is not. The first that applies is given."""
    deleted = (joined["LOEKZ"] != "") | (joined["LOEKZ_head"] != "")
    is_order = rows["kind"] == ORDER
    wrong = (rows["value"] - rows["computed"]).abs() > CENT + rows["price_step"] + 1e-6 * rows["value"].abs()
    tests: list[tuple[pd.Series, str | pd.Series]] = [
        (absent, "its order is not in EKKO"),
        (deleted, "marked as deleted or blocked in SAP (LOEKZ)"),
        (joined["MEMORY"] != "", "its order is on hold or parked (MEMORY): the vendor has not got it"),
        (~rows["kind"].isin([ORDER, CONTRACT, SCHEDULE]), "neither an order nor an agreement (BSTYP)"),
        ((rows["company"] != reading.company) & bool(reading.company), "of another company code (BUKRS)"),
        (rows["item"] == "", "no material number (MATNR): a service or a text line"),
        (rows["vendor"] == "", "no vendor (LIFNR): a stock transfer, or none assigned"),
        (rows["plant"] == "", "no plant (WERKS)"),
        (rows["day"].isna(), "BEDAT is no date: " + joined["BEDAT"]),
        (rows["currency"] == "", "no currency (WAERS)"),
        (~rows["currency"].isin(CURRENCIES), "currency is not in use in ISO 4217: " + rows["currency"]),
        (rows[["ordered", "price", "price_unit"]].isna().any(axis=1), "MENGE, NETPR or PEINH is no number"),
        (rows["price_unit"] <= 0, "the price is for 0 units (PEINH)"),
        (rows["price"] <= 0, "no price (NETPR)"),
        (is_order & (rows["ordered"] <= 0), "no quantity (MENGE)"),
        (is_order & wrong, _value_words(rows)),
        (
            rows["quantity"].isna() | ~(rows["units_per"] > 0),
            "no factor from the order unit to the base unit",
        ),
    ]
    return first_reasons(rows.index, tests)


def _value_words(rows: pd.DataFrame) -> pd.Series:
    value, computed = (rows[name].map("{:,.2f}".format) for name in ("value", "computed"))
    return "NETWR is not quantity x price: " + value + ", not " + computed


def _odd_units(kept: pd.DataFrame) -> pd.Series:
    """Reasons of lines whose base unit is not that of their item's latest line."""
    latest = kept.sort_values(["day", "order", "position"]).groupby("item")["unit"].last()
    unit = kept["item"].map(latest)
    odd = kept["unit"] != unit
    return "base unit is not that of the item's latest line: " + kept["unit"][odd] + ", not " + unit[odd]


def latest_day(rows: pd.DataFrame) -> date | None:
    """The last order day; None where there is no line."""
    return None if rows.empty else max(rows["day"])
