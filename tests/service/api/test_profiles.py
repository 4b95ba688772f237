import pytest

from tests.service.api.scenes import minimal
from tests.service.exchange.tables import files, parquet_of, workbook_of, zip_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"


def send(client, data, media_type):
    return client.post("/v1/profiles", content=data, headers={"Content-Type": media_type})


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


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (workbook_of(), XLSX),
        (zip_of(files()), ZIP),
        (zip_of(files({"items": None}) | {"items.parquet": parquet_of({"id": ["coil"]})}), ZIP),
    ],
)
def test_a_workbook_or_a_zip_is_stored_and_planned_with(client, data, media_type):
    stored = send(client, data, media_type)
    assert stored.status_code == 201
    assert (stored.json()["items"], stored.json()["quotes"]) == (1, 2)
    back = client.get(stored.headers["Location"]).json()
    assert [quote["unit_price"] for quote in back["quotes"]] == [12, 10.5]
    body = {"profile_id": stored.json()["id"]}
    assert client.post("/v1/plans", json=body).status_code == 202


def test_every_form_of_a_profile_has_the_same_digest(client):
    digests = {
        send(client, workbook_of(), XLSX).json()["digest"],
        send(client, zip_of(files()), ZIP).json()["digest"],
    }
    assert len(digests) == 1


def test_faults_in_a_workbook_are_named_by_their_cells(client):
    data = workbook_of(
        {"quotes": [["item", "supplier", "unit_price"], ["coil", "hanoi", -1], ["coil", "wixu", 2]]}
    )
    reply = send(client, data, XLSX)
    assert (reply.status_code, reply.json()["type"]) == (422, "/problems/profile-faults")
    assert [fault["place"] for fault in reply.json()["faults"]] == ["quotes!C2", "quotes!B3"]


@pytest.mark.parametrize("media_type", [XLSX, ZIP])
@pytest.mark.parametrize("data", [b"", b"{}", b"item,supplier", parquet_of({"id": ["coil"]})])
def test_a_body_that_is_not_what_its_type_says_cannot_be_read(client, data, media_type):
    reply = send(client, data, media_type)
    assert (reply.status_code, reply.json()["type"]) == (400, "/problems/unreadable-body")


@pytest.mark.parametrize(
    "media_type", ["text/csv", "application/vnd.ms-excel", "application/octet-stream", ""]
)
def test_another_type_is_refused_with_those_that_are_taken(client, media_type):
    reply = send(client, workbook_of(), media_type)
    assert reply.status_code == 415
    assert reply.headers["Accept"] == f"application/json, {XLSX}, {ZIP}"


def test_a_plan_takes_json_only(client):
    reply = client.post("/v1/plans", content=workbook_of(), headers={"Content-Type": XLSX})
    assert (reply.status_code, reply.headers["Accept"]) == (415, "application/json")
