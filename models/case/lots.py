"""Whole lots."""

import numpy as np

from models.profile.rows import Floats

LOT_NOISE = 1e-6
"""Part of a lot by which a number of lots may miss a whole one."""


def in_lots(quantity: Floats, lot_size: Floats, *, up: bool) -> Floats:
    """Quantities rounded up or down to whole lots; as they are where the lot size is 0."""
    size = np.where(lot_size > 0, lot_size, 1.0)
    number = quantity / size
    whole = np.ceil(number - LOT_NOISE) if up else np.floor(number + LOT_NOISE)
    return np.where((lot_size > 0) & np.isfinite(number), whole * size, quantity)
