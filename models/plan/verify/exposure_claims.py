"""The shares a plan reports, counted again from its awards."""

import math
from collections.abc import Iterator

from models.plan.plan import Plan
from models.plan.verify.book import Book
from models.plan.verify.claims import close_to, within
from models.plan.verify.dependence import ShareRule, countries_of
from models.plan.verify.judge import total
from models.plan.verify.measures import MEASURES
from models.plan.verify.result import MoneyCheck
from models.plan.verify.tally import Measured, Tally
from models.request import PlanRequest, Scope, ShareCap, ShareFloor
from models.tolerances import SHARE
from models.units import minor_unit

NARROW = ("item", "category", "plant")
BASES = ("spend", "landed", "quantity", "reference")
UNKNOWN = Measured(math.nan, math.nan, math.nan, math.nan)


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

    def scope(self, name: str) -> Scope | None:
        """The needs a scope stands for; None where nobody knows it."""
        if name in self.rules:
            return self.rules[name].scope
        if name not in self._narrow:
            key, _, value = name.partition("=")
            if name != "firm" and key not in NARROW:
                return None
            self._narrow[name] = Scope.model_validate({key: value} if key in NARROW else {})
        return self._narrow[name]

    def kind(self, measure: str, base: str) -> tuple[str, str] | None:
        """Measure and base of a row; None where they are none."""
        return (measure, base) if measure in MEASURES and base in BASES else None

    def is_own(self, scope: str, kind: tuple[str, str] | None, name: str) -> bool:
        """Whether a row of a scope, measure and base is the one that a cap or floor speaks of."""
        rule = self.rules.get(scope)
        if not isinstance(rule, ShareCap | ShareFloor):
            return False
        return (kind, name) == ((rule.measure, rule.base), "+".join(rule.countries))

    def countries(self, scope: str, name: str) -> frozenset[str]:
        """The countries that a row of a scope means by its name."""
        rule = self.rules.get(scope)
        if isinstance(rule, ShareCap | ShareFloor) and name == "+".join(rule.countries):
            return countries_of(self._book, rule.countries)
        if name not in self._countries:
            self._countries[name] = countries_of(self._book, (name,))
        return self._countries[name]

    def expected(self) -> set[tuple[str, int]]:
        """Scope and period of the rows that no plan leaves out: caps and floors while they bind."""
        return {
            (name, period.number)
            for name, rule in self.rules.items()
            for period in self._book.periods
            if isinstance(rule, ShareCap | ShareFloor) and period.number >= rule.from_period
        }


def check_exposure(book: Book, request: PlanRequest, plan: Plan, tally: Tally) -> Iterator[MoneyCheck]:
    """Every row of the plan's exposure, and that every cap and floor has one in every period."""
    scopes = Scopes(book, request)
    smallest = 10.0 ** -minor_unit(book.currency)
    missing = scopes.expected()
    for row in plan.exposure.rows:
        what = f"{row.country} in {row.scope}, {row.base} by {row.measure}{book.when(row.period)}"
        scope, kind = scopes.scope(row.scope), scopes.kind(row.measure, row.base)
        found = UNKNOWN
        if scopes.is_own(row.scope, kind, row.country):
            missing.discard((row.scope, row.period))
        if scope is not None and kind is not None:
            found = tally.measured(scope, row.period, kind, scopes.countries(row.scope, row.country))
        slack = 0.0 if row.base == "quantity" else smallest
        yield close_to(f"amount of {what}", row.amount, found.amount, slack)
        yield _share_claim(f"share of {what}", row.share, found.share)
        yield _share_claim(f"low share of {what}", row.low, found.share_of(found.low))
        yield _share_claim(f"high share of {what}", row.high, found.share_of(found.high))
    for name, period in sorted(missing):
        yield MoneyCheck(f"share of {name}{book.when(period)}", math.nan, math.nan, False)
    yield from _concentration(book, scopes, plan, tally)


def _concentration(book: Book, scopes: Scopes, plan: Plan, tally: Tally) -> Iterator[MoneyCheck]:
    """How concentrated the spend of a scope is, by country of origin and by supplier."""
    for row in plan.exposure.concentration:
        scope = scopes.scope(row.scope)
        what = f"concentration of {row.scope}{book.when(row.period)}"
        counted = ({}, {}) if scope is None else tally.spend_by(scope, row.period)
        for by, claimed, amounts in zip(
            ("countries", "suppliers"), (row.country, row.supplier), counted, strict=True
        ):
            found = math.nan if scope is None else sum_of_squares(amounts)
            yield _share_claim(f"{what} on {by}", claimed, found)


def sum_of_squares(amounts: dict[str, float]) -> float | None:
    """The Herfindahl-Hirschman index: the sum of squared shares, 0..1; None of nothing."""
    whole = total(amounts.values())
    return total((amount / whole) ** 2 for amount in amounts.values()) if whole else None


def _share_claim(what: str, claimed: float | None, recounted: float | None) -> MoneyCheck:
    """Shares agree, or both say that nothing is bought."""
    if claimed is None and recounted is None:
        return MoneyCheck(what, 0.0, 0.0, True)
    one, other = (math.nan if value is None else value for value in (claimed, recounted))
    return within(what, one, other, SHARE)
