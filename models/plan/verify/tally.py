"""What the awards in a scope amount to, country by country: counted once, asked by rules and by claims.

Surplus is left out.
"""

from collections.abc import Sequence

from models.plan.verify.book import origin, owner_country
from models.plan.verify.judge import total
from models.plan.verify.lines import Line, grouped
from models.request import Scope


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
        """Note the countries and amounts of every award, by measure and by base."""
        self._lines = lines
        self._country = {
            "origin": [origin(line.quote, line.supplier) for line in lines],
            "ownership": [owner_country(line.supplier) for line in lines],
        }
        self._amount = {
            "spend": [line.cost.purchase * line.quantity for line in lines],
            "landed": [line.cost.landed * line.quantity for line in lines],
            "quantity": [line.quantity for line in lines],
        }
        self._of_category = grouped(range(len(lines)), lambda at: lines[at].item["category"])
        self._inside: dict[tuple[object, ...], Sequence[int]] = {}
        self._parts: dict[tuple[object, ...], dict[str, float]] = {}

    def parts(self, scope: Scope, period: int, measure: str, base: str) -> dict[str, float]:
        """The base's amount of each country in a scope and period."""
        inside = (scope.item, scope.category, scope.plant, scope.critical, period)
        key = (*inside, measure, base)
        if key not in self._parts:
            if inside not in self._inside:
                self._inside[inside] = self._awards_in(scope, period)
            self._parts[key] = self._by_country(self._inside[inside], measure, base)
        return self._parts[key]

    def _awards_in(self, scope: Scope, period: int) -> Sequence[int]:
        """Numbers of the awards in a scope; where it names a category, only its awards are looked at."""
        lines = self._lines
        some = range(len(lines)) if scope.category is None else self._of_category.get(scope.category, [])
        return [at for at in some if lines[at].period == period and in_scope(scope, lines[at])]

    def _by_country(self, inside: Sequence[int], measure: str, base: str) -> dict[str, float]:
        country, amount = self._country[measure], self._amount[base]
        found: dict[str, list[float]] = {}
        for at in inside:
            found.setdefault(country[at], []).append(amount[at])
        return {name: total(amounts) for name, amounts in found.items()}
