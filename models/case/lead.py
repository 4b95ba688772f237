"""When what must be ready by a period has to start: as late as its days allow."""

import numpy as np

from models.case.case import Period
from models.profile.rows import Floats, Ints


def latest_start(periods: tuple[Period, ...], days: Floats, first_use: Ints) -> Ints:
    """The last period whose first day plus so many days is not after the first day of another.

    Args:
        periods: of the horizon.
        days: that each thing takes; 0 where lead times do not bind.
        first_use: the period, counted from 1, on whose first day each thing is to be ready.

    Returns:
        Period numbers; never below 1, for what is used too early is barred elsewhere.
    """
    first_days = np.array([period.start.toordinal() for period in periods], dtype=float)
    must_begin = first_days[first_use - 1] - days
    found: Ints = np.maximum(np.searchsorted(first_days, must_begin, side="right"), 1).astype(np.int64)
    return found
