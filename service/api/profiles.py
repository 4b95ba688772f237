"""`/v1/profiles`: store a profile once, plan with it often."""

from functools import partial
from typing import Any
from uuid import uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from models.case.digest import profile_digest
from models.case.open_case import open_case
from models.profile.document import document_of, profile_from_document
from service.api import describe as d
from service.api import problem_kinds as kinds
from service.api.bodies import from_body, read_body
from service.api.context import services_of
from service.api.replies import json_text, moment, raw_reply, reply
from service.jobs.profile_store import StoredProfile
from service.jobs.record import utc_now

router = APIRouter(tags=["profiles"])


@router.post(
    "/v1/profiles",
    operation_id="store_profile",
    summary="Store a profile",
    description="Checks a profile and keeps it, to be planned with by its `id`. The body is the profile "
    "itself. Every fault is answered at once. Pointers in later answers point into the profile as stored.",
    status_code=201,
    response_class=Response,
    openapi_extra=d.body("Profile", "The profile.", "profile"),
    responses={
        201: d.answered("It is stored.", "StoredProfile", "stored_profile", headers=("Location",)),
        400: d.problem(kinds.UNREADABLE_BODY),
        413: d.problem(kinds.BODY_TOO_LARGE),
        415: d.problem(kinds.UNSUPPORTED_MEDIA_TYPE),
        422: d.problem(kinds.PROFILE_FAULTS),
        "default": d.problem(kinds.INTERNAL_ERROR),
    },
)
async def store_profile(request: Request) -> Response:
    """Check and keep a profile."""
    services = services_of(request)
    body = await read_body(request, services.settings.max_body_bytes)
    stored = await services.read(partial(from_body, body, _opened))
    services.profiles.add(stored)
    return reply(stored_document(stored), 201, {"Location": f"/v1/profiles/{stored.id}"})


@router.get(
    "/v1/profiles/{profile_id}",
    operation_id="get_profile",
    summary="A stored profile",
    description="The profile as one JSON document; absent values are left out, rows stand in the order sent.",
    response_class=Response,
    responses={
        200: d.answered("The profile.", "Profile", "profile"),
        404: d.problem(kinds.NOT_FOUND),
        "default": d.problem(kinds.INTERNAL_ERROR),
    },
)
async def get_profile(request: Request, profile_id: str) -> Response:
    """Give a stored profile back."""
    services = services_of(request)
    stored = services.profiles.get(profile_id)
    return raw_reply(await services.read(lambda: json_text(document_of(stored.profile))))


def _opened(document: object) -> StoredProfile:
    """Check; a profile with faults is not stored."""
    profile = profile_from_document(document)
    case = open_case(profile)
    return StoredProfile(uuid4().hex, utc_now(), profile, profile_digest(profile), case.warnings)


def stored_document(stored: StoredProfile) -> dict[str, Any]:
    """What is told of a stored profile."""
    profile = stored.profile
    return {
        "id": stored.id,
        "name": profile["profile"]["name"][0],
        "digest": stored.digest,
        "created_at": moment(stored.created_at),
        "items": len(profile["items"]),
        "suppliers": len(profile["suppliers"]),
        "quotes": len(profile["quotes"]),
        "warnings": [issue.as_dict() for issue in stored.warnings],
    }
