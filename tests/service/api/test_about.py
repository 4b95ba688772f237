import time

from fastapi.testclient import TestClient

from service.api.problem_kinds import KINDS
from service.app import create_app
from service.settings import Settings
from tests.service.api.scenes import StuckSolver, app_with, capped, until_ended


def test_the_server_says_that_it_lives_and_what_it_is(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    version = client.get("/version").json()
    assert (version["name"], version["api"], version["schema_version"]) == ("tagenka", "v1", "1")
    assert version["solvers"]["ortools"]


def test_the_server_is_ready_once_its_solver_has_solved(client):
    until_ended(client, client.post("/v1/plans", json=capped()).headers["Location"])
    for _ in range(500):
        reply = client.get("/readyz")
        if reply.status_code == 200:
            return
        assert reply.json()["detail"] == "the solver processes are starting"
        time.sleep(0.02)
    raise AssertionError("the server did not become ready")


def test_a_server_that_stops_is_not_ready_but_alive():
    app = app_with(StuckSolver())
    app.state.services.runner.close()
    client = TestClient(app)
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json()["type"]) == (503, "/problems/not-ready")
    assert client.get("/healthz").status_code == 200
    assert client.post("/v1/plans", json=capped()).status_code == 503


def test_every_kind_of_problem_is_explained_under_its_type(client):
    for kind in KINDS.values():
        told = client.get(kind.path).json()
        assert (told["type"], told["status"]) == (kind.path, kind.status)
        assert told["text"]


def test_a_server_that_is_stopped_while_it_starts_leaves_nothing_running():
    with TestClient(create_app(Settings(solvers=2))) as client:
        assert client.get("/readyz").status_code == 503
        pool = client.app.state.services.solver
    assert pool._idle.empty()
