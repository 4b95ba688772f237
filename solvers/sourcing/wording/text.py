"""How rules, amounts and periods are written for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from models.case.case import SourcingCase
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class Wording:
    """A rule for people.

    Attributes:
        rule: its kind.
        place: where it stands in the profile or request.
        text: one clause in the words of the profile.
        unit: of its limit: percentage points, item units, suppliers.
    """

    rule: str
    place: str
    text: str
    unit: str

    def as_dict(self) -> dict[str, str]:
        """The wire form."""
        return {"rule": self.rule, "place": self.place, "text": self.text, "unit": self.unit}


def per_cent(share: float) -> str:
    """A share for people: 40 %, 41.3 %."""
    return f"{100 * share:.4f}".rstrip("0").rstrip(".") + " %"


def amount(quantity: float) -> str:
    """A quantity for people: thousands separated, no needless decimals; four digits of one below 1."""
    if 0 < abs(quantity) < 1:
        return f"{Decimal(f'{quantity:.4g}'):f}"
    return f"{quantity:,.3f}".rstrip("0").rstrip(".")


def of_unit(quantity: float, unit: object) -> str:
    """A quantity with its unit, which is left out where it only says "each"."""
    return amount(quantity) if unit == "each" else f"{amount(quantity)} {unit}"


def money(case: SourcingCase, value: float) -> str:
    """An amount with its currency; decimals below a thousand."""
    return f"{value:,.{2 if abs(value) < 1000 else 0}f} {case.currency}"


def in_periods(case: SourcingCase, periods: Iterable[int]) -> str:
    """Periods in words: in period 2, in periods 1 and 3, in periods 2 to 4; nothing for all of them."""
    numbers = sorted(set(periods))
    if not numbers or len(numbers) == len(case.periods):
        return ""
    if len(numbers) == 1:
        return f" in period {numbers[0]}"
    if numbers[-1] - numbers[0] == len(numbers) - 1 > 1:
        return f" in periods {numbers[0]} to {numbers[-1]}"
    return f" in periods {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def place_of(t: ProblemTables, table: str, row: int, column: str) -> str:
    """Where a value stands in the profile."""
    return t.case.profile.places.of(table, row, column)
