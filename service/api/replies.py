"""Bodies of replies."""

from collections.abc import Mapping
from datetime import datetime

import orjson
from starlette.responses import Response

JSON = "application/json"


def json_text(document: object) -> bytes:
    """A document as JSON; numbers that JSON does not have become null."""
    return orjson.dumps(document, option=orjson.OPT_SERIALIZE_NUMPY)


def reply(document: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A document as the body of a reply."""
    return raw_reply(json_text(document), status, headers)


def raw_reply(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """JSON text as the body of a reply."""
    return Response(body, status, headers, media_type=JSON)


def moment(when: datetime | None) -> str | None:
    """A moment as RFC 3339 writes it, in UTC to the millisecond."""
    return None if when is None else when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
