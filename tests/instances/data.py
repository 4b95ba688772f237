"""What the mappings share: where the public data lies, and ids and countries from names.

The data sets lie in the folder that the environment variable TAGENKA_DATA names, by default in `shared/data`
beside the repository's root; README.md says where each is published. A test that needs a set is skipped
where it is absent, except in continuous integration (environment variable `CI` set to true), where missing
data is a failure, since a run that silently leaves out the published optima proves nothing.
"""

import csv
import os
import re
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "data"
"""Where the data sets are looked for when nothing is said."""

WORD_COUNTRY = {
    **{"AFRICA": "ZA", "AUSTRALIA": "AU", "CANADA": "CA", "CHINA": "CN", "CY": "CY", "CYPRUS": "CY"},
    **{"DE": "DE", "FRANCE": "FR", "GERMANY": "DE", "GR": "GR", "IN": "IN", "INDIA": "IN"},
    **{"IT": "IT", "JAPAN": "JP", "KOREA": "KR", "NL": "NL", "NORWAY": "NO", "SA": "ZA"},
    **{"SWITZERLAND": "CH", "THAILAND": "TH", "UK": "GB", "US": "US", "USA": "US"},
}
"""The last word of a site's name, where that names the country (SA is South Africa in the history)."""

SITE_COUNTRY = {
    "ABBVIE (Abbott) Japan Co. Ltd.": "JP",
    "ABBVIE GmbH & Co.KG Wiesbaden": "DE",
    "Access BIO, L.C.": "US",
    "Alere Medical Co., Ltd.": "JP",  # Matsudo; formerly Inverness Medical Japan
    "Chembio Diagnostics Sys. Inc.": "US",
    "GSK Aranda": "ES",
    "GSK Crawley": "GB",
    "Gland Pharma Ltd Pally Factory": "IN",
    "Human Diagnostic": "DE",
    "MedMira Inc.": "CA",
    "Mylan (formerly Matrix) Nashik": "IN",
    "Orasure Technologies, Inc": "US",
    "Roche Basel": "CH",
    "Roche Madrid": "ES",
    "Trinity Biotech, Plc": "IE",
    "bioLytical Laboratories": "CA",
}
"""Manufacturing sites whose name does not end in a country, by the city or the maker's only works."""


def folder() -> Path:
    """The folder that holds one folder for each data set."""
    named = os.environ.get("TAGENKA_DATA", "").strip()
    return Path(named).expanduser() if named else BESIDE


def need(name: str) -> Path:
    """Return the path of a data set or of a file in it, or skip the calling test where it is absent.

    Args:
        name: Path below the data folder, such as `gap` or `gap/best_known.csv`.

    Returns:
        The path, which exists.
    """
    path = folder() / name
    if path.exists():
        return path
    if os.environ.get("CI", "").strip().lower() == "true":
        pytest.fail(f"{path} is missing, and under CI the tests on public data must run")
    pytest.skip(
        f"public data {name} is not in {folder()}: set TAGENKA_DATA to the folder that has it, "
        "see tests/instances/README.md"
    )


def published(table: str, name: str, column: str) -> float:
    """Return a figure of an instance from a table of optima, whose first column names the instances.

    Args:
        table: Path of the CSV file below the data folder.
        name: The instance.
        column: Header of the figure's column.

    Returns:
        The figure.
    """
    with need(table).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        figures = {row[(rows.fieldnames or [""])[0]]: row[column] for row in rows}
    return float(figures[name])


def country_of(site: str) -> str:
    """Return the ISO code of a manufacturing site's country, or an empty text where it is not known."""
    if site in SITE_COUNTRY:
        return SITE_COUNTRY[site]
    words = re.findall(r"[A-Za-z]+", site)
    return WORD_COUNTRY.get(words[-1].upper(), "") if words else ""


def slug(text: str) -> str:
    """Turn a name into an id of small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
