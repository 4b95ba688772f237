"""Every schema of the OpenAPI document."""

from typing import Any

from models.issues import CODES
from models.request import PlanRequest
from service.api.answer_schema import answer_schemas
from service.api.problem_kinds import KINDS
from service.api.profile_schema import profile_schemas
from service.api.schema_parts import (
    Schema,
    choice,
    either_null,
    moment,
    number,
    record,
    ref,
    rows,
    text,
    whole,
)
from service.jobs.record import JobState

_STATES = " ".join(state.value for state in JobState)


def schemas() -> dict[str, Schema]:
    """All of them by name."""
    return {
        **profile_schemas(),
        **_request_schemas(),
        "PlanBody": _plan_body(),
        **answer_schemas(),
        "Job": _job(),
        "Problem": _problem(),
        "ProblemKind": record(
            "What a problem means.",
            type=text(),
            title=text(),
            status=whole(),
            text=text("What to do about it."),
        ),
        "Issue": _issue(),
        "StoredProfile": _stored_profile(),
        "Health": record("Whether the server works.", status=choice("ok")),
        "Version": _version(),
    }


def _request_schemas() -> dict[str, Schema]:
    """`PlanRequest` and its parts, from the types that read it."""
    top = PlanRequest.model_json_schema(by_alias=True, ref_template="#/components/schemas/{model}")
    parts: dict[str, Any] = top.pop("$defs", {})
    return {"PlanRequest": top, **parts}


def _plan_body() -> Schema:
    return {
        "type": "object",
        "description": "What to plan with: the profile itself or the id of a stored one; and what is asked.",
        "properties": {
            "profile": ref("Profile"),
            "profile_id": text("Of a stored profile."),
            "request": either_null(ref("PlanRequest")),
        },
        "oneOf": [{"required": ["profile"]}, {"required": ["profile_id"]}],
        "additionalProperties": False,
    }


def _job() -> Schema:
    progress = record(
        "How far the work is.",
        phase=text("What is being done: queued, start, solve, explain, …"),
        elapsed_s=number("Seconds since it started."),
        best=either_null(number("Cost of the best plan so far.")),
        bound=either_null(number("No plan costs less.")),
        gap=either_null(number("Relative distance of the two.")),
    )
    return record(
        "Work that outlives its request. `state` says how it got on, `outcome` what the answer is.",
        id=text("Of the job, and of its plan."),
        state=choice(_STATES),
        outcome=either_null(choice("planned infeasible undecided", "Null where there is no answer.")),
        result=either_null(text("Path of the answer; null where there is none.")),
        progress=progress,
        reason=either_null(text("Why it failed or was cancelled.")),
        created_at=moment(),
        started_at=either_null(moment()),
        ended_at=either_null(moment()),
    )


def _problem() -> Schema:
    return record(
        "An error as RFC 9457 writes it; every fault at once.",
        type={
            "type": "string",
            "format": "uri-reference",
            "description": "Which kind of problem; the path explains it.",
            "enum": [kind.path for kind in KINDS.values()],
        },
        title=text("The same for every occurrence."),
        status=whole("The HTTP status."),
        detail=text("This occurrence."),
        instance=text("The path asked for."),
        job=either_null(text("Path of the job it is about.")),
        faults=rows(ref("Issue"), "Every fault and warning found; empty where the input is not at fault."),
    )


def _issue() -> Schema:
    return record(
        "One fault or warning in an input.",
        code=choice(" ".join(CODES), "Public and stable."),
        severity=choice("fault warning", "A fault stops planning, a warning does not."),
        place=text("JSON pointer: `/profile/quotes/3/unit_price`, `/request/caps/0/max_share`."),
        found=text("The value found, as it was written."),
        message=text("One sentence for people."),
        hint=text("What to do about it; may be empty."),
        others=whole("How many further places have the same fault; this one issue stands for all of them."),
    )


def _stored_profile() -> Schema:
    return record(
        "A profile that is kept.",
        id=text("To plan with: `profile_id`."),
        name=either_null(text("What the firm calls it.")),
        digest=text("SHA-256 of its content; the order of rows means nothing to it."),
        created_at=moment(),
        items=whole("How many items."),
        suppliers=whole("How many suppliers."),
        quotes=whole("How many quotes."),
        warnings=rows(ref("Issue"), "What does not stop planning."),
    )


def _version() -> Schema:
    return record(
        "What runs here.",
        name=text(),
        version=text("Of the service."),
        api=text("Of this interface; it is part of every path."),
        schema_version=text("Of the profile's contract."),
        solvers={"type": "object", "description": "Solver libraries.", "additionalProperties": text()},
    )
