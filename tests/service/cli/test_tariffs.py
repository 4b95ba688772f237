"""`tagenka tariffs`, as a user runs it."""

import csv
import json
import subprocess

import pytest

from service.exchange.customs_duties import UNITS
from tests.docs.pages import TAGENKA
from tests.service.exchange.schedules import written

LINES = (
    {"stat_code": "85.01"},
    {
        "stat_code": "8501.10",
        "stat_suffix": "000",
        "general_inherited": "5%",
        "wto_inherited": "3%",
        "gsp": "無税",
    },
    {"stat_code": "0210.20", "stat_suffix": "000", "general_inherited": "190円/kg", "epa_cptpp": "25円/kg"},
)


def run(*words, folder):
    done = subprocess.run(
        [str(TAGENKA), "tariffs", *map(str, words)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def folder(tmp_path):
    written(tmp_path / "schedule.csv.gz", *LINES, packed=True)
    return tmp_path


def test_a_schedule_becomes_tariffs_and_what_it_could_not_say_is_said(folder):
    done = run("schedule.csv.gz", "--out", "out/tariffs.csv", folder=folder)
    assert done.returncode == 0, done.stderr
    assert [tuple(row.values()) for row in table(folder / "out" / "tariffs.csv")] == [
        ("021020", "*", "", "190円/kg", "JP", ""),
        ("021020", "CPTPP", "", "25円/kg", "JP", "CPTPP"),
        ("850110", "*", "0.03", "3%", "JP", ""),
    ]
    header = (folder / "out" / "tariffs.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "hs_code,origin,rate,text,destination,agreement"
    assert "3 lines, 2 codes of nine digits kept" in done.stdout
    assert "2  money for a unit of measure" in done.stdout
    assert "Left out: GSP 1, LDC 0 codes" in done.stdout
    assert "--unit" in done.stdout


def test_prefixes_and_the_unit_of_the_items_are_heeded(folder):
    done = run("schedule.csv.gz", "--out", "t.csv", "--hs", "02.10", "--unit", "kg", folder=folder)
    assert done.returncode == 0, done.stderr
    rows = [(r["hs_code"], r["specific"], r["per"]) for r in table(folder / "t.csv")]
    assert rows == [("021020", "190", "1"), ("021020", "25", "1")]


def test_with_json_standard_output_is_one_document(folder):
    done = run("schedule.csv.gz", "--out", "t.csv", "--json", folder=folder)
    found = json.loads(done.stdout)
    assert (found["file"], found["out"], found["unit"]) == ("schedule.csv.gz", "t.csv", None)
    assert (found["lines"], found["codes"], found["rows"]) == (3, 2, 3)
    assert found["without_number"] == {"money for a unit of measure": 2}
    assert found["left_out"] == {"gsp": 1, "ldc": 0}
    base = found["sources"][0]
    assert (base["agreement"], base["numbers"], base["words"], base["rows"]) == (None, 1, 1, 2)


def test_a_file_that_is_no_schedule_is_a_fault_and_nothing_is_written(folder):
    (folder / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = run("other.csv", "--out", "t.csv", "--json", folder=folder)
    assert done.returncode == 3
    (fault,) = json.loads(done.stdout)["faults"]
    assert (fault["code"], fault["place"]) == ("unreadable", "other.csv:1")
    assert not (folder / "t.csv").exists()
    assert run("none.csv", "--out", "t.csv", folder=folder).returncode == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--hs", "electric"], "first digits of a code"),
        (["--hs", "99"], "no code of schedule.csv.gz begins with 99"),
        (["--unit", "stone"], "stone"),
    ],
)
def test_wrong_use_is_said_and_nothing_is_written(folder, words, said):
    done = run("schedule.csv.gz", "--out", "t.csv", *words, folder=folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (folder / "t.csv").exists()


def test_a_place_where_nothing_can_be_written_is_wrong_use(folder):
    (folder / "file").write_text("", encoding="utf-8")
    done = run("schedule.csv.gz", "--out", "file/tariffs.csv", folder=folder)
    assert done.returncode == 2
    assert "nothing can be written there" in done.stderr


def test_the_units_of_the_command_are_those_of_the_reader(folder):
    done = run("schedule.csv.gz", "--out", "t.csv", "--unit", "none", folder=folder)
    assert all(f"'{unit}'" in done.stderr for unit in UNITS)
