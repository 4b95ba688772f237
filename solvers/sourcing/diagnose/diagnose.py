"""Puts a diagnosis together, within a budget of time."""

from dataclasses import dataclass

from solvers.sourcing.budget import Budget
from solvers.sourcing.diagnose.clash import Clash, smallest_clash
from solvers.sourcing.diagnose.lowest import lowest_cap
from solvers.sourcing.diagnose.relaxation import least_relaxation
from solvers.sourcing.explain.binding import bindings_of
from solvers.sourcing.explain.explanation import Diagnosis, Explanation
from solvers.sourcing.rules import hard_leaders, without_rebates
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording import limit_name

EXACT = 1e-9
"""Hundredths below which a slack is none: then it is the solver that is wrong about the profile."""


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """What was found out, and the tables relaxed so far that a plan is possible (None where time ran out)."""

    explanation: Explanation
    eased: ProblemTables | None


def diagnose(t: ProblemTables, budget: Budget) -> Diagnosed:
    """The least relaxation (it also confirms that nothing keeps all rules), the clash, lowest caps."""
    left_out: list[str] = []
    t = without_rebates(t)
    relaxed = least_relaxation(t, budget)
    if relaxed is None:
        left_out.append("relaxation: no time left")
    elif not relaxed.found and relaxed.noise > EXACT:
        left_out.append("relaxation: the rules miss each other by less than a millionth of what they say")
    clash: Clash = smallest_clash(t, budget)
    if not clash.smallest:
        left_out.append("clash: no time left to make the set smallest")
    caps = []
    for number in hard_leaders(t):
        if budget.spent:
            left_out.append(f"lowest share of {limit_name(t, number)}: no time left")
            continue
        caps.append(lowest_cap(t, number, budget))
    found = Diagnosis(
        lowest_caps=tuple(caps),
        clashes=(bindings_of(t, clash.rules),),
        relaxation=() if relaxed is None else relaxed.steps,
        complete=clash.smallest,
    )
    explanation = Explanation((), (), found, tuple(left_out))
    return Diagnosed(explanation, None if relaxed is None else relaxed.eased(t))
