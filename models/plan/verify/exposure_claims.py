"""The shares a plan reports, counted again from its awards."""

import math
from collections.abc import Iterator

from models.plan.plan import Plan
from models.plan.verify.book import Book
from models.plan.verify.claims import close_to, within
from models.plan.verify.dependence import (
    ShareRule,
    countries_of,
    is_countable,
    parts_by_country,
    share_of,
)
from models.plan.verify.dependence import (
    within as within_scope,
)
from models.plan.verify.judge import total
from models.plan.verify.lines import Line
from models.plan.verify.result import MoneyCheck
from models.request import PlanRequest, Scope
from models.tolerances import SHARE
from models.units import minor_unit

NARROW = ("item", "category", "plant")


class Tally:
    """Amounts by country in the scopes that exposure rows name."""

    def __init__(self, book: Book, request: PlanRequest, lines: list[Line]) -> None:
        """Keep the awards and the rules that rows may speak of."""
        self._book = book
        self._lines = lines
        self.rules: dict[str, ShareRule] = {f"cap={cap.id}": cap for cap in request.caps}
        self.rules |= {f"floor={floor.id}": floor for floor in request.floors}
        if request.each_country is not None:
            self.rules["each_country"] = request.each_country
        self._inside: dict[tuple[str, int], list[Line]] = {}
        self._parts: dict[tuple[str, int, str, str], dict[str, float]] = {}

    def parts(self, scope: str, period: int, measure: str, base: str) -> dict[str, float]:
        """The base's amount of each country in a scope; a rule's own measure and base win."""
        rule = self.rules.get(scope)
        key = (scope, period, measure, base) if rule is None else (scope, period, rule.measure, rule.base)
        if key not in self._parts:
            self._parts[key] = parts_by_country(self._lines_in(scope, period), key[2], key[3])
        return self._parts[key]

    def countries(self, scope: str, name: str) -> frozenset[str]:
        """The countries that a row of a scope means by its name."""
        rule = self.rules.get(scope)
        return countries_of(self._book, getattr(rule, "countries", (name,)))

    def is_known(self, scope: str) -> bool:
        """Whether the scope is one that can be counted again."""
        if scope in self.rules:
            return is_countable(self.rules[scope])
        return scope == "firm" or scope.partition("=")[0] in NARROW

    def _lines_in(self, scope: str, period: int) -> list[Line]:
        if (scope, period) not in self._inside:
            wanted = self._scope(scope)
            inside = within_scope(wanted, self._lines)
            self._inside[scope, period] = [line for line in inside if line.period == period]
        return self._inside[scope, period]

    def _scope(self, scope: str) -> Scope:
        if scope in self.rules:
            return self.rules[scope].scope
        key, _, value = scope.partition("=")
        return Scope.model_validate({key: value} if key in NARROW else {})


def check_exposure(book: Book, request: PlanRequest, plan: Plan, lines: list[Line]) -> Iterator[MoneyCheck]:
    """Every row of the plan's exposure, and that every cap and floor has one in every period."""
    tally = Tally(book, request, lines)
    smallest = 10.0 ** -minor_unit(book.currency)
    missing = {(s, p.number) for s in tally.rules if s != "each_country" for p in book.periods}
    for row in plan.exposure.rows:
        missing.discard((row.scope, row.period))
        what = f"{row.country} in {row.scope}, {row.base} by {row.measure}{book.when(row.period)}"
        amount, share = _recounted(tally, row.scope, row.period, row.measure, row.base, row.country)
        yield close_to(f"amount of {what}", row.amount, amount, 0.0 if row.base == "quantity" else smallest)
        yield _share_claim(f"share of {what}", row.share, share)
    for scope, period in sorted(missing):
        yield MoneyCheck(f"share of {scope}{book.when(period)}", math.nan, math.nan, False)


def _recounted(
    tally: Tally, scope: str, period: int, measure: str, base: str, name: str
) -> tuple[float, float | None]:
    """Amount and share of what a row speaks of; NaN where it cannot be counted."""
    if not tally.is_known(scope):
        return math.nan, math.nan
    parts, countries = tally.parts(scope, period, measure, base), tally.countries(scope, name)
    return total(part for country, part in parts.items() if country in countries), share_of(parts, countries)


def _share_claim(what: str, claimed: float | None, recounted: float | None) -> MoneyCheck:
    """Shares agree, or both say that nothing is bought."""
    if claimed is None and recounted is None:
        return MoneyCheck(what, 0.0, 0.0, True)
    one, other = (math.nan if value is None else value for value in (claimed, recounted))
    return within(what, one, other, SHARE)
