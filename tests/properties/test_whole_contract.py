"""Every part of the contract at once: no plan is rejected by the check, and the two counts agree."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import numpy as np
import pytest

from models.case.case import SourcingCase
from models.errors import ProfileError
from models.plan.decisions import Decisions
from models.plan.evaluate import evaluate
from models.plan.plan import Plan
from models.plan.verify import verify
from models.tolerances import ZERO_SHARE
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.read import decisions_of
from solvers.sourcing.tables import ProblemTables
from tests.models.plan.test_verify_honesty import in_awards, in_costs, in_exposure
from tests.properties.cases import Pair
from tests.properties.whole_contract import drawn
from tests.solvers.profiles import opened, planned

GAP = 1e-6
BACKENDS = ("ortools-highs", "pulp-cbc")


def fits(pair: Pair) -> bool:
    """Whether a profile has no fault; the only one it may have is a need that nobody may serve."""
    try:
        opened(*pair)
    except ProfileError as found:
        faults = {issue.code for issue in found.issues if issue.severity == "fault"}
    else:
        return True
    assert faults == {"need_without_quote"}
    return False


def agreed(solver, pair: Pair) -> None:
    """Two backends reach the same, and what they plan is not rejected (`planned` would raise)."""
    if not fits(pair):
        return
    one, other = (planned(solver, *pair, backend=name, gap=GAP, diagnosis_s=0.0) for name in BACKENDS)
    assert one.kind == other.kind
    if one.kind == "planned":
        assert one.verification.passed
        assert one.plan.objective == pytest.approx(other.plan.objective, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("stepped", [False, True], ids=["any", "stepped"])
def test_no_plan_is_rejected(solver, seed, stepped):
    agreed(solver, drawn(seed, stepped=stepped))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30, 430))
@pytest.mark.parametrize("stepped", [False, True], ids=["any", "stepped"])
def test_no_plan_of_many_is_rejected(solver, seed, stepped):
    agreed(solver, drawn(seed, stepped=stepped))


def splits(case: SourcingCase, t: ProblemTables, seed: int, count: int) -> Iterator[Decisions]:
    """Random awards, some needs short of them, and random projects; most keep hardly any rule."""
    random, options = np.random.default_rng(seed), case.investments.options
    for _ in range(count):
        weight = random.random(len(t.awards.offer)) ** random.choice([1, 4])
        weight[random.random(len(weight)) < random.choice([0.2, 0.5, 0.8])] = 0.0
        whole = np.bincount(t.awards.need, weights=weight, minlength=len(case.needs.item))
        share = weight / np.where(whole > 0, whole, 1.0)[t.awards.need] * random.choice([1.0, 1.0, 0.9])
        quantity = np.where(share < ZERO_SHARE, 0.0, share * t.awards.demand)
        begun = random.permutation(len(options.project))
        _, first = np.unique(options.project[begun], return_index=True)
        begun = begun[first][random.random(len(first)) < 0.6]
        decisions = decisions_of(t, quantity)
        yield replace(decisions, investment=options.project[begun], started=options.period[begun])


def counted(seed: int, stepped: bool, count: int) -> int:
    """How many of some splits of a profile pass; of all of them every claim is counted alike."""
    pair = drawn(seed, stepped=stepped)
    if not fits(pair):
        return 0
    case, request = opened(*pair)
    passed = 0
    for decisions in splits(case, build_tables(case, request), seed, count):
        found = verify(case, request, evaluate(case, request, decisions))
        assert [check for check in found.money if not check.kept] == []
        broken = {check.rule for check in found.rules if not check.kept}
        assert not broken & {"agreement", "duty_text", "investment", "lot", "move", "share", "surplus"}
        passed += found.passed
    return passed


@pytest.mark.parametrize("stepped", [False, True], ids=["any", "stepped"])
def test_two_counts_of_any_split_agree(stepped):
    assert sum(counted(seed, stepped, 3) for seed in range(30)) > 5


@pytest.mark.slow
@pytest.mark.parametrize("stepped", [False, True], ids=["any", "stepped"])
@pytest.mark.parametrize("first", range(40, 440, 40))
def test_two_counts_of_many_splits_agree(first, stepped):
    assert sum(counted(seed, stepped, 6) for seed in range(first, first + 40)) > 0


def amounts_changed(plan: Plan) -> Iterator[tuple[str, Plan]]:
    """The plan with each of its amounts changed in turn."""
    changed = chain(in_awards(plan), in_costs(plan), in_exposure(plan))
    return ((what, other) for what, other in changed if not what.startswith("discount"))


def test_no_amount_of_a_plan_at_the_prices_of_steps_can_be_changed_without_notice(solver):
    """Plans in which a quote with steps serves several plants and fills a surplus: four of them."""
    seen = 0
    for pair in (drawn(seed, stepped=True) for seed in range(40)):
        outcome = planned(solver, *pair, gap=GAP, diagnosis_s=0.0) if fits(pair) else None
        if outcome is None or outcome.plan is None or not deals_out(outcome.case, outcome.plan):
            continue
        changed = list(amounts_changed(outcome.plan))
        some = changed[:: max(len(changed) // 60, 1)]
        assert len(some) >= 60
        passing = [what for what, plan in some if verify(outcome.case, outcome.request, plan).passed]
        assert passing == []
        seen += 1
        if seen == 4:
            return
    raise AssertionError("too few plans deal out the units of a price")


def deals_out(case: SourcingCase, plan: Plan) -> bool:
    """Whether an incremental quote serves several plants in a period, and one of them has a surplus."""
    stepped = set(case.quotes.id[case.quotes.incremental].tolist())
    awards = plan.awards
    mine = np.array([name in stepped for name in awards.quote.tolist()], dtype=bool)
    uses = list(zip(awards.quote[mine].tolist(), awards.period[mine].tolist(), strict=True))
    return len(set(uses)) < len(uses) and bool((awards.surplus[mine] > 0).any())
