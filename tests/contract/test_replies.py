"""What the service really says fits what it publishes, key by key."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.contract.document import OPENAPI, complaints
from tests.service.api.scenes import StuckSolver, app_with, capped, firm, infeasible, minimal, until_ended

WAIT = {"Prefer": "wait=20"}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(solvers=1))) as made:
        yield made


@pytest.mark.parametrize(
    "body",
    [
        capped(),
        capped(explain="full"),
        capped(explain="none"),
        infeasible(),
        {
            "profile": firm(12),
            "request": {"each_country": {"max_share": 0.5}, "suppliers_per_item": {"max": 2}},
        },
        {"profile": {**minimal(), "allocation": []}},
    ],
    ids=["capped", "explained in full", "not explained", "infeasible", "firm", "nothing bought today"],
)
def test_an_answer_has_every_key_and_no_other(client, body):
    reply = client.post("/v1/plans", json=body, headers=WAIT)
    assert reply.status_code == 200
    assert complaints(reply.json(), "Answer", strict=True) == []


def test_an_undecided_answer_has_every_key_and_no_other():
    stuck = StuckSolver()
    stuck.let_go.set()
    client = TestClient(app_with(stuck))
    body = infeasible()
    answer = client.post("/v1/plans", json=body, headers=WAIT).json()
    assert answer["outcome"] == "undecided"
    assert complaints(answer, "Answer", strict=True) == []


def test_a_job_has_every_key_and_no_other(client):
    job = client.post("/v1/plans", json=capped()).json()
    assert complaints(job, "Job", strict=True) == []
    job = until_ended(client, f"/v1/jobs/{job['id']}")
    assert complaints(job, "Job", strict=True) == []


def test_a_stored_profile_has_every_key_and_no_other(client):
    stored = client.post("/v1/profiles", json=minimal()).json()
    assert complaints(stored, "StoredProfile", strict=True) == []
    assert complaints(client.get(f"/v1/profiles/{stored['id']}").json(), "Profile") == []


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        ("POST", "/v1/plans", {"json": {}}),
        ("POST", "/v1/plans", {"json": capped(share=7)}),
        ("POST", "/v1/plans", {"content": b"{", "headers": {"Content-Type": "application/json"}}),
        ("POST", "/v1/plans", {"content": b"a,b", "headers": {"Content-Type": "text/csv"}}),
        ("POST", "/v1/profiles", {"json": {"schema_version": "2"}}),
        ("GET", "/v1/plans/nobody", {}),
        ("GET", "/v1/plans/nobody", {"headers": {"Accept": "text/csv"}}),
        ("GET", "/nowhere", {}),
        ("PATCH", "/v1/plans", {}),
    ],
)
def test_a_problem_has_every_key_and_no_other(client, method, path, sent):
    reply = client.request(method, path, **sent)
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert complaints(reply.json(), "Problem", strict=True) == []
    assert reply.json()["status"] == reply.status_code
    assert client.get(reply.json()["type"]).status_code == 200


def test_the_served_document_is_the_committed_one(client):
    assert client.get("/openapi.json").json() == OPENAPI


def test_health_and_versions_fit_their_schemas(client):
    assert complaints(client.get("/healthz").json(), "Health", strict=True) == []
    assert complaints(client.get("/version").json(), "Version", strict=True) == []
