"""What the doors work with."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from service.jobs.profile_store import ProfileStore
from service.jobs.runner import JobRunner
from service.settings import Settings
from solvers.sourcing.solve import Solver


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a door may use.

    Attributes:
        settings: of the service.
        solver: where solves run.
        runner: takes on jobs; its store knows them.
        profiles: the stored profiles.
        readers: threads that read and check, apart from those that plan.
        missing: says what is not ready yet; empty when everything is.
    """

    settings: Settings
    solver: Solver
    runner: JobRunner
    profiles: ProfileStore
    readers: ThreadPoolExecutor
    missing: Callable[[], str]

    async def read[T](self, work: Callable[[], T]) -> T:
        """Do reading, checking or writing in a thread, while the server goes on."""
        return await asyncio.get_running_loop().run_in_executor(self.readers, work)


def services_of(request: Request) -> Services:
    """What the app of a request works with."""
    return cast(Services, request.app.state.services)
