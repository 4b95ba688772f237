import re

from service.api.problem_kinds import KINDS
from service.app import create_app
from service.settings import described
from tests.docs.pages import text

PAGE = text("docs", "reference", "api.md")


def test_every_door_is_listed_and_no_other():
    paths = create_app().openapi()["paths"]
    doors = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    assert set(re.findall(r"^\| `([A-Z]+) (/[^`]*)` \|", PAGE, re.MULTILINE)) == doors


def test_every_problem_is_listed_with_its_status():
    rows = re.findall(r"^\| `(/problems/[\w-]+)` \| (\d+) \|", PAGE, re.MULTILINE)
    assert rows == [(kind.path, str(kind.status)) for kind in KINDS.values()]


def test_every_setting_is_listed_with_its_default():
    rows = re.findall(r"^\| `(TAGENKA_\w+)` \| (.+?) \|", PAGE, re.MULTILINE)
    assert [name for name, _ in rows] == [name for name, _, _ in described()]
    shown = dict(rows)
    assert not {name for name, default, _ in described() if default not in shown[name]}
