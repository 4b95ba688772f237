"""Projects that add capacity or unlock quotes: what they cost, and from when to when they are of use.

Source of the rules: docs/decisions/0014-the-whole-contract.md, "Investments".
"""

from datetime import date, timedelta

import numpy as np

from models.case.case import Period
from models.case.conditions import InvestmentOptions, Investments
from models.case.exchange import factors_of
from models.case.horizon import Horizon
from models.case.view import View
from models.profile.rows import Floats, Ints, Rows, positions
from models.units import MONTHS, add_months


def investments_of(view: View) -> Investments:
    """The projects with their cost in the profile's currency and the periods in which they can start."""
    rows = view.profile["investments"]
    project, quote = _unlocks(view)
    cash, residual = _cash(view), rows.filled("residual_value", 0.0)
    return Investments(
        id=rows["id"],
        supplier=positions(rows["supplier"], view.profile["suppliers"]["id"]),
        cash=cash,
        carried=_carried(view.horizon, cash, residual, rows.filled("life_years", np.inf)),
        residual_value=residual,
        adds_capacity=rows.filled("adds_capacity", 0.0),
        unlocking=project,
        unlocked=quote,
        options=_options(view),
    )


def _cash(view: View) -> Floats:
    """The sum of each project's expenses."""
    expenses, projects = view.profile["expenses"], view.profile["investments"]
    project = positions(expenses["investment"], projects["id"])
    own = expenses.filled("currency", view.currency)
    amount = expenses["amount"] * factors_of(own, view.rates)
    return np.bincount(project, weights=amount, minlength=len(projects))[: len(projects)]


def _unlocks(view: View) -> tuple[Ints, Ints]:
    rows = view.profile["investments"]
    pairs = [(at, name) for at, names in enumerate(rows["unlocks"].tolist()) for name in names or ()]
    names = np.array([name for _, name in pairs], dtype=object)
    project = np.array([at for at, _ in pairs], dtype=np.int64)
    return project, positions(names, view.quote_id)


def _options(view: View) -> InvestmentOptions:
    """Every project with each period in which it can start and still be of use inside the horizon."""
    rows, periods = view.profile["investments"], view.horizon.periods
    found: list[tuple[int, int, int, int]] = []
    for at in range(len(rows)):
        for period in periods:
            use = _use(rows, at, period, view.horizon)
            if use is not None:
                found.append((at, period.number, *use))
    table = np.array(found, dtype=np.int64).reshape(-1, 4)
    return InvestmentOptions(table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def _use(rows: Rows, at: int, period: Period, horizon: Horizon) -> tuple[int, int] | None:
    """The first and last period in which a project begun in a period is of use; None where none is."""
    begun = period.start
    earliest = _day(rows, "start_from", at)
    if earliest is not None and earliest > begun:
        if earliest >= period.end:
            return None
        begun = earliest
    ready = _ready(rows, at, begun) if horizon.transition else begun
    ended = _ended(rows, at, ready)
    # In steady state lead times do not bind: a project is of use in the period in which it begins.
    of_use = [
        p.number
        for p in horizon.periods
        if p.number >= period.number
        and (p.start >= ready or (not horizon.transition and p.number == period.number))
        and (ended is None or p.start < ended)
    ]
    return (of_use[0], of_use[-1]) if of_use else None


def _ready(rows: Rows, at: int, begun: date) -> date:
    """The day on which a project begun on a day is ready."""
    days = rows["build_days"][at]
    built = begun + timedelta(days=0.0 if np.isnan(days) else float(days))
    completion = _day(rows, "completion", at)
    return built if completion is None else max(built, completion)


def _ended(rows: Rows, at: int, ready: date) -> date | None:
    """The day from which a project is of no use any more; None where it never ends."""
    life = rows["life_years"][at]
    if np.isnan(life) or ready.year + life >= date.max.year:
        return None
    return add_months(ready, round(float(life) * MONTHS["year"]))


def _day(rows: Rows, column: str, at: int) -> date | None:
    day = rows[column][at]
    found: date | None = None if np.isnat(day) else day.item()
    return found


def _carried(horizon: Horizon, cash: Floats, residual: Floats, life: Floats) -> Floats:
    """What one period carries of projects in a one-period plan with evaluation years E; NaN otherwise.

    An annuity over n = min(E, life) / p periods of p years at the rate i for a period:
    cash x i / (1 - (1 + i)^-n) less residual x i / ((1 + i)^n - 1); without interest (cash - residual) / n.
    Where n is below one period, the one there is carries it whole: cash - residual.
    """
    if horizon.evaluation_years is None or horizon.count > 1:
        return np.full(len(cash), np.nan)
    years = MONTHS[horizon.length] / 12
    number = np.minimum(horizon.evaluation_years, life) / years
    whole, number = number < 1, np.maximum(number, 1.0)
    rate = (1 + horizon.discount_rate) ** years - 1
    if rate == 0:
        return (cash - residual) / number
    growth = (1 + rate) ** number
    annuity: Floats = cash * rate / (1 - 1 / growth) - residual * rate / (growth - 1)
    return np.where(whole, cash - residual, annuity)


def bookings(investments: Investments, project: Ints, started: Ints, periods: int) -> Floats:
    """What projects cost in each period: one row a project started, one column a period.

    Args:
        investments: the projects.
        project: those that are started.
        started: in which period each of them is.
        periods: of the horizon.
    """
    table = np.zeros((len(project), periods))
    carried = investments.carried[project]
    spread = ~np.isnan(carried)
    table[np.arange(len(project)), started - 1] += np.where(spread, carried, investments.cash[project])
    table[:, -1] -= np.where(spread, 0.0, investments.residual_value[project])
    return table
