"""Periods, the plan's date, and how one-off costs are spread over the years of use."""

from dataclasses import dataclass
from datetime import date

from models.case.case import Period
from models.profile.document import plain_value
from models.profile.rows import Rows
from models.units import MONTHS, add_months


@dataclass(frozen=True, slots=True)
class Horizon:
    """The horizon of a profile with its defaults filled in."""

    start: date
    start_given: bool
    length: str
    count: int
    discount_rate: float
    evaluation_years: float | None
    view: str | None

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, counted from 1."""
        months = MONTHS[self.length]
        edges = [add_months(self.start, months * n) for n in range(self.count + 1)]
        return tuple(Period(n + 1, edges[n], edges[n + 1], months / 12) for n in range(self.count))

    @property
    def one_off_factor(self) -> float:
        """Part of a one-off cost that a one-period plan carries.

        With evaluation years E the cost is an annuity over the n = E / p periods of length p years,
        at the rate of a period i = (1 + r)^p - 1: i / (1 - (1 + i)^-n), or 1/n without interest.
        """
        if self.evaluation_years is None or self.count > 1:
            return 1.0
        years = MONTHS[self.length] / 12
        number = self.evaluation_years / years
        rate = (1 + self.discount_rate) ** years - 1
        if number < 1:
            return 1.0
        return 1 / number if rate == 0 else float(rate / (1 - (1 + rate) ** -number))


def read_horizon(rows: Rows, today: date) -> Horizon:
    """The horizon with defaults: one year from today, undiscounted."""

    def value(name: str, kind: str) -> object:
        return plain_value(rows[name][0], kind) if len(rows) else None

    start = value("start", "date")
    count = value("count", "number")
    rate = value("discount_rate", "number")
    years = value("evaluation_years", "number")
    return Horizon(
        start=date.fromisoformat(start) if isinstance(start, str) else today,
        start_given=start is not None,
        length=str(value("period", "choice") or "year"),
        count=int(count) if isinstance(count, float) and count.is_integer() and count >= 1 else 1,
        discount_rate=float(rate) if isinstance(rate, float) else 0.0,
        evaluation_years=float(years) if isinstance(years, float) and years > 0 else None,
        view=str(value("view", "choice")) if value("view", "choice") else None,
    )
