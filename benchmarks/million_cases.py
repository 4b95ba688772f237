"""The cases of the benchmark `million`, as folders of CSV and of Parquet files."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from models.profile.generate import generate
from models.profile.generate_tables import rows_of
from models.profile.read import SourcingProfile
from models.profile.rows import Rows, objects
from models.profile.schema import TABLES
from service.exchange.write_csv import write_profile

KINDS = ("generated", "demanding")
QUOTES_PER_ITEM = 8
PLANTS = ("tokyo", "osaka", "hanoi")


def folder_of(folder: Path, kind: str, quotes: int) -> Path:
    return folder / f"{kind}-{quotes}"


def make(folder: Path, kind: str, quotes: int) -> None:
    """Write a case with its request: `csv/`, `parquet/` and `request.json`."""
    made = generate(quotes // QUOTES_PER_ITEM, QUOTES_PER_ITEM)
    profile = demanding(made.profile) if kind == "demanding" else made.profile
    target = folder_of(folder, kind, quotes)
    write_profile(profile, target / "csv")
    _write_parquet(profile, target / "parquet")
    (target / "request.json").write_text(json.dumps(made.request))


def demanding(profile: SourcingProfile) -> SourcingProfile:
    """The same case at three plants, each quote with an id, a maker and dates; some have expired."""
    rng = np.random.Generator(np.random.PCG64(1))
    quotes, demand, bought = (profile[name] for name in ("quotes", "demand", "allocation"))
    count = len(quotes)
    more = {
        "id": objects([f"Q{at:07d}" for at in range(count)]),
        "plant": np.where(rng.random(count) < 0.05, objects(PLANTS[:1]), objects([None])),
        "manufacturer": objects([f"maker {name}" for name in quotes["supplier"]]),
        "qualified": np.where(rng.random(count) < 0.5, 1.0, np.nan),
        "valid_from": np.datetime64("2026-01-01", "D") + rng.integers(0, 300, count),
        "valid_to": np.datetime64("2027-05-01", "D") + rng.integers(0, 900, count),
    }
    more["valid_to"][rng.random(count) < 0.03] = np.datetime64("2027-02-01", "D")
    needed = {
        "item": np.tile(demand["item"], len(PLANTS)),
        "quantity": np.tile(demand["quantity"] / len(PLANTS), len(PLANTS)),
        "plant": np.repeat(objects(PLANTS), len(demand)),
    }
    first = np.full(len(bought), PLANTS[0], dtype=object)
    tables = {
        "plants": rows_of("plants", {"id": objects(PLANTS), "country": objects(["JP", "JP", "VN"])}),
        "demand": rows_of("demand", needed),
        "allocation": Rows({**bought.columns, "plant": first}, len(bought)),
        "quotes": Rows({**quotes.columns, **more}, count),
    }
    return SourcingProfile({**profile.tables, **tables}, profile.places)


def _write_parquet(profile: SourcingProfile, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, rows in profile.tables.items():
        given = {c: values for c, values in rows.columns.items() if rows.given(c).any()}
        if given and TABLES[name].single:
            said = [str(values[0]) for values in given.values()]
            given = {"key": objects(list(given)), "value": objects(said)}
        if given:
            columns = {c: pa.array(values, from_pandas=True) for c, values in given.items()}
            pq.write_table(pa.table(columns), folder / f"{name}.parquet")
