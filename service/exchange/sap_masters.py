"""What SAP's master tables add to purchasing documents, where they are beside them.

T001 (company codes), T001W (plants), LFA1 (vendors) and TCURX (decimals of currencies) are all optional.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.units import COUNTRIES
from service.exchange.erp_table import Reject, find_file, read_table, rejects_of
from service.exchange.erp_values import bare_key, number_of

DELIVERED_DECIMALS: Mapping[str, int] = {
    **dict.fromkeys(
        """ADP AFA BEF BIF BYB BYR CLP COP DJF ECS ESP GNF GRD HUF IDR ITL JPY KMF KRW LAK LUF MGF MZM PTE PYG
        ROL RWF TJR TMM TPE TRL TWD UGX VND VUV XPF""".split(),
        0,
    ),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}
"""Decimals of currencies as SAP delivers table TCURX; all others have 2. Source: SAP Note 137626.

They are not those of ISO 4217 throughout: the forint and the rupiah have none.
"""


@dataclass(frozen=True, slots=True)
class Masters:
    """What the master tables say.

    Attributes:
        vendor_names: name of a vendor, by its number without leading zeros.
        vendor_countries: its country.
        plant_names: name of a plant.
        plant_countries: its country.
        companies: name, country and currency of a company code.
        decimals: of currencies that have not 2.
        rejects: rows that say no country.
        read: rows, by file.
    """

    vendor_names: Mapping[str, str] = field(default_factory=dict)
    vendor_countries: Mapping[str, str] = field(default_factory=dict)
    plant_names: Mapping[str, str] = field(default_factory=dict)
    plant_countries: Mapping[str, str] = field(default_factory=dict)
    companies: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    decimals: Mapping[str, int] = field(default_factory=lambda: DELIVERED_DECIMALS)
    rejects: tuple[Reject, ...] = ()
    read: Mapping[str, int] = field(default_factory=dict)


def read_masters(folder: Path) -> Masters:
    """Read the master tables that a folder has.

    Raises:
        ProfileFormatError: one of them cannot be read.
    """
    rejects: list[Reject] = []
    read: dict[str, int] = {}
    vendors = _pairs(folder, "LFA1", "LIFNR", rejects, read)
    plants = _pairs(folder, "T001W", "WERKS", rejects, read)
    return Masters(
        vendor_names={bare_key(key): name for key, (name, _) in vendors.items() if name},
        vendor_countries={bare_key(key): country for key, (_, country) in vendors.items() if country},
        plant_names={key: name for key, (name, _) in plants.items() if name},
        plant_countries={key: country for key, (_, country) in plants.items() if country},
        companies=_companies(folder, read),
        decimals=_decimals(folder, read),
        rejects=tuple(rejects),
        read=read,
    )


def _pairs(
    folder: Path, table: str, key: str, rejects: list[Reject], read: dict[str, int]
) -> dict[str, tuple[str, str]]:
    """Name and country by key; a country that is none is a reject and empty."""
    path = find_file(folder, table)
    if path is None:
        return {}
    found = read_table(path, (key, "NAME1", "LAND1"), (key, "LAND1"))
    read[found.file] = found.count
    rejects.extend(found.rejects)
    odd = found.rows[~found.rows["LAND1"].isin(COUNTRIES)]
    rejects.extend(rejects_of(found.file, odd, "LAND1 is no ISO 3166 country: the country is not used", key))
    return {
        str(row[key]): (str(row["NAME1"]), str(row["LAND1"]) if row["LAND1"] in COUNTRIES else "")
        for row in found.rows.to_dict("records")
    }


def _companies(folder: Path, read: dict[str, int]) -> dict[str, tuple[str, str, str]]:
    path = find_file(folder, "T001")
    if path is None:
        return {}
    found = read_table(path, ("BUKRS", "BUTXT", "LAND1", "WAERS"), ("BUKRS",))
    read[found.file] = found.count
    return {
        str(row["BUKRS"]): (str(row["BUTXT"]), str(row["LAND1"]), str(row["WAERS"]))
        for row in found.rows.to_dict("records")
    }


def _decimals(folder: Path, read: dict[str, int]) -> Mapping[str, int]:
    path = find_file(folder, "TCURX")
    if path is None:
        return DELIVERED_DECIMALS
    found = read_table(path, ("CURRKEY", "CURRDEC"), ("CURRKEY", "CURRDEC"))
    read[found.file] = found.count
    return {
        str(row["CURRKEY"]): int(decimals)
        for row in found.rows.to_dict("records")
        if (decimals := number_of(str(row["CURRDEC"]))) is not None
    }
