import logging
import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import SettingsError
from service.settings import Settings, described


def test_an_empty_environment_gives_the_defaults():
    settings = Settings.from_environment({})
    assert (settings.host, settings.port, settings.max_body_bytes) == ("127.0.0.1", 8000, 256_000_000)
    assert settings.solvers in (1, 2)
    assert Settings.from_environment({"TAGENKA_PORT": " "}) == settings


def test_the_environment_wins_over_the_defaults():
    settings = Settings.from_environment({"TAGENKA_HOST": "0.0.0.0", "TAGENKA_SOLVERS": "7"})
    assert (settings.host, settings.solvers) == ("0.0.0.0", 7)


def test_every_bad_value_is_named_with_its_variable():
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"TAGENKA_PORT": "http", "TAGENKA_SOLVERS": "-1"})
    assert "TAGENKA_PORT" in str(caught.value)
    assert "TAGENKA_SOLVERS" in str(caught.value)
    with pytest.raises(SettingsError, match="TAGENKA_SOLVERS must be a whole number from 1 to 256, it is 0"):
        Settings.from_environment({"TAGENKA_SOLVERS": "0"})


def test_a_setting_nobody_knows_is_not_passed_over_in_silence(caplog):
    with caplog.at_level(logging.WARNING):
        Settings.from_environment({"TAGENKA_PROT": "1", "TAGENKA_DEBUG": "1"})
    assert [record.getMessage() for record in caplog.records] == [
        'there is no setting TAGENKA_PROT; did you mean "TAGENKA_PORT"?'
    ]


def test_every_setting_is_described():
    rows = described()
    assert all(name.startswith("TAGENKA_") and doc for name, _, doc in rows)
    assert ("TAGENKA_PORT", "8000") in [(name, default) for name, default, _ in rows]


@pytest.mark.parametrize("name", ["models.py", "solvers/__init__.py"])
def test_a_foreign_package_of_our_name_stops_the_server_before_it_runs(tmp_path: Path, name: str):
    foreign = tmp_path / name
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_text("print('foreign code ran')\n")
    done = subprocess.run(
        [sys.executable, "-c", "import service.app"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert str(tmp_path / name.split("/")[0]) in done.stderr
    assert "Traceback" not in done.stderr
    assert "foreign code ran" not in done.stdout
