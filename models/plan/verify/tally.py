"""What the awards in a scope amount to: counted once, asked by rules and by claims.

Surplus is left out. Awards that are tied to the same countries are added up before they are measured.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from models.plan.verify.catalogue import Catalogue
from models.plan.verify.judge import total
from models.plan.verify.lines import Line, grouped
from models.plan.verify.measures import Contents, Part, Ties, part
from models.plan.verify.records import Record
from models.request import Scope


def in_scope(scope: Scope, item: Record, plant: str | None) -> bool:
    """Whether a scope holds a need; an item that does not say so is not critical."""
    return (
        scope.item in (None, item["id"])
        and scope.category in (None, item["category"])
        and scope.plant in (None, plant)
        and scope.critical in (None, bool(item["critical"]))
    )


class Measured(NamedTuple):
    """What some countries amount to in a scope and period.

    Attributes:
        amount: of their part.
        whole: of all awards in the scope.
        low: the amount, were nothing that is only assumed theirs.
        high: the amount, were all of it theirs.
    """

    amount: float
    whole: float
    low: float
    high: float

    def share_of(self, amount: float) -> float | None:
        """An amount as a share; None where there is nothing to share."""
        return amount / self.whole if self.whole else None

    @property
    def share(self) -> float | None:
        """The share of the countries."""
        return self.share_of(self.amount)


class Tally:
    """Amounts by what they are tied to; what was counted once is kept, as a plan names a scope often."""

    def __init__(self, lines: list[Line], contents: Contents, catalogue: Catalogue) -> None:
        """Note what every award is tied to.

        Args:
            lines: the awards.
            contents: of what they buy.
            catalogue: for the reference base.
        """
        self._lines = lines
        self._catalogue = catalogue
        numbers: dict[Ties, int] = {}
        self._ties_of = [numbers.setdefault(contents.ties(line), len(numbers)) for line in lines]
        self._ties = list(numbers)
        self._amounts: dict[str, list[float]] = {}
        self._of_item = grouped(range(len(lines)), lambda at: lines[at].item["id"])
        self._of_category = grouped(range(len(lines)), lambda at: lines[at].item["category"])
        self._inside: dict[tuple[object, ...], Sequence[int]] = {}
        self._sums: dict[tuple[object, ...], dict[int, float]] = {}
        self._parts: dict[tuple[str, frozenset[str]], list[Part]] = {}

    def measured(
        self, scope: Scope, period: int, kind: tuple[str, str], countries: Collection[str]
    ) -> Measured:
        """What some countries amount to.

        Args:
            scope: the needs.
            period: counted from 1.
            kind: measure and base.
            countries: taken together.
        """
        measure, base = kind
        sums = self._by_ties(scope, period, base)
        parts = self._parts_of(measure, frozenset(countries))
        low, amount, high = (
            total([parts[at][band] * value for at, value in sums.items()]) for band in range(3)
        )
        return Measured(amount, total(sums.values()), low, high)

    def countries(self, scope: Scope, period: int, measure: str) -> set[str]:
        """The countries that a measure sees in a scope."""
        seen = self._by_ties(scope, period, "quantity")
        return set().union(*(self._ties[at].countries(measure) for at in seen))

    def spend_by(self, scope: Scope, period: int) -> tuple[dict[str, float], dict[str, float]]:
        """Spend by country of origin and by supplier."""
        spend, inside = self._amount("spend"), self._awards_in(scope, period)
        by_country = grouped(inside, lambda at: self._ties[self._ties_of[at]].origin)
        by_supplier = grouped(inside, lambda at: str(self._lines[at].supplier["id"]))
        country, supplier = (
            {name: total([spend[at] for at in some]) for name, some in groups.items()}
            for groups in (by_country, by_supplier)
        )
        return country, supplier

    def _parts_of(self, measure: str, countries: frozenset[str]) -> list[Part]:
        key = (measure, countries)
        if key not in self._parts:
            self._parts[key] = [part(ties, measure, countries) for ties in self._ties]
        return self._parts[key]

    def _by_ties(self, scope: Scope, period: int, base: str) -> dict[int, float]:
        key = (scope.item, scope.category, scope.plant, scope.critical, period, base)
        if key not in self._sums:
            amount = self._amount(base)
            groups = grouped(self._awards_in(scope, period), lambda at: self._ties_of[at])
            self._sums[key] = {ties: total([amount[at] for at in some]) for ties, some in groups.items()}
        return self._sums[key]

    def _awards_in(self, scope: Scope, period: int) -> Sequence[int]:
        """Numbers of the awards in a scope; where it names an item or category, only theirs are looked at."""
        key = (scope.item, scope.category, scope.plant, scope.critical, period)
        if key not in self._inside:
            lines = self._lines
            some: Iterable[int] = range(len(lines))
            if scope.item is not None:
                some = self._of_item.get(scope.item, [])
            elif scope.category is not None:
                some = self._of_category.get(scope.category, [])
            self._inside[key] = [
                at
                for at in some
                if lines[at].period == period and in_scope(scope, lines[at].item, lines[at].plant)
            ]
        return self._inside[key]

    def _amount(self, base: str) -> list[float]:
        """What every award amounts to in a base."""
        if base not in self._amounts:
            lines = self._lines
            if base == "spend":
                found = [line.serving.purchase * line.quantity for line in lines]
            elif base == "landed":
                found = [line.serving.landed * line.quantity for line in lines]
            elif base == "reference":
                price = self._catalogue.reference_prices({line.item["id"] for line in lines})
                found = [price[line.item["id"]] * line.quantity for line in lines]
            else:
                found = [line.quantity for line in lines]
            self._amounts[base] = found
        return self._amounts[base]
