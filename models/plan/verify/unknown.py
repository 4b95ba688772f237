"""What this checker does not know: a rule it cannot count again is never passed in silence."""

from collections.abc import Iterator

from models.plan.verify.book import Book
from models.plan.verify.dependence import ShareRule, is_countable
from models.plan.verify.judge import Rule, broken
from models.plan.verify.records import only_record
from models.plan.verify.result import RuleCheck
from models.profile.rows import is_absent
from models.request import PlanRequest

TABLES = (
    "price_breaks",
    "rebates",
    "capacities",
    "capacity_use",
    "content",
    "investments",
    "expenses",
    "own_output",
)
COLUMNS = (
    ("quotes", "lot_size"),
    ("quotes", "ramp_up"),
    ("quotes", "discount"),
    ("tariffs", "agreement"),
    ("tariffs", "specific"),
)
FIELDS = ("max_moved_share", "max_changes", "budget", "subsidies")


def check_unknown(book: Book, request: PlanRequest) -> Iterator[RuleCheck]:
    """A broken rule for everything given that has a bearing on a plan and is not counted here."""
    for table in TABLES:
        if len(book.profile[table]):
            yield _not_counted(book.place(table), f"the table {table}")
    for table, column in COLUMNS:
        if not is_absent(book.profile[table][column]).all():
            yield _not_counted(book.place(table, None, column), f"the column {column}")
    if only_record(book.profile, "horizon")["view"] == "transition":
        yield _not_counted(book.place("horizon", 0, "view"), "the transition view")
    for field in FIELDS:
        if getattr(request, field) is not None:
            yield _not_counted(f"/request/{field}", field)
    yield from _share_rules(request)


def _share_rules(request: PlanRequest) -> Iterator[RuleCheck]:
    rules: list[tuple[str, ShareRule]] = []
    rules.extend((f"/request/caps/{at}", cap) for at, cap in enumerate(request.caps))
    rules.extend((f"/request/floors/{at}", floor) for at, floor in enumerate(request.floors))
    if request.each_country is not None:
        rules.append(("/request/each_country", request.each_country))
    for place, rule in rules:
        if not is_countable(rule):
            yield _not_counted(place, f"the base {rule.base} by {rule.measure}")


def _not_counted(place: str, what: str) -> RuleCheck:
    return broken(Rule("unknown", place, f"{what} is given, and this check cannot count it again"))
