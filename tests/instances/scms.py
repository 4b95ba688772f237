"""A real firm's profile from the delivery history of USAID's Supply Chain Management System, 2006 to 2012.

Source: USAID, "Supply Chain Shipment Pricing Data" (public domain): order lines of HIV medicines and tests.

| history | profile |
|---|---|
| the programme | firm in US, prices in USD, one year as the horizon |
| item description without the brand | item in packs: `MIN_LINES` lines, two sites, bought in the year |
| manufacturing site | supplier, its country by `country_of`; sites of unknown country are left out |
| vendor | `vendor`: the one that sold most of the site's goods, the programme's own stores aside |
| value / packs of item and site | `unit_price`: of the year, else of the last year the site sold it |
| packs bought in the year | `allocation`; their sum over the sites is `demand` |
| freight / packs, insurance / value | `freight`, `insurance_rate`: over all lines of item and site so far |
| purchase order to scheduled delivery | `lead_time_days`: median so far; lines from stock have no date |
| packs in the site's largest year so far | `capacity`: `CAPACITY_FACTOR` times that, so that some can move |

A brand stands in brackets in a description: "Nevirapine 200mg [Viramune], tablets, 60 Tabs" is the
originator's form of the same medicine and an alternative to the generic. A year is that of the delivery, "so
far" is up to its end: nothing later is used. Duty is 0, since aid goods enter free of it. The freight of a
shipment stands on one of its lines and the others point at it ("See ASN-93 (ID#:1281)"): it is spread over
them by value. Lines whose freight is included in the price or invoiced separately are left out of the
freight. Several periods, price breaks and tariffs are made of the same lines by `scms_terms`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from tests.instances.data import country_of, slug
from tests.instances.scms_terms import (
    HS_CODES,
    PERIODS,
    demand_rows,
    largest_period,
    price_tiers,
    tariff_rows,
    with_breaks,
)

FILE = "scms_delivery_history/scms_2006_2012.csv.gz"
MIN_LINES = 5
CAPACITY_FACTOR = 2.0
OWN_STORES = "SCMS from RDC"
PAIR = ["item", "site"]


@dataclass(frozen=True)
class Terms:
    """What is planned of a year.

    Attributes:
        periods: 1, or 4 quarters, or 12 months.
        breaks: Whether larger orders cost less where the history shows it.
        tariffs: Duty on what comes from a country; None = every quote is free of duty by its own word.
    """

    periods: int = 1
    breaks: bool = False
    tariffs: Mapping[str, float] | None = None


ONE_YEAR = Terms()


@dataclass(frozen=True)
class ScmsProfile:
    """A profile and what is known about it.

    Attributes:
        profile: The profile document.
        notes: What was left out or filled in, with counts.
        top_country: The supplier country with the largest spend.
        top_share: Its share of the spend in the profile.
        covered_share: The profile's part of everything bought in the year.
    """

    profile: dict[str, Any]
    notes: list[str]
    top_country: str
    top_share: float
    covered_share: float


def scms_profile(path: Path, year: int, terms: Terms = ONE_YEAR) -> ScmsProfile:
    """Build the profile of one year from the order lines up to its end.

    Args:
        path: The gzip CSV of the history.
        year: Year of delivery that is planned again; from 2010 on the capped request can be met.
        terms: Periods, price breaks and tariffs.

    Returns:
        The profile with its notes and the country that supplies most.
    """
    past = _read(path).query("year <= @year")
    usable = past[(past.country != "") & (past.value > 0)]
    kept = usable[usable["item"].isin(_chosen_items(usable, year))]
    bought = kept[kept.year == year]
    quotes = _quotes(kept)
    document = _document(kept, bought, quotes, year)
    _apply(terms, document, kept, bought)
    by_country = bought.groupby("country").value.sum()
    return ScmsProfile(
        profile=document,
        notes=_notes(past, usable, kept, year) + _gaps(quotes, year),
        top_country=str(by_country.idxmax()),
        top_share=float(by_country.max() / by_country.sum()),
        covered_share=float(bought.value.sum() / past[past.year == year].value.sum()),
    )


def capped_request(built: ScmsProfile, factor: float = 0.8) -> dict[str, Any]:
    """Cap the top country's share of the spend at a part of today's share, rounded to four decimals."""
    share = round(factor * built.top_share, 4)
    cap = {"id": f"top-{built.top_country}", "countries": [built.top_country], "max_share": share}
    return {"caps": [{**cap, "base": "spend", "measure": "origin"}]}


def _read(path: Path) -> pd.DataFrame:
    """Read the order lines as text and return the columns that matter, typed."""
    raw = pd.read_csv(path, dtype=str, keep_default_na=False)
    site, value = raw["Manufacturing Site"], pd.to_numeric(raw["Line Item Value"])
    ordered, due = (
        pd.to_datetime(raw[column], format="%Y-%m-%d", errors="coerce")
        for column in ("PO Sent to Vendor Date", "Scheduled Delivery Date")
    )
    unbranded = raw["Item Description"].str.replace(r"\s*\[[^\]]*\]", "", regex=True)
    columns = {
        "item": unbranded.str.replace(r",\s*", ", ", regex=True),
        "site": site,
        "country": site.map({name: country_of(name) for name in site.unique()}),
        "vendor": raw["Vendor"],
        "category": raw["Product Group"],
        "year": raw["Delivered to Client Date"].str[:4].astype(int),
        "day": pd.to_datetime(raw["Delivered to Client Date"], format="%Y-%m-%d"),
        "packs": pd.to_numeric(raw["Line Item Quantity"]),
        "value": value,
        "freight": _freight(raw, value),
        "insurance": pd.to_numeric(raw["Line Item Insurance (USD)"], errors="coerce"),
        "lead": (due - ordered).dt.days,
    }
    return pd.DataFrame(columns)


def _freight(raw: pd.DataFrame, value: pd.Series) -> pd.Series:
    """Spread a shipment's freight by value over the line that states it and the lines that point there."""
    text = raw["Freight Cost (USD)"]
    shipment = text.str.extract(r"ID#:\s*(\d+)")[0].fillna(raw["ID"])
    stated = pd.to_numeric(text, errors="coerce").groupby(shipment).transform("max")
    return stated * value / value.groupby(shipment).transform("sum")


