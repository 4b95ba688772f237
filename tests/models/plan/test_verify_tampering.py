"""Plans whose claims were changed after the count: the checker does not believe them."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from models.case.cost_kinds import CostKind
from tests.models.plan.factory import Made, broken_kinds, document, make, quotes

ASKED = {
    "caps": [{"id": "china", "countries": ["CN"], "max_share": 0.5}],
    "floors": [{"id": "asean", "countries": ["ASEAN"], "min_share": 0.5}],
    "each_country": {"max_share": 0.6},
}
BOUGHT = {"hub@C1": 510.0, "hub@T1": 490.0}


@pytest.fixture
def honest() -> Made:
    """510 from China at 100, 490 from Thailand at 110 with 5 of freight and 40,000 of tooling."""
    profile = document(quotes=quotes(T1={"freight": 5, "tooling_cost": 40_000}))
    made = make(profile, BOUGHT, ASKED)
    assert made.check().passed
    return made


def refused(made: Made) -> list[str]:
    """What the checker does not agree with."""
    found = made.check()
    assert not found.passed
    assert broken_kinds(found) == set()
    return [check.what for check in found.money if not check.kept]


@pytest.mark.parametrize("kind", ["purchase", "freight", "duty", "tooling", "policy", "grants"])
def test_a_changed_cost_is_caught(honest, kind):
    """Two yen off is more than the rounding of one kind explains."""
    after = honest.plan.after
    exact = {**after.exact, CostKind(kind): after.exact[CostKind(kind)] - 2}
    changed = replace(honest, plan=replace(honest.plan, after=replace(after, exact=exact)))
    assert f"cost of {kind}" in refused(changed)
    sentence = next(s for s in changed.check().broken if s.startswith(f"cost of {kind}"))
    assert "the plan says" in sentence
    assert "the recount" in sentence


def test_a_cost_moved_from_one_kind_to_another_is_caught(honest):
    after = honest.plan.after
    exact = {
        **after.exact,
        CostKind.PURCHASE: after.exact[CostKind.PURCHASE] - 1000,
        CostKind.DUTY: after.exact[CostKind.DUTY] + 1000,
    }
    changed = replace(honest, plan=replace(honest.plan, after=replace(after, exact=exact)))
    assert refused(changed) == ["cost of purchase", "cost of duty"]


def test_a_changed_discount_is_caught(honest):
    after = replace(honest.plan.after, discount=honest.plan.after.discount * 0.9)
    assert refused(replace(honest, plan=replace(honest.plan, after=after))) == ["present value", "objective"]


@pytest.mark.parametrize(
    ("column", "what"),
    [
        ("unit_landed_cost", "unit landed cost of award 0 (hub@C1)"),
        ("spend", "spend of award 0 (hub@C1)"),
        ("landed_cost", "landed cost of award 0 (hub@C1)"),
    ],
)
def test_changed_money_of_an_award_is_caught(honest, column, what):
    values = getattr(honest.plan.awards, column).copy()
    values[0] *= 1.001
    assert refused(honest.with_awards(**{column: values})) == [what]


def test_changed_cash_is_caught(honest):
    cash = {**honest.plan.cash_one_off, CostKind.TOOLING: 20_000.0}
    assert refused(replace(honest, plan=replace(honest.plan, cash_one_off=cash))) == ["cash of tooling"]
    extra = {**honest.plan.cash_one_off, CostKind.GRANTS: -5.0}
    assert refused(replace(honest, plan=replace(honest.plan, cash_one_off=extra))) == ["cash of grants"]


@pytest.mark.parametrize("scope", ["firm", "cap=china", "floor=asean", "each_country"])
@pytest.mark.parametrize("field", ["share", "amount"])
def test_a_changed_share_is_caught(honest, scope, field):
    exposure = honest.plan.exposure
    at = next(n for n, r in enumerate(exposure.rows) if r.scope == scope and r.amount > 0)
    row = replace(exposure.rows[at], **{field: getattr(exposure.rows[at], field) * 0.99})
    rows = (*exposure.rows[:at], row, *exposure.rows[at + 1 :])
    changed = replace(honest, plan=replace(honest.plan, exposure=replace(exposure, rows=rows)))
    assert refused(changed) == [f"{field} of {row.country} in {scope}, {row.base} by {row.measure}"]


def test_a_share_that_is_left_out_or_emptied_is_caught(honest):
    exposure = honest.plan.exposure
    rows = tuple(row for row in exposure.rows if row.scope != "cap=china")
    missing = replace(honest, plan=replace(honest.plan, exposure=replace(exposure, rows=rows)))
    assert refused(missing) == ["share of cap=china"]
    emptied = tuple(replace(row, share=None) if row.scope == "cap=china" else row for row in exposure.rows)
    changed = replace(honest, plan=replace(honest.plan, exposure=replace(exposure, rows=emptied)))
    assert refused(changed) == ["share of CN in cap=china, spend by origin"]


def test_a_share_of_a_scope_nobody_knows_is_not_believed(honest):
    exposure = honest.plan.exposure
    rows = (*exposure.rows, replace(exposure.rows[0], scope="moon"))
    changed = replace(honest, plan=replace(honest.plan, exposure=replace(exposure, rows=rows)))
    assert len(refused(changed)) == 4


def test_quantities_changed_after_the_count_break_rules_and_money(honest):
    """100 hubs more from China than were counted: need, cap and floor are passed, the moves are others."""
    made = honest.with_awards(quantity=np.array([610.0, 490.0]))
    found = made.check()
    assert broken_kinds(found) == {"need", "share", "cap", "floor", "move"}
    wrong = {check.what for check in found.money if not check.kept}
    assert {"cost of purchase", "objective", "spend of award 0 (hub@C1)"} <= wrong


def test_money_that_is_no_number_is_never_believed(honest):
    made = honest.with_awards(spend=np.array([np.nan, np.inf]))
    assert refused(made) == ["spend of award 0 (hub@C1)", "spend of award 1 (hub@T1)"]
    assert made.check().largest_deviation == np.inf


def test_a_changed_quantity_in_the_exposure_is_caught_below_the_minor_unit(honest):
    """A yen may be rounded away, half a hub may not."""
    exposure = honest.plan.exposure
    at = next(n for n, r in enumerate(exposure.rows) if r.base == "quantity" and r.amount > 0)
    row = replace(exposure.rows[at], amount=exposure.rows[at].amount + 0.5)
    rows = (*exposure.rows[:at], row, *exposure.rows[at + 1 :])
    changed = replace(honest, plan=replace(honest.plan, exposure=replace(exposure, rows=rows)))
    assert refused(changed) == ["amount of CN in firm, quantity by origin"]


class Books:
    """A statement that says whatever it is told to."""

    def __init__(self, made: Made, **claims: object) -> None:
        for name in ("by_kind", "total", "present_value", "objective"):
            setattr(self, name, claims.get(name, getattr(made.plan.after, name)))


@pytest.mark.parametrize(
    ("field", "off", "what"),
    [
        ("total", Decimal(1), ["total cost"]),
        ("present_value", Decimal(16), []),
        ("present_value", Decimal(17), ["present value"]),
        ("objective", 1.0, []),
        ("objective", 1.5, ["objective"]),
    ],
)
def test_a_sum_that_its_parts_do_not_explain_is_caught(honest, field, off, what):
    """A total is exact; a present value may differ by one yen a kind; the objective by one yen."""
    after = Books(honest, **{field: getattr(honest.plan.after, field) + off})
    found = replace(honest, plan=replace(honest.plan, after=after)).check()
    assert [check.what for check in found.money if not check.kept] == what


def test_a_kind_of_cost_that_is_left_out_is_caught(honest):
    kinds = {kind: amount for kind, amount in honest.plan.after.by_kind.items() if kind != CostKind.FREIGHT}
    after = Books(honest, by_kind=kinds, total=sum(kinds.values()))
    assert refused(replace(honest, plan=replace(honest.plan, after=after))) == [
        "cost of freight",
        "total cost",
    ]
