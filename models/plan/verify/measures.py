"""What ties a purchase to a country: its origin, its owner, its content, or any of them.

`part` of an award in a group of countries:

    origin         1 where the goods are made in the group
    ownership      1 where the supplier's owner is in it
    look_through   the content in the group; what is not listed is the origin's
    any            the largest of the three

Where the origin is only assumed the part is a band, from "made elsewhere" to "made there".
"""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from models.plan.verify.book import Book, origin, owner_country
from models.plan.verify.judge import total
from models.plan.verify.lines import Line
from models.plan.verify.records import records

MEASURES = ("origin", "ownership", "look_through", "any")

Content = tuple[tuple[str, float], ...]


class Ties(NamedTuple):
    """The countries that a purchase is tied to.

    Attributes:
        content: shares of countries that are listed.
        rest: share that is not listed, the origin's.
        assumed: whether nobody said where it is made.
    """

    origin: str
    owner: str
    content: Content
    rest: float
    assumed: bool

    def countries(self, measure: str) -> set[str]:
        """The countries that a measure sees."""
        listed = {country for country, share in self.content if share > 0}
        seen = {
            "origin": {self.origin},
            "ownership": {self.owner},
            "look_through": listed | ({self.origin} if self.rest > 0 else set()),
        }
        return seen[measure] if measure in seen else set().union(*seen.values())


class Part(NamedTuple):
    """The part of a purchase that is in a group of countries, with its band."""

    low: float
    central: float
    high: float


def part(ties: Ties, measure: str, countries: Collection[str]) -> Part:
    """The part of a purchase in some countries by a measure."""
    if measure == "origin":
        return _banded(0.0, 1.0, ties, countries)
    if measure == "ownership":
        return Part(*(3 * [1.0 if ties.owner in countries else 0.0]))
    listed = total([share for country, share in ties.content if country in countries])
    look_through = _banded(listed, ties.rest, ties, countries)
    if measure == "look_through":
        return look_through
    others = part(ties, "origin", countries), part(ties, "ownership", countries)
    return Part(*(max(values) for values in zip(look_through, *others, strict=True)))


def _banded(sure: float, open_: float, ties: Ties, countries: Collection[str]) -> Part:
    """A sure part, and one that is in the group if the origin is."""
    central = sure + open_ if ties.origin in countries else sure
    return Part(sure, central, sure + open_) if ties.assumed else Part(central, central, central)


class Contents:
    """The content table: rows of a quote, else of its supplier."""

    def __init__(self, book: Book) -> None:
        """Read the table."""
        found: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
        for row in records(book.profile, "content"):
            column = "supplier" if row["quote"] is None else "quote"
            found[column, row[column]].append((row["country"], row["share"]))
        self._found = {key: tuple(shares) for key, shares in found.items()}

    def ties(self, line: Line) -> Ties:
        """What an award is tied to."""
        quote, supplier = line.quote, line.supplier
        content = self._found.get(("quote", quote["id"]), self._found.get(("supplier", supplier["id"]), ()))
        said = "declared" if quote["origin"] is not None else "assumed"
        return Ties(
            origin=origin(quote, supplier),
            owner=owner_country(supplier),
            content=content,
            rest=max(1 - total([share for _, share in content]), 0.0),
            assumed=(quote["origin_basis"] or said) == "assumed",
        )