def _chosen_items(usable: pd.DataFrame, year: int) -> pd.Index:
    groups = usable.groupby("item")
    often = (groups.size() >= MIN_LINES) & (groups.site.nunique() >= 2)
    return often[often].index.intersection(pd.Index(usable[usable.year == year]["item"].unique()))


def _quotes(kept: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each item and site: names, price and its year, freight, insurance, lead time."""
    price_year = kept.groupby(PAIR).year.max()
    last = kept[kept.year == kept.groupby(PAIR).year.transform("max")].groupby(PAIR)[["value", "packs"]].sum()
    shipped = kept[kept.freight.notna()].groupby(PAIR)[["freight", "packs"]].sum()
    insured = kept[kept.insurance.notna()].groupby(PAIR)[["insurance", "value"]].sum()
    table = {
        "unit_price": last.value / last.packs,
        "freight": shipped.freight / shipped.packs,
        "insurance_rate": insured.insurance / insured.value,
        "lead_time_days": kept[kept.lead > 0].groupby(PAIR).lead.median().round(),
        "price_year": price_year,
    }
    return pd.DataFrame(table).reset_index()


def _document(kept: pd.DataFrame, bought: pd.DataFrame, quotes: pd.DataFrame, year: int) -> dict[str, Any]:
    demand = bought.groupby("item").packs.sum()
    category = kept.groupby("item").category.first()
    return {
        "schema_version": "1",
        "currency": "USD",
        "name": f"SCMS {year}",
        "firm": {"name": "Supply Chain Management System", "country": "US"},
        "horizon": {"start": f"{year}-01-01", "period": "year", "count": 1, "view": "steady_state"},
        "items": [
            {"id": slug(name), "name": name, "unit": "pack", "category": category[name]}
            for name in demand.index
        ],
        "demand": [{"item": slug(name), "quantity": int(demand[name])} for name in demand.index],
        "suppliers": [_supplier(str(site), lines) for site, lines in kept.groupby("site")],
        "quotes": [_quote(row) for _, row in quotes.iterrows()],
        "allocation": [
            {"item": slug(row["item"]), "supplier": slug(row["site"]), "quantity": int(row["packs"])}
            for _, row in bought.groupby(PAIR).packs.sum().reset_index().iterrows()
        ],
    }


def _apply(terms: Terms, document: dict[str, Any], kept: pd.DataFrame, bought: pd.DataFrame) -> None:
    """Turn the profile of one year into that of its periods, breaks and tariffs."""
    if terms.periods > 1:
        document["horizon"] |= {"period": PERIODS[terms.periods], "count": terms.periods}
        document["demand"] = demand_rows(bought, terms.periods)
        sites = dict(list(kept.groupby("site")))
        for row in document["suppliers"]:
            row["capacity"] = CAPACITY_FACTOR * largest_period(sites[row["name"]], terms.periods)
        for row in document["allocation"]:
            row["quantity"] /= terms.periods
    if terms.breaks:
        document["price_breaks"] = with_breaks(document["quotes"], price_tiers(kept))
    if terms.tariffs is not None:
        for item in document["items"]:
            item["hs_code"] = HS_CODES[item["category"]]
        for quote in document["quotes"]:
            del quote["duty_rate"]
        headings = sorted({item["hs_code"] for item in document["items"]})
        document["tariffs"] = tariff_rows(terms.tariffs, headings)


def _supplier(site: str, lines: pd.DataFrame) -> dict[str, Any]:
    capacity = CAPACITY_FACTOR * float(lines.groupby("year").packs.sum().max())
    sold = lines[lines.vendor != OWN_STORES].groupby("vendor").value.sum()
    vendor = {} if sold.empty else {"vendor": str(sold.idxmax())}
    names = {"id": slug(site), "name": site, "country": country_of(site), **vendor}
    return {**names, "onboarded": True, "capacity": capacity}


def _quote(row: "pd.Series[Any]") -> dict[str, Any]:
    names = {"item": slug(row["item"]), "supplier": slug(row["site"])}
    numbers = {key: row[key] for key in ("unit_price", "freight", "insurance_rate", "lead_time_days")}
    known = {key: float(value) for key, value in numbers.items() if pd.notna(value)}
    return {**names, **known, "duty_rate": 0.0, "qualified": True}


def _notes(past: pd.DataFrame, usable: pd.DataFrame, kept: pd.DataFrame, year: int) -> list[str]:
    items = usable[usable.year == year]["item"].nunique() - kept[kept.year == year]["item"].nunique()
    return [
        f"{(past.country == '').sum()} of {len(past)} lines left out: country of the site unknown",
        f"{(past.value <= 0).sum()} lines left out: no value",
        f"{items} items of the year left out: fewer than {MIN_LINES} lines, or one known site",
    ]


def _gaps(quotes: pd.DataFrame, year: int) -> list[str]:
    missing = quotes[["freight", "insurance_rate", "lead_time_days"]].isna().sum()
    earlier = f"{(quotes.price_year < year).sum()} of {len(quotes)} quotes priced at an earlier year"
    return [earlier, *(f"{count} quotes without {column}" for column, count in missing.items())]
