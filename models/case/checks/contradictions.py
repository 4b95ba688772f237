"""Statements that cannot both hold: minimums above maximums, shares above 1, dates that cross."""

import numpy as np

from models.case.bars import TARGETS
from models.case.view import View
from models.profile.collect import Collector
from models.profile.rows import Array, distinct, is_absent, positions

SPANS = (
    ("quotes", "valid_from", "valid_to"),
    ("tariffs", "valid_from", "valid_to"),
    ("contracts", "from", "to"),
    ("investments", "start_from", "completion"),
)
LIMITS = (
    ("quotes", "min_share", "max_share"),
    ("quotes", "min_order", "capacity"),
    ("items", "min_suppliers", "max_suppliers"),
)


def check_contradictions(view: View, collect: Collector) -> None:
    """Report rows that contradict themselves or each other."""
    for table, low, high in SPANS:
        _check_order("dates_cross", table, low, high, view, collect)
    for table, low, high in LIMITS:
        _check_order("min_above_max", table, low, high, view, collect)
    _check_targets(view, collect)
    _check_locked_shares(view, collect)
    _check_incumbents(view, collect)


def _check_order(code: str, table: str, low: str, high: str, view: View, collect: Collector) -> None:
    rows, word = view.profile[table], collect.places.word
    with np.errstate(invalid="ignore"):
        off = rows[low] > rows[high]
    if off.any():
        collect.rows(
            code,
            table,
            low,
            off,
            lambda row: (
                rows[low][row],
                f"{word(table, low)} {rows[low][row]} is beyond {word(table, high)} {rows[high][row]}",
                "",
            ),
            using=(high,),
        )


def _check_targets(view: View, collect: Collector) -> None:
    """An exclusion names one kind of source, and an item or a category but not both."""
    rows = view.profile["exclusions"]
    if not len(rows):
        return
    filled = np.sum([~is_absent(rows[t]) for t in TARGETS], axis=0)
    names = ", ".join(collect.places.word("exclusions", target) for target in TARGETS)
    message = f"an exclusion names exactly one of: {names}"
    collect.rows(
        "exactly_one_of",
        "exclusions",
        "",
        filled != 1,
        lambda row: (int(filled[row]), message, ""),
        using=TARGETS,
    )
    both = rows.given("item") & rows.given("category")
    narrow = "an exclusion is for an item or for a category, not both"
    collect.rows(
        "exactly_one_of", "exclusions", "category", both, lambda row: (rows["category"][row], narrow, "")
    )


def _check_locked_shares(view: View, collect: Collector) -> None:
    """The shares locked of one item at one place must fit into it."""
    rows = view.profile["locks"]
    if not len(rows):
        return
    sums: dict[tuple[str | None, str | None], float] = {}
    off = np.zeros(len(rows), dtype=bool)
    sound = collect.marks.sound("locks", len(rows), "item", "plant", "share")
    for at in np.flatnonzero(sound).tolist():
        key = (rows["item"][at], rows["plant"][at])
        sums[key] = sums.get(key, 0.0) + min(1.0, float(np.nan_to_num(rows["share"][at])))
        off[at] = sums[key] > 1 + 1e-9
    collect.rows(
        "shares_exceed_one",
        "locks",
        "share",
        off,
        lambda row: (
            float(rows["share"][row]),
            f'the locked shares of "{rows["item"][row]}" add up to more than 1 from here on',
            "",
        ),
    )
    if collect.marks.any("allocation", "item", "supplier", "quantity"):
        return
    without = is_absent(rows["share"]) & ~_has_allocation(view, rows["item"], rows["supplier"])
    collect.rows(
        "missing_value",
        "locks",
        "share",
        without,
        lambda row: (
            "",
            "the lock gives no share, and nothing is bought of it today to take the share from",
            "give a share",
        ),
        using=("item", "supplier"),
    )


def _has_allocation(view: View, items: Array, suppliers: Array) -> Array:
    """Which pairs of item and supplier something is bought of today."""
    rows = view.profile["allocation"]
    some = rows.filled("quantity", 0.0) > 0
    bought = set(zip(rows["item"][some], rows["supplier"][some], strict=True))
    return np.fromiter((pair in bought for pair in zip(items, suppliers, strict=True)), bool, len(items))


def _check_incumbents(view: View, collect: Collector) -> None:
    """What is bought today counts as qualified and onboarded, whatever the columns say."""
    quotes, suppliers = view.profile["quotes"], view.profile["suppliers"]
    bought = view.profile["allocation"].filled("quantity", 0.0) > 0
    used = distinct(view.allocation_quote[bought & (view.allocation_quote >= 0)])
    denied = used[quotes["qualified"][used] == 0.0] if len(used) else used
    message = "it is bought today, so it counts as {} although the column says otherwise"
    collect.rows(
        "contradiction",
        "quotes",
        "qualified",
        denied,
        lambda row: (view.quote_id[row], message.format("qualified"), "leave the column empty"),
        severity="warning",
    )
    sites = np.unique(positions(quotes["supplier"][used], suppliers["id"])) if len(used) else used
    sites = sites[sites >= 0]
    refused = sites[suppliers["onboarded"][sites] == 0.0] if len(sites) else sites
    collect.rows(
        "contradiction",
        "suppliers",
        "onboarded",
        refused,
        lambda row: (suppliers["id"][row], message.format("onboarded"), "leave the column empty"),
        severity="warning",
    )
