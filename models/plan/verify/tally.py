"""What the awards in a scope amount to, country by country: counted once, asked by rules and by claims.

Surplus is left out.
"""

from typing import NamedTuple

from models.plan.verify.book import origin, owner_country
from models.plan.verify.judge import total
from models.plan.verify.lines import Line, grouped
from models.request import Scope


class Weight(NamedTuple):
    """An award with its country by measure, and what it weighs in each base."""

    line: Line
    country: dict[str, str]
    amount: dict[str, float]


def weigh(line: Line) -> Weight:
    """What an award counts for; surplus does not count."""
    return Weight(
        line,
        country={"origin": origin(line.quote, line.supplier), "ownership": owner_country(line.supplier)},
        amount={
            "spend": line.cost.purchase * line.quantity,
            "landed": line.cost.landed * line.quantity,
            "quantity": line.quantity,
        },
    )


def in_scope(scope: Scope, line: Line) -> bool:
    """Whether a scope holds an award; an item that does not say so is not critical."""
    return (
        scope.item in (None, line.item["id"])
        and scope.category in (None, line.item["category"])
        and scope.plant in (None, line.plant)
        and scope.critical in (None, bool(line.item["critical"]))
    )


class Tally:
    """Amounts by country; what was counted once is kept, as a plan names a scope many times."""

    def __init__(self, lines: list[Line]) -> None:
        """Weigh the awards."""
        self._weights = [weigh(line) for line in lines]
        self._of_category = grouped(self._weights, lambda weight: weight.line.item["category"])
        self._inside: dict[tuple[object, ...], list[Weight]] = {}
        self._parts: dict[tuple[object, ...], dict[str, float]] = {}

    def parts(self, scope: Scope, period: int, measure: str, base: str) -> dict[str, float]:
        """The base's amount of each country in a scope and period."""
        inside = (scope.item, scope.category, scope.plant, scope.critical, period)
        key = (*inside, measure, base)
        if key not in self._parts:
            if inside not in self._inside:
                self._inside[inside] = self._weights_in(scope, period)
            self._parts[key] = _by_country(self._inside[inside], measure, base)
        return self._parts[key]

    def _weights_in(self, scope: Scope, period: int) -> list[Weight]:
        """The awards in a scope; where it names a category, only its awards need be looked at."""
        all_or_some = self._weights if scope.category is None else self._of_category.get(scope.category, [])
        return [w for w in all_or_some if w.line.period == period and in_scope(scope, w.line)]


def _by_country(weights: list[Weight], measure: str, base: str) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for weight in weights:
        found.setdefault(weight.country[measure], []).append(weight.amount[base])
    return {country: total(amounts) for country, amounts in found.items()}
