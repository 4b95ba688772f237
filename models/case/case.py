"""The type whose existence proves that a profile was checked."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from models.case.conditions import Allocation, Bars, Capacities, Contracts, Investments, Locks, Needs
from models.case.content import Content
from models.case.market import Items, Offers, Plants, Quotes, Rebates, Steps, Suppliers
from models.issues import Issue
from models.profile.read import SourcingProfile
from models.profile.rows import Floats


@dataclass(frozen=True, slots=True)
class Period:
    """One period of the horizon: from the first day, up to but not including `end`.

    Attributes:
        number: counted from 1.
        start: first day.
        end: first day after it.
        years: length in years (1, 1/4 or 1/12).
    """

    number: int
    start: date
    end: date
    years: float

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Assumption:
    """A default that mattered, said aloud.

    Attributes:
        code: short and stable.
        message: one sentence.
        applies_to: the ids it concerns; empty where it concerns all.
    """

    code: str
    message: str
    applies_to: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The wire form."""
        return {"code": self.code, "message": self.message, "applies_to": list(self.applies_to)}


@dataclass(frozen=True, slots=True)
class SourcingCase:
    """A profile that was checked on a date.

    Attributes:
        profile: the tables as the firm wrote them.
        on: the day that tariffs, rates and group membership are read for.
        currency: of all money.
        firm_country: where the firm is.
        periods: of the horizon.
        discount_rate: a year.
        transition: whether lead times of new sources bind.
        one_off_factor: what part of a one-off cost one period carries (1 where it is taken whole).
        content: what ties each quote to countries.
        warnings: issues that do not stop planning.
        assumptions: every default that mattered.
    """

    profile: SourcingProfile
    on: date
    currency: str
    firm_country: str
    periods: tuple[Period, ...]
    discount_rate: float
    transition: bool
    one_off_factor: float
    items: Items
    plants: Plants
    suppliers: Suppliers
    quotes: Quotes
    offers: Offers
    steps: Steps
    rebates: Rebates
    content: Content
    needs: Needs
    allocation: Allocation
    contracts: Contracts
    locks: Locks
    capacities: Capacities
    investments: Investments
    bars: Bars
    warnings: tuple[Issue, ...]
    assumptions: tuple[Assumption, ...]

    @property
    def discount(self) -> Floats:
        """What one unit of money in each period is worth at the start of the horizon."""
        years = np.array([(p.number - 1) * p.years for p in self.periods])
        return (1 + self.discount_rate) ** -years

    @property
    def span(self) -> int:
        """Base of keys that hold a period in their last digit: one more than the number of periods."""
        return len(self.periods) + 1
