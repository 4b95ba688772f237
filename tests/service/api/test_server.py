"""A real server process on a loopback port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx2
import pytest

from tests.service.api.scenes import EXAMPLES, capped, hard, until_ended


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[httpx2.Client]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "--factory", "service.app:create_app", "--port", str(port)]
    environment = {**os.environ, "TAGENKA_SOLVERS": "1"}
    process = subprocess.Popen(command, cwd=EXAMPLES.parent, env=environment, stderr=subprocess.DEVNULL)
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as client:
        try:
            until_ready(client, process)
            yield client
        finally:
            process.terminate()
            assert process.wait(20) is not None


def until_ready(client: httpx2.Client, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError("the server did not become ready")


def test_a_profile_goes_in_and_a_plan_comes_out(server):
    profile = (EXAMPLES / "minimal" / "profile.json").read_bytes()
    stored = server.post("/v1/profiles", content=profile, headers={"Content-Type": "application/json"})
    body = {"profile_id": stored.json()["id"], "request": capped()["request"]}
    reply = server.post("/v1/plans", json=body, headers={"Prefer": "wait=20"})
    assert (reply.status_code, reply.json()["outcome"]) == (200, "planned")


def test_the_server_answers_within_a_moment_while_a_solve_runs(server):
    path = server.post("/v1/plans", json=hard()).headers["Location"]
    slowest = 0.0
    running = 0
    until = time.monotonic() + 2
    while time.monotonic() < until:
        began = time.monotonic()
        assert server.get("/healthz").status_code == 200
        slowest = max(slowest, time.monotonic() - began)
        running += server.get(path).json()["state"] == "running"
        time.sleep(0.02)
    assert running > 10
    assert slowest < 1
    assert server.delete(path).status_code == 202
    assert until_ended(server, path, 10)["state"] == "cancelled"
