import importlib.util
import re
from collections.abc import Iterator

from pydantic import BaseModel

from models.case.cost_kinds import CostKind
from models.profile.schema import TABLES
from models.regions import groups
from models.request.request import EachCountry, Effort, PlanRequest, Scope, ShareCap, ShareFloor
from service.api.answer_schema import answer_schemas
from service.api.schema_parts import Schema
from tests.docs.pages import DOCS, ROOT, text

PAGE = text("docs", "reference", "profile.md")
SCHEMAS = answer_schemas()


def reference():
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def section(name: str) -> str:
    return re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)[1]


def wire_names(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_the_page_of_tables_is_current():
    made = reference()
    assert made.PAGE.read_text(encoding="utf-8") == made.page(), "run .venv/bin/python docs/make_reference.py"


def test_what_the_page_of_tables_adds_is_about_columns_that_exist():
    made = reference()
    columns = {f"{t.name}.{c.name}" for t in TABLES.values() for c in t.columns}
    assert {*made.DEFAULTS, *made.UNITS} <= columns


def table_rows() -> dict[str, list[str]]:
    """The cells of every column's row of the page of tables, by table and column."""
    found: dict[str, list[str]] = {}
    for part in reference().PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")][1:]
        found |= {f"{part.splitlines()[0]}.{cells[0].strip('*')}": cells for cells in rows}
    return found


def test_every_number_that_is_honoured_has_its_unit():
    rows = table_rows()
    numbers = {
        f"{t.name}.{c.name}"
        for t in TABLES.values()
        for c in t.columns
        if c.kind == "number" and not (t.waiting or c.waiting)
    }
    assert {"capacities.quantity", "investments.life_years", "expenses.amount"} <= numbers
    assert not {name for name in numbers if " Unit: " not in rows[name][3]}


def test_no_row_of_the_page_of_tables_has_a_default_in_words_and_none_beside_it():
    said = {
        name for name, cells in table_rows().items() if re.search(r"\b[Dd]efault|\b[Aa]bsent = ", cells[3])
    }
    assert not {name for name in said if table_rows()[name][4] == "none"}


def test_the_state_of_a_column_is_the_mark_it_bears():
    marks = {
        f"{t.name}.{c.name}": t.waiting or c.waiting or "honoured" for t in TABLES.values() for c in t.columns
    }
    assert {name: cells[5] for name, cells in table_rows().items()} == marks


def test_every_field_of_a_request_is_described():
    words = section("Request")
    for model in (PlanRequest, ShareCap, ShareFloor, EachCountry, Effort):
        assert not {name for name in wire_names(model) if f"`{name}`" not in words}, model
    exposure = section("Exposure")
    assert not {name for name in wire_names(Scope) if f"`{name}`" not in exposure}


def test_the_defaults_of_effort_are_those_of_the_code():
    rows = re.findall(r"^\| `(\w+)` \| .* \| `?([\w.]+)`? \|$", section("Request"), re.MULTILINE)
    shown = {name: value for name, value in rows if name in Effort.model_fields}
    assert shown == {name: f"{getattr(Effort(), name)}" for name in Effort.model_fields}


def test_every_key_of_an_answer_is_described():
    source = (ROOT / "service" / "reports" / "answer.py").read_text(encoding="utf-8")
    words = section("Answer")
    body = re.search(r"def answer_of.*?\n    \}\n", source, re.DOTALL)[0]
    keys = set(re.findall(r'^        "(\w+)":', body, re.MULTILINE))
    assert keys
    assert not {key for key in keys if f"`{key}`" not in words}


def parts_of_answer(schema: Schema, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every part of an answer by its path, with its keys; what a schema refers to is followed."""
    schema = SCHEMAS.get(schema.get("$ref", "").rpartition("/")[2], schema)
    for inner in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from parts_of_answer(inner, path)
    if "properties" in schema:
        yield path, set(schema["properties"])
        for key, value in schema["properties"].items():
            yield from parts_of_answer(value, f"{path}.{key}".strip("."))


def test_every_key_of_every_part_of_an_answer_is_named_in_the_row_of_the_part():
    found = [
        line.strip("| ").split(" | ") for line in section("Answer").splitlines() if line.startswith("| `")
    ]
    rows = {
        path: set(re.findall(r"`(\w+)`", cells[1])) for cells in found for path in cells[0].split("`")[1::2]
    }
    parts = dict(parts_of_answer(SCHEMAS["Answer"]))
    assert {"moves", "investments", "explanation.rfq_list", "explanation.target_prices"} <= set(parts)
    assert set(parts.pop("")) <= set(rows)
    kinds = {kind.value for kind in CostKind}
    for path, keys in parts.items():
        statement = kinds <= keys
        assert not statement or "each cost kind" in next(c[1] for c in found if f"`{path}`" in c[0]), path
        assert (keys - kinds if statement else keys) <= rows[path], path


def test_every_kind_of_cost_is_named_in_order():
    words = section("Answer")
    listed = re.findall(r"`(\w+)`", words[words.index("Cost kinds, in this order") :])
    assert listed[: len(CostKind)] == [kind.value for kind in CostKind]


def test_every_assumption_is_named():
    source = (ROOT / "models" / "case" / "assumptions.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'Assumption\(\s*"(\w+)"', source))
    words = section("Answer")
    assert codes == set(re.findall(r"`(\w+)`", words[words.index("Assumptions have these codes") :]))


def test_every_country_group_is_named():
    words = section("Exposure")
    assert not {name for name in groups() if f"`{name}`" not in words}
