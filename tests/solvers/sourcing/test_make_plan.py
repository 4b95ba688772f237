"""From a case to an outcome: planned, infeasible, undecided, or an error that says whose fault it is."""

from dataclasses import replace

import numpy as np
import pytest

from models.errors import BackendFailed, BackendUnavailable, PlanVerificationError, RequestError
from solvers.milp import Progress, SolveStatus, StopReason
from solvers.sourcing.make_plan import make_plan
from tests.solvers.profiles import awards_of, opened, planned, profile, quote
from tests.solvers.sourcing.scripted import (
    CANCELLED,
    INFEASIBLE,
    NOTHING_IN_TIME,
    UNBOUNDED,
    Scripted,
    stopped_short,
    values,
)

TWO = profile({"m": 100}, {"a": "CN", "b": "VN"}, [quote("m", "a", 100), quote("m", "b", 110)])
HALF = {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.5, "base": "quantity"}]}
HARD_CONTRACT = TWO | {"contracts": [{"item": "m", "supplier": "b", "quantity": 20}]}
QUALIFIED = TWO | {
    "quotes": [quote("m", "a", 100), quote("m", "b", 90, qualification_cost=400)],
    "allocation": [{"item": "m", "supplier": "a", "quantity": 100}],
}


class Watcher:
    """Keeps what it is told."""

    def __init__(self):
        self.seen = []

    def progress(self, progress):
        self.seen.append(progress)

    def cancelled(self):
        return False


# A solver that finds nothing


def test_where_the_solver_finds_nothing_in_time_a_constructed_plan_is_the_answer():
    outcome = planned(Scripted(NOTHING_IN_TIME), TWO, HALF)
    assert outcome.kind == "planned"
    assert outcome.verification.passed
    assert outcome.plan.exposure.rows
    assert outcome.proof.status == "feasible"
    assert outcome.proof.stop_reason == "time"
    assert not outcome.proof.deterministic
    assert outcome.proof.bound == 10_000
    assert outcome.proof.gap == (outcome.plan.objective - 10_000) / outcome.plan.objective


def test_a_constructed_plan_that_reaches_the_bound_is_proven():
    outcome = planned(Scripted(NOTHING_IN_TIME), TWO)
    assert awards_of(outcome) == {"m@a": 100}
    assert (outcome.proof.status, outcome.proof.gap) == ("optimal", 0)


def test_a_cancelled_solve_with_a_constructed_plan_keeps_it():
    outcome = planned(Scripted(CANCELLED), TWO, HALF)
    assert outcome.kind == "planned"
    assert outcome.proof.stop_reason == "cancelled"


def test_without_any_plan_the_answer_is_undecided_and_says_why():
    outcome = planned(Scripted(NOTHING_IN_TIME), HARD_CONTRACT)
    assert outcome.kind == "undecided"
    assert outcome.plan is None
    assert outcome.verification is None
    assert (outcome.proof.status, outcome.proof.objective, outcome.proof.bound) == ("none", None, None)
    assert outcome.proof.stop_reason == "time"
    assert "stopped (time)" in outcome.explanation.left_out[0]


def test_a_solver_stopped_with_a_plan_is_feasible_with_its_bound(solver):
    document = QUALIFIED | {"quotes": [quote("m", "a", 100), quote("m", "b", 10, qualification_cost=4000)]}
    outcome = planned(Scripted(stopped_short(solver)), document)
    assert outcome.plan.objective == 5000
    assert (outcome.proof.status, outcome.proof.stop_reason) == ("feasible", "time")
    assert outcome.proof.bound == 2500


# A solver that is wrong


def test_a_plan_that_breaks_a_rule_is_never_returned():
    wrong = Scripted(values(1.0, 0.0))
    with pytest.raises(PlanVerificationError, match=r"scripted returned a plan .* at most 50 %"):
        planned(wrong, TWO, HALF)
    assert len(wrong.asked) == 2  # Its quantities were solved anew once.


