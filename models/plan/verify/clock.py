"""Years, days and periods: what later money is worth, and when something new can be used."""

from datetime import date, timedelta

from models.plan.verify.book import Book
from models.plan.verify.records import given, only_record

YEARS = {"year": 1.0, "quarter": 1 / 4, "month": 1 / 12}
MONTHS_A_YEAR = 12


class Clock:
    """The horizon of a plan.

    Attributes:
        transition: whether the days that a new source or project takes bind.
    """

    def __init__(self, book: Book) -> None:
        """Read the horizon; without a view, several periods are a transition and one is a steady state."""
        row = only_record(book.profile, "horizon")
        self._years = YEARS[row["period"] or "year"]
        self._rate = given(row["discount_rate"])
        self._evaluation_years: float | None = row["evaluation_years"] if len(book.periods) == 1 else None
        self._begin = {period.number: period.start for period in book.periods}
        several = len(book.periods) > 1
        self.transition: bool = (row["view"] or ("transition" if several else "steady_state")) == "transition"

    def begin(self, period: int) -> date:
        """First day of a period."""
        return self._begin[period]

    def factor(self, period: int) -> float:
        """What money of a period is worth at the start: 1 / (1 + rate) to the years between."""
        return float((1 + self._rate) ** -((period - 1) * self._years))

    def first_from(self, day: date) -> int | None:
        """The first period that begins on or after a day; None where the horizon is over by then."""
        return next((period for period, begin in self._begin.items() if begin >= day), None)

    def latest_start(self, use: int, days: float) -> int | None:
        """The latest period that something started in can still be used in another.

        Args:
            use: the period of the use.
            days: how long it takes; they bind in a transition only.
        """
        if not self.transition:
            return use
        fitting = [p for p, begin in self._begin.items() if days_after(begin, days) <= self._begin[use]]
        return max(fitting, default=None)

    def carried(self, cost: float, residual: float = 0.0, life: float | None = None) -> float:
        """What a plan carries of something bought once and worth a residual in the end.

        With E evaluation years, one period of p years and a life of L years it is an annuity of
        n = min(E, L) / p payments at the rate of a period i = (1 + r)^p - 1:

            cost x i / (1 - (1 + i)^-n)  -  residual x i / ((1 + i)^n - 1)

        and (cost - residual) / n where i = 0. Otherwise, and where n is below 1, it is taken whole.
        """
        if self._evaluation_years is None:
            return cost - residual
        used = self._evaluation_years if life is None else min(self._evaluation_years, life)
        payments = used / self._years
        if payments < 1:
            return cost - residual
        rate = (1 + self._rate) ** self._years - 1
        if rate == 0:
            return (cost - residual) / payments
        growth = (1 + rate) ** payments
        return float(cost * rate / (1 - 1 / growth) - residual * rate / (growth - 1))


def days_after(day: date, days: float) -> date:
    """The day so many whole days later; the last one there is where no calendar reaches so far."""
    return date.fromordinal(min(day.toordinal() + int(days), date.max.toordinal()))


def years_after(day: date, years: float) -> date:
    """The same day so many years later, to the month; the last day of a month that is shorter."""
    index = day.year * MONTHS_A_YEAR + day.month - 1 + round(years * MONTHS_A_YEAR)
    year, month = divmod(index, MONTHS_A_YEAR)
    if year >= date.max.year:
        return date.max
    following = date(year + (month + 1) // MONTHS_A_YEAR, (month + 1) % MONTHS_A_YEAR + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
