"""What planning comes to: planned, infeasible, undecided. "Cannot" is an answer, not an exception."""

from dataclasses import dataclass, field

from models.case.case import SourcingCase
from models.plan.plan import Plan
from models.plan.verify import Verification
from models.request import PlanRequest
from solvers.sourcing.explain.explanation import Explanation
from solvers.sourcing.proof import Proof


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to a request.

    Attributes:
        kind: `planned`, `infeasible` or `undecided`.
        proof: how far the answer is proven.
        plan: the plan, re-counted and re-checked; None where there is none.
        verification: the independent check of the plan.
        explanation: reasons; for an infeasible profile the diagnosis.
        seconds: wall time of each stage.
    """

    kind: str
    case: SourcingCase
    request: PlanRequest
    proof: Proof
    plan: Plan | None
    verification: Verification | None
    explanation: Explanation
    seconds: dict[str, float] = field(default_factory=dict)