def test_the_cost_is_counted_anew_whatever_the_solver_says_it_is():
    outcome = planned(Scripted(values(1.0, 0.0, objective=9_000.0)), TWO)
    assert outcome.plan.objective == outcome.proof.objective == 10_000


def test_a_plan_that_misses_a_need_is_never_returned():
    with pytest.raises(PlanVerificationError):
        planned(Scripted(values(0.4, 0.0)), TWO)


def test_a_plan_that_uses_what_is_not_switched_on_is_never_returned():
    used_for_nothing = Scripted(values(0.0, 1.0, 0.0))
    with pytest.raises(PlanVerificationError):
        planned(used_for_nothing, QUALIFIED)


def test_quantities_that_are_off_are_solved_anew_with_the_same_switches(solver):
    crude = Scripted(values(0.501, 0.499), rest=solver)
    outcome = planned(crude, TWO, HALF)
    assert awards_of(outcome) == pytest.approx({"m@a": 50, "m@b": 50})
    assert outcome.verification.passed
    (first, _), (second, _) = crude.asked
    assert second.value.tolist() == first.value.tolist()
    assert not second.integer.any()


def test_solving_anew_holds_every_yes_and_no(solver):
    crude = Scripted(values(0.0, 0.999, 1.0), rest=solver)
    outcome = planned(crude, QUALIFIED)
    assert outcome.plan.objective == 9400
    held = crude.asked[1][0]
    switch = crude.asked[0][0].integer
    assert held.lower[switch].tolist() == held.upper[switch].tolist() == [1.0]


def test_noise_is_cleaned_without_another_solve():
    clean = Scripted(values(0.5 + 1e-9, 0.5 - 1e-9))
    outcome = planned(clean, TWO, HALF)
    assert outcome.verification.passed
    assert len(clean.asked) == 1


def test_a_claim_of_infeasible_that_nothing_bears_out_is_asked_of_another_backend(solver):
    doubtful = Scripted(INFEASIBLE, rest=solver)
    outcome = planned(doubtful, TWO, HALF)
    assert (outcome.kind, outcome.proof.status) == ("planned", "optimal")
    assert doubtful.asked[-1][1].backend != "auto"


def test_it_is_a_failure_where_the_request_names_the_backend(solver):
    with pytest.raises(BackendFailed, match="says infeasible, yet nothing has to give"):
        planned(Scripted(INFEASIBLE, rest=solver), TWO, HALF, backend="ortools-highs")


def test_a_solver_that_calls_everything_infeasible_is_a_failure():
    with pytest.raises(BackendFailed, match="infeasible where every rule may give way"):
        planned(Scripted(INFEASIBLE), TWO, HALF)


def test_a_cost_without_end_is_a_failure():
    with pytest.raises(BackendFailed, match=r"scripted: unbounded \(no end\)"):
        planned(Scripted(UNBOUNDED), TWO)


def test_a_failure_of_the_solver_is_passed_on():
    def broken(problem, options):
        raise BackendFailed("highs: out of memory")

    with pytest.raises(BackendFailed, match="out of memory"):
        planned(Scripted(broken), TWO)


# What is asked


@pytest.mark.parametrize("backend", ["ortools-glop", "ortools-pdlp", "nobody"])
def test_a_backend_that_cannot_plan_is_refused_before_any_solve(backend):
    untouched = Scripted(NOTHING_IN_TIME)
    with pytest.raises(BackendUnavailable, match="cannot plan"):
        planned(untouched, TWO, backend=backend)
    assert untouched.asked == []


def test_a_request_that_does_not_fit_is_refused_before_any_solve():
    case, _ = opened(TWO)
    _, request = opened(TWO, {"forbidden": [{"supplier": "nobody"}]})
    untouched = Scripted(NOTHING_IN_TIME)
    with pytest.raises(RequestError, match="nobody"):
        make_plan(case, request, untouched)
    assert untouched.asked == []


