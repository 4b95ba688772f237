"""Puts an explanation together, within its own budget of time."""

from dataclasses import replace

from models.plan.decisions import Decisions
from models.plan.exposure import SoftCost, ledger_of, soft_costs
from models.request import PlanRequest
from solvers.sourcing.budget import Budget
from solvers.sourcing.explain.binding import binding_of, bindings_of
from solvers.sourcing.explain.explanation import Binding, Explanation
from solvers.sourcing.explain.items import item_reasons
from solvers.sourcing.explain.prices import price_bindings
from solvers.sourcing.explain.tight import tight_rules
from solvers.sourcing.explain.worth import worth_of
from solvers.sourcing.proof import Proof
from solvers.sourcing.rules import Rule
from solvers.sourcing.tables import ProblemTables

QUICK_S = 5.0
"""Seconds a quick explanation may take at most (docs/reference/profile.md, "Request")."""


def explain_seconds(request: PlanRequest) -> float:
    """Seconds that further solves may take."""
    limit = request.effort.time_limit_s
    return {"none": 0.0, "quick": min(QUICK_S, limit), "full": limit}[request.effort.explain]


def explain(t: ProblemTables, decisions: Decisions, proof: Proof, budget: Budget) -> Explanation:
    """Binding rules with what the caps among them are worth, and a reason for each item."""
    if t.request.effort.explain == "none":
        return Explanation(left_out=("explanation: not asked for (effort.explain is none)",))
    tight = tight_rules(t, decisions)
    soft = soft_costs(t.case, t.request, ledger_of(t.case, decisions))
    left_out: list[str] = []
    binding: list[Binding] = []
    limits = [rule for rule in tight if rule.kind == "share_limit"]
    for rule in limits:
        found = _with_cost(t, rule, binding_of(t, rule), soft)
        binding.append(_with_worth(t, rule, found, proof, budget, left_out))
    binding.extend(bindings_of(t, (rule for rule in tight if rule not in limits)))
    binding.extend(price_bindings(t, decisions))
    return Explanation(tuple(binding), tuple(item_reasons(t, decisions, tight)), None, tuple(left_out))


def _with_cost(t: ProblemTables, rule: Rule, found: Binding, soft: tuple[SoftCost, ...]) -> Binding:
    """A soft rule with how far the plan is beyond it, and what it pays for that."""
    limit = t.share_limits[rule.index]
    if limit.price is None:
        return found
    mine = [cost for cost in soft if (cost.source, cost.row) == (limit.source, limit.row)]
    return replace(found, excess=sum(c.points for c in mine), cost=sum(c.cost for c in mine))


def _with_worth(
    t: ProblemTables, rule: Rule, found: Binding, proof: Proof, budget: Budget, left_out: list[str]
) -> Binding:
    worth = worth_of(t, rule.index, proof, budget)
    where = f"{found.rule} {found.id}"
    if worth is None:
        left_out.append(f"worth of {where}: no time left (effort.explain full allows more)")
    elif worth.looser is None or (worth.tighter is None and not worth.tighter_infeasible):
        left_out.append(f"one step of {where}: no time left (effort.explain full allows more)")
    return replace(found, worth=worth)
