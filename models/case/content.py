"""What ties a purchase to a country, by each measure.

    origin        1 where the goods are made in the group
    ownership     1 where the supplier's owner is in the group
    look_through  the content of the group; what no content is given for is the origin's
    any           the largest of the three

Source: docs/reference/exposure.md; decision 0014, "Content".
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from models.profile.rows import Array, Floats, Ints, Mask

MEASURES = ("origin", "ownership", "look_through", "any")


@dataclass(frozen=True, slots=True)
class Content:
    """Origin, owner and composition of every quote; countries are positions in `countries`.

    Compositions are sparse: the quotes of a supplier share one, and quotes without content share the
    first, which is empty.

    Attributes:
        countries: every country that is an origin, an owner or content, sorted.
        origin: of each quote.
        owner: of each quote's supplier.
        assumed: whether a quote's origin is only assumed.
        composition: of each quote.
        rest: of each composition, what it does not cover, 0..1: the origin's.
        part_of: the composition that each entry belongs to.
        country: of each entry.
        share: of each entry, 0..1.
    """

    countries: Array
    origin: Ints
    owner: Ints
    assumed: Mask
    composition: Ints
    rest: Floats
    part_of: Ints
    country: Ints
    share: Floats

    def inside(self, group: Collection[str]) -> Floats:
        """1 for each of the countries that is in a group, else 0."""
        return np.fromiter((c in group for c in self.countries), float, len(self.countries))

    def covered(self, group: Collection[str]) -> Floats:
        """What each composition says of a group, the rest aside."""
        weights = self.share * self.inside(group)[self.country]
        return np.bincount(self.part_of, weights=weights, minlength=len(self.rest))


@dataclass(frozen=True, slots=True)
class Band:
    """How much of each quote counts for a group, 0..1.

    Attributes:
        low: were every assumed origin outside the group.
        central: as the profile says.
        high: were every assumed origin inside it.
    """

    low: Floats
    central: Floats
    high: Floats


def parts(content: Content, quote: Ints, group: Collection[str], measure: str) -> Floats:
    """How much of each quote counts for a group of countries, 0..1.

    Args:
        content: of the case.
        quote: positions of quotes.
        group: country codes.
        measure: one of `MEASURES`.
    """
    inside = content.inside(group)
    origin = inside[content.origin[quote]]
    if measure == "origin":
        return origin
    if measure == "ownership":
        return inside[content.owner[quote]]
    composition = content.composition[quote]
    through = _at_most_one(content.covered(group)[composition] + content.rest[composition] * origin)
    if measure == "look_through":
        return through
    return np.maximum(np.maximum(origin, inside[content.owner[quote]]), through)


def band(content: Content, quote: Ints, group: Collection[str], measure: str) -> Band:
    """The same with its band: an assumed origin may be in the group or not.

    `origin` moves the purchase as a whole, `look_through` what no content is given for, and `any`
    follows. An owner is never an assumption.
    """
    central = parts(content, quote, group, measure)
    assumed = content.assumed[quote]
    if measure == "ownership" or not assumed.any():
        return Band(central, central, central)
    if measure == "origin":
        return Band(np.where(assumed, 0.0, central), central, np.where(assumed, 1.0, central))
    composition = content.composition[quote]
    covered = content.covered(group)[composition]
    low = np.where(assumed, covered, central)
    high = np.where(assumed, _at_most_one(covered + content.rest[composition]), central)
    if measure == "look_through":
        return Band(_at_most_one(low), central, high)
    owner = content.inside(group)[content.owner[quote]]
    low = np.where(assumed, np.maximum(owner, _at_most_one(covered)), central)
    return Band(low, central, np.where(assumed, 1.0, central))


def countries_of(content: Content, quote: Ints) -> Array:
    """Every country that some of the quotes are tied to by any measure, sorted."""
    found = np.zeros(len(content.countries), dtype=bool)
    found[content.origin[quote]] = True
    found[content.owner[quote]] = True
    used = np.zeros(len(content.rest), dtype=bool)
    used[content.composition[quote]] = True
    found[content.country[used[content.part_of] & (content.share > 0)]] = True
    names: Array = content.countries[found]
    return names


def _at_most_one(values: Floats) -> Floats:
    """Shares that add up to 1 in decimals may pass it by the rounding of binary numbers."""
    return np.minimum(values, 1.0)
