import json

import pytest

from tests.service.api.scenes import capped, minimal

JSON = {"Content-Type": "application/json"}


def places(reply) -> dict[str, str]:
    return {fault["place"]: fault["code"] for fault in reply.json()["faults"] if fault["severity"] == "fault"}


def test_every_fault_of_profile_and_request_is_named_at_once(client):
    body = capped(share=35)
    body["profile"]["quotes"][1]["supplier"] = "hanoy"
    body["profile"]["quotes"][3]["unit_price"] = "free"
    body["profile"]["demand"][0]["quantity"] = -1
    body["profle"] = {}
    reply = client.post("/v1/plans", json=body)
    assert reply.status_code == 422
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.json()["type"] == "/problems/profile-faults"
    assert places(reply) == {
        "/profle": "unknown_column",
        "/profile/quotes/1/supplier": "unknown_reference",
        "/profile/quotes/3/unit_price": "wrong_type",
        "/profile/demand/0/quantity": "out_of_range",
        "/request/caps/0/max_share": "out_of_range",
    }
    hints = [fault["hint"] for fault in reply.json()["faults"]]
    assert 'did you mean "hanoi"?' in hints
    assert 'did you mean "profile"?' in hints


def test_faults_of_a_profile_that_is_stored_point_into_it(client):
    profile = minimal()
    profile["quotes"][3]["unit_price"] = -5
    reply = client.post("/v1/profiles", json=profile)
    assert (reply.status_code, reply.json()["type"]) == (422, "/problems/profile-faults")
    assert places(reply) == {"/quotes/3/unit_price": "out_of_range"}


def test_faults_of_the_request_alone_are_faults_of_the_request(client):
    body = capped()
    body["request"]["forbidden"] = [{"supplier": "hanoy"}]
    reply = client.post("/v1/plans", json=body)
    assert (reply.status_code, reply.json()["type"]) == (422, "/problems/request-faults")
    assert places(reply) == {"/request/forbidden/0/supplier": "unknown_reference"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {"/profile": "exactly_one_of"}),
        ({"profile": minimal(), "profile_id": "x"}, {"/profile_id": "exactly_one_of"}),
        ({"profile_id": "x"}, {"/profile_id": "unknown_reference"}),
        ({"profile_id": 5}, {"/profile_id": "wrong_type"}),
        ([], {"/": "wrong_type"}),
        ({"profile": 5}, {"/profile": "unreadable"}),
        ({"profile": minimal(), "request": []}, {"/request": "wrong_type"}),
        (
            {"request": {"caps": [{"max_share": 2}]}},
            {
                "/profile": "exactly_one_of",
                "/request/caps/0/countries": "missing_value",
                "/request/caps/0/max_share": "out_of_range",
            },
        ),
    ],
)
def test_a_body_that_does_not_say_what_to_plan_is_at_fault(client, body, expected):
    reply = client.post("/v1/plans", json=body)
    assert reply.status_code == 422
    assert places(reply) == expected


def test_a_backend_nobody_knows_is_a_fault_before_any_job(client):
    reply = client.post("/v1/plans", json=capped(backend="ortools-hihgs"))
    assert reply.status_code == 422
    assert places(reply) == {"/request/effort/backend": "unknown_choice"}


def test_nan_is_named_where_it_stands(client):
    body = json.dumps(capped()).replace('"max_share": 0.35', '"max_share": NaN')
    body = body.replace('"unit_price": 132', '"unit_price": Infinity')
    reply = client.post("/v1/plans", content=body, headers=JSON)
    assert reply.status_code == 422
    assert places(reply) == {
        "/profile/quotes/1/unit_price": "not_finite",
        "/request/caps/0/max_share": "not_finite",
    }


def test_a_key_that_stands_twice_is_named_wherever_it_is(client):
    body = json.dumps(capped(gap=0.1))
    body = body.replace('"max_share": 0.35', '"max_share": 0.35, "max_share": 0.9')
    body = body.replace('"gap": 0.1', '"gap": 0.1, "gap": 0.2')
    body = body.replace('"unit_price": 132', '"unit_price": 132, "unit_price": 1')
    body = body[:-1] + ', "request": {"effort": {"gap": 0.1, "gap": 0.2}}}'
    reply = client.post("/v1/plans", content=body, headers=JSON)
    assert reply.status_code == 422
    assert places(reply) == {
        "/request": "repeated_key",
        "/request/effort/gap": "repeated_key",
        "/profile/quotes/1/unit_price": "repeated_key",
    }


@pytest.mark.parametrize("door", ["/v1/plans", "/v1/profiles"])
@pytest.mark.parametrize("body", [b"", b"{", b"{'a': 1}", b"\xff\xfe", b"[" * 100_000])
def test_a_body_that_is_no_json_is_unreadable(client, door, body):
    reply = client.post(door, content=body, headers=JSON)
    assert (reply.status_code, reply.json()["type"]) == (400, "/problems/unreadable-body")
    assert len(reply.json()["faults"]) == 1


@pytest.mark.parametrize("depth", [900, 990, 996, 1100])
def test_a_body_nested_very_deeply_is_the_senders_fault(client, depth):
    body = b'{"request":' * depth + b"1" + b"}" * depth
    reply = client.post("/v1/plans", content=body, headers=JSON)
    assert reply.status_code in (400, 422)
    assert reply.json()["faults"]


@pytest.mark.parametrize("door", ["/v1/plans", "/v1/profiles"])
def test_a_body_larger_than_allowed_is_refused(client, door):
    reply = client.post(door, content=b" " * 1_000_001, headers=JSON)
    assert (reply.status_code, reply.json()["type"]) == (413, "/problems/body-too-large")


def test_a_body_of_unknown_length_is_read_no_further_than_allowed(client):
    sent = 0

    def endless():
        nonlocal sent
        while True:
            sent += 1
            yield b" " * 100_000
            if sent > 1000:
                return

    reply = client.post("/v1/plans", content=endless(), headers=JSON)
    assert reply.status_code == 413


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/csv"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=shift_jis"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        {},
    ],
)
def test_a_body_of_another_type_is_refused(client, headers):
    reply = client.post("/v1/plans", content=b"{}", headers=headers)
    assert (reply.status_code, reply.json()["type"]) == (415, "/problems/unsupported-media-type")


def test_a_charset_that_says_what_json_is_anyway_is_fine(client):
    headers = {"Content-Type": 'Application/JSON; charset="UTF-8"'}
    reply = client.post("/v1/profiles", content=json.dumps(minimal()).encode(), headers=headers)
    assert reply.status_code == 201


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v2/plans", 404),
        ("GET", "/v1/jobs/", 404),
        ("GET", "/v1/jobs/nobody", 404),
        ("DELETE", "/v1/jobs/nobody", 404),
        ("GET", "/v1/profiles/nobody", 404),
        ("GET", "/problems/nothing", 404),
        ("GET", "/v1/plans", 405),
        ("PUT", "/v1/profiles", 405),
    ],
)
def test_unknown_routes_ids_and_methods_are_problems_too(client, method, path, status):
    reply = client.request(method, path, follow_redirects=False)
    assert reply.status_code == status
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.json()["instance"] == path
    assert reply.json()["faults"] == []
    if status == 405:
        assert "POST" in reply.headers["Allow"]
