"""What soft rules cost: the price of every percentage point beyond a limit.

    S    = base of the scope in the period when every need is bought at its cheapest quote
    X    = max(0, sum of (part - max_share) x base)          of a floor: (min_share - part)
    cost = elastic_price x X / (0.01 x S)

Source: decision 0014, "Soft rules". Where S is 0 there are no points, and nothing is paid.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from models.case.bases import cheapest_base
from models.case.case import SourcingCase
from models.case.cost_kinds import CostKind
from models.plan.exposure.ledger import Ledger, in_scope
from models.plan.statement import Statement
from models.profile.rows import Floats
from models.regions import union
from models.request import PlanRequest, ShareCap, ShareFloor


@dataclass(frozen=True, slots=True)
class SoftCost:
    """What a soft rule costs in a period.

    Attributes:
        source: `caps` or `floors`.
        row: position in that list of the request.
        period: counted from 1.
        points: percentage points beyond the limit.
        cost: undiscounted.
    """

    source: str
    row: int
    period: int
    points: float
    cost: float


def soft_costs(case: SourcingCase, request: PlanRequest, ledger: Ledger) -> tuple[SoftCost, ...]:
    """Every soft rule in every period it holds in, kept or not."""
    rules: list[tuple[str, int, ShareCap | ShareFloor]] = [
        *(("caps", row, cap) for row, cap in enumerate(request.caps)),
        *(("floors", row, floor) for row, floor in enumerate(request.floors)),
    ]
    soft = [(source, row, rule) for source, row, rule in rules if rule.elastic_price is not None]
    wanted = {base: cheapest_base(case, base) for base in {rule.base for _, _, rule in soft}}
    return tuple(
        SoftCost(source, row, period, points, points * (rule.elastic_price or 0.0))
        for source, row, rule in soft
        for period, points in _points(case, ledger, rule, wanted[rule.base])
    )


def policy_costs(case: SourcingCase, request: PlanRequest, ledger: Ledger) -> Floats:
    """What all soft rules cost together, by period."""
    amounts = np.zeros(len(case.periods))
    for found in soft_costs(case, request, ledger):
        amounts[found.period - 1] += found.cost
    return amounts


def with_policy(statement: Statement, amounts: Floats) -> Statement:
    """A statement with what soft rules cost in it."""
    return replace(statement, exact={**statement.exact, CostKind.POLICY: amounts})


def _points(
    case: SourcingCase, ledger: Ledger, rule: ShareCap | ShareFloor, wanted: Floats
) -> Iterator[tuple[int, float]]:
    """Percentage points beyond the limit, in every period in which the rule holds.

    Args:
        case: the case.
        ledger: the awards.
        rule: a soft one.
        wanted: what each need amounts to at its cheapest quote.
    """
    inside = in_scope(case, rule.scope, ledger.item, ledger.plant)
    part = ledger.band(union(rule.countries, case.on), rule.measure).central
    beyond = part - rule.max_share if isinstance(rule, ShareCap) else rule.min_share - part
    amount = ledger.amount[rule.base]
    needs = case.needs
    needed = in_scope(case, rule.scope, needs.item, needs.plant)
    for period in case.periods[rule.from_period - 1 :]:
        now = inside & (ledger.period == period.number)
        excess = max(0.0, float(beyond[now] @ amount[now]))
        size = float(wanted[needed & (needs.period == period.number)].sum())
        yield period.number, excess / (0.01 * size) if size > 0 else 0.0
