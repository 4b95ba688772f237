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
        rows: of each item, the rows of the table with the plant filled in.
    """

    quotes: frozenset[str]
    suppliers: frozenset[str]
    rows: dict[str, list[Record]]

    def share(self, item: str, supplier: str, plant: str | None) -> float:
        """A supplier's share of an item today, at one plant or (where none is named) at all."""
        here: dict[tuple[str | None, str], float] = defaultdict(float)
        for row in self.rows.get(item, []):
            if plant in (None, row["plant"]):
                here[row["plant"], row["supplier"]] += row["quantity"]
        bought = sum(here.values())
        return sum(q for key, q in here.items() if key[1] == supplier) / bought if bought else 0.0


def read_today(book: Book) -> Today:
    """Read the allocation; rows without quantity say nothing."""
    rows: dict[str, list[Record]] = defaultdict(list)
    suppliers: set[str] = set()
    for row in records(book.profile, "allocation"):
        if row["quantity"]:
            row["plant"] = given_plant(row, book.sole_plant)
            rows[row["item"]].append(row)
            suppliers.add(row["supplier"])
    used = [q["id"] for q in book.quotes.values() if any(_fits(row, q) for row in rows.get(q["item"], []))]
    return Today(frozenset(used), frozenset(suppliers), dict(rows))


def _fits(row: Record, quote: Record) -> bool:
    """Whether an allocation row of a quote's item is a purchase on the quote."""
    if row["supplier"] != quote["supplier"]:
        return False
    if row["quote"] is not None:
        return bool(row["quote"] == quote["id"])
    return quote["plant"] in (None, row["plant"])
