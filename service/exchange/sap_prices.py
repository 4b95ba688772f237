"""Quotes from SAP: the latest price paid to a vendor for a material at a plant, and what info records add."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from models.case.landed import HOLDS_FREIGHT
from models.profile.schema import TABLES
from models.units import CURRENCIES
from service.exchange.erp_table import ErpTable, Reject, find_file, first_reasons, read_table, rejects_of
from service.exchange.erp_values import OPEN, dates, numbers
from service.exchange.sap_orders import Reading, amount_factor
from service.exchange.sap_receipts import SOURCE

CONDITION = ("KNUMV", "KPOSN", "KNTYP", "KVSL1", "KVSL2", "KINAK", "KWERT")
GENERAL = ("INFNR", "MATNR", "LIFNR", "LOEKZ", "MEINS", "LMEIN", "UMREZ", "UMREN")
ORGANISATION = (
    *("INFNR", "EKORG", "ESOKZ", "WERKS", "LOEKZ", "WAERS", "MINBM", "APLFZ", "NETPR", "PEINH", "BPRME"),
    *("BPUMZ", "BPUMN", "PRDAT"),
)
DELIVERY_COSTS = ("B", "F")
"""Condition categories of delivery costs and freight (KNTYP)."""
CUSTOMS_KEY = "FR3"
"""Account key of customs conditions, which are no freight."""
INCOTERMS = frozenset(TABLES["quotes"].column("incoterm").choices)


@dataclass(frozen=True, slots=True)
class InfoRecords:
    """Info records that can be used.

    Attributes:
        rows: `item`, `vendor`, `plant` (empty = every plant), `currency`, `price`, `price_unit`,
            `quoted_unit`, `units_per`, `planned_days`, `min_order` (base units), `valid_to`.
        rejects: the others.
        read: rows, by file.
    """

    rows: pd.DataFrame
    rejects: tuple[Reject, ...] = ()
    read: Mapping[str, int] = field(default_factory=dict)


def latest_lines(lines: pd.DataFrame) -> pd.DataFrame:
    """The last line of each item, vendor and plant that is no return; the order's number breaks ties."""
    bought = lines[~lines["returned"]]
    order = bought.sort_values(["day", "order", "position"], kind="stable")
    return order.groupby(SOURCE, sort=True).tail(1).sort_values(SOURCE).reset_index(drop=True)


def freight_of(lines: pd.DataFrame, konv: ErpTable | None, reading: Reading) -> pd.Series:
    """Freight of one base unit of each line, in its currency; NaN where it has no such condition.

    The value of a condition (KWERT) is that of the whole line, in the order's currency.
    """
    if konv is None:
        return pd.Series(np.nan, index=lines.index)
    rows = konv.rows
    key = rows["KVSL2"].where(rows["KVSL2"] != "", rows["KVSL1"])
    freight = rows[rows["KNTYP"].isin(DELIVERY_COSTS) & (rows["KINAK"] == "") & (key != CUSTOMS_KEY)]
    values = numbers(freight["KWERT"], reading.decimal)
    total = values.groupby([freight["KNUMV"], freight["KPOSN"].str.lstrip("0")]).sum()
    keys = zip(lines["conditions"], lines["position"].str.lstrip("0"), strict=True)
    found = pd.Series([total.get(one, np.nan) for one in keys], index=lines.index, dtype=float)
    return found * amount_factor(lines["currency"], reading) / lines["quantity"].abs()


def order_quotes(lines: pd.DataFrame, freight: pd.Series, days: Mapping[Any, float]) -> list[dict[str, Any]]:
    """A quote for each of the latest lines.

    Args:
        lines: as `latest_lines` gives them.
        freight: of a base unit, by line.
        days: lead time observed, by item, vendor and plant.
    """
    quotes = []
    for row, cost in zip(lines.to_dict("records"), freight, strict=True):
        incoterm = row["incoterm"] if row["incoterm"] in INCOTERMS else ""
        lead = days.get((row["item"], row["vendor"], row["plant"]), row["planned_days"] or None)
        adds = cost > 0 and incoterm not in HOLDS_FREIGHT
        quotes.append(
            _quote(row, lead)
            | ({"incoterm": incoterm} if incoterm else {})
            | ({"freight": float(cost)} if adds else {})
            | {"qualified": True}
        )
    return quotes


