"""`/v1/profiles`: store a profile once, plan with it often."""

from functools import partial
from typing import Any
from uuid import uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from models.case.digest import profile_digest
from models.case.open_case import open_case
from models.errors import ProfileFormatError
from models.profile.document import document_of, profile_from_document
from models.profile.read import SourcingProfile
from service.api import describe as d
from service.api import problem_kinds as kinds
from service.api.answer_forms import CSV_ZIP, XLSX
from service.api.bodies import from_body, media_type, read_body
from service.api.context import services_of
from service.api.problem_kinds import Problem
from service.api.replies import JSON, json_text, moment, raw_reply, reply
from service.exchange.content import check_readable
from service.exchange.read_profile import profile_from_bytes
from service.jobs.profile_store import StoredProfile
from service.jobs.record import utc_now

router = APIRouter(tags=["profiles"])

FILES = {XLSX: "profile.xlsx", CSV_ZIP: "profile.zip"}
"""Media types of files that are read beside JSON, and what the file is called in a fault."""
ONE_TABLE = dict.fromkeys(
    ("application/vnd.apache.parquet", "application/x-parquet", "text/csv"),
    f"a zip of the tables, one file a table, as {CSV_ZIP}: a single file of this type is one table",
)
"""Media types of one table alone, and what a profile is sent as instead."""
_DOCS = {XLSX: "A workbook, one sheet a table.", CSV_ZIP: "A zip of CSV or Parquet files, one a table."}


@router.post(
    "/v1/profiles",
    operation_id="store_profile",
    summary="Store a profile",
    description="Checks a profile and keeps it, to be planned with by its `id`. The body is the profile "
    "itself: JSON, an XLSX workbook, or a zip of CSV or Parquet tables; of the latter two the content "
    "decides, whichever type is named. Every fault is answered at once, with its place in what was sent "
    "(`/quotes/3/unit_price`, `quotes!D17`, `quotes.csv:17 unit_price`).",
    status_code=201,
    response_class=Response,
    openapi_extra=d.body("Profile", "The profile.", "profile", files=_DOCS),
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
    body = await read_body(request, services.settings.max_body_bytes, (JSON, *FILES), ONE_TABLE)
    name = FILES.get(media_type(request))
    read = partial(from_body, body, _opened) if name is None else partial(_opened_file, body, name)
    stored = await services.read(read)
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
    return _kept(profile_from_document(document))


def _opened_file(body: bytes, name: str) -> StoredProfile:
    """Check the profile in a file.

    Raises:
        Problem: the body is no such file at all.
    """
    try:
        check_readable(body, name, "a workbook or a zip of tables")
    except ProfileFormatError as error:
        raise Problem(kinds.UNREADABLE_BODY, error.issues[0].message, issues=error.issues) from None
    return _kept(profile_from_bytes(body, name))


def _kept(profile: SourcingProfile) -> StoredProfile:
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
