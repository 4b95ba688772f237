"""The awards as the checker sees them: each with the rows of the profile it stands on.

An award that names what the profile does not have is broken by itself; it serves no need and is left
out of every other count.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from models.plan.plan import Awards
from models.plan.verify.book import Book
from models.plan.verify.judge import Rule, broken, kept, quantity_at_least, share_exactly, total
from models.plan.verify.prices import Prices, UnitCost
from models.plan.verify.records import Record
from models.plan.verify.result import RuleCheck
from models.plan.verify.steps import Bought, Paid, costs_in_force


class Line(NamedTuple):
    """One award; like all that a plan has thousands of, a tuple, which is quick to make.

    Attributes:
        at: its number among the awards.
        bought: quantity and surplus, all that is paid for.
        need: demand of the item at the plant in the period; 0 where there is none.
        cost: of one unit, at the price in force.
        serving: the same of a unit that serves the need.
    """

    at: int
    item: Record
    supplier: Record
    quote: Record
    plant: str | None
    period: int
    quantity: float
    surplus: float
    bought: float
    need: float
    cost: UnitCost
    serving: UnitCost

    @property
    def share_bought(self) -> float:
        """What is bought as a share of the need."""
        return self.bought / self.need if self.need > 0 else self.bought


class _Row(NamedTuple):
    """An award as the plan writes it."""

    at: int
    item: str
    plant: str | None
    supplier: str
    quote: str
    period: int
    quantity: float
    surplus: float
    share: float

    @property
    def bought(self) -> float:
        """All that is paid for."""
        return self.quantity + self.surplus


def read_lines(book: Book, prices: Prices, awards: Awards) -> tuple[list[Line], list[RuleCheck]]:
    """The awards with the rows they stand on, and what is to be said of each by itself."""
    periods = {period.number for period in book.periods}
    rows = [(row, _fault(book, periods, row)) for row in _rows(awards)]
    stepped = _costs_in_steps(book, prices, [row for row, fault in rows if not fault])
    lines: list[Line] = []
    checks: list[RuleCheck] = []
    for row, fault in rows:
        place = _place(book, row)
        rule = Rule("known_quote", place, f"award {row.at}: {fault or 'the profile has its quote'}")
        checks.append(broken(rule) if fault else kept(rule))
        if not fault:
            paid = stepped.get((row.quote, row.period, row.plant)) or _plain(book, prices, row)
            line = _line(book, row, paid)
            lines.append(line)
            checks.extend(_own_checks(place, line, row.share))
    return lines, checks


def _costs_in_steps(book: Book, prices: Prices, rows: list[_Row]) -> dict[tuple[str, int, str | None], Paid]:
    """Unit costs of the quotes with price breaks: what is bought at all plants decides on the price."""
    found: dict[tuple[str, int, str | None], Paid] = {}
    stepped = (row for row in rows if row.quote in book.breaks)
    for (name, period), group in grouped(stepped, lambda row: (row.quote, row.period)).items():
        at_plant = grouped(group, lambda row: row.plant)
        bought = {plant: _together(some) for plant, some in at_plant.items()}
        costs = costs_in_force(book, prices, book.quotes[name], bought)
        found |= {(name, period, plant): paid for plant, paid in costs.items()}
    return found


def _together(rows: list[_Row]) -> Bought:
    return Bought(total([row.quantity for row in rows]), total([row.surplus for row in rows]))


def _plain(book: Book, prices: Prices, row: _Row) -> Paid:
    """What a unit of a quote without breaks costs."""
    cost = prices.unit_cost(book.quotes[row.quote], book.plants[row.plant])
    return Paid(cost, cost)


def _rows(awards: Awards) -> Iterable[_Row]:
    columns = ("item", "plant", "supplier", "quote", "period", "quantity", "surplus", "share")
    cells = zip(*(getattr(awards, name).tolist() for name in columns), strict=True)
    return (_Row(at, *row) for at, row in enumerate(cells))


def _place(book: Book, row: _Row) -> str:
    quote = book.quotes.get(row.quote)
    return book.place("quotes", None if quote is None else quote["row"])


def _fault(book: Book, periods: set[int], row: _Row) -> str:
    """What an award names that the profile does not have; empty where all is there."""
    quote = book.quotes.get(row.quote)
    if quote is None:
        return f"the profile has no quote {row.quote}"
    if (quote["item"], quote["supplier"]) != (row.item, row.supplier):
        return f"quote {row.quote} is not {row.supplier}'s for {row.item}"
    if row.plant not in book.plants:
        return f"the profile has no plant {row.plant}"
    if quote["plant"] not in (None, row.plant):
        return f"quote {row.quote} serves {quote['plant']} only, not {row.plant}"
    if row.period not in periods:
        return f"the horizon has no period {row.period}"
    return ""


def _line(book: Book, row: _Row, paid: Paid) -> Line:
    quote = book.quotes[row.quote]
    return Line(
        at=row.at,
        item=book.items[row.item],
        supplier=book.suppliers[row.supplier],
        quote=quote,
        plant=row.plant,
        period=row.period,
        quantity=row.quantity,
        surplus=row.surplus,
        bought=row.bought,
        need=book.needed(row.item, row.period, row.plant),
        cost=paid.unit,
        serving=paid.serving,
    )


def _own_checks(place: str, line: Line, share: float) -> Iterable[RuleCheck]:
    """Neither quantity below 0, and the share is the quantity's."""
    sold = f"quote {line.quote['id']}"
    least = min(line.quantity, line.surplus)
    yield quantity_at_least(
        Rule("non_negative", place, f"{sold} is not bought below zero"), 0.0, least, line.need
    )
    if line.need > 0:
        rule = Rule("share", place, f"the share of {sold} is its quantity over the need")
        yield share_exactly(rule, line.quantity / line.need, share)


def grouped[T, K](lines: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """The lines that have a key in common, in the order of the awards."""
    found: dict[K, list[T]] = defaultdict(list)
    for line in lines:
        found[key(line)].append(line)
    return dict(found)
