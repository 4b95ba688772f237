"""Investments: projects that the plan starts, what they cost, and in which periods they are of use."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from models.plan.plan import StartedInvestment
from models.plan.verify.book import Book
from models.plan.verify.clock import Clock, days_after, years_after
from models.plan.verify.judge import Rule, broken, in_time, judged_as, total
from models.plan.verify.lines import Line
from models.plan.verify.prices import Prices
from models.plan.verify.records import Record, given, records
from models.plan.verify.result import RuleCheck

ONE_DAY = timedelta(days=1)


class Project(NamedTuple):
    """An investment that is started.

    Attributes:
        period: in which it starts.
        uses: the periods in which it is of use.
        expenses: all of them, in the profile's currency.
    """

    record: Record
    period: int
    uses: frozenset[int]
    expenses: float

    @property
    def usable_from(self) -> int | None:
        """The first period in which it is of use."""
        return min(self.uses, default=None)


class Projects:
    """The investments of a profile, and those of them that a plan starts.

    Attributes:
        started: by id; of a project that a plan starts twice the first start.
    """

    def __init__(self, book: Book, clock: Clock, prices: Prices, claims: Sequence[StartedInvestment]) -> None:
        """Read the projects and date those that start."""
        self._book = book
        self.known = {row["id"]: row for row in records(book.profile, "investments")}
        expenses: dict[str, list[float]] = defaultdict(list)
        for row in records(book.profile, "expenses"):
            expenses[row["investment"]].append(prices.in_currency(row["amount"], row["currency"]))
        periods = {period.number for period in book.periods}
        self.started: dict[str, Project] = {}
        for claim in claims:
            if claim.id in self.known and claim.period in periods and claim.id not in self.started:
                record = self.known[claim.id]
                uses = _uses(book, clock, record, claim.period)
                self.started[claim.id] = Project(record, claim.period, uses, total(expenses[claim.id]))

    def added(self, period: int, supplier: str | None, group: str | None) -> float:
        """Capacity that projects at a supplier, or at the sites of a group, add in a period."""
        suppliers = self._book.suppliers
        return total(
            given(project.record["adds_capacity"])
            for project in self.started.values()
            if period in project.uses
            and (supplier is None or project.record["supplier"] == supplier)
            and (group is None or suppliers[project.record["supplier"]]["group"] == group)
        )


def start_day(book: Book, record: Record, period: int) -> date:
    """When a project that starts in a period starts: not before the day it names."""
    first = next(p.start for p in book.periods if p.number == period)
    return first if record["start_from"] is None else max(first, record["start_from"])


def _uses(book: Book, clock: Clock, record: Record, period: int) -> frozenset[int]:
    """The periods of use: from the one it starts in or, in a transition, is ready on the first day of.

    It is ready after its days of building and not before its day of completion, and of use for its life.
    """
    start = start_day(book, record, period)
    ready, first = start, period
    if clock.transition:
        ready = max(days_after(start, given(record["build_days"])), record["completion"] or start)
        first = clock.first_from(ready) or len(book.periods) + 1
    over = date.max if record["life_years"] is None else years_after(ready, record["life_years"])
    return frozenset(p.number for p in book.periods if p.number >= first and p.start < over)


def check_investments(
    book: Book, projects: Projects, claims: Sequence[StartedInvestment]
) -> Iterator[RuleCheck]:
    """Each project is one of the firm's, starts once, inside the horizon, not before its day."""
    seen: set[str] = set()
    for claim in claims:
        project = projects.started.get(claim.id)
        record = projects.known.get(claim.id)
        place = book.place("investments", None if record is None else record["row"])
        if project is None:
            yield broken(Rule("investment", place, _unknown(record, claim)))
        elif claim.id in seen:
            yield broken(Rule("investment", place, f"{claim.id} starts once"))
        else:
            yield from _dates(book, project, claim)
        seen.add(claim.id)


def _unknown(record: Record | None, claim: StartedInvestment) -> str:
    if record is None:
        return f"the profile has no investment {claim.id}"
    return f"{claim.id} starts inside the horizon, which has no period {claim.period}"


def _dates(book: Book, project: Project, claim: StartedInvestment) -> Iterator[RuleCheck]:
    record, row = project.record, project.record["row"]
    last = next(p.end for p in book.periods if p.number == project.period) - ONE_DAY
    if record["start_from"] is not None:
        text = (
            f"{claim.id} starts by {last}, in period {project.period}, and not before {record['start_from']}"
        )
        place = book.place("investments", row, "start_from")
        yield in_time(Rule("investment", place, text), record["start_from"] - last)
    when = "in no period" if project.usable_from is None else f"from period {project.usable_from} on"
    said = "never" if claim.usable_from is None else f"from period {claim.usable_from} on"
    text = f"{claim.id}, started in period {project.period}, is of use {when}; the plan says {said}"
    rule = Rule("investment", book.place("investments", row), text)
    yield judged_as(rule, claim.usable_from == project.usable_from)


def check_unlocks(book: Book, projects: Projects, lines: list[Line]) -> Iterator[RuleCheck]:
    """A quote that projects unlock is used only while one of them is of use."""
    keys: dict[str, list[Record]] = defaultdict(list)
    for record in projects.known.values():
        for quote in record["unlocks"] or ():
            keys[quote].append(record)
    used = {(line.quote["id"], line.period): line for line in lines if line.bought != 0}
    for name, period in used if keys else ():
        if name in keys:
            names = [record["id"] for record in keys[name]]
            open_ = any(period in projects.started[i].uses for i in names if i in projects.started)
            text = f"quote {name} is used{book.when(period)} while {' or '.join(names)} is of use"
            rule = Rule("unlock", book.place("investments", keys[name][0]["row"], "unlocks"), text)
            yield judged_as(rule, open_)
