"""The shares a plan reports, counted again from its awards."""

import math
from collections.abc import Iterator

from models.plan.plan import Plan
from models.plan.verify.book import Book
from models.plan.verify.claims import close_to, within
from models.plan.verify.dependence import ShareRule, countries_of, is_countable, part_and_share
from models.plan.verify.result import MoneyCheck
from models.plan.verify.tally import Tally
from models.request import PlanRequest, Scope, ShareCap, ShareFloor
from models.tolerances import SHARE
from models.units import minor_unit

NARROW = ("item", "category", "plant")


class Scopes:
    """What the scopes that exposure rows name stand for."""

    def __init__(self, book: Book, request: PlanRequest) -> None:
        """Keep the rules that rows may speak of."""
        self._book = book
        self.rules: dict[str, ShareRule] = {f"cap={cap.id}": cap for cap in request.caps}
        self.rules |= {f"floor={floor.id}": floor for floor in request.floors}
        if request.each_country is not None:
            self.rules["each_country"] = request.each_country
        self._narrow: dict[str, Scope] = {}
        self._countries: dict[str, frozenset[str]] = {}

    def parts(self, tally: Tally, scope: str, period: int, measure: str, base: str) -> dict[str, float]:
        """The base's amount of each country in a scope; a rule's own measure and base win."""
        rule = self.rules.get(scope)
        if rule is not None:
            return tally.parts(rule.scope, period, rule.measure, rule.base)
        if scope not in self._narrow:
            key, _, value = scope.partition("=")
            self._narrow[scope] = Scope.model_validate({key: value} if key in NARROW else {})
        return tally.parts(self._narrow[scope], period, measure, base)

    def countries(self, scope: str, name: str) -> frozenset[str]:
        """The countries that a row of a scope means by its name."""
        rule = self.rules.get(scope)
        if isinstance(rule, ShareCap | ShareFloor):
            return countries_of(self._book, rule.countries)
        if name not in self._countries:
            self._countries[name] = countries_of(self._book, (name,))
        return self._countries[name]

    def is_known(self, scope: str) -> bool:
        """Whether the scope is one that can be counted again."""
        if scope in self.rules:
            return is_countable(self.rules[scope])
        return scope == "firm" or scope.partition("=")[0] in NARROW


def check_exposure(book: Book, request: PlanRequest, plan: Plan, tally: Tally) -> Iterator[MoneyCheck]:
    """Every row of the plan's exposure, and that every cap and floor has one in every period."""
    scopes = Scopes(book, request)
    smallest = 10.0 ** -minor_unit(book.currency)
    missing = {(s, p.number) for s in scopes.rules if s != "each_country" for p in book.periods}
    for row in plan.exposure.rows:
        missing.discard((row.scope, row.period))
        what = f"{row.country} in {row.scope}, {row.base} by {row.measure}{book.when(row.period)}"
        if scopes.is_known(row.scope):
            parts = scopes.parts(tally, row.scope, row.period, row.measure, row.base)
            amount, share = part_and_share(parts, scopes.countries(row.scope, row.country))
        else:
            amount, share = math.nan, math.nan
        yield close_to(f"amount of {what}", row.amount, amount, 0.0 if row.base == "quantity" else smallest)
        yield _share_claim(f"share of {what}", row.share, share)
    for scope, period in sorted(missing):
        yield MoneyCheck(f"share of {scope}{book.when(period)}", math.nan, math.nan, False)


def _share_claim(what: str, claimed: float | None, recounted: float | None) -> MoneyCheck:
    """Shares agree, or both say that nothing is bought."""
    if claimed is None and recounted is None:
        return MoneyCheck(what, 0.0, 0.0, True)
    one, other = (math.nan if value is None else value for value in (claimed, recounted))
    return within(what, one, other, SHARE)
