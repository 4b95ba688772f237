"""Property: a plan that claims what is so passes, and no number in it can be changed without notice."""

from collections.abc import Iterator
from dataclasses import fields, replace

import numpy as np
import pytest

from models.case.cost_kinds import CostKind
from models.plan.plan import Plan
from tests.models.plan.honest import drawn

AWARD_COLUMNS = (
    *("quantity", "surplus", "share", "unit_landed_cost", "spend", "landed_cost", "period"),
    "duty_without_agreement",
)


def off(value: float) -> float:
    """Another number: 2 % more, and a hundredth of a share or two of anything else."""
    return value * 1.02 + (0.01 if 0 < abs(value) <= 1 else 2)


def tampered(plan: Plan) -> Iterator[tuple[str, Plan]]:
    """The plan with each of its numbers changed in turn."""
    yield from in_awards(plan)
    yield from in_costs(plan)
    yield from in_exposure(plan)
    for name in ("moves", "investments", "preferences"):
        rows = getattr(plan, name)
        for at, row in enumerate(rows):
            for field in fields(row):
                value = getattr(row, field.name)
                if isinstance(value, int | float):
                    other = replace(row, **{field.name: value + 1 if isinstance(value, int) else off(value)})
                    yield f"{name} {at} {field.name}", replace(plan, **{name: swapped(rows, at, other)})
    for name in ("missing", "shortfall"):
        values = getattr(plan, name)
        for at in range(len(values)):
            yield f"{name} {at}", replace(plan, **{name: one_off(values, at)})


def in_awards(plan: Plan) -> Iterator[tuple[str, Plan]]:
    for name in AWARD_COLUMNS:
        column = getattr(plan.awards, name)
        for at in np.flatnonzero(column == column):  # what is no number says nothing
            other = replace(plan.awards, **{name: one_off(column, at)})
            yield f"{name} of award {at}", replace(plan, awards=other)


def in_costs(plan: Plan) -> Iterator[tuple[str, Plan]]:
    after = plan.after
    for kind, amounts in after.exact.items():
        for at in range(len(amounts)):
            exact = {**after.exact, kind: one_off(amounts, at)}
            yield f"{kind} in period {at + 1}", replace(plan, after=replace(after, exact=exact))
    for at in range(len(after.discount)):
        other = replace(after, discount=one_off(after.discount, at))
        yield f"discount of period {at + 1}", replace(plan, after=other)
    for kind, amount in plan.cash_one_off.items():
        cash = {**plan.cash_one_off, kind: off(amount)}
        yield f"cash of {kind}", replace(plan, cash_one_off=cash)


def in_exposure(plan: Plan) -> Iterator[tuple[str, Plan]]:
    for name, numbers in (
        ("rows", ("amount", "share", "low", "high")),
        ("concentration", ("country", "supplier")),
    ):
        rows = getattr(plan.exposure, name)
        for at, row in enumerate(rows):
            for field in (name for name in numbers if getattr(row, name) is not None):
                other = replace(row, **{field: off(getattr(row, field))})
                exposure = replace(plan.exposure, **{name: swapped(rows, at, other)})
                yield f"{field} of {name} {at}", replace(plan, exposure=exposure)


def swapped(rows, at, other):
    return (*rows[:at], other, *rows[at + 1 :])


def one_off(values, at):
    """The column with one of its numbers changed; a period becomes the next."""
    changed = values.copy()
    changed[at] = values[at] + 1 if values.dtype.kind == "i" else off(float(values[at]))
    return changed


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_that_claims_what_is_so_passes(seed):
    found = drawn(seed).check()
    assert found.broken == ()
    kinds = {check.rule for check in found.rules}
    assert kinds >= {
        "lot",
        "surplus",
        "capacity",
        "unlock",
        "pace",
        "changes",
        "budget",
        "investment",
        "move",
    }


@pytest.mark.parametrize("seed", range(4))
def test_no_number_of_a_plan_can_be_changed_without_notice(seed):
    honest = drawn(seed)
    changed = list(tampered(honest.plan))
    assert len(changed) > 500
    assert [what for what, plan in changed if honest.check(plan).passed] == []


@pytest.mark.parametrize("seed", range(4))
def test_every_kind_of_cost_there_is_was_put_to_the_test(seed):
    """All kinds but grants, which this check does not know, are more than nothing in these plans."""
    amounts = {str(kind): abs(values).sum() for kind, values in drawn(seed).plan.after.exact.items()}
    assert {kind for kind, amount in amounts.items() if not amount} == {"grants"}


def test_money_that_is_told_of_another_period_is_caught_where_it_counts_the_same():
    """Without interest neither the total nor the present value changes when a kind is paid earlier."""
    honest = next(h for h in map(drawn, range(12)) if (h.plan.after.discount == 1).all())
    after = honest.plan.after
    purchase = after.exact[CostKind.PURCHASE] + np.array([5000.0, -5000.0, 0.0])
    early = replace(honest.plan, after=replace(after, exact={**after.exact, CostKind.PURCHASE: purchase}))
    wrong = [check.what for check in honest.check(early).money if not check.kept]
    assert wrong == ["cost of purchase in period 1", "cost of purchase in period 2"]
