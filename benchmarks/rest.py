"""50 items, 200 quotes, one cap, through REST with Prefer: wait: the solver's time plus 100 ms at most.

A warm server on loopback, explanation none; p50 of the time beyond what the solver itself took.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.request

from benchmarks.measure import here, median, spread
from models.profile.document import document_of
from models.profile.generate import generate

ITEMS, QUOTES_PER_ITEM = 50, 4
RUNS = 30
BAR_MS = 100


def main() -> None:
    print(here())
    made = generate(ITEMS, QUOTES_PER_ITEM)
    request = {"caps": made.request["caps"][:1], "effort": {"explain": "none"}}
    body = json.dumps({"profile": document_of(made.profile), "request": request}).encode()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "service.cli.main", "serve", "--no-auth", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port)
        times = [_post(port, body) for _ in range(RUNS + 5)][5:]
    finally:
        server.terminate()
        server.wait()
    whole, solver = [t[0] for t in times], [t[1] for t in times]
    beyond = [1000 * (w - s) for w, s in times]
    print(f"{ITEMS} items, {len(made.profile['quotes'])} quotes, body {len(body) // 1024} KiB")
    print(f"whole request, s:          {spread(whole)}")
    print(f"of it the solver, s:       {spread(solver)}")
    print(f"beyond the solver, ms p50: {median(beyond):.1f}   bar {BAR_MS}")


def _await(port):
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def _post(port, body):
    headers = {"Content-Type": "application/json", "Prefer": "wait=60"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/v1/plans", body, headers)
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=120) as answer:
        document = json.loads(answer.read())
    spent = time.perf_counter() - began
    assert document["outcome"] == "planned", document["outcome"]
    return spent, document["provenance"]["seconds"]["solver"]


if __name__ == "__main__":
    print(__doc__)
    main()
