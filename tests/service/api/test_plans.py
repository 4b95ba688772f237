import time

import pytest
from fastapi.testclient import TestClient

from tests.service.api.scenes import StuckSolver, app_with, capped, infeasible, minimal, until_ended

WAIT = {"Prefer": "wait=20"}


def test_the_whole_life_of_a_plan(client):
    asked = client.post("/v1/plans", json=capped())
    assert asked.status_code == 202
    job = asked.json()
    path = asked.headers["Location"]
    assert path == f"/v1/jobs/{job['id']}"
    assert int(asked.headers["Retry-After"]) >= 1
    assert job["state"] in ("queued", "running")
    assert (job["outcome"], job["result"], job["reason"]) == (None, None, None)

    job = until_ended(client, path)
    assert (job["state"], job["outcome"]) == ("succeeded", "planned")
    assert job["result"] == f"/v1/plans/{job['id']}"
    assert job["created_at"] <= job["started_at"] <= job["ended_at"]
    assert job["ended_at"].endswith("Z")

    answer = client.get(job["result"]).json()
    assert answer["id"] == job["id"]
    assert answer["outcome"] == "planned"
    assert answer["proof"]["status"] == "optimal"
    assert answer["verification"]["passed"]


def test_one_who_prefers_to_wait_gets_the_answer_itself(client):
    reply = client.post("/v1/plans", json=capped(), headers=WAIT)
    assert reply.status_code == 200
    assert reply.headers["Preference-Applied"] == "wait=20"
    path = reply.headers["Content-Location"]
    assert path == f"/v1/plans/{reply.json()['id']}"
    assert client.get(path).content == reply.content
    assert client.get(path.replace("plans", "jobs")).json()["state"] == "succeeded"


@pytest.mark.parametrize("header", ["WAIT=20", "respond-async, wait=20; x=1", 'wait="20"', " Wait = 20 "])
def test_the_preference_is_read_as_the_standard_writes_it(client, header):
    assert client.post("/v1/plans", json=capped(), headers={"Prefer": header}).status_code == 200


def test_a_wait_beyond_the_most_allowed_is_cut_to_it(client):
    reply = client.post("/v1/plans", json=capped(), headers={"Prefer": "wait=999999"})
    assert reply.headers["Preference-Applied"] == "wait=30"


@pytest.mark.parametrize("header", ["wait=soon", "wait=-1", "wait", "return=minimal", ""])
def test_a_preference_that_means_nothing_is_as_if_not_given(client, header):
    reply = client.post("/v1/plans", json=capped(), headers={"Prefer": header})
    assert reply.status_code == 202
    assert "Preference-Applied" not in reply.headers


def test_who_waits_in_vain_gets_the_job_when_the_time_is_over():
    stuck = StuckSolver()
    client = TestClient(app_with(stuck))
    began = time.monotonic()
    reply = client.post("/v1/plans", json=capped(), headers={"Prefer": "wait=1"})
    assert 0.9 < time.monotonic() - began < 10
    assert (reply.status_code, reply.json()["state"]) == (202, "running")
    assert reply.headers["Location"] == f"/v1/jobs/{reply.json()['id']}"
    stuck.let_go.set()


def test_an_infeasible_profile_is_a_job_that_succeeded(client):
    reply = client.post("/v1/plans", json=infeasible(), headers=WAIT)
    answer = reply.json()
    assert (reply.status_code, answer["outcome"], answer["costs"]["after"]) == (200, "infeasible", None)
    assert answer["explanation"]["infeasible"]["lowest_caps"]
    job = client.get(f"/v1/jobs/{answer['id']}").json()
    assert (job["state"], job["outcome"], job["reason"]) == ("succeeded", "infeasible", None)
    assert job["result"] == f"/v1/plans/{answer['id']}"


def test_a_request_may_be_absent(client):
    reply = client.post("/v1/plans", json={"profile": minimal()}, headers=WAIT)
    assert reply.status_code == 200
    assert reply.json()["costs"]["after"]["total"] == 22_500_000


def test_a_stored_profile_is_planned_with_by_its_id(client):
    name = client.post("/v1/profiles", json=minimal()).json()["id"]
    body = {**capped(), "profile_id": name}
    del body["profile"]
    by_id = client.post("/v1/plans", json=body, headers=WAIT).json()
    inline = client.post("/v1/plans", json=capped(), headers=WAIT).json()
    assert by_id["awards"] == inline["awards"]
    assert by_id["provenance"]["profile_digest"] == inline["provenance"]["profile_digest"]


def test_the_plan_of_a_job_that_still_runs_is_not_ready():
    stuck = StuckSolver()
    client = TestClient(app_with(stuck))
    job = client.post("/v1/plans", json=capped()).json()
    reply = client.get(f"/v1/plans/{job['id']}")
    assert (reply.status_code, reply.json()["type"]) == (409, "/problems/plan-not-ready")
    assert reply.json()["job"] == f"/v1/jobs/{job['id']}"
    assert reply.headers["Retry-After"] == "1"
    stuck.let_go.set()


def test_a_plan_nobody_knows_is_not_found(client):
    reply = client.get("/v1/plans/nobody")
    assert (reply.status_code, reply.json()["type"]) == (404, "/problems/not-found")


def test_when_too_many_wait_the_next_is_told_when_to_come_back():
    stuck = StuckSolver()
    client = TestClient(app_with(stuck, max_queued_jobs=0))
    assert client.post("/v1/plans", json=capped()).status_code == 202
    reply = client.post("/v1/plans", json=capped())
    assert (reply.status_code, reply.json()["type"]) == (503, "/problems/queue-full")
    assert int(reply.headers["Retry-After"]) >= 1
    stuck.let_go.set()
