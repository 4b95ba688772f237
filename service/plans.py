"""The path from documents to an answer, the same for every door."""

from dataclasses import dataclass
from typing import Any

from models.case.case import SourcingCase
from models.case.check_request import check_request
from models.case.open_case import open_case
from models.errors import IssuesError, ProfileError, RequestError
from models.issues import Issue, did_you_mean
from models.profile.read import SourcingProfile
from models.request import PlanRequest, read_request
from service.reports.answer import answer_of
from solvers.backends.process import SILENT, Watch
from solvers.backends.registry import planning_backends, plans_with
from solvers.sourcing.make_plan import make_plan
from solvers.sourcing.solve import Solver


@dataclass(frozen=True, slots=True)
class Job:
    """A checked case with the request for it."""

    case: SourcingCase
    request: PlanRequest


def prepare(profile: SourcingProfile, request_document: object, prefix: str = "/request") -> Job:
    """Check profile and request together.

    Raises:
        ProfileError: the profile has faults; those of the request are named with them.
        RequestError: the request alone has faults.
    """
    request, found = _request_or_issues(request_document, prefix)
    found = (*found, *_backend_issues(request.effort.backend, prefix))
    try:
        case = open_case(profile, request.on)
    except ProfileError as error:
        raise ProfileError((*error.issues, *found)) from None
    if found:
        raise RequestError(found)
    check_request(case, request, prefix)
    return Job(case, request)


def _request_or_issues(document: object, prefix: str) -> tuple[PlanRequest, tuple[Issue, ...]]:
    try:
        return read_request(document, prefix), ()
    except IssuesError as error:
        return PlanRequest(), error.issues


def _backend_issues(name: str, prefix: str) -> tuple[Issue, ...]:
    """A backend nobody knows, or one that cannot solve whole plans."""
    if plans_with(name):
        return ()
    known = planning_backends()
    place = f"{prefix}/effort/backend"
    message = f'no backend "{name}" can plan'
    hint = did_you_mean(name, known) or f"there are: auto, {', '.join(known)}"
    return (Issue("unknown_choice", "fault", place, name, message, hint),)


def plan_answer(
    job: Job, solver: Solver, watch: Watch = SILENT, plan_id: str | None = None
) -> dict[str, Any]:
    """Plan, and write the answer."""
    return answer_of(make_plan(job.case, job.request, solver, watch), plan_id)
