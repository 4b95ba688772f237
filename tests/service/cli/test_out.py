"""--out: what it may name, what is written there, and that a place is looked at before solving."""

import json
import os
import subprocess
import zipfile
from pathlib import Path

import click
import openpyxl
import pyarrow.parquet as pq
import pytest

from service.cli.fail import OURS
from service.cli.out import Out, make_place, out_of, say_where, write_out
from service.exchange.plan_tables import tables_of
from tests.docs.pages import ROOT, TAGENKA
from tests.service.answers import source_of

MINIMAL = ROOT / "examples" / "minimal" / "profile.json"
INFEASIBLE = ROOT / "examples" / "infeasible"


def asked(path: str, form=None, language=None, *, bom=False) -> Out:
    return out_of(Path(path), form, language, bom=bom)


@pytest.mark.parametrize(
    ("path", "form", "wanted"),
    [
        ("plan", None, "csv"),
        ("plan.xlsx", None, "xlsx"),
        ("PLAN.XLSX", None, "xlsx"),
        ("plan.zip", None, "csv"),
        ("plan.zip", "parquet", "parquet"),
        ("plan", "parquet", "parquet"),
        ("plan.xlsx", "xlsx", "xlsx"),
        ("plan.2027-04", None, "csv"),
    ],
)
def test_the_ending_decides_where_no_form_is_asked_for(path, form, wanted):
    assert asked(path, form).form == wanted


@pytest.mark.parametrize(
    ("path", "form", "way"),
    [
        ("plan.csv", None, "name a folder or a .zip"),
        ("plan.parquet", None, "--format parquet"),
        ("plan.json", None, "--json"),
        ("plan.xls", None, ".xlsx"),
        ("plan.ods", None, ".xlsx"),
        ("plan", "xlsx", "ends in .xlsx"),
        ("plan.zip", "xlsx", "ends in .xlsx"),
        ("plan.xlsx", "csv", "name a folder or a .zip"),
        ("plan.xlsx", "parquet", "name a folder or a .zip"),
    ],
)
def test_an_ending_that_promises_another_form_is_refused_with_the_way_out(path, form, way):
    with pytest.raises(click.UsageError) as error:
        asked(path, form)
    assert way in error.value.message
    assert path in error.value.message


@pytest.mark.parametrize(
    ("path", "form", "language", "bom"),
    [
        (None, "csv", None, False),
        (None, None, "ja", False),
        (None, None, None, True),
        ("plan.xlsx", None, None, True),
        ("plan", "parquet", None, True),
        ("plan", None, "ja", False),
    ],
)
def test_an_option_that_would_have_no_bearing_is_refused(path, form, language, bom):
    with pytest.raises(click.UsageError):
        out_of(None if path is None else Path(path), form, language, bom=bom)


def test_a_folder_whose_name_looks_like_a_file_is_a_folder(tmp_path):
    (tmp_path / "results.csv").mkdir()
    assert asked(str(tmp_path / "results.csv")).form == "csv"


def test_without_out_nothing_is_written():
    assert out_of(None, None, None, bom=False) is None
    assert say_where(None, None, 4, as_json=False) == 4


def test_the_place_is_made_and_left_clean(tmp_path):
    make_place(Out(tmp_path / "new" / "plan", "csv"))
    make_place(Out(tmp_path / "other" / "plan.xlsx", "xlsx"))
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "new",
        "new/plan",
        "other",
    ]


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "plan.xlsx").mkdir()
    (tmp_path / "file").touch()
    for out in (
        Out(tmp_path / "plan.xlsx", "xlsx"),
        Out(tmp_path / "file", "csv"),
        Out(tmp_path / "file" / "plan.xlsx", "xlsx"),
    ):
        with pytest.raises(click.UsageError, match=r"--out .*: (that is a folder|nothing can be written)"):
            make_place(out)


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("name", ["plan", "plan.zip"])
def test_tables_go_into_a_folder_or_a_zip(name, form, solver, tmp_path):
    out = Out(tmp_path / name, form)
    assert write_out(source_of("planned", solver), out) is None
    wanted = {f"{table.name}.{form}" for table in tables_of("plan")} | {"answer.json"}
    if out.is_file:
        with zipfile.ZipFile(out.path) as archive:
            assert set(archive.namelist()) == wanted
    else:
        assert {path.name for path in out.path.iterdir()} == wanted


def test_a_workbook_takes_the_place_of_the_one_before(solver, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"an older one")
    assert write_out(source_of("planned", solver), Out(path, "xlsx", language="ja")) is None
    assert openpyxl.load_workbook(path).sheetnames[0] == "概要"
    assert [found.name for found in tmp_path.iterdir()] == ["plan.xlsx"]


def test_what_could_not_be_written_is_said_and_is_a_failure(solver, tmp_path, capsys):
    """The place was there when it was looked at, and is gone when the plan is found."""
    out = Out(tmp_path / "gone" / "plan.xlsx", "xlsx")
    lost = write_out(source_of("planned", solver), out)
    assert say_where(out, lost, 0, as_json=False) == OURS
    told = capsys.readouterr()
    assert "could not be written" in told.err
    assert str(out.path) in told.err
    assert told.out == ""


def tagenka(*words: object, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(TAGENKA), *map(str, words)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_a_plan_of_the_command_line_is_a_workbook_a_zip_or_parquet(tmp_path):
    done = tagenka("plan", MINIMAL, "--out", "plan.xlsx", "--language", "ja", folder=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "The workbook is plan.xlsx")
    assert openpyxl.load_workbook(tmp_path / "plan.xlsx").sheetnames[0] == "概要"
    done = tagenka("plan", MINIMAL, "--out", "pq", "--format", "parquet", "--json", folder=tmp_path)
    answer = json.loads(done.stdout)
    found = pq.read_table(tmp_path / "pq" / "awards.parquet").to_pylist()
    assert [{key: row[key] for key in answer["awards"][0]} for row in found] == answer["awards"]
    assert json.loads((tmp_path / "pq" / "answer.json").read_text()) == answer


def test_an_infeasible_plan_and_a_check_are_written_too(tmp_path):
    request = INFEASIBLE / "request.json"
    done = tagenka(
        "plan", INFEASIBLE / "profile.json", "--request", request, "--out", "no.xlsx", folder=tmp_path
    )
    assert done.returncode == 4
    assert "Clashes" in openpyxl.load_workbook(tmp_path / "no.xlsx").sheetnames
    done = tagenka("check", MINIMAL, "--cap", "CN=0.1", "--out", "today", "--bom", folder=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "The tables are in today")
    assert (tmp_path / "today" / "broken_rules.csv").read_bytes().startswith(b"\xef\xbb\xbfrule,")
    assert {path.name for path in (tmp_path / "today").iterdir()} == {
        "check.json",
        *(f"{table.name}.csv" for table in tables_of("check")),
    }


def test_wrong_use_is_said_before_anything_is_read(tmp_path):
    done = tagenka("plan", "nowhere.json", "--out", "plan.csv", folder=tmp_path)
    assert done.returncode == 2
    assert "several tables" in done.stderr
