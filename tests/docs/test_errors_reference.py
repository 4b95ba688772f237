import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import models.errors
from models.errors import TagenkaError
from models.issues import CODES
from tests.docs.pages import ROOT, text

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


def said_in(path: Path) -> Iterator[tuple[str, str]]:
    """Codes and severities of the issues that a module names."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        words = [one.value for one in call.args if isinstance(one, ast.Constant)]
        named = [one.value.value for one in call.keywords if isinstance(one.value, ast.Constant)]
        for code in (word for word in words[:1] if word in CODES):
            yield code, "warning" if "warning" in (*words[1:], *named) else "fault"


def test_a_code_is_a_fault_or_a_warning_where_the_page_says_so():
    shown = dict(re.findall(r"^\| `(\w+)` \| (fault|warning|fault or warning) \|", PAGE, re.MULTILINE))
    found = {pair for path in (ROOT / "models").rglob("*.py") for pair in said_in(path)}
    assert {("missing_value", "warning"), ("not_used", "warning"), ("dates_cross", "fault")} <= found
    assert not {(code, severity) for code, severity in found if severity not in shown[code]}
