"""The OpenAPI 3.1 document of the service: drawn from the routes, with the contract's schemas."""

from importlib import metadata
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.api.describe import examples
from service.api.routes import ROUTERS
from service.api.schemas import schemas

TITLE = "Tagenka"
DESCRIPTION = (
    "Sourcing plans that keep dependence on countries within limits, at the lowest cost that can be proven. "
    "A profile goes in, a plan comes out with its proof, its reasons and an independent check. "
    "Errors are `application/problem+json` (RFC 9457) and list every fault at once."
)
TAGS = [
    {"name": "profiles", "description": "Store a profile once, plan with it often."},
    {"name": "plans", "description": "Ask for a plan, fetch it."},
    {"name": "jobs", "description": "How far work is, and how to stop it."},
    {"name": "server", "description": "Health, versions, and what problems mean."},
]


def openapi_document(app: FastAPI) -> dict[str, Any]:
    """The description of an app that has the doors."""
    document = get_openapi(
        title=TITLE,
        version=metadata.version("tagenka"),
        openapi_version="3.1.0",
        description=DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        tags=TAGS,
        routes=app.routes,
    )
    document["components"] = {"schemas": schemas(), "examples": examples()}
    return document


def openapi_text() -> str:
    """The document as `openapi/openapi.json` holds it: keys sorted, indented, a newline at the end."""
    app = FastAPI()
    for router in ROUTERS:
        app.include_router(router)
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(openapi_document(app), option=options).decode()
