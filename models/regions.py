"""Country groups with dated membership, read from `programmes/regions.toml`."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from models.units import COUNTRIES
from programmes import REGIONS_FILE


@dataclass(frozen=True, slots=True)
class Membership:
    """One country's membership of a group: from the first day, until (not including) `to`."""

    country: str
    since: date
    to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the country is a member on that day."""
        return self.since <= day and (self.to is None or day < self.to)


@cache
def groups() -> dict[str, tuple[Membership, ...]]:
    """Every group with its memberships, as the data file states them."""
    with REGIONS_FILE.open("rb") as file:
        document = tomllib.load(file)
    return {
        group["id"]: tuple(
            Membership(m["country"], m.get("from", date.min), m.get("to")) for m in group["member"]
        )
        for group in document["group"]
    }


def is_known(name: str) -> bool:
    """Whether a name is a country code or a group."""
    return name in COUNTRIES or name in groups()


def members(name: str, on: date) -> frozenset[str]:
    """The countries a country code or group name stands for on a day."""
    if name in groups():
        return frozenset(m.country for m in groups()[name] if m.holds_on(on))
    return frozenset({name})


def union(names: Iterable[str], on: date) -> frozenset[str]:
    """The countries that any of the names stands for on a day."""
    found: frozenset[str] = frozenset()
    for name in names:
        found |= members(name, on)
    return found
