"""What is bought today, from the allocation table."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from models.plan.verify.book import Book, given_plant
from models.plan.verify.records import Record, records


class Source(NamedTuple):
    """Where an item comes from at a plant; `quote` is empty where none fits a purchase of today."""

    item: str
    plant: str | None
    supplier: str
    quote: str


@dataclass(frozen=True, slots=True)
class Today:
    """Today's purchases.

    Attributes:
        quantity: a period, by source.
        of_item: the sources of each item.
        quotes: ids of the quotes that something is bought on.
        suppliers: ids of the suppliers something is bought from.
        rows: where each of these quotes stands in its table.
    """

    quantity: dict[Source, float]
    of_item: dict[str, list[Source]]
    quotes: frozenset[str]
    suppliers: frozenset[str]
    rows: dict[str, int]

    def share(self, item: str, supplier: str, plant: str | None) -> float:
        """A supplier's share of an item today, at one plant or (where none is named) at all."""
        here = [source for source in self.of_item.get(item, []) if plant in (None, source.plant)]
        bought = sum(self.quantity[source] for source in here)
        theirs = sum(self.quantity[source] for source in here if source.supplier == supplier)
        return theirs / bought if bought else 0.0


class _Offer(NamedTuple):
    row: int
    quote: str
    plant: str | None


def read_today(book: Book) -> Today:
    """Read the allocation; rows without quantity say nothing."""
    bought = [row for row in records(book.profile, "allocation") if row["quantity"]]
    offers = _offers(book, {(row["item"], row["supplier"]) for row in bought})
    quantity: dict[Source, float] = defaultdict(float)
    of_item: dict[str, list[Source]] = defaultdict(list)
    rows: dict[str, int] = {}
    for row in bought:
        plant = given_plant(row, book.sole_plant)
        offer = _matching(offers.get((row["item"], row["supplier"]), []), row, plant)
        source = Source(row["item"], plant, row["supplier"], "" if offer is None else offer.quote)
        if source not in quantity:
            of_item[source.item].append(source)
        quantity[source] += row["quantity"]
        if offer is not None:
            rows[offer.quote] = offer.row
    suppliers = frozenset(source.supplier for source in quantity)
    return Today(dict(quantity), dict(of_item), frozenset(rows), suppliers, rows)


def _offers(book: Book, pairs: set[tuple[str, str]]) -> dict[tuple[str, str], list[_Offer]]:
    """The quotes for some items of some suppliers."""
    found: dict[tuple[str, str], list[_Offer]] = defaultdict(list)
    items, suppliers, plants = (book.profile["quotes"][n].tolist() for n in ("item", "supplier", "plant"))
    for row, pair in enumerate(zip(items, suppliers, strict=True)):
        if pair in pairs:
            found[pair].append(_Offer(row, book.quote_ids[row], plants[row]))
    return found


def _matching(offers: list[_Offer], row: Record, plant: str | None) -> _Offer | None:
    """The quote a row names, or the one that serves its plant."""
    if row["quote"] is not None:
        return next((offer for offer in offers if offer.quote == row["quote"]), None)
    return next((offer for offer in offers if offer.plant in (None, plant)), None)
