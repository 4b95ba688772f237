import inspect
import re

import models.errors
from models.errors import TagenkaError
from models.issues import CODES
from tests.docs.pages import text

PAGE = text("docs", "reference", "errors.md")
TREE_LINE = re.compile(r"^[│├└─ ]*(\w+)(?:\s{2,}.*)?$")


def classes() -> dict[str, type[TagenkaError]]:
    """The errors with a code of their own, by name."""
    found = inspect.getmembers(models.errors, inspect.isclass)
    return {name: one for name, one in found if issubclass(one, TagenkaError) and "code" in vars(one)}


def tree(page: str) -> list[str]:
    """The lines of a tree of errors."""
    lines = [line.rstrip() for line in page.splitlines()]
    first = lines.index("TagenkaError")
    length = next(n for n, line in enumerate(lines[first + 1 :]) if "─" not in line)
    return lines[first : first + 1 + length]


def test_every_issue_code_has_its_row_and_no_row_is_without_a_code():
    rows = re.findall(
        r"^\| `(\w+)` \| (?:fault|warning|fault or warning|none yet) \| (.+?) \| (.+?) \|$",
        PAGE,
        re.MULTILINE,
    )
    assert [code for code, _, _ in rows] == list(CODES)
    assert all(meaning and way_out for _, meaning, way_out in rows)


def test_the_tree_of_errors_is_the_same_in_code_docstring_and_page():
    shown = tree(PAGE)
    assert shown == tree(str(models.errors.__doc__))
    assert {TREE_LINE.match(line)[1] for line in shown} == set(classes())


def test_the_indentation_of_the_tree_is_the_inheritance():
    path: list[str] = []
    for line in tree(PAGE):
        depth = (len(line) - len(line.lstrip("│├└─ "))) // 4
        name = TREE_LINE.match(line)[1]
        path[depth:] = [name]
        if depth:
            assert issubclass(classes()[name], classes()[path[depth - 1]])


def test_every_class_has_its_code_in_the_table():
    rows = dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \| \d? ?\|", PAGE, re.MULTILINE))
    assert rows == {name: one.code for name, one in classes().items()}
