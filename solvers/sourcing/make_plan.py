"""The main job: the cheapest plan that keeps every rule, proven, re-counted and explained."""

import gc
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from models.case.case import SourcingCase
from models.case.check_request import check_request
from models.errors import BackendFailed, BackendUnavailable, PlanVerificationError
from models.plan.decisions import Decisions
from models.plan.evaluate import evaluate
from models.plan.plan import Plan
from models.plan.verify import Verification, verify
from models.request import PlanRequest
from models.tolerances import MONEY
from solvers.backends.base import Feature
from solvers.backends.process import SILENT, Watch
from solvers.backends.registry import find, planning_backends, plans_with
from solvers.milp import Progress, SolveOptions, SolveStatus
from solvers.sourcing.budget import Budget
from solvers.sourcing.build_tables import build_tables
from solvers.sourcing.diagnose.diagnose import diagnose
from solvers.sourcing.explain.explain import explain, explain_seconds
from solvers.sourcing.explain.explanation import Explanation
from solvers.sourcing.explain.tight import quantities
from solvers.sourcing.explore.explore import explore_seconds, explored_infeasible, explored_plan
from solvers.sourcing.outcome import Outcome
from solvers.sourcing.proof import Proof, proof_of
from solvers.sourcing.seed import constructed_plan
from solvers.sourcing.solve import Solved, Solver, polished, solve_tables
from solvers.sourcing.tables import ProblemTables

ASKED_GAP = 0.98
"""Part of the gap that solvers are asked for: the rest is left to the rounding of values in their text."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Stages:
    """Wall time of each stage, in seconds, and a line of log for each."""

    seconds: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def done(self, name: str) -> None:
        """Close a stage."""
        now = time.monotonic()
        self.seconds[name] = now - self.began
        logger.info("%s: %.3f s", name, now - self.began)
        self.began = now


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan that passed the independent check, with the decisions behind it."""

    plan: Plan
    verification: Verification
    decisions: Decisions


def make_plan(
    case: SourcingCase,
    request: PlanRequest,
    solver: Solver,
    watch: Watch = SILENT,
    *,
    diagnosis_s: float = 60.0,
) -> Outcome:
    """Find the cheapest plan that keeps every rule of profile and request.

    Args:
        case: a checked profile.
        request: what is asked.
        solver: where solves run.
        watch: who looks on and may cancel.
        diagnosis_s: seconds an infeasible answer may spend on finding out why.

    Raises:
        RequestError: the request does not fit the profile.
        BackendUnavailable: the backend asked for cannot plan here.
        BackendFailed: the solver broke down.
        PlanVerificationError: the plan found does not pass the independent check.
    """
    check_request(case, request)
    if not plans_with(request.effort.backend):
        raise BackendUnavailable(f'"{request.effort.backend}" cannot plan: see `tagenka backends`')
    stages = Stages()
    tables = build_tables(case, request)
    stages.done("tables")
    effort = request.effort
    gap = effort.gap * ASKED_GAP
    options = SolveOptions(effort.backend, effort.time_limit_s, gap, effort.threads, effort.seed)
    watch.progress(Progress("solve", 0.0))
    solved = solve_tables(tables, solver, options, watch)
    stages.done("solve")
    stages.seconds["solver"] = solved.result.wall_s
    if solved.result.status is SolveStatus.INFEASIBLE:
        answer = _infeasible(tables, solved, Budget(solver, _further(options), diagnosis_s, watch), stages)
        if answer is not None:
            return answer
        solved = _asked_of_another(tables, solved, solver, options, watch)
        stages.done("solve")
    if solved.result.status in (SolveStatus.UNBOUNDED, SolveStatus.FAILED):
        raise BackendFailed(f"{solved.result.backend}: {solved.result.status} ({solved.result.message})")
    return _planned(tables, solved, solver, options, watch, stages)


def _further(options: SolveOptions) -> SolveOptions:
    """Options for solves that have fractions even where the plan has none."""
    whole_only = Feature.CONTINUOUS not in find(options.backend).features
    return replace(options, backend="auto") if whole_only else options


