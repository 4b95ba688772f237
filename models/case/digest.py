"""A hash of a profile's canonical content: the order of rows means nothing."""

import hashlib

import numpy as np
import pandas as pd

from models.profile.read import SourcingProfile
from models.profile.rows import Array, Rows, is_absent, objects
from models.profile.schema import TABLES


def profile_digest(profile: SourcingProfile) -> str:
    """SHA-256 over the content of all tables, in hexadecimal."""
    digest = hashlib.sha256()
    for name in sorted(TABLES):
        rows = profile[name]
        if len(rows):
            digest.update(f"{name}:{len(rows)}:".encode())
            digest.update(np.sort(_row_hashes(rows)).tobytes())
    return digest.hexdigest()


def _row_hashes(rows: Rows) -> Array:
    """One number a row from its given values and their columns' names."""
    total = np.zeros(len(rows), dtype=np.uint64)
    for name in sorted(rows.columns):
        column = rows[name]
        absent = is_absent(column)
        if absent.all():
            continue
        seed = hashlib.sha256(name.encode()).digest()
        key, salt = (np.uint64(int.from_bytes(part, "big") | 1) for part in (seed[:8], seed[8:16]))
        with np.errstate(over="ignore"):  # salted, since the hash of 0 and of false is 0, as of nothing
            total += np.where(absent, np.uint64(0), (_value_hashes(column) ^ salt) * key)
    return total


def _value_hashes(column: Array) -> Array:
    if column.dtype == object:
        codes, words = pd.factorize(column)
        texts = objects([word if isinstance(word, str) else ";".join(word) for word in words])
        return pd.util.hash_array(texts, categorize=False).astype(np.uint64)[codes]
    plain = column.astype("int64") if column.dtype.kind == "M" else column
    return pd.util.hash_array(np.nan_to_num(plain) if plain.dtype.kind == "f" else plain).astype(np.uint64)
