"""What all tests share: one solver process a test worker."""

from collections.abc import Iterator

import pytest

from solvers.backends.process import SolverProcess


class LastingProcess:
    """A solver process that is replaced when a test had it killed."""

    def __init__(self) -> None:
        self.process = SolverProcess()

    def solve(self, *args, **kwargs):
        if not self.process.alive:
            self.process = SolverProcess()
        return self.process.solve(*args, **kwargs)


@pytest.fixture(scope="session")
def solver() -> Iterator[LastingProcess]:
    lasting = LastingProcess()
    yield lasting
    lasting.process.kill()
