"""Moves: each source of an item compared with the period before, the first period with today.

Surplus is no part of a move.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from models.plan.plan import Move
from models.plan.verify.book import Book
from models.plan.verify.judge import (
    Rule,
    broken,
    count_at_most,
    kept,
    number,
    percent,
    quantity_at_most,
    total,
)
from models.plan.verify.lines import Line
from models.plan.verify.result import RuleCheck
from models.plan.verify.today import Source, Today
from models.request import PlanRequest
from models.tolerances import QUANTITY, SHARE

KEPT_SHARE = 1e-4
"""What a source takes of its need at least where it is kept so as not to be dropped."""

Bought = dict[Source, float]


class Moves:
    """What is bought of each source today and in each period."""

    def __init__(self, book: Book, today: Today, lines: list[Line]) -> None:
        """Add up the awards of each source."""
        self._periods = [period.number for period in book.periods]
        self._today = today
        found: dict[int, dict[Source, float]] = {number: defaultdict(float) for number in self._periods}
        for line in lines:
            if line.quantity > 0:
                source = Source(line.item["id"], line.plant, line.supplier["id"], line.quote["id"])
                found[line.period][source] += line.quantity
        self._bought = found

    def steps(self) -> Iterator[tuple[int, Bought, Bought]]:
        """Every period with what is bought before and in it."""
        before = self._today.quantity
        for period in self._periods:
            after: Bought = self._bought[period]
            yield period, before, after
            before = after

    def is_new(self, item: str) -> bool:
        """Whether nothing of an item is bought today."""
        return item not in self._today.of_item


def check_pace(book: Book, request: PlanRequest, moves: Moves) -> Iterator[RuleCheck]:
    """Of no item more than a share of its demand moves to other suppliers and plants in a period."""
    share = request.max_moved_share
    if share is None:
        return
    begun: set[str] = set()
    for period, before, after in moves.steps():
        increases = _increases(before, after)
        for item in book.wanted[period]:
            need = book.needed(item, period)
            free = moves.is_new(item) and item not in begun
            if need > 0:
                begun.add(item)
            if need > 0 and not free:
                text = f"at most {percent(share)} of {item} ({number(share * need)}) moves{book.when(period)}"
                rule = Rule("pace", "/request/max_moved_share", text)
                yield quantity_at_most(rule, share * need, total(increases.get(item, ())), need)


def _increases(before: Bought, after: Bought) -> dict[str, list[float]]:
    """By item, what each supplier and plant has more than before."""
    more: dict[tuple[str, str | None, str], float] = defaultdict(float)
    for bought, sign in ((after, 1.0), (before, -1.0)):
        for source, quantity in bought.items():
            more[source.item, source.plant, source.supplier] += sign * quantity
    found: dict[str, list[float]] = defaultdict(list)
    for (item, _, _), change in more.items():
        if change > 0:
            found[item].append(change)
    return found


def check_changes(book: Book, request: PlanRequest, moves: Moves) -> Iterator[RuleCheck]:
    """At most so many sources are added and dropped, over the horizon."""
    most = request.max_changes
    if most is None:
        return
    changes = sum(
        _is_change(book, period, source, before.get(source, 0.0), after.get(source, 0.0))
        for period, before, after in moves.steps()
        for source in before.keys() | after.keys()
    )
    rule = Rule("changes", "/request/max_changes", f"at most {most} sources are added or dropped")
    yield count_at_most(rule, float(most), float(changes))


def _is_change(book: Book, period: int, source: Source, before: float, after: float) -> bool:
    """Whether a source is added or dropped; one that is kept in name only counts as dropped."""
    if before > 0 and after > 0:
        return after < KEPT_SHARE * book.needed(source.item, period, source.plant) * (1 - SHARE)
    return (before > 0) != (after > 0)


def check_moves(book: Book, moves: Moves, claims: Sequence[Move]) -> Iterator[RuleCheck]:
    """Every move that a plan reports, and that it reports them all."""
    counted = {
        (period, source): (before.get(source, 0.0), after.get(source, 0.0))
        for period, before, after in moves.steps()
        for source in before.keys() | after.keys()
    }
    right = kept(Rule("move", book.place("quotes"), "the plan reports its moves as they are"))
    for claim in claims:
        source = Source(claim.item, claim.plant, claim.supplier, claim.quote)
        found = counted.pop((claim.period, source), None)
        yield right if _is_right(claim, found) else broken(_rule(book, claim.period, source, claim.action))
    for period, source in counted:
        yield broken(_rule(book, period, source, "it leaves it out"))


def _rule(book: Book, period: int, source: Source, action: str) -> Rule:
    quote = book.quotes.get(source.quote)
    place = book.place("quotes", None if quote is None else quote["row"])
    text = f"the plan reports rightly what it does{book.when(period)} with quote {source.quote}: {action}"
    return Rule("move", place, text)


def _is_right(claim: Move, counted: tuple[float, float] | None) -> bool:
    """Whether quantities and action are those counted; what hardly changes may be called kept."""
    if counted is None:
        return False
    before, after = counted
    slack = QUANTITY * max(before, after)
    near = (abs(claim.quantity_before - before) <= slack, abs(claim.quantity_after - after) <= slack)
    if not before or not after:
        right = claim.action == ("drop" if before else "add")
    elif abs(after - before) <= slack:
        right = claim.action in ("keep", "increase" if after > before else "decrease")
    else:
        right = claim.action == ("increase" if after > before else "decrease")
    return all(near) and right
