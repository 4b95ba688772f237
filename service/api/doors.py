"""Every door and every error handler, hung into an app."""

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from models.errors import TagenkaError
from service.api import problems
from service.api.openapi import openapi_document
from service.api.problem_kinds import Problem
from service.api.routes import ROUTERS


def add_doors(app: FastAPI) -> None:
    """Give an app its routes, its errors and its description."""
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(Problem, problems.on_problem)
    app.add_exception_handler(TagenkaError, problems.on_error)
    app.add_exception_handler(HTTPException, problems.on_http)
    app.add_exception_handler(ClientDisconnect, problems.on_disconnect)
    app.add_exception_handler(Exception, problems.on_failure)
    app.openapi = lambda: openapi_document(app)  # type: ignore[method-assign]