def info_records(folder: Path, reading: Reading) -> InfoRecords:
    """Read EINA and EINE where a folder has both.

    Raises:
        ProfileFormatError: one of them cannot be read.
    """
    paths = [find_file(folder, name) for name in ("EINA", "EINE")]
    if paths[0] is None or paths[1] is None:
        return InfoRecords(pd.DataFrame(columns=[*SOURCE, "price"]))
    eina = read_table(paths[0], GENERAL, ("INFNR", "MATNR", "LIFNR"))
    eine = read_table(paths[1], ORGANISATION, ("INFNR", "WAERS", "NETPR", "PEINH"))
    general = eina.rows.drop(columns="line").drop_duplicates("INFNR")
    joined = eine.rows.merge(general, on="INFNR", how="left", suffixes=("", "_general"))
    joined = joined.astype(object).fillna("")
    rows = _typed_records(joined, reading)
    reason = _record_reasons(rows, joined)
    left = reason[reason != ""]
    rejects = rejects_of(eine.file, joined.loc[left.index], left.tolist(), "INFNR")
    return InfoRecords(
        rows[reason == ""].reset_index(drop=True),
        (*rejects, *eina.rejects, *eine.rejects),
        {eina.file: eina.count, eine.file: eine.count},
    )


def _typed_records(joined: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    factor = {n: numbers(joined[n], reading.decimal, empty=1.0) for n in ("BPUMZ", "BPUMN", "UMREZ", "UMREN")}
    per_unit = factor["UMREZ"] / factor["UMREN"]
    unit = joined["BPRME"].where(joined["BPRME"] != "", joined["MEINS"])
    return pd.DataFrame(
        {
            "item": joined["MATNR"],
            "vendor": joined["LIFNR"],
            "plant": joined["WERKS"],
            "currency": joined["WAERS"],
            "price": numbers(joined["NETPR"], reading.decimal) * amount_factor(joined["WAERS"], reading),
            "price_unit": numbers(joined["PEINH"], reading.decimal),
            "quoted_unit": unit,
            "units_per": per_unit * factor["BPUMN"] / factor["BPUMZ"],
            "planned_days": numbers(joined["APLFZ"], reading.decimal, empty=0.0),
            "min_order": numbers(joined["MINBM"], reading.decimal, empty=0.0) * per_unit,
            "valid_to": dates(joined["PRDAT"], reading.days),
        }
    )


def _record_reasons(rows: pd.DataFrame, joined: pd.DataFrame) -> pd.Series:
    deleted = (joined["LOEKZ"] != "") | (joined["LOEKZ_general"] != "")
    tests: list[tuple[pd.Series, str | pd.Series]] = [
        (rows["vendor"] == "", "its general part is not in EINA"),
        (deleted, "marked as deleted in SAP (LOEKZ)"),
        (rows["item"] == "", "no material number (MATNR)"),
        (~joined["ESOKZ"].isin(["", "0"]), "subcontracting, consignment or pipeline (ESOKZ)"),
        (~rows["currency"].isin(CURRENCIES), "currency is not in use in ISO 4217"),
        (~(rows["price"] > 0) | ~(rows["price_unit"] > 0), "no price (NETPR, PEINH)"),
        (~(rows["units_per"] > 0), "no factor from the order unit to the base unit"),
    ]
    return first_reasons(rows.index, tests)


def with_records(
    quotes: list[dict[str, Any]], records: pd.DataFrame, plants: Mapping[str, Iterable[str]], on: date
) -> list[dict[str, Any]]:
    """The quotes with what info records add: offers never ordered, minimum orders, planned lead times.

    Args:
        quotes: from order lines; their price stands, being the one that was paid last.
        records: `InfoRecords.rows`.
        plants: the plants at which an item is bought, by item; a record of another item is of no use.
        on: day of the plan; a record whose price has ended before it gives no quote.
    """
    by_source = {(q["item"], q["supplier"], q["plant"]): dict(q) for q in quotes}
    for row in records.to_dict("records"):
        places = [row["plant"]] if row["plant"] else plants.get(row["item"], ())
        for plant in places:
            source = (row["item"], row["vendor"], plant)
            least = {"min_order": row["min_order"]} if row["min_order"] > 0 else {}
            if source in by_source:
                lead = {"lead_time_days": row["planned_days"]} if row["planned_days"] else {}
                by_source[source] = lead | by_source[source] | least
            elif row["item"] in plants and not (row["valid_to"] and row["valid_to"] < on):
                ends = row["valid_to"] if row["valid_to"] and row["valid_to"] < OPEN else None
                until = {"valid_to": ends.isoformat()} if ends else {}
                by_source[source] = (
                    _quote({**row, "plant": plant}, row["planned_days"] or None) | least | until
                )
    return [by_source[source] for source in sorted(by_source)]


def _quote(row: Mapping[Any, Any], lead: float | None) -> dict[str, Any]:
    """The columns that a price gives, whichever table it comes from."""
    source = {"item": row["item"], "supplier": row["vendor"], "plant": row["plant"]}
    return {
        "id": "@".join(source.values()),
        **source,
        "unit_price": float(row["price"]),
        "price_unit": float(row["price_unit"]),
        "unit": row["quoted_unit"],
        "units_per": float(row["units_per"]),
        "currency": row["currency"],
    } | ({} if lead is None else {"lead_time_days": float(lead)})