def test_the_solver_is_asked_with_the_requests_effort():
    asked = Scripted(NOTHING_IN_TIME)
    planned(asked, TWO, HALF, time_limit_s=7, gap=0.02, seed=5, threads=2, backend="pulp-highs")
    options = asked.asked[0][1]
    assert (options.backend, options.time_limit_s) == ("pulp-highs", 7)
    assert 0.019 < options.gap <= 0.02
    assert (options.threads, options.seed) == (2, 5)


def test_a_backend_of_whole_numbers_leaves_the_diagnosis_to_another(solver):
    document = profile(
        {"m": 100},
        {"a": "CN", "b": "VN"},
        [quote("m", s, 100, capacity=60) for s in "ab"],
        {"m": {"max_suppliers": 1}},
    )
    outcome = planned(solver, document, backend="ortools-cpsat")
    assert outcome.kind == "infeasible"
    assert outcome.explanation.infeasible.relaxation[0].rule == "max_suppliers"


def test_a_plan_and_its_stages_are_timed(solver):
    outcome = planned(solver, TWO, HALF)
    assert {"tables", "solve", "verify", "explain"} <= set(outcome.seconds)
    assert all(seconds >= 0 for seconds in outcome.seconds.values())


def test_the_watcher_hears_of_every_stage_in_money(solver):
    case, request = opened(TWO, HALF)
    watcher = Watcher()
    make_plan(case, request, solver, watcher)
    assert [p.phase for p in watcher.seen if p.phase in ("solve", "explain")][:1] == ["solve"]
    explained = next(p for p in watcher.seen if p.phase == "explain")
    assert explained.best == 10_500
    assert explained.bound == pytest.approx(10_500)


def test_progress_of_a_solver_is_passed_on_in_money():
    class Telling(Scripted):
        def solve(self, problem, options, watch=None):
            watch.progress(Progress("solve", 0.1, 1.0, 0.5))
            return super().solve(problem, options, watch)

    large = profile({"m": 1e6}, {"a": "CN"}, [quote("m", "a", 1000)])
    case, request = opened(large)
    watcher = Watcher()
    make_plan(case, request, Telling(NOTHING_IN_TIME), watcher)
    told = watcher.seen[1]
    assert told.best == 2 * told.bound
    assert told.best > 1
    assert np.log2(told.best) == round(np.log2(told.best))


def test_everything_in_one_answer_agrees(solver):
    outcome = planned(solver, QUALIFIED)
    assert outcome.kind == "planned"
    assert outcome.plan.objective == outcome.proof.objective == 9400
    assert outcome.case.profile is not None
    assert outcome.request.effort.explain == "none"
    assert outcome.verification.passed


def test_one_thread_and_a_seed_give_the_same_plan_twice(solver):
    request = HALF | {"suppliers_per_item": {"min": 2}}
    one, other = (planned(solver, TWO, request, seed=3) for _ in range(2))
    assert awards_of(one) == awards_of(other)
    assert one.proof == other.proof
    assert one.proof.deterministic


def test_a_stopped_answer_without_values_has_the_reason_of_the_solver():
    failed = replace(NOTHING_IN_TIME, status=SolveStatus.NOTHING, stop_reason=StopReason.FAILED)
    outcome = planned(Scripted(failed), TWO, HALF)
    assert outcome.kind == "planned"
    assert outcome.verification.passed


def test_what_is_switched_on_in_vain_is_not_paid_for():
    bought_for_nothing = Scripted(values(1.0, 0.0, 1.0))
    document = TWO | {"quotes": [quote("m", "a", 100), quote("m", "b", 110, qualification_cost=400)]}
    outcome = planned(bought_for_nothing, document)
    assert outcome.plan.objective == 10_000


def test_an_order_placed_in_vain_is_not_paid_for():
    document = TWO | {"quotes": [quote("m", "a", 100), quote("m", "b", 110, min_order=30)]}
    outcome = planned(Scripted(values(1.0, 0.0, 1.0, 1.0)), document)
    assert awards_of(outcome) == {"m@a": 100}
    assert outcome.plan.objective == 10_000
