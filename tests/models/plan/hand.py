"""Plans written down by hand, with any part of the contract: nothing here asks a planner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from models.case.case import Period, SourcingCase
from models.case.open_case import open_case
from models.plan.plan import Awards, StartedInvestment
from models.plan.verify import RuleCheck, check_rules
from models.plan.verify.desk import Desk, read_desk
from models.plan.verify.recount import Costs, recount
from models.profile.document import profile_from_document
from models.request import PlanRequest
from models.units import add_months
from tests.models.plan.factory import Document, document

MONTHS = {"year": 12, "quarter": 3, "month": 1}

Key = Any
"""A quote's id, or the id and the period, or these and the plant."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A case, a request, and what is bought and built."""

    case: SourcingCase
    request: PlanRequest
    awards: Awards
    built: tuple[StartedInvestment, ...] = ()

    @property
    def desk(self) -> Desk:
        """What the checker reads."""
        return read_desk(self.case, self.awards, self.built)

    @property
    def costs(self) -> Costs:
        """What the checker counts."""
        return recount(self.desk, self.request)

    def rules(self) -> tuple[RuleCheck, ...]:
        """Every rule, checked."""
        return check_rules(self.case, self.request, self.awards, self.built)

    def broken(self) -> list[RuleCheck]:
        """The rules that do not hold."""
        return [check for check in self.rules() if not check.kept]

    def of_kind(self, kind: str) -> list[RuleCheck]:
        """The rules of a kind."""
        return [check for check in self.rules() if check.rule == kind]

    def unit_costs(self) -> list[float]:
        """The landed cost of a unit of every award."""
        return [line.cost.landed for line in self.desk.lines]


def sheet(
    profile: Document,
    bought: Mapping[Key, float],
    asked: Mapping[str, Any] | None = None,
    *,
    surplus: Mapping[Key, float] | None = None,
    built: Iterable[StartedInvestment] = (),
) -> Sheet:
    """A plan that buys these quantities.

    Args:
        profile: the document, with any table of the contract.
        bought: quantity by quote id; by id and period; or by id, period and plant.
        asked: the request as on the wire, rules with their ids.
        surplus: the same, of what is bought beyond the need.
        built: the projects that start.
    """
    extra = surplus or {}
    case = case_of(profile)
    keys = list(dict.fromkeys((*bought, *extra)))
    rows = [_row(profile, *_spelt(key), bought.get(key, 0.0), extra.get(key, 0.0)) for key in keys]
    return Sheet(case, PlanRequest.model_validate(asked or {}), awards_of(rows), tuple(built))


def case_of(profile: Document, on: date | None = None) -> SourcingCase:
    """A case of which only the profile, the day and the periods are this profile's."""
    periods = periods_of(profile["horizon"])
    read = profile_from_document(profile)
    assert [i for i in read.issues if i.severity == "fault" and i.code != "not_yet_supported"] == []
    return replace(
        open_case(profile_from_document(document())), profile=read, on=on or periods[0].start, periods=periods
    )


def periods_of(horizon: Mapping[str, Any]) -> tuple[Period, ...]:
    """The periods of a horizon."""
    start, months = date.fromisoformat(horizon["start"]), MONTHS[horizon.get("period", "year")]
    days = [add_months(start, months * at) for at in range(horizon.get("count", 1) + 1)]
    return tuple(Period(at + 1, days[at], days[at + 1], months / 12) for at in range(len(days) - 1))


def years(count: int, **columns: object) -> Document:
    """A horizon of so many years from 1 April 2027."""
    return {"start": "2027-04-01", "count": count, **columns}


def starts(name: str, period: int, usable_from: int | None = None, cash: float = 0.0) -> StartedInvestment:
    """A project that starts in a period, of use from then on unless said."""
    return StartedInvestment(name, period, period if usable_from is None else usable_from, cash)


def _spelt(key: Key) -> tuple[str, int, str | None]:
    parts = key if isinstance(key, tuple) else (key,)
    name, period, plant = (*parts, *(1, None)[len(parts) - 1 :])
    return name, period, plant


def _row(
    profile: Document, name: str, period: int, plant: str | None, quantity: float, surplus: float
) -> dict[str, Any]:
    quote = next(q for q in profile["quotes"] if name in (q.get("id"), f"{q['item']}@{q['supplier']}"))
    plants = [row["id"] for row in profile.get("plants", [])]
    where = plant or quote.get("plant") or (plants[0] if plants else None)
    need = _need(profile, quote["item"], where, period)
    return {
        "item": quote["item"],
        "plant": where,
        "supplier": quote["supplier"],
        "quote": name,
        "period": period,
        "quantity": quantity,
        "surplus": surplus,
        "share": quantity / need if need else 0.0,
    }


def _need(profile: Document, item: str, plant: str | None, period: int) -> float:
    rows = [r for r in profile["demand"] if r["item"] == item and r.get("plant") in (None, plant)]
    dated = [r["quantity"] for r in rows if r.get("period") == period]
    return (dated or [r["quantity"] for r in rows if "period" not in r] or [0.0])[0]


def awards_of(rows: list[dict[str, Any]]) -> Awards:
    """The columns of these awards; their money is 0, and their duty rests on no agreement."""
    texts = ("item", "plant", "supplier", "quote")
    numbers = ("quantity", "surplus", "share", "unit_landed_cost", "spend", "landed_cost")
    columns: dict[str, Any] = {n: np.array([row[n] for row in rows], dtype=object) for n in texts}
    columns |= {n: np.array([row.get(n, 0.0) for row in rows], dtype=float) for n in numbers}
    return Awards(
        **columns,
        period=np.array([row["period"] for row in rows], dtype=np.int64),
        duty_text=np.full(len(rows), None, dtype=object),
        agreement=np.full(len(rows), None, dtype=object),
        duty_without_agreement=np.full(len(rows), np.nan),
    )


def only(checks: list[RuleCheck]) -> RuleCheck:
    """The one rule there is."""
    (check,) = checks
    return check
