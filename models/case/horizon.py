"""Periods, the plan's date, and how one-off costs are spread over the years of use."""

from dataclasses import dataclass
from datetime import MAXYEAR, date

from models.case.case import Period
from models.profile.document import plain_value
from models.profile.rows import Rows
from models.units import MONTHS, add_months


@dataclass(frozen=True, slots=True)
class Horizon:
    """The horizon of a profile with its defaults filled in.

    Attributes:
        endless: it would run past the last day a calendar has; it is then read as one period from today.
    """

    start: date
    start_given: bool
    length: str
    count: int
    discount_rate: float
    evaluation_years: float | None
    view: str | None
    endless: bool = False

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, counted from 1."""
        months = MONTHS[self.length]
        edges = [add_months(self.start, months * n) for n in range(self.count + 1)]
        return tuple(Period(n + 1, edges[n], edges[n + 1], months / 12) for n in range(self.count))

    @property
    def transition(self) -> bool:
        """Whether lead times of new sources bind; by default where there are several periods."""
        return self.view == "transition" or (self.view is None and self.count > 1)

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
    day = date.fromisoformat(start) if isinstance(start, str) else today
    number = int(count) if isinstance(count, float) and count.is_integer() and count >= 1 else 1
    word = str(value("period", "choice"))
    length = word if word in MONTHS else "year"
    endless = day.year + number * MONTHS[length] / 12 >= MAXYEAR
    return Horizon(
        start=today if endless else day,
        start_given=start is not None,
        length=length,
        count=1 if endless else number,
        discount_rate=float(rate) if isinstance(rate, float) else 0.0,
        evaluation_years=float(years) if isinstance(years, float) and years > 0 else None,
        view=str(value("view", "choice")) if value("view", "choice") else None,
        endless=endless,
    )
