"""Tiny cases solved by hand: the optimum and its arithmetic stand in each docstring.

Prices are for one unit, free of duty unless said; `a`, `b`, … are suppliers. An award is written
`item@supplier`, with `>plant` where there are several plants.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.solvers.profiles import Document, profile, quote


@dataclass(frozen=True, slots=True)
class HandSolved:
    """A case and its optimum.

    Attributes:
        profile: the profile's document.
        cost: the least cost.
        awards: the only quantities that reach it.
        request: as on the wire.
        surplus: what is bought beyond the needs.
        china: China's share of spend by origin in the first period, where the case is about shares.
        rests_on: the agreement that each award rests on; awards without one are left out.
        loss: what losing each agreement would cost, all else as it is.
    """

    profile: Document
    cost: float
    awards: dict[str, float]
    request: dict[str, Any] = field(default_factory=dict)
    surplus: dict[str, float] = field(default_factory=dict)
    china: float | None = None
    rests_on: dict[str, str] = field(default_factory=dict)
    loss: dict[str, float] = field(default_factory=dict)


CASES: dict[str, Callable[[], HandSolved]] = {}


def solved[F: Callable[[], HandSolved]](case: F) -> F:
    """Add a case to the list; names are not used twice."""
    assert case.__name__ not in CASES
    CASES[case.__name__] = case
    return case


def cap(share: float, **columns: object) -> dict[str, Any]:
    """A request: China has at most this share."""
    return {"caps": [{"id": "china", "countries": ["CN"], "max_share": share, **columns}]}


def two_items(**items: Any) -> Document:
    """x: 100 in China, 110 in Viet Nam; y: 50 and 70. 100 of each."""
    prices = {"x": (100, 110), "y": (50, 70)}
    quotes = [
        quote(item, s, p) for item, pair in prices.items() for s, p in zip(("a", "b"), pair, strict=True)
    ]
    return profile({"x": 100, "y": 100}, {"a": "CN", "b": "VN"}, quotes, items=items)


def owned() -> Document:
    """`a` makes it in Viet Nam for an owner in China, at 100; `b` asks 110."""
    suppliers = {"a": {"country": "VN", "owner_country": "CN"}, "b": "VN"}
    return profile({"m": 100}, suppliers, [quote("m", "a", 100), quote("m", "b", 110)])


def three_sites(**item: Any) -> Document:
    """`a` at 100 and `b` at 110 belong together, `c` asks 150."""
    suppliers = {"a": {"country": "CN", "group": "g"}, "b": {"country": "CN", "group": "g"}, "c": "VN"}
    quotes = [quote("m", "a", 100), quote("m", "b", 110), quote("m", "c", 150)]
    return profile({"m": 100}, suppliers, quotes, items={"m": item})
