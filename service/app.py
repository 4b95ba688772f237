"""The server: `uvicorn --factory service.app:create_app`, or `tagenka serve`."""
# ruff: noqa: E402 - the guard looks before anything of models or solvers is imported

from service.guard import check_siblings

check_siblings()

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

from fastapi import FastAPI

from service.api.context import Services
from service.api.doors import add_doors
from service.jobs.profile_store import MemoryProfileStore
from service.jobs.runner import JobRunner
from service.jobs.store import MemoryJobStore
from service.jobs.warm_up import WarmUp
from service.settings import Settings
from solvers.backends.process import SolverPool


def create_app(settings: Settings | None = None) -> FastAPI:
    """The app; its solver processes live as long as it runs.

    Args:
        settings: of the service; default what the environment says.

    Raises:
        SettingsError: the environment holds a value that cannot be.
    """
    chosen = settings or Settings.from_environment()
    app = FastAPI(
        docs_url=None,  # its pages come from elsewhere on the internet
        redoc_url=None,
        redirect_slashes=False,
        lifespan=partial(_lifespan, settings=chosen),
    )
    add_doors(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    """Start the solver processes and the threads around them; end them in the other order."""
    store = MemoryJobStore(settings.max_stored_plans, timedelta(hours=settings.retention_hours))
    with (
        SolverPool(settings.solvers) as pool,
        ThreadPoolExecutor(settings.solvers, "tagenka-read") as readers,
    ):
        runner = JobRunner(store, settings.solvers, settings.max_queued_jobs)
        warm_up = WarmUp(pool, settings.solvers)
        app.state.services = Services(
            settings=settings,
            solver=pool,
            runner=runner,
            profiles=MemoryProfileStore(settings.max_stored_profiles),
            readers=readers,
            missing=warm_up.missing,
        )
        try:
            yield
        finally:
            runner.close()
            warm_up.stop()
