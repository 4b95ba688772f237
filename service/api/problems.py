"""Errors as `application/problem+json` (RFC 9457): one table from class of error to kind of problem."""

import logging
from collections.abc import Iterable, Mapping
from uuid import uuid4

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from models import errors
from models.errors import QueueFull
from models.issues import Issue, faults
from service.api import problem_kinds as kinds
from service.api.problem_kinds import Problem, ProblemKind
from service.api.replies import json_text

MEDIA_TYPE = "application/problem+json"

KIND_OF: Mapping[type[Exception], ProblemKind] = {
    errors.ProfileError: kinds.PROFILE_FAULTS,
    errors.RequestError: kinds.REQUEST_FAULTS,
    errors.JobNotFound: kinds.NOT_FOUND,
    QueueFull: kinds.QUEUE_FULL,
    errors.BackendUnavailable: kinds.BACKEND_UNAVAILABLE,
    errors.BackendFailed: kinds.SOLVER_FAILED,
    errors.PlanVerificationError: kinds.PLAN_NOT_VERIFIED,
    errors.TagenkaError: kinds.INTERNAL_ERROR,
}
"""The nearest class of an error decides."""

_OF_STATUS = {404: kinds.NOT_FOUND, 405: kinds.METHOD_NOT_ALLOWED}
_OF_CODE = {getattr(error, "code", ""): kind for error, kind in KIND_OF.items()}

logger = logging.getLogger(__name__)


def kind_of(error: Exception) -> ProblemKind:
    """The kind of problem an error is."""
    return next((KIND_OF[c] for c in type(error).__mro__ if c in KIND_OF), kinds.INTERNAL_ERROR)


def kind_of_code(code: str | None) -> ProblemKind:
    """The kind of problem behind a failed job, from its error's code."""
    return _OF_CODE.get(code or "", kinds.INTERNAL_ERROR)


def problem_reply(
    request: Request,
    problem: Problem,
    issues: Iterable[Issue] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The reply that says what is wrong."""
    kind = problem.kind
    body = {
        "type": kind.path,
        "title": kind.title,
        "status": kind.status,
        "detail": problem.detail,
        "instance": request.url.path,
        "job": problem.job,
        "faults": [issue.as_dict() for issue in issues],
    }
    retry = {} if kind.retry_after_s is None else {"Retry-After": str(kind.retry_after_s)}
    return Response(json_text(body), kind.status, {**retry, **problem.headers, **(headers or {})}, MEDIA_TYPE)


async def on_problem(request: Request, error: Exception) -> Response:
    """Answers a problem that a door raised."""
    assert isinstance(error, Problem)
    return problem_reply(request, error, error.issues)


async def on_error(request: Request, error: Exception) -> Response:
    """Answers an error that Tagenka raised on purpose."""
    kind = kind_of(error)
    if kind.status == kinds.INTERNAL_ERROR.status:
        logger.error(
            "%s %s: %s", request.method, request.url.path, getattr(error, "code", ""), exc_info=error
        )
    if isinstance(error, errors.IssuesError):
        return problem_reply(request, Problem(kind, counted(error.issues)), error.issues)
    return problem_reply(request, Problem(kind, str(error) or kind.title))


async def on_http(request: Request, error: Exception) -> Response:
    """Answers an unknown route or method."""
    assert isinstance(error, HTTPException)
    kind = _OF_STATUS.get(error.status_code, kinds.INTERNAL_ERROR)
    detail = f"there is no {request.url.path} here; /openapi.json lists every door"
    if kind is kinds.METHOD_NOT_ALLOWED:
        allowed = (error.headers or {}).get("Allow", "")
        detail = f"{request.url.path} does not take {request.method}; it takes {allowed}"
    return problem_reply(request, Problem(kind, detail), headers=error.headers)


async def on_disconnect(_: Request, error: Exception) -> Response:
    """The client left before its request was read: nobody will see this reply."""
    assert isinstance(error, ClientDisconnect)
    return Response(status_code=400)


async def on_failure(request: Request, error: Exception) -> Response:
    """Answers what nobody foresaw; the log has the details, the reply a word to find them by."""
    word = uuid4().hex[:12]
    logger.error("%s %s failed, reference %s", request.method, request.url.path, word, exc_info=error)
    detail = f"a failure of ours; the server's log has it under {word}"
    return problem_reply(request, Problem(kinds.INTERNAL_ERROR, detail))


def counted(issues: Iterable[Issue]) -> str:
    """How many faults and warnings there are, in words."""
    found = tuple(issues)
    stop = len(faults(found))
    rest = len(found) - stop
    words = f"{stop} fault{'' if stop == 1 else 's'}"
    return (
        f"{words} and {rest} warning{'' if rest == 1 else 's'}, listed under faults"
        if rest
        else (f"{words}, listed under faults")
    )
