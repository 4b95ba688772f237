import importlib.util

from service.exchange.plan_tables import TABLES
from tests.docs.pages import DOCS


def made():
    spec = importlib.util.spec_from_file_location("make_answer_tables", DOCS / "make_answer_tables.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_answer_tables_is_current():
    page = made().PAGE.read_text(encoding="utf-8")
    assert page == made().page(), "run .venv/bin/python docs/make_answer_tables.py"


def test_every_column_of_every_table_has_its_line():
    page = made().PAGE.read_text(encoding="utf-8")
    for table in TABLES:
        section = page.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        lines = [line.split(" | ") for line in section.splitlines() if line.startswith("| ")][1:]
        assert [line[0].removeprefix("| ") for line in lines] == [column.name for column in table.columns]
        assert all(len(line[2]) > 3 for line in lines)
