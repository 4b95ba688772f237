"""Bodies of requests: JSON, or files where a door takes them; never larger than allowed."""

from collections.abc import Callable, Mapping

from starlette.requests import Request

from models.errors import ProfileFormatError
from models.issues import Issue
from models.json_text import parse_json
from service.api import problem_kinds as kinds
from service.api.problem_kinds import Problem
from service.api.replies import JSON


async def read_body(
    request: Request, most: int, accepted: tuple[str, ...] = (JSON,), instead: Mapping[str, str] = {}
) -> bytes:
    """The body's bytes; read no further than allowed.

    Args:
        request: whose body.
        most: largest number of bytes.
        accepted: the media types that the door takes.
        instead: what to send in place of a type that it does not take.

    Raises:
        Problem: it is of another type, encoded, or too large.
    """
    _check_type(request, accepted, instead)
    stated = request.headers.get("content-length", "")
    if stated.isdigit() and int(stated) > most:
        raise _too_large(most)
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise _too_large(most)
        parts.append(part)
    return b"".join(parts)


def from_body[T](body: bytes, opened: Callable[[object], T]) -> T:
    """What is made of the body's JSON; repeated keys and endless numbers reach it, to be named there.

    Args:
        body: JSON in UTF-8.
        opened: checks the parsed document.

    Raises:
        Problem: the body is not JSON in UTF-8, or nested too deeply to be looked through.
    """
    try:
        document = parse_json(body, "/")
    except ProfileFormatError as error:
        raise Problem(kinds.UNREADABLE_BODY, error.issues[0].message, issues=error.issues) from None
    try:
        return opened(document)
    except RecursionError:
        issue = Issue("unreadable", "fault", "/", "", "this JSON is nested too deeply")
        raise Problem(kinds.UNREADABLE_BODY, issue.message, issues=(issue,)) from None


def _too_large(most: int) -> Problem:
    return Problem(kinds.BODY_TOO_LARGE, f"the body is larger than {most / 1_000_000:g} MB")


def media_type(request: Request) -> str:
    """The media type of the body, in small letters and without parameters; empty where none is named."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _check_type(request: Request, accepted: tuple[str, ...], instead: Mapping[str, str]) -> None:
    kind = media_type(request)
    accept = {"Accept": ", ".join(accepted)}
    if kind not in accepted:
        found = f"is {kind}" if kind else "names no Content-Type"
        raise _unsupported(f"the body {found}; send {instead.get(kind) or ' or '.join(accepted)}", accept)
    for parameter in request.headers.get("content-type", "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        charset = value.strip().strip('"').lower()
        if name.strip().lower() == "charset" and charset not in ("utf-8", "utf8"):
            raise _unsupported(f"the body is in {charset}; send UTF-8", accept)
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity"):
        raise _unsupported(
            f"the body is encoded as {encoding}; send it as it is", {"Accept-Encoding": "identity"}
        )


def _unsupported(detail: str, headers: dict[str, str]) -> Problem:
    return Problem(kinds.UNSUPPORTED_MEDIA_TYPE, detail, headers=headers)
