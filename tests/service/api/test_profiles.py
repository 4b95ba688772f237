from tests.service.api.scenes import minimal


def test_a_stored_profile_comes_back_as_it_was_sent(client):
    profile = minimal()
    reply = client.post("/v1/profiles", json=profile)
    told = reply.json()
    assert reply.status_code == 201
    assert reply.headers["Location"] == f"/v1/profiles/{told['id']}"
    assert (told["items"], told["suppliers"], told["quotes"]) == (2, 3, 4)
    back = client.get(reply.headers["Location"])
    assert (back.status_code, back.json()) == (200, profile)


def test_the_digest_does_not_depend_on_the_order_of_rows(client):
    profile = minimal()
    first = client.post("/v1/profiles", json=profile).json()
    profile["quotes"].reverse()
    second = client.post("/v1/profiles", json=profile).json()
    assert first["digest"] == second["digest"]
    assert first["id"] != second["id"]


def test_warnings_do_not_stop_storing(client):
    told = client.post("/v1/profiles", json=minimal()).json()
    assert [warning["code"] for warning in told["warnings"]] == ["assumed_origin"]
