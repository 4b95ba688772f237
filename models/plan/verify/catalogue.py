"""What items cost elsewhere: their reference price, and the cheapest quote of a need.

A million quotes may be on offer; only those of the items that are asked for are read, and once.
"""

from collections import defaultdict
from collections.abc import Iterable

from models.plan.verify.book import Book
from models.plan.verify.judge import total
from models.plan.verify.prices import Prices, UnitCost
from models.plan.verify.records import Record
from models.plan.verify.steps import Bought, costs_in_force
from models.plan.verify.today import Source, Today


class Catalogue:
    """Prices of items by what is on offer and by what is paid today."""

    def __init__(self, book: Book, prices: Prices, today: Today) -> None:
        """Read nothing yet."""
        self._book, self._prices, self._today = book, prices, today
        self._reference: dict[str, float] = {}
        self._quotes: dict[str, list[Record]] = {}
        self._cheapest: dict[tuple[str, str | None], UnitCost | None] = {}

    def reference_prices(self, items: Iterable[str]) -> dict[str, float]:
        """What a unit of each item counts for in the reference base.

        Its `reference_price`; else today's landed cost, averaged over what is bought today; else the
        least landed cost among its quotes at their own prices; 0 where there is none.
        """
        new = set(items) - set(self._reference)
        given = {name: self._book.items[name]["reference_price"] for name in new}
        self._reference |= {name: price for name, price in given.items() if price is not None}
        open_ = {name for name in new if name not in self._reference}
        self._reference |= self._landed_today(open_)
        offered = open_ - set(self._reference)
        self._read({name for name in offered if name not in self._quotes})
        self._reference |= {name: self._least_landed(name) for name in offered}
        return self._reference

    def cheapest(self, items: Iterable[str], plant: str | None) -> dict[str, UnitCost | None]:
        """The unit cost of each item's cheapest quote at a plant: all kinds of cost, at its own price."""
        wanted = set(items)
        self._read({name for name in wanted if name not in self._quotes})
        for name in wanted:
            if (name, plant) not in self._cheapest:
                fitting = [q for q in self._quotes[name] if q["plant"] in (None, plant)]
                costs = [self._prices.unit_cost(quote, self._book.plants[plant]) for quote in fitting]
                self._cheapest[name, plant] = min(costs, key=whole, default=None)
        return {name: self._cheapest[name, plant] for name in wanted}

    def _read(self, items: set[str]) -> None:
        """The quotes of some items, in the order of their table."""
        if not items:
            return
        self._quotes |= {name: [] for name in items}
        column = self._book.profile["quotes"]["item"].tolist()
        which = [row for row, item in enumerate(column) if item in items]
        for quote in self._book.quotes_in(which).values():
            self._quotes[quote["item"]].append(quote)

    def _landed_today(self, items: set[str]) -> dict[str, float]:
        """Today's landed cost of a unit, at the price in force for what is bought today."""
        sources = [s for name in items for s in self._today.of_item.get(name, []) if s.quote]
        which = sorted({self._today.rows[source.quote] for source in sources})
        paid: dict[str, list[float]] = defaultdict(list)
        bought: dict[str, list[float]] = defaultdict(list)
        for quote in self._book.quotes_in(which).values():
            at = {s.plant: Bought(self._today.quantity[s]) for s in self._of(quote)}
            costs = costs_in_force(self._book, self._prices, quote, at)
            paid[quote["item"]].extend(costs[p].unit.landed * here.quantity for p, here in at.items())
            bought[quote["item"]].extend(here.quantity for here in at.values())
        return {name: total(paid[name]) / total(bought[name]) for name in paid}

    def _of(self, quote: Record) -> list[Source]:
        """Today's sources on a quote."""
        return [source for source in self._today.of_item[quote["item"]] if source.quote == quote["id"]]

    def _least_landed(self, item: str) -> float:
        return min(
            (
                self._prices.unit_cost(quote, plant).landed
                for quote in self._quotes[item]
                for name, plant in self._book.plants.items()
                if quote["plant"] in (None, name)
            ),
            default=0.0,
        )


def whole(cost: UnitCost) -> float:
    """All kinds of cost of a unit together."""
    return cost.landed + cost.quality + cost.carrying
