"""What the server says of itself: health, versions, and what its problems mean."""

from importlib import metadata

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from models.profile.schema import SCHEMA_VERSION
from service.api import describe as d
from service.api import problem_kinds as kinds
from service.api.context import services_of
from service.api.problem_kinds import Problem
from service.api.replies import reply

router = APIRouter(tags=["server"])
SOLVER_LIBRARIES = ("ortools", "highspy", "pulp")


@router.get(
    "/healthz",
    operation_id="health",
    summary="Is the server alive?",
    description="200 as long as the server answers at all; no key is needed.",
    response_class=Response,
    responses={200: d.answered("It is alive.", "Health", "health")},
)
async def health() -> Response:
    """Say that the server answers."""
    return reply({"status": "ok"})


@router.get(
    "/readyz",
    operation_id="readiness",
    summary="Can the server plan?",
    description="200 once the solver processes run and jobs are taken on, 503 before and while stopping.",
    response_class=Response,
    responses={
        200: d.answered("It can.", "Health", "health"),
        503: d.problem(kinds.NOT_READY),
    },
)
async def readiness(request: Request) -> Response:
    """Say whether plans can be made."""
    services = services_of(request)
    missing = "the service is stopping" if services.runner.closed else services.missing()
    if missing:
        raise Problem(kinds.NOT_READY, missing)
    return reply({"status": "ok"})


@router.get(
    "/version",
    operation_id="version",
    summary="What runs here",
    description="Versions of the service, its interface, the profile's contract and the solver libraries.",
    response_class=Response,
    responses={200: d.answered("The versions.", "Version", "version")},
)
async def version() -> Response:
    """Name every version that an answer depends on."""
    return reply(
        {
            "name": "tagenka",
            "version": metadata.version("tagenka"),
            "api": "v1",
            "schema_version": SCHEMA_VERSION,
            "solvers": {name: metadata.version(name) for name in SOLVER_LIBRARIES},
        }
    )


@router.get(
    "/problems/{slug}",
    operation_id="explain_problem",
    summary="What a problem means",
    description="The `type` of every problem is the path of this door: what it means and what to do.",
    response_class=Response,
    responses={
        200: d.answered("The meaning.", "ProblemKind", "problem_kind"),
        404: d.problem(kinds.NOT_FOUND),
        "default": d.problem(kinds.INTERNAL_ERROR),
    },
)
async def explain_problem(slug: str) -> Response:
    """Explain a kind of problem."""
    kind = kinds.KINDS.get(slug)
    if kind is None:
        raise Problem(kinds.NOT_FOUND, f'there is no problem "{slug}"; there are: {", ".join(kinds.KINDS)}')
    return reply({"type": kind.path, "title": kind.title, "status": kind.status, "text": kind.text})
