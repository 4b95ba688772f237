"""Planning a mapped instance in tests: from documents to an outcome, in one shared solver process."""

from typing import Any

from models.profile.document import profile_from_document
from service.plans import prepare
from solvers.sourcing.make_plan import make_plan
from solvers.sourcing.outcome import Outcome
from solvers.sourcing.solve import Solver


def planned(
    solver: Solver, profile: dict[str, Any], request: dict[str, Any] | None = None, **effort: Any
) -> Outcome:
    """The outcome of a profile document and a request, with the effort given."""
    wanted = {"explain": "none", **effort}
    job = prepare(profile_from_document(profile), {**(request or {}), "effort": wanted})
    return make_plan(job.case, job.request, solver)
