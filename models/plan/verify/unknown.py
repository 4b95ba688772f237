"""What this checker does not know: a rule it cannot count again is never passed in silence."""

from collections.abc import Iterator

from models.plan.verify.book import Book
from models.plan.verify.judge import Rule, broken
from models.plan.verify.result import RuleCheck
from models.profile.rows import is_absent
from models.request import PlanRequest

TABLES = ("own_output",)
COLUMNS = (("quotes", "ramp_up"),)
FIELDS = ("subsidies",)


def check_unknown(book: Book, request: PlanRequest) -> Iterator[RuleCheck]:
    """A broken rule for everything given that has a bearing on a plan and is not counted here."""
    for table in TABLES:
        if len(book.profile[table]):
            yield _not_counted(book.place(table), f"the table {table}")
    for table, column in COLUMNS:
        if not is_absent(book.profile[table][column]).all():
            yield _not_counted(book.place(table, None, column), f"the column {column}")
    for field in FIELDS:
        if getattr(request, field) is not None:
            yield _not_counted(f"/request/{field}", field)


def _not_counted(place: str, what: str) -> RuleCheck:
    return broken(Rule("unknown", place, f"{what} is given, and this check cannot count it again"))
