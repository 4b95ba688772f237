"""`/v1/jobs`: how far work is, and how to stop it."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from service.api import describe as d
from service.api import problem_kinds as kinds
from service.api.context import services_of
from service.api.replies import moment, reply
from service.jobs.record import JobRecord, utc_now

router = APIRouter(tags=["jobs"])
POLL_S = 1
"""Seconds a client is asked to wait between two looks at a job."""


@router.get(
    "/v1/jobs/{job_id}",
    operation_id="get_job",
    summary="A job",
    description="How far a job is. Always 200 for a job that is known, never a redirect. `state` says how "
    "the work got on, `outcome` what the answer is: an infeasible profile is a job that succeeded.",
    response_class=Response,
    responses={
        200: d.answered("The job.", "Job", "job_running"),
        404: d.problem(kinds.NOT_FOUND),
        "default": d.problem(kinds.INTERNAL_ERROR),
    },
)
async def get_job(request: Request, job_id: str) -> Response:
    """Tell how far a job is."""
    record = services_of(request).runner.store.get(job_id)
    headers = {} if record.state.ended else {"Retry-After": str(POLL_S)}
    return reply(job_document(record, utc_now()), 200, headers)


@router.delete(
    "/v1/jobs/{job_id}",
    operation_id="cancel_job",
    summary="Cancel a job",
    description="A waiting job ends at once. A running one is asked to end and does so within a moment: "
    "if there is a plan by then it is kept. A job that has ended stays as it is.",
    response_class=Response,
    responses={
        200: d.answered("It has ended.", "Job", "job_cancelled"),
        202: d.answered("It is about to end.", "Job", "job_running", headers=("Location", "Retry-After")),
        404: d.problem(kinds.NOT_FOUND),
        "default": d.problem(kinds.INTERNAL_ERROR),
    },
)
async def cancel_job(request: Request, job_id: str) -> Response:
    """Ask a job to end."""
    record = services_of(request).runner.cancel(job_id)
    return reply(job_document(record, utc_now())) if record.state.ended else accepted(record)


def accepted(record: JobRecord, headers: dict[str, str] | None = None) -> Response:
    """The reply that says where a job can be looked at."""
    where = {"Location": job_path(record.id), "Retry-After": str(POLL_S)}
    return reply(job_document(record, utc_now()), 202, {**where, **(headers or {})})


def job_path(job_id: str) -> str:
    """Where a job is."""
    return f"/v1/jobs/{job_id}"


def plan_path(job_id: str) -> str:
    """Where a job's answer is."""
    return f"/v1/plans/{job_id}"


def job_document(record: JobRecord, now: datetime) -> dict[str, Any]:
    """The wire form of a job."""
    progress = record.progress
    return {
        "id": record.id,
        "state": record.state.value,
        "outcome": record.outcome,
        "result": plan_path(record.id) if record.has_answer else None,
        "progress": {
            "phase": progress.phase,
            "elapsed_s": round(record.elapsed_s(now), 3),
            "best": progress.best,
            "bound": progress.bound,
            "gap": progress.gap,
        },
        "reason": record.reason,
        "created_at": moment(record.created_at),
        "started_at": moment(record.started_at),
        "ended_at": moment(record.ended_at),
    }
