"""What is bought today, from the allocation table."""

from collections import defaultdict
from dataclasses import dataclass

from models.plan.verify.book import Book, given_plant
from models.plan.verify.records import Record, records


@dataclass(frozen=True, slots=True)
class Today:
    """Today's purchases.

    Attributes:
        quotes: ids of the quotes that something is bought on; of those only that the book holds.
        suppliers: ids of the suppliers something is bought from.
        sources: of each item, the quantity by plant and supplier.
    """

    quotes: frozenset[str]
    suppliers: frozenset[str]
    sources: dict[str, dict[tuple[str | None, str], float]]

    def share(self, item: str, supplier: str, plant: str | None) -> float:
        """A supplier's share of an item today, at one plant or (where none is named) at all."""
        here = {key: q for key, q in self.sources.get(item, {}).items() if plant in (None, key[0])}
        bought = sum(here.values())
        return sum(q for key, q in here.items() if key[1] == supplier) / bought if bought else 0.0


def read_today(book: Book) -> Today:
    """Read the allocation; rows without quantity say nothing."""
    rows = [row for row in records(book.profile, "allocation") if row["quantity"]]
    offers = defaultdict(list)
    for quote in book.quotes.values():
        offers[quote["item"], quote["supplier"]].append(quote)
    fitting = [q["id"] for row in rows for q in offers[row["item"], row["supplier"]] if _fits(book, row, q)]
    sources: dict[str, dict[tuple[str | None, str], float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        sources[row["item"]][given_plant(row, book.sole_plant), row["supplier"]] += row["quantity"]
    return Today(frozenset(fitting), frozenset(row["supplier"] for row in rows), dict(sources))


def _fits(book: Book, row: Record, quote: Record) -> bool:
    """Whether an allocation row is a purchase on a quote."""
    if row["quote"] is not None:
        return bool(row["quote"] == quote["id"])
    return quote["plant"] is None or quote["plant"] == given_plant(row, book.sole_plant)
