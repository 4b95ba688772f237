import time

import pytest
from fastapi.testclient import TestClient

from models.errors import BackendFailed, BackendUnavailable, PlanVerificationError
from tests.service.api.scenes import BrokenSolver, StuckSolver, app_with, capped, hard, until_ended


def test_cancelling_a_solve_keeps_the_plan_that_could_be_made(client):
    job = client.post("/v1/plans", json=hard()).json()
    path = f"/v1/jobs/{job['id']}"
    for _ in range(500):
        if client.get(path).json()["progress"]["phase"] == "solve":
            break
        time.sleep(0.01)
    reply = client.delete(path)
    assert (reply.status_code, reply.headers["Location"]) == (202, path)
    job = until_ended(client, path, 10)
    assert (job["state"], job["reason"]) == ("cancelled", "cancelled on request")
    answer = client.get(f"/v1/plans/{job['id']}").json()
    assert job["result"] == f"/v1/plans/{job['id']}"
    assert job["outcome"] == answer["outcome"]
    assert answer["proof"]["stop_reason"] == "cancelled"


def test_a_cancelled_job_keeps_a_constructed_plan():
    stuck = StuckSolver()
    client = TestClient(app_with(stuck))
    job = client.post("/v1/plans", json=capped(share=0.6)).json()
    assert stuck.begun.wait(10)
    assert client.delete(f"/v1/jobs/{job['id']}").status_code == 202
    job = until_ended(client, f"/v1/jobs/{job['id']}")
    assert (job["state"], job["outcome"]) == ("cancelled", "planned")
    answer = client.get(job["result"]).json()
    assert answer["proof"]["stop_reason"] == "cancelled"
    assert answer["verification"]["passed"]


def test_a_job_that_waits_is_cancelled_at_once_and_has_no_plan():
    stuck = StuckSolver()
    client = TestClient(app_with(stuck))
    client.post("/v1/plans", json=capped())
    waiting = client.post("/v1/plans", json=capped()).json()
    assert waiting["progress"]["phase"] == "queued"
    reply = client.delete(f"/v1/jobs/{waiting['id']}")
    assert (reply.status_code, reply.json()["state"], reply.json()["result"]) == (200, "cancelled", None)
    plan = client.get(f"/v1/plans/{waiting['id']}")
    assert (plan.status_code, plan.json()["type"]) == (404, "/problems/no-plan")
    assert "cancelled" in plan.json()["detail"]
    stuck.let_go.set()


def test_a_job_that_has_ended_cannot_be_cancelled_any_more(client):
    plan = client.post("/v1/plans", json=capped(), headers={"Prefer": "wait=20"}).json()
    before = client.get(f"/v1/jobs/{plan['id']}").json()
    reply = client.delete(f"/v1/jobs/{plan['id']}")
    assert (reply.status_code, reply.json()) == (200, before)


def test_a_job_says_how_long_it_runs():
    stuck = StuckSolver()
    client = TestClient(app_with(stuck))
    job = client.post("/v1/plans", json=capped()).json()
    assert stuck.begun.wait(10)
    reply = client.get(f"/v1/jobs/{job['id']}")
    progress = reply.json()["progress"]
    assert reply.status_code == 200
    assert progress["elapsed_s"] >= 0
    assert set(progress) == {"phase", "elapsed_s", "best", "bound", "gap"}
    stuck.let_go.set()


@pytest.mark.parametrize(
    ("error", "status", "slug"),
    [
        (BackendFailed("the solver process died"), 500, "solver-failed"),
        (PlanVerificationError("the plan does not hold"), 500, "plan-not-verified"),
        (BackendUnavailable("not installed"), 503, "backend-unavailable"),
        (ZeroDivisionError("secret"), 500, "internal-error"),
    ],
)
def test_who_waits_for_a_job_that_fails_is_told_why(error, status, slug):
    client = TestClient(app_with(BrokenSolver(error)))
    reply = client.post("/v1/plans", json=capped(), headers={"Prefer": "wait=20"})
    body = reply.json()
    assert (reply.status_code, body["type"]) == (status, f"/problems/{slug}")
    assert "Traceback" not in reply.text
    assert "secret" not in reply.text
    job = client.get(body["job"]).json()
    assert (job["state"], job["result"], job["outcome"]) == ("failed", None, None)
    assert job["reason"] == body["detail"]
    assert client.get(f"/v1/plans/{job['id']}").json()["type"] == "/problems/no-plan"


def test_a_failure_nobody_foresaw_tells_nothing_but_a_reference():
    app = app_with(StuckSolver())
    app.state.services = None
    client = TestClient(app, raise_server_exceptions=False)
    reply = client.get("/v1/jobs/x")
    assert (reply.status_code, reply.json()["type"]) == (500, "/problems/internal-error")
    assert "Traceback" not in reply.text
    assert "NoneType" not in reply.text
