"""`/v1/plans`: ask for a plan, fetch it."""

import time
from functools import partial

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from service.api import describe as d
from service.api import problem_kinds as kinds
from service.api.accept import best_language, best_type
from service.api.answer_forms import FORMS, OFFERED, made_of
from service.api.bodies import from_body, read_body
from service.api.context import Services, services_of
from service.api.jobs import accepted, job_path, plan_path
from service.api.plan_body import open_plan
from service.api.prefer import wait_seconds
from service.api.problem_kinds import Problem
from service.api.problems import kind_of_code
from service.api.replies import json_text, raw_reply
from service.jobs.record import JobRecord, JobState
from service.jobs.runner import Answer
from service.plans import Job, plan_answer
from service.reports.labels import LANGUAGES
from solvers.backends.process import Watch
from solvers.sourcing.solve import Solver

router = APIRouter(tags=["plans"])
VARY = {"Vary": "Accept, Accept-Language"}


@router.post(
    "/v1/plans",
    operation_id="make_plan",
    summary="Ask for a plan",
    description="Checks profile and request, answers every fault at once, and plans. Without `Prefer: "
    "wait=N` the reply is 202 with the job; with it, 200 and the answer itself when it is there in time. A "
    "client that leaves loses nothing: the job goes on, and its answer is kept under `/v1/plans/{id}`. A "
    "plan's id is its job's.",
    status_code=202,
    response_class=Response,
    openapi_extra={
        "parameters": [d.prefer()],
        **d.body("PlanBody", "What to plan with, and what is asked.", "plan_request"),
    },
    responses={
        200: d.answered(
            "The answer, there in time.",
            "Answer",
            "answer",
            headers=("Content-Location", "Preference-Applied"),
        ),
        202: d.answered("It is being planned.", "Job", "job_running", headers=("Location", "Retry-After")),
        400: d.problem(kinds.UNREADABLE_BODY),
        409: d.problem(kinds.JOB_CANCELLED),
        413: d.problem(kinds.BODY_TOO_LARGE),
        415: d.problem(kinds.UNSUPPORTED_MEDIA_TYPE),
        422: d.problem(kinds.PROFILE_FAULTS, kinds.REQUEST_FAULTS),
        500: d.problem(kinds.PLAN_NOT_VERIFIED, kinds.SOLVER_FAILED, kinds.INTERNAL_ERROR),
        503: d.problem(kinds.QUEUE_FULL, kinds.BACKEND_UNAVAILABLE),
    },
)
async def make_plan(request: Request) -> Response:
    """Check, take on, and answer at once where the client waits and the plan is there in time."""
    began = time.monotonic()
    services = services_of(request)
    services.runner.check_room()
    body = await read_body(request, services.settings.max_body_bytes)
    job = await services.read(partial(from_body, body, partial(open_plan, profiles=services.profiles)))
    record = services.runner.submit(partial(_plan, job, services.solver))
    wait_s = wait_seconds(request.headers.getlist("prefer"), services.settings.max_wait_s)
    if wait_s is None:
        return accepted(record)
    record = await services.runner.wait(record.id, wait_s - (time.monotonic() - began))
    return _waited(services, record, {"Preference-Applied": f"wait={wait_s}"})


@router.get(
    "/v1/plans/{plan_id}",
    operation_id="get_plan",
    summary="A plan",
    description="The answer of a job that has one. While the job is running the reply is 409; where it ended "
    "without an answer, 404 with the reason. `Accept` chooses between JSON, a workbook, and a zip of tables.",
    response_class=Response,
    openapi_extra={"parameters": [d.accept_language()]},
    responses={
        200: d.answered(
            "The answer.",
            "Answer",
            "answer",
            headers=("Content-Disposition", "Content-Language", "Vary"),
            files={name: form.doc for name, form in FORMS.items()},
        ),
        404: d.problem(kinds.NOT_FOUND, kinds.NO_PLAN),
        406: d.problem(kinds.NOT_ACCEPTABLE),
        409: d.problem(kinds.PLAN_NOT_READY),
        "default": d.problem(kinds.INTERNAL_ERROR),
    },
)
async def get_plan(request: Request, plan_id: str) -> Response:
    """Give the answer of a job, in the form the client likes best."""
    services = services_of(request)
    chosen = best_type(request.headers.getlist("accept"), OFFERED)
    if chosen is None:
        raise Problem(kinds.NOT_ACCEPTABLE, f"a plan is given as {', '.join(OFFERED)}", headers=VARY)
    store = services.runner.store
    record = store.get(plan_id)
    answer = store.answer(plan_id)
    if answer is not None:
        language = best_language(request.headers.getlist("accept-language"), LANGUAGES)
        return await _in_form(services, record.id, answer, (chosen, language))
    where = job_path(record.id)
    if record.state.ended:
        raise Problem(kinds.NO_PLAN, f"the job {record.state}: {record.reason}", job=where)
    raise Problem(kinds.PLAN_NOT_READY, f"the job is {record.state}; look at {where}", job=where)


async def _in_form(services: Services, plan_id: str, answer: bytes, wanted: tuple[str, str]) -> Response:
    """An answer as the media type and in the language wanted."""
    media_type, language = wanted
    form = FORMS.get(media_type)
    if form is None:
        return raw_reply(answer, 200, VARY)
    made = await services.read(partial(made_of, answer, form, language))
    headers = {**VARY, "Content-Disposition": f'attachment; filename="plan-{plan_id}.{form.ending}"'}
    if form.languages:
        headers["Content-Language"] = language
    return Response(made, 200, headers, media_type)


def _plan(job: Job, solver: Solver, job_id: str, watch: Watch) -> Answer:
    """The work of a job: plan, and write the answer as the wire wants it."""
    document = plan_answer(job, solver, watch, job_id)
    return Answer(document["outcome"], json_text(document))


def _waited(services: Services, record: JobRecord, headers: dict[str, str]) -> Response:
    """The reply to a client that waited."""
    if not record.state.ended:
        return accepted(record, headers)
    answer = services.runner.store.answer(record.id)
    if answer is not None:
        return raw_reply(answer, 200, {"Content-Location": plan_path(record.id), **headers})
    kind = kinds.JOB_CANCELLED if record.state is JobState.CANCELLED else kind_of_code(record.error)
    raise Problem(kind, record.reason or kind.title, job=job_path(record.id))
