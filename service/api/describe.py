"""How a door describes itself in the OpenAPI document."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files as package_files
from types import MappingProxyType
from typing import Any

import orjson

from service.api.problem_kinds import KINDS, ProblemKind
from service.api.problems import MEDIA_TYPE
from service.api.replies import JSON

Document = dict[str, Any]
FAULTS_OF = ("profile-faults", "request-faults", "unreadable-body")

EXAMPLES: Mapping[str, str] = {
    "profile": "Two items, three suppliers, four quotes",
    "plan_request": "At most 35 % of spend from China",
    "answer": "The plan for it",
    "stored_profile": "A stored profile",
    "job_running": "A job that runs",
    "job_cancelled": "A job that was cancelled and kept its plan",
    "health": "Well",
    "version": "Versions",
    "problem_kind": "A kind of problem",
}

HEADERS: Mapping[str, str] = {
    "Content-Disposition": "Name of the file, for a workbook and a zip.",
    "Content-Language": "Of a workbook's headers.",
    "Vary": "The headers of the request that chose the form.",
    "Location": "Path of what was made: the job, or the stored profile.",
    "Content-Location": "Path under which this answer can be fetched again.",
    "Preference-Applied": "The preference that was honoured, as `wait=N`.",
    "Retry-After": "Seconds after which to ask again.",
}


@cache
def example(name: str) -> Any:  # noqa: ANN401 - JSON is any shape
    """An example by name."""
    return orjson.loads(package_files("service.api").joinpath("examples", f"{name}.json").read_bytes())


def ref(schema: str) -> Document:
    """A reference to a schema of the document."""
    return {"$ref": f"#/components/schemas/{schema}"}


def examples() -> dict[str, Document]:
    """Every example that doors refer to, as components of the document."""
    shown = {name: {"summary": summary, "value": example(name)} for name, summary in EXAMPLES.items()}
    problems = {kind.slug: {"summary": kind.title, "value": problem_example(kind)} for kind in KINDS.values()}
    return {**shown, **problems}


def body(
    schema: str, description: str, *names: str, files: Mapping[str, str] = MappingProxyType({})
) -> Document:
    """A JSON request body with its examples; `files` are other forms of it, as in `answered`."""
    content: Document = {JSON: {"schema": ref(schema), "examples": _examples(names)}}
    content |= {name: {"schema": _file(name, doc)} for name, doc in files.items()}
    return {"requestBody": {"required": True, "description": description, "content": content}}


def prefer() -> Document:
    """The parameter `Prefer`."""
    return {
        "name": "Prefer",
        "in": "header",
        "required": False,
        "description": "`wait=N`: wait up to N seconds for the answer itself (RFC 7240). Longer than "
        "`TAGENKA_MAX_WAIT_S` (300) is cut to it; what is no whole number is ignored.",
        "schema": {"type": "string"},
        "example": "wait=10",
    }


def accept_language() -> Document:
    """The parameter `Accept-Language`."""
    return {
        "name": "Accept-Language",
        "in": "header",
        "required": False,
        "description": "Of a workbook's headers: `en` or `ja`. What else is asked for is given in English.",
        "schema": {"type": "string"},
        "example": "ja",
    }


def answered(
    description: str,
    schema: str,
    *names: str,
    headers: tuple[str, ...] = (),
    files: Mapping[str, str] = MappingProxyType({}),
) -> Document:
    """A JSON reply with its examples; `files` are other forms of it, by media type, with what they are."""
    content: Document = {JSON: {"schema": ref(schema), "examples": _examples(names)}}
    content |= {name: {"schema": _file(name, doc)} for name, doc in files.items()}
    found: Document = {"description": description, "content": content}
    if headers:
        found["headers"] = {name: _header(name) for name in headers}
    return found


def _file(media_type: str, doc: str) -> Document:
    """A body of bytes, as OpenAPI 3.1 writes it."""
    return {"type": "string", "contentMediaType": media_type, "description": doc}


def _examples(names: Iterable[str]) -> Document:
    return {name: {"$ref": f"#/components/examples/{name}"} for name in names}


def problem(*kinds: ProblemKind) -> Document:
    """A reply that is one of these problems, all of one status."""
    content = {MEDIA_TYPE: {"schema": ref("Problem"), "examples": _examples(kind.slug for kind in kinds)}}
    found: Document = {"description": "; or: ".join(kind.title for kind in kinds), "content": content}
    if any(kind.retry_after_s is not None for kind in kinds):
        found["headers"] = {"Retry-After": _header("Retry-After")}
    return found


def problem_example(kind: ProblemKind) -> Document:
    """One occurrence of a kind of problem."""
    about_job = kind.slug in (
        "plan-not-ready",
        "no-plan",
        "job-cancelled",
        "plan-not-verified",
        "solver-failed",
    )
    return {
        "type": kind.path,
        "title": kind.title,
        "status": kind.status,
        "detail": kind.example,
        "instance": "/v1/plans",
        "job": "/v1/jobs/0f3a" if about_job else None,
        "faults": [example("faults")[kind.slug]] if kind.slug in FAULTS_OF else [],
    }


def _header(name: str) -> Document:
    kind = "integer" if name == "Retry-After" else "string"
    return {"description": HEADERS[name], "schema": {"type": kind}}
