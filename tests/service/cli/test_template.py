"""The command that writes a template."""

import click
import pytest
from click.testing import CliRunner

from service.cli.main import cli
from service.exchange.read_profile import read_profile


def run(*arguments):
    return CliRunner().invoke(cli, ["template", *map(str, arguments)])


@pytest.mark.parametrize(("language", "sheet"), [("en", "quotes"), ("ja", "見積")])
def test_a_name_that_ends_in_xlsx_gives_a_workbook(tmp_path, language, sheet):
    out = tmp_path / "new" / "profile.xlsx"
    done = run("--out", out, "--language", language)
    assert done.exit_code == 0
    assert f"tagenka check {out}" in done.output
    assert read_profile(out).places.of("quotes") == sheet


def test_any_other_name_gives_a_folder_of_csv_files(tmp_path):
    assert run("--out", tmp_path / "profile").exit_code == 0
    assert (tmp_path / "profile" / "quotes.csv").exists()
    assert run("--out", tmp_path / "profile").exit_code == 2


def test_nothing_is_written_over(tmp_path):
    out = tmp_path / "profile.xlsx"
    out.write_bytes(b"filled in")
    done = run("--out", out)
    assert (done.exit_code, out.read_bytes()) == (2, b"filled in")
    assert "may be filled in" in done.output
    (tmp_path / "firm.csv").write_bytes(b"filled in")
    assert run("--out", tmp_path).exit_code == 2
    assert (tmp_path / "firm.csv").read_bytes() == b"filled in"
    assert not (tmp_path / "items.csv").exists()


def test_another_ending_or_a_place_that_cannot_be_written_is_wrong_use(tmp_path):
    assert run("--out", tmp_path / "profile.xls").exit_code == 2
    (tmp_path / "file").write_bytes(b"")
    assert run("--out", tmp_path / "file").exit_code == 2
    assert run("--out", tmp_path / "file" / "profile.xlsx").exit_code == 2
    assert run("--out", tmp_path / "x", "--language", "fr").exit_code == click.UsageError.exit_code
