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


def test_of_a_workbook_and_a_zip_the_content_decides_whichever_is_named(client):
    digests = [
        send(client, data, named).json()["digest"]
        for data in (workbook_of(), zip_of(files()))
        for named in (XLSX, ZIP)
    ]
    assert len(digests) == 4
    assert len(set(digests)) == 1


@pytest.mark.parametrize(
    "media_type", ["application/vnd.apache.parquet", "application/x-parquet", "text/csv"]
)
def test_a_single_table_is_refused_with_a_word_on_a_zip(client, media_type):
    reply = send(client, parquet_of({"id": ["coil"]}), media_type)
    assert (reply.status_code, reply.json()["type"]) == (415, "/problems/unsupported-media-type")
    assert "send a zip of the tables, one file a table, as application/zip" in reply.json()["detail"]
    assert reply.headers["Accept"] == f"application/json, {XLSX}, {ZIP}"


def test_a_zip_of_parquet_tables_has_the_digest_of_any_other_form(client):
    tables = {
        "profile.parquet": {"key": ["schema_version", "currency"], "value": ["1", "JPY"]},
        "firm.parquet": {"key": ["name", "country"], "value": ["Hoshi", "JP"]},
        "items.parquet": {"id": ["coil"]},
        "demand.parquet": {"item": ["coil"], "quantity": [100]},
        "suppliers.parquet": {"id": ["hanoi", "wuxi"], "country": ["VN", "CN"]},
        "quotes.parquet": {
            "item": ["coil", "coil"],
            "supplier": ["hanoi", "wuxi"],
            "unit_price": [12, 10.5],
        },
    }
    packed = zip_of({name: parquet_of(columns) for name, columns in tables.items()})
    told = send(client, packed, ZIP)
    assert told.status_code == 201
    assert told.json()["digest"] == send(client, workbook_of(), XLSX).json()["digest"]


@pytest.mark.parametrize("media_type", [XLSX, ZIP])
@pytest.mark.parametrize("lost", [1, 20, 400])
def test_a_workbook_or_zip_without_its_last_bytes_is_a_fault_and_no_failure(client, media_type, lost):
    """The directory of a zip stands at its end: 22 bytes of it say where the rest is."""
    data = workbook_of() if media_type == XLSX else zip_of(files())
    reply = send(client, data[:-lost], media_type)
    assert (reply.status_code, reply.json()["type"]) == (422, "/problems/profile-faults")
    (fault,) = reply.json()["faults"]
    assert (fault["code"], fault["place"]) == (
        "unreadable",
        "profile.xlsx" if media_type == XLSX else "profile.zip",
    )


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
