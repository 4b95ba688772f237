import re

from solvers.backends.base import Feature
from solvers.backends.registry import AUTO, BACKENDS
from tests.docs.pages import text

PAGE = text("docs", "reference", "backends.md")


def test_every_backend_has_its_row_and_says_whether_it_plans():
    rows = dict(re.findall(r"^\| `([\w-]+)` \|.*?\|.*?\| (.+?) \|", PAGE, re.MULTILINE))
    assert {name for name in rows if "-" in name} == set(BACKENDS)
    for name, backend in BACKENDS.items():
        assert (rows[name] != "no") == (Feature.INTEGERS in backend.features)


def test_what_auto_takes_is_named_in_its_order():
    sentence = PAGE[PAGE.index("takes the first of") :].split("that can run")[0]
    assert tuple(re.findall(r"`([\w-]+)`", sentence)) == AUTO
