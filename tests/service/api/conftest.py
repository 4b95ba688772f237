from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The app with a real solver process; bodies of 1 MB at most."""
    with TestClient(create_app(Settings(solvers=1, max_body_mb=1, max_wait_s=30))) as made:
        yield made
