"""Sources that may not be used: excluded, out of date, too slow, or forbidden by the caller."""

from collections import defaultdict
from collections.abc import Iterator

from models.plan.verify.book import Book, owner_country
from models.plan.verify.judge import Rule, count_at_most, in_time, nothing, number
from models.plan.verify.lines import Line, grouped
from models.plan.verify.records import Record, records
from models.plan.verify.result import RuleCheck
from models.request import ForbiddenAward, PlanRequest

TARGETS = ("country", "region", "owner_country", "vendor", "supplier")


def check_exclusions(book: Book, lines: list[Line]) -> Iterator[RuleCheck]:
    """Nothing is bought from what an exclusion names, from its day on."""
    rows = [(row, _column(row)) for row in records(book.profile, "exclusions")]
    hit = {column: _by_source(lines, column) for column in {column for _, column in rows}}
    for row, column in rows:
        rule = Rule("exclusion", book.place("exclusions", row["row"], column), _words(row, column))
        found = [line for line in hit[column].get(row[column], []) if _is_for(row, line)]
        for period in book.periods:
            if row["from"] is None or row["from"] <= period.start:
                yield nothing(rule, (line.share_bought for line in found if line.period == period.number))


def _column(row: Record) -> str:
    """The column in which an exclusion names what it is about."""
    return next(name for name in TARGETS if row[name] is not None)


def _by_source(lines: list[Line], column: str) -> dict[str, list[Line]]:
    """The awards by what an exclusion could name in a column to hit them."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        for source in _sources(line, column):
            found[source].append(line)
    return dict(found)


def _sources(line: Line, column: str) -> set[str]:
    """Goods are made in one country and sold from another, both count; else the supplier says it."""
    if column == "country":
        return {line.supplier["country"], line.quote["origin"]}
    if column == "owner_country":
        return {owner_country(line.supplier)}
    return {line.supplier["id" if column == "supplier" else column]}


def _is_for(row: Record, line: Line) -> bool:
    """Whether an exclusion is for an award's item."""
    return row["item"] in (None, line.item["id"]) and row["category"] in (None, line.item["category"])


def _words(row: Record, column: str) -> str:
    narrow = row["item"] or row["category"]
    of_what = f" of {narrow}" if narrow else ""
    why = f" ({row['reason'] or row['list']})" if row["reason"] or row["list"] else ""
    return f"nothing{of_what} is bought from {column.replace('_', ' ')} {row[column]}{why}"


def check_excluded_suppliers(book: Book, lines: list[Line]) -> Iterator[RuleCheck]:
    """Nothing is bought from a supplier that is marked as excluded."""
    excluded = [supplier for supplier in book.suppliers.values() if supplier["excluded"]]
    by_supplier = grouped(lines, lambda line: line.supplier["id"]) if excluded else {}
    for supplier in excluded:
        why = f" ({supplier['excluded_reason']})" if supplier["excluded_reason"] else ""
        place = book.place("suppliers", supplier["row"], "excluded")
        rule = Rule("supplier_excluded", place, f"nothing is bought from {supplier['id']}{why}")
        yield nothing(rule, (line.share_bought for line in by_supplier.get(supplier["id"], [])))


def check_validity(book: Book, lines: list[Line]) -> Iterator[RuleCheck]:
    """A quote is used only in periods on whose first day it is valid."""
    first_days = {period.number: period.start for period in book.periods}
    for (name, period), quote in _used(lines).items():
        day, first, last = first_days[period], quote["valid_from"], quote["valid_to"]
        if first is not None:
            text = f"quote {name} is used on {day} and holds from {first}"
            place = book.place("quotes", quote["row"], "valid_from")
            yield in_time(Rule("validity", place, text), first - day)
        if last is not None:
            text = f"quote {name} is used on {day} and holds until {last}"
            place = book.place("quotes", quote["row"], "valid_to")
            yield in_time(Rule("validity", place, text), day - last)


def check_lead_times(request: PlanRequest, lines: list[Line]) -> Iterator[RuleCheck]:
    """No quote that is used is slower than the caller allows; an unknown lead time passes."""
    limit = request.max_lead_time_days
    if limit is None:
        return
    for (name, _), quote in _used(lines).items():
        if quote["lead_time_days"] is not None:
            text = f"quote {name} arrives within {number(limit)} days"
            rule = Rule("lead_time", "/request/max_lead_time_days", text)
            yield count_at_most(rule, limit, quote["lead_time_days"])


def _used(lines: list[Line]) -> dict[tuple[str, int], Record]:
    """The quotes something is bought on, by id and period."""
    return {(line.quote["id"], line.period): line.quote for line in lines if line.bought != 0}


def check_forbidden(request: PlanRequest, lines: list[Line]) -> Iterator[RuleCheck]:
    """Nothing is bought that the caller forbade."""
    for at, bar in enumerate(request.forbidden):
        named = bar.model_dump(exclude_none=True)
        words = ", ".join(f"{key} {value}" for key, value in named.items())
        rule = Rule("forbidden", f"/request/forbidden/{at}", f"nothing is bought of {words}")
        yield nothing(rule, (line.share_bought for line in lines if _forbids(bar, line)))


def _forbids(bar: ForbiddenAward, line: Line) -> bool:
    """Whether an award has everything that the rule names."""
    return (
        bar.supplier in (None, line.supplier["id"])
        and bar.item in (None, line.item["id"])
        and bar.quote in (None, line.quote["id"])
    )
