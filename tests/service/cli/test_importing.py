"""The import commands: files in, a profile's folder out, and the contract's exit codes."""

import json
from pathlib import Path

import pytest

from service.cli.main import main
from tests.docs.pages import Run, run
from tests.service.exchange.sap_folder import sap_folder

ODOO = "id,partner_id/id,product_tmpl_id/id,min_qty,price,currency_id,delay\na,hanoi,rotor,1,12.5,USD,14\n"


@pytest.fixture
def export(tmp_path, monkeypatch) -> Path:
    sap_folder(tmp_path / "export")
    (tmp_path / "prices.csv").write_text(ODOO, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def tagenka(monkeypatch, capfd):
    """The command in this process: it loads its libraries once."""

    def command(words: str) -> Run:
        monkeypatch.setattr("sys.argv", ["tagenka", *words.split()])
        with pytest.raises(SystemExit) as ended:
            main()
        output, errors = capfd.readouterr()
        return Run(output, errors, int(ended.value.code or 0))

    return command


def test_a_sap_export_is_imported_checked_and_complete(export, tagenka):
    done = tagenka("import sap export --out firm")
    assert done.code == 0
    assert "Rows read: 2 from EKKO.csv, 2 from EKPO.csv" in done.output
    assert "Missing" not in done.output
    assert done.output.rstrip().endswith("tagenka check firm")
    checked = tagenka("check firm")
    assert checked.code == 0
    assert "1,245,000" in checked.output


def test_a_sap_export_is_imported_and_planned_by_processes_of_their_own(export):
    assert run("tagenka import sap export --out firm", export).code == 0
    done = run("tagenka plan firm --cap CN=0.5 --json", export)
    assert done.code == 0
    answer = json.loads(done.output)
    assert answer["proof"]["status"] == "optimal"
    assert {award["supplier"] for award in answer["awards"]} == {"0000100001", "0000100002"}


def test_a_price_list_without_demand_is_written_and_says_so(export, tagenka):
    done = tagenka("import odoo prices.csv --out firm")
    assert done.code == 0
    assert "a price list does not say what is needed" in done.output
    assert tagenka("check firm").code == 3


def test_a_price_list_with_the_users_facts_passes_the_check(export, tagenka):
    (export / "countries.csv").write_text("vendor,country\nhanoi,VN\n")
    (export / "demand.csv").write_text("item,quantity\nrotor,100\n")
    words = "import odoo prices.csv --out firm --countries countries.csv --demand demand.csv --country JP"
    done = tagenka(words)
    assert done.code == 0
    assert "Missing" not in done.output
    assert tagenka("check firm").code == 0


def test_json_is_the_manifest_and_nothing_else(export, tagenka):
    done = tagenka("import sap export --out firm --json")
    document = json.loads(done.output)
    assert document["faults"] == []
    assert document["tables"]["quotes"] == 2
    written = json.loads((export / "firm" / "manifest.json").read_text(encoding="utf-8"))
    assert {key: value for key, value in document.items() if key not in ("faults", "out")} == written


def test_faults_of_the_files_end_with_3_and_name_their_places(export, tagenka):
    (export / "countries.csv").write_text("vendor,country\nhanoi,Vietnam\n")
    done = tagenka("import odoo prices.csv --out firm --countries countries.csv --json")
    assert done.code == 3
    [fault] = json.loads(done.output)["faults"]
    assert (fault["code"], fault["place"]) == ("unknown_country", "countries.csv:2 country")
    assert not (export / "firm").exists()


def test_a_folder_without_tables_ends_with_3(export, tagenka):
    done = tagenka("import sap . --out firm")
    assert done.code == 3
    assert "no table EKKO" in done.errors


@pytest.mark.parametrize(
    "words",
    [
        "import odoo prices.csv",
        "import odoo prices.csv --out firm --country Japan",
        "import odoo prices.csv --out firm --default-country Japan",
        "import odoo prices.csv --out firm --currency yen",
        "import odoo prices.csv --out firm --on tomorrow",
        "import odoo prices.csv --out prices.csv",
        "import oracle prices.csv --out firm",
    ],
)
def test_wrong_use_ends_with_2(export, tagenka, words):
    assert tagenka(words).code == 2


def test_a_folder_that_holds_a_profile_is_never_written_over(export, tagenka):
    assert tagenka("import sap export --out firm").code == 0
    (export / "firm" / "locks.csv").write_text("item,supplier\n")
    done = tagenka("import sap export --out firm --on 2026-07-01")
    assert done.code == 2
    assert "name another folder" in done.errors
    assert (export / "firm" / "locks.csv").exists()
