"""Locks, contracts and exclusions of a generated case; the reserve keeps all of them."""

import numpy as np

from models.profile.generate_market import Market
from models.profile.generate_mix import Mix
from models.profile.generate_tables import END, START, days, picked, rows_of, where
from models.profile.rows import Array, Ints, Rows, objects

_REASONS = ("customer_directed", "approval_pending", "safety_certificate", "other")


def rule_tables(
    rng: np.random.Generator, market: Market, mix: Mix, items: Array, suppliers: Array
) -> dict[str, Rows]:
    """A lock and an exclusion for a hundred items, a contract for eighty; one of each at least."""
    count = len(items)
    order = rng.permutation(np.flatnonzero(mix.reserve[np.arange(count), mix.first] > 0))
    locks, contracts = max(1, count // 100), max(1, count // 80)
    return {
        "locks": _locks(rng, market, mix, order[:locks], (items, suppliers)),
        "contracts": _contracts(rng, market, mix, order[locks : locks + contracts], (items, suppliers)),
        "exclusions": _exclusions(rng, market, mix, items, suppliers),
    }


def _locks(rng: np.random.Generator, market: Market, mix: Mix, item: Ints, ids: tuple[Array, Array]) -> Rows:
    """Today's main source keeps the share it has in the reserve."""
    column = mix.first[item]
    reason = rng.integers(0, len(_REASONS), len(item))
    return rows_of(
        "locks",
        {
            "item": ids[0][item],
            "supplier": ids[1][market.seller[item, column]],
            "share": np.round(mix.reserve[item, column], 2),
            "reason": picked(_REASONS, reason),
            "until": days(len(item), END),
        },
    )


def _contracts(
    rng: np.random.Generator, market: Market, mix: Mix, item: Ints, ids: tuple[Array, Array]
) -> Rows:
    """Part of what the reserve takes from today's main source; every other one may be left at a price."""
    column = mix.first[item]
    part = rng.uniform(0.5, 0.95, len(item))
    return rows_of(
        "contracts",
        {
            "item": ids[0][item],
            "supplier": ids[1][market.seller[item, column]],
            "quantity": np.floor(part * mix.reserve[item, column] * market.demand[item]),
            "from": days(len(item), START),
            "to": days(len(item), END),
            "shortfall_price": where(np.arange(len(item)) % 2 == 0, np.round(0.1 * market.base[item], 2)),
        },
    )


def _exclusions(rng: np.random.Generator, market: Market, mix: Mix, items: Array, suppliers: Array) -> Rows:
    """Barred sites by their vendor number, and single quotes that neither today nor the reserve needs."""
    vendors = np.flatnonzero(mix.barred & (np.cumsum(mix.barred) % 2 == 1))
    free = np.flatnonzero((mix.today + mix.reserve == 0).ravel())
    quotes = rng.permutation(free)[: max(1, len(items) // 100)]
    item, seller = quotes // market.seller.shape[1], market.seller.ravel()[quotes]
    return rows_of(
        "exclusions",
        {
            "vendor": objects([*(f"{100_000 + n}" for n in vendors), *(None for _ in quotes)]),
            "supplier": objects([*(None for _ in vendors), *suppliers[seller]]),
            "item": objects([*(None for _ in vendors), *items[item]]),
            "list": objects([*("watch list" for _ in vendors), *(None for _ in quotes)]),
            "reason": objects([*("high-risk vendor" for _ in vendors), *("customer veto" for _ in quotes)]),
        },
    )