def _planned(
    t: ProblemTables, solved: Solved, solver: Solver, options: SolveOptions, watch: Watch, stages: Stages
) -> Outcome:
    checked = _checked(t, solved, solver, options)
    stages.done("verify")
    if checked is None:
        proof = proof_of(t, solved.result, solved.scaling, None)
        words = f"stopped ({proof.stop_reason}) before any plan was found; allow more time"
        return Outcome(
            "undecided", t.case, t.request, proof, None, None, Explanation(left_out=(words,)), stages.seconds
        )
    proof = proof_of(t, solved.result, solved.scaling, checked.plan.objective)
    watch.progress(Progress("explain", sum(stages.seconds.values()), proof.objective, proof.bound))
    finer = replace(_further(options), gap=min(options.gap, 1e-4))
    budget = Budget(solver, finer, explain_seconds(t.request), watch)
    explanation = explain(t, checked.decisions, proof, budget)
    stages.done("explain")
    if t.request.explore is not None:
        bought = quantities(t, checked.decisions)
        looking = Budget(solver, finer, explore_seconds(t.request, stages.seconds["solve"]), watch)
        explanation = explored_plan(solved, explanation, bought, looking)
        stages.done("explore")
    return Outcome(
        "planned", t.case, t.request, proof, checked.plan, checked.verification, explanation, stages.seconds
    )


def _checked(t: ProblemTables, solved: Solved, solver: Solver, options: SolveOptions) -> Checked | None:
    """The solver's plan, re-counted and re-checked; without one, a constructed plan; None without either.

    Raises:
        PlanVerificationError: the solver's plan does not pass, polished or not.
    """
    if solved.result.values is None:
        found = constructed_plan(t)
        return None if found is None else Checked(*found)
    first = _count(t, solved)
    if first.verification.passed and _agrees(first, solved):
        return first
    again = polished(solved, solver, options)
    second = _count(t, again)
    if second.verification.passed and _agrees(second, again):
        return second
    broken = "; ".join(second.verification.broken[:5]) or "the two counts of the cost differ"
    raise PlanVerificationError(f"{solved.result.backend} returned a plan that does not hold: {broken}")


def _count(t: ProblemTables, solved: Solved) -> Checked:
    decisions = solved.decisions
    with _no_collecting():
        plan = evaluate(t.case, t.request, decisions)
        return Checked(plan, verify(t.case, t.request, plan), decisions)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Leave the collector off: counting makes many small records that all live until it ends.

    Looking for garbage among them again and again takes a fifth of its time, and finds none.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _agrees(checked: Checked, solved: Solved) -> bool:
    """Whether solver and second count agree on the cost, noise of the cleaning aside."""
    counted, claimed = checked.plan.objective, solved.cost_in_use
    return abs(counted - claimed) <= 10 * MONEY * max(abs(counted), abs(claimed), 1.0)


def _asked_of_another(
    t: ProblemTables, solved: Solved, solver: Solver, options: SolveOptions, watch: Watch
) -> Solved:
    """The plan that another backend finds, where nothing bears out that there is none.

    Raises:
        BackendFailed: the request names the backend, or no other one finds a plan.
    """
    others = [name for name in planning_backends() if name != solved.result.backend]
    if options.backend == "auto" and others:
        again = solve_tables(t, solver, replace(options, backend=others[0]), watch)
        if again.result.values is not None:
            return again
    raise BackendFailed(f"{solved.result.backend} says infeasible, yet nothing has to give")


def _infeasible(t: ProblemTables, solved: Solved, budget: Budget, stages: Stages) -> Outcome | None:
    """Diagnose; a solver's "infeasible" that the diagnosis contradicts is no answer: None."""
    diagnosed = diagnose(t, budget)
    stages.done("diagnose")
    explanation = diagnosed.explanation
    found = explanation.infeasible
    if found is not None and found.relaxation == () and not explanation.left_out:
        return None
    if diagnosed.eased is not None:
        looking = Budget(budget.solver, budget.options, explore_seconds(t.request, 0.0), budget.watch)
        explanation = explored_infeasible(t, diagnosed.eased, explanation, looking)
        stages.done("explore")
    proof = Proof(
        "none",
        None,
        None,
        None,
        solved.result.backend,
        solved.result.version,
        solved.result.stop_reason.value,
        True,
    )
    return Outcome("infeasible", t.case, t.request, proof, None, None, explanation, stages.seconds)
