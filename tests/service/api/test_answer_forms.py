"""`GET /v1/plans/{plan_id}` as a workbook and as zips of tables."""

import csv
import io
import json
import zipfile

import openpyxl
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from service.api.answer_forms import CSV_ZIP, FORMS, PARQUET_ZIP, XLSX
from service.exchange.plan_tables import tables_of
from tests.service.api.scenes import StuckSolver, app_with, capped, infeasible

WAIT = {"Prefer": "wait=20"}


@pytest.fixture(scope="module")
def plan(client):
    """Path and answer of a plan."""
    reply = client.post("/v1/plans", json=capped(), headers=WAIT)
    return reply.headers["Content-Location"], reply.json()


def got(client, plan, accept: str, **headers: str):
    reply = client.get(plan[0], headers={"Accept": accept, **headers})
    assert reply.status_code == 200
    assert reply.headers["Vary"] == "Accept, Accept-Language"
    return reply


def test_json_is_what_one_gets_without_asking(client, plan):
    reply = client.get(plan[0])
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.headers["Vary"] == "Accept, Accept-Language"
    assert reply.json() == plan[1]
    assert "Content-Disposition" not in reply.headers


def test_a_workbook_has_the_awards_of_the_answer(client, plan):
    reply = got(client, plan, XLSX)
    assert reply.headers["Content-Type"] == XLSX
    assert reply.headers["Content-Language"] == "en"
    assert reply.headers["Content-Disposition"] == f'attachment; filename="plan-{plan[1]["id"]}.xlsx"'
    made = openpyxl.load_workbook(io.BytesIO(reply.content))
    found = [[cell.value for cell in row] for row in made["Awards"].iter_rows(min_row=2)]
    assert [row[0] for row in found] == [award["item"] for award in plan[1]["awards"]]
    assert [row[11] for row in found] == pytest.approx([a["spend"] for a in plan[1]["awards"]], rel=1e-15)
    assert made.properties.identifier == plan[1]["id"]


def test_a_workbook_is_japanese_for_who_asks_for_it(client, plan):
    reply = got(client, plan, XLSX, **{"Accept-Language": "ja-JP, en;q=0.5"})
    assert reply.headers["Content-Language"] == "ja"
    assert openpyxl.load_workbook(io.BytesIO(reply.content)).sheetnames[0] == "概要"


def test_a_zip_has_the_tables_as_csv_and_the_answer(client, plan):
    reply = got(client, plan, "application/zip")
    assert reply.headers["Content-Type"] == CSV_ZIP
    assert reply.headers["Content-Disposition"].endswith('.zip"')
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        assert set(archive.namelist()) == {f"{t.name}.csv" for t in tables_of("plan")} | {"answer.json"}
        assert json.loads(archive.read("answer.json")) == plan[1]
        rows = list(csv.DictReader(io.StringIO(archive.read("awards.csv").decode())))
    assert [float(row["spend"]) for row in rows] == [award["spend"] for award in plan[1]["awards"]]


def test_a_zip_of_parquet_is_one_parameter_away(client, plan):
    reply = got(client, plan, PARQUET_ZIP)
    assert reply.headers["Content-Type"] == PARQUET_ZIP
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        table = pq.read_table(io.BytesIO(archive.read("awards.parquet")))
    awards = plan[1]["awards"]
    assert [{key: row[key] for key in awards[0]} for row in table.to_pylist()] == awards
    assert table.schema.metadata[b"tagenka.plan_id"].decode() == plan[1]["id"]


@pytest.mark.parametrize("accept", [XLSX, CSV_ZIP, PARQUET_ZIP])
def test_the_same_plan_gives_the_same_bytes(client, plan, accept):
    assert got(client, plan, accept).content == got(client, plan, accept).content


def test_an_infeasible_answer_has_its_workbook(client):
    asked = client.post("/v1/plans", json=infeasible(), headers=WAIT)
    reply = client.get(asked.headers["Content-Location"], headers={"Accept": XLSX})
    assert "Clashes" in openpyxl.load_workbook(io.BytesIO(reply.content)).sheetnames


@pytest.mark.parametrize("accept", ["text/csv", "text/html", "application/vnd.apache.parquet"])
def test_a_form_that_is_not_given_is_not_acceptable_and_the_reply_says_which_are(client, plan, accept):
    reply = client.get(plan[0], headers={"Accept": accept})
    assert (reply.status_code, reply.json()["type"]) == (406, "/problems/not-acceptable")
    assert all(name in reply.json()["detail"] for name in ("application/json", *FORMS))


def test_a_plan_that_is_not_ready_or_not_known_is_a_problem_whatever_form_is_asked_for():
    stuck = StuckSolver()
    client = TestClient(app_with(stuck))
    job = client.post("/v1/plans", json=capped()).json()
    reply = client.get(f"/v1/plans/{job['id']}", headers={"Accept": XLSX})
    assert (reply.status_code, reply.headers["Content-Type"]) == (409, "application/problem+json")
    assert client.get("/v1/plans/nobody", headers={"Accept": XLSX}).status_code == 404
    stuck.let_go.set()
