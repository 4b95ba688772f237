"""Content that belongs to nobody or to two, and compositions of more than the whole."""

import numpy as np

from models.case.view import View
from models.profile.collect import Collector
from models.profile.rows import codes_of

WHOLE = 1 + 1e-9
"""A little more than 1: decimals that add up to 1 may pass it as binary numbers."""


def check_content(view: View, collect: Collector) -> None:
    """Report rows of content without one owner, and shares of one owner that exceed 1."""
    rows = view.profile["content"]
    if not len(rows):
        return
    filled = rows.given("supplier").astype(int) + rows.given("quote")
    message = "content is of a supplier or of a quote: give exactly one of the two"
    collect.rows(
        "exactly_one_of",
        "content",
        "",
        filled != 1,
        lambda row: (int(filled[row]), message, ""),
        using=("supplier", "quote"),
    )
    owner = codes_of(rows["supplier"], rows["quote"])
    share = np.nan_to_num(rows["share"])
    order = np.argsort(owner, kind="stable")
    sums = np.cumsum(share[order])
    first = np.searchsorted(owner[order], owner[order])
    reached = np.zeros(len(rows))
    reached[order] = sums - (sums - share[order])[first]
    named = rows.filled("quote", rows["supplier"])
    collect.rows(
        "shares_exceed_one",
        "content",
        "share",
        (reached > WHOLE) & (filled == 1),
        lambda row: (
            float(rows["share"][row]),
            f'the content of "{named[row]}" adds up to more than 1 from here on',
            "what is not listed is the origin's: leave it out",
        ),
        using=("supplier", "quote"),
    )
