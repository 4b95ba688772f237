"""Contracts that run, shares that are locked, shares that the caller fixed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.case.case import Period
from models.plan.verify.book import Book
from models.plan.verify.judge import Rule, number, percent, quantity_at_least, share_exactly, total
from models.plan.verify.lines import Line, grouped
from models.plan.verify.records import Record, given, records
from models.plan.verify.result import RuleCheck
from models.plan.verify.today import Today
from models.request import PlanRequest

ONE_DAY = timedelta(days=1)


class Taken:
    """Quantity that serves needs, by item, supplier and period.

    Attributes:
        served: the same by need: item, plant and period.
    """

    def __init__(self, lines: list[Line]) -> None:
        """Sort the awards."""
        self._lines = grouped(lines, lambda line: (line.item["id"], line.supplier["id"], line.period))
        of_need = grouped(lines, lambda line: (line.item["id"], line.plant, line.period))
        self.served = {need: total([line.quantity for line in group]) for need, group in of_need.items()}

    def quantity(self, item: str, supplier: str, period: int, plant: str | None = None) -> float:
        """What is taken at one plant, or (where none is named) at all."""
        found = self._lines.get((item, supplier, period), [])
        return total([line.quantity for line in found if plant in (None, line.plant)])


@dataclass(frozen=True, slots=True)
class Due:
    """What a contract asks for in one period.

    Attributes:
        contract: its row.
        least: quantity, pro rata by the days it runs.
        taken: what the plan takes.
    """

    contract: Record
    period: int
    least: float
    taken: float


def contracts_due(book: Book, taken: Taken) -> Iterator[Due]:
    """Every contract in every period it runs in."""
    for row in records(book.profile, "contracts"):
        for period in book.periods:
            days = days_inside(period, row["from"], row["to"])
            if days > 0:
                least = row["quantity"] * days / (period.end - period.start).days
                yield Due(
                    row, period.number, least, taken.quantity(row["item"], row["supplier"], period.number)
                )


def days_inside(period: Period, first: date | None, last: date | None) -> int:
    """Days of a period between two days, both inclusive; an absent day is no limit."""
    start = period.start if first is None else max(first, period.start)
    end = period.end if last is None else min(last + ONE_DAY, period.end)
    return max((end - start).days, 0)


def due_together(book: Book, taken: Taken) -> Iterator[list[Due]]:
    """The contracts of one item, supplier and period: what they ask for adds up."""
    found: dict[tuple[str, str, int], list[Due]] = defaultdict(list)
    for due in contracts_due(book, taken):
        found[due.contract["item"], due.contract["supplier"], due.period].append(due)
    yield from found.values()


def check_contracts(book: Book, taken: Taken) -> Iterator[RuleCheck]:
    """Contracts without a price for what is not taken; the others cost, and the money check counts it."""
    for dues in due_together(book, taken):
        hard = [due for due in dues if due.contract["shortfall_price"] is None]
        if hard:
            least, first = total(due.least for due in hard), hard[0]
            item, supplier = first.contract["item"], first.contract["supplier"]
            text = f"at least {number(least)} of {item} are taken from {supplier}{book.when(first.period)}"
            rule = Rule("contract", book.place("contracts", first.contract["row"], "quantity"), text)
            yield quantity_at_least(rule, least, first.taken, book.needed(item, first.period))


def check_locks(book: Book, today: Today, taken: Taken) -> Iterator[RuleCheck]:
    """Shares that hold until a day: the share given, or today's."""
    for row in records(book.profile, "locks"):
        item, supplier, plant = row["item"], row["supplier"], row["plant"]
        share = given(row["share"], default=today.share(item, supplier, plant))
        place = book.place("locks", row["row"], "share" if row["share"] is not None else "")
        for period in book.periods:
            if row["until"] is None or row["until"] >= period.start:
                what = _what(item, plant, book, period.number)
                rule = Rule("lock", place, f"{supplier} keeps {percent(share)} of {what}")
                yield from _share_held(book, taken, rule, (item, supplier, plant), share, period.number)


def check_fixed(book: Book, request: PlanRequest, taken: Taken) -> Iterator[RuleCheck]:
    """Shares that the caller fixed."""
    for at, award in enumerate(request.fixed):
        for period in book.periods:
            what = _what(award.item, award.plant, book, period.number)
            text = f"{award.supplier} gets {percent(award.share)} of {what}"
            rule = Rule("fixed", f"/request/fixed/{at}", text)
            source = (award.item, award.supplier, award.plant)
            yield from _share_held(book, taken, rule, source, award.share, period.number)


def _what(item: str, plant: str | None, book: Book, period: int) -> str:
    return f"{item}{'' if plant is None else f' at {plant}'}{book.when(period)}"


def _share_held(
    book: Book, taken: Taken, rule: Rule, source: tuple[str, str, str | None], share: float, period: int
) -> Iterator[RuleCheck]:
    item, supplier, plant = source
    need = book.needed(item, period, plant)
    if need > 0:
        yield share_exactly(rule, share, taken.quantity(item, supplier, period, plant) / need)
