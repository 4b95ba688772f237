"""Every kind of problem a reply can name; `GET /problems/{slug}` explains it."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.issues import Issue


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem.

    Attributes:
        slug: end of its stable address.
        status: of the HTTP reply.
        title: the same for every occurrence.
        text: what it means and what to do.
        example: the detail of one occurrence.
        retry_after_s: after how many seconds the same may work; None where waiting does not help.
    """

    slug: str
    status: int
    title: str
    text: str
    example: str
    retry_after_s: int | None = None

    @property
    def path(self) -> str:
        """Its address: the `type` of a problem."""
        return f"/problems/{self.slug}"


class Problem(Exception):  # noqa: N818 - it is what the standard calls it
    """One occurrence of a problem of HTTP itself, or of a job; raised by a door."""

    def __init__(
        self,
        kind: ProblemKind,
        detail: str,
        *,
        issues: tuple[Issue, ...] = (),
        job: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Name kind and detail.

        Args:
            kind: of the problem.
            detail: of this occurrence, for people.
            issues: the faults behind it.
            job: path of the job it is about.
            headers: of the reply.
        """
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.issues = issues
        self.job = job
        self.headers = dict(headers or {})


UNREADABLE_BODY = ProblemKind(
    "unreadable-body", 400, "The body cannot be read",
    "The body could not be read as what its `Content-Type` says: JSON in UTF-8, where the fault names line "
    "and column, or a workbook or zip. Nothing was checked.",
    "this is not JSON: Expecting value at line 1, column 1",
)  # fmt: skip
NOT_FOUND = ProblemKind(
    "not-found", 404, "There is nothing here",
    "No door, job, plan or profile of that name. Ended jobs and stored profiles are kept for a while only.",
    'there is no job "0f3a"; ended jobs are kept for a while only',
)  # fmt: skip
NO_PLAN = ProblemKind(
    "no-plan", 404, "The job ended without an answer",
    "The job failed, or was cancelled before there was a plan; its `reason` says why. Plan again.",
    "the job was cancelled: cancelled on request, before it began",
)  # fmt: skip
METHOD_NOT_ALLOWED = ProblemKind(
    "method-not-allowed", 405, "The door does not take this method",
    "The header `Allow` names the methods it takes.",
    "/v1/plans does not take GET; it takes POST",
)  # fmt: skip
NOT_ACCEPTABLE = ProblemKind(
    "not-acceptable", 406, "The answer is not given in any form asked for",
    "`Accept` names only forms that this door does not give. The detail lists those it gives; without "
    "`Accept` the answer is JSON.",
    "a plan is given as application/json, application/zip",
)  # fmt: skip
PLAN_NOT_READY = ProblemKind(
    "plan-not-ready", 409, "The job has not ended yet",
    "The answer is not there yet: ask again after `Retry-After` seconds, or look at the job under `job`.",
    "the job is running; look at /v1/jobs/0f3a",
    retry_after_s=1,
)  # fmt: skip
JOB_CANCELLED = ProblemKind(
    "job-cancelled", 409, "The job was cancelled before there was a plan",
    "Somebody cancelled the job while this request waited for it, and no plan had been found. Plan again.",
    "cancelled on request",
)  # fmt: skip
BODY_TOO_LARGE = ProblemKind(
    "body-too-large", 413, "The body is too large",
    "The body is larger than `TAGENKA_MAX_BODY_MB` allows. Leave out what no plan needs, or raise it.",
    "the body is larger than 256 MB",
)  # fmt: skip
UNSUPPORTED_MEDIA_TYPE = ProblemKind(
    "unsupported-media-type", 415, "The body is of a type that the door does not take",
    "Send the body as `Content-Type: application/json` in UTF-8, without `Content-Encoding`. A profile to "
    "store may also be a workbook or a zip; the header `Accept` of the reply names the types.",
    "the body is text/csv; send application/json",
)  # fmt: skip
PROFILE_FAULTS = ProblemKind(
    "profile-faults", 422, "The profile has faults",
    "Every fault of profile and request is listed under `faults`, with its place and a hint. Mend them and "
    "send the profile again: nothing was planned or stored. Faults stop planning, warnings do not.",
    "1 fault, listed under faults",
)  # fmt: skip
REQUEST_FAULTS = ProblemKind(
    "request-faults", 422, "The request has faults",
    "The profile is sound, but what is asked of the plan contradicts itself or the profile. Every fault is "
    "listed under `faults`, with its place and a hint.",
    "1 fault, listed under faults",
)  # fmt: skip
INTERNAL_ERROR = ProblemKind(
    "internal-error", 500, "A failure of ours",
    "Something failed that should not. The reply carries a reference; the server's log has more under it.",
    "a failure of ours; the server's log has it under 5b1f0c9e77aa",
)  # fmt: skip
SOLVER_FAILED = ProblemKind(
    "solver-failed", 500, "The solver broke down",
    "The solver process died or answered nonsense. The same request may work with another `effort.backend`.",
    "ortools-highs: the solver process died (exit code -9)",
)  # fmt: skip
PLAN_NOT_VERIFIED = ProblemKind(
    "plan-not-verified", 500, "The plan found did not pass the independent check",
    "The plan broke a rule when it was counted again, so it is not returned. Please report it, with the "
    "profile if you may; the same request may work with another `effort.backend`.",
    "ortools-highs returned a plan that does not hold: quotes/3: capacity 100; the plan has 101",
)  # fmt: skip
BACKEND_UNAVAILABLE = ProblemKind(
    "backend-unavailable", 503, "The backend asked for is not installed here",
    "`effort.backend` names a solver that this server does not have. `auto` takes one that it has.",
    "pulp-cbc cannot run here: the program cbc is missing",
)  # fmt: skip
QUEUE_FULL = ProblemKind(
    "queue-full", 503, "Too many jobs are waiting",
    "The server takes on no more jobs at the moment. Ask again after `Retry-After` seconds.",
    "102 jobs are running or waiting; ask again later",
    retry_after_s=5,
)  # fmt: skip
NOT_READY = ProblemKind(
    "not-ready", 503, "The server is not ready",
    "The server is starting or stopping. Ask again after `Retry-After` seconds.",
    "the solver processes are starting",
    retry_after_s=1,
)  # fmt: skip

KINDS: Mapping[str, ProblemKind] = {
    kind.slug: kind
    for kind in (
        UNREADABLE_BODY, NOT_FOUND, NO_PLAN, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, PLAN_NOT_READY,
        JOB_CANCELLED, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, PROFILE_FAULTS, REQUEST_FAULTS,
        INTERNAL_ERROR, SOLVER_FAILED,
        PLAN_NOT_VERIFIED, BACKEND_UNAVAILABLE, QUEUE_FULL, NOT_READY,
    )
}  # fmt: skip
"""Every kind by its slug."""
