"""Capacities of suppliers and groups: in units, in money, or in a resource with a rate for each item."""

from collections import defaultdict
from collections.abc import Iterator

from models.plan.verify.book import Book
from models.plan.verify.judge import Rule, number, quantity_at_most, total
from models.plan.verify.lines import Line, grouped
from models.plan.verify.projects import Projects
from models.plan.verify.records import Record, given, records
from models.plan.verify.result import RuleCheck

WORDS = {"units": "units", "spend": "of spend", "rate": "of its resource"}

Rates = dict[tuple[str, str, str], float]
"""What a unit uses, by capacity, column (`item` or `quote`) and its id."""


def check_supplier_capacity(book: Book, projects: Projects, lines: list[Line]) -> Iterator[RuleCheck]:
    """What is bought of a supplier, in its capacity units, fits into its capacity."""
    limited = [line for line in lines if line.supplier["capacity"] is not None]
    for (name, period), group in grouped(limited, lambda line: (line.supplier["id"], line.period)).items():
        supplier = group[0].supplier
        capacity = supplier["capacity"] + projects.added(period, name, None)
        load = total(_rate(line) * line.bought for line in group)
        largest = max(_rate(line) * line.need for line in group)
        text = f"{name} supplies at most {number(capacity)} over all items{book.when(period)}"
        rule = Rule("supplier_capacity", book.place("suppliers", supplier["row"], "capacity"), text)
        yield quantity_at_most(rule, capacity, load, largest)


def _rate(line: Line) -> float:
    return given(line.quote["capacity_rate"], default=1.0)


def check_capacities(book: Book, projects: Projects, lines: list[Line]) -> Iterator[RuleCheck]:
    """The rows of the capacities table; one with a period overrides the one without."""
    rows: dict[str, dict[float | None, Record]] = defaultdict(dict)
    for row in records(book.profile, "capacities"):
        rows[row["id"]][row["period"]] = row
    if not rows:
        return
    rates: Rates = {}
    for row in records(book.profile, "capacity_use"):
        column = "item" if row["quote"] is None else "quote"
        rates[row["capacity"], column, row[column]] = row["rate"]
    of_supplier = grouped(lines, lambda line: (line.supplier["id"], line.period))
    in_groups = (line for line in lines if line.supplier["group"] is not None)
    of_group = grouped(in_groups, lambda line: (line.supplier["group"], line.period))
    for by_period in rows.values():
        for period in book.periods:
            found = by_period.get(period.number, by_period.get(None))
            if found is not None:
                whose = of_supplier if found["supplier"] is not None else of_group
                key = (found["supplier"] or found["group"], period.number)
                if key in whose:
                    yield _capacity(book, projects, rates, found, whose[key])


def _capacity(book: Book, projects: Projects, rates: Rates, row: Record, group: list[Line]) -> RuleCheck:
    unit, period = row["unit"] or "units", group[0].period
    quantity: float = row["quantity"]
    if unit == "units":
        quantity += projects.added(period, row["supplier"], row["group"])
    each = [_used_by_one(rates, row["id"], unit, line) for line in group]
    load = total(one * line.bought for one, line in zip(each, group, strict=True))
    largest = max(one * line.need for one, line in zip(each, group, strict=True))
    whose = row["supplier"] or f"group {row['group']}"
    text = f"{row['id']}: {whose} supplies at most {number(quantity)} {WORDS[unit]}{book.when(period)}"
    rule = Rule("capacity", book.place("capacities", row["row"], "quantity"), text)
    return quantity_at_most(rule, quantity, load, largest)


def _used_by_one(rates: Rates, capacity: str, unit: str, line: Line) -> float:
    """What one unit of an award uses; a rate for its quote wins over one for its item."""
    if unit == "units":
        return 1.0
    if unit == "spend":
        return line.cost.purchase
    of_item = rates.get((capacity, "item", line.item["id"]), 0.0)
    return rates.get((capacity, "quote", line.quote["id"]), of_item)
