"""Money of other currencies in the profile's currency."""

from datetime import date

import numpy as np

from models.profile.rows import Array, Floats, Rows


def rates_on(rows: Rows, currency: str, on: date) -> dict[str, float]:
    """Profile currency for one unit of each currency: the latest rate on or before the day.

    A rate without a day holds until a dated one is in force; rates dated later do not count.
    """
    found: dict[str, tuple[np.datetime64, float]] = {}
    day = np.datetime64(on, "D")
    for name, rate, at in zip(rows["currency"], rows["rate"], rows["on"], strict=True):
        since = np.datetime64("0001-01-01", "D") if np.isnat(at) else at
        if name is None or np.isnan(rate) or since > day:
            continue
        if name not in found or since > found[name][0]:
            found[name] = (since, float(rate))
    rates = {name: rate for name, (_, rate) in found.items()}
    rates[currency] = 1.0
    return rates


def factors_of(currencies: Array, rates: dict[str, float]) -> Floats:
    """What one unit of each entry's currency is worth in the profile's."""
    return np.fromiter(map(rates.__getitem__, currencies.tolist()), float, len(currencies))
