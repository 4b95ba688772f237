"""The profile contract as JSON Schema, drawn from its tables."""

from typing import Any

from models.profile.columns import Column, Table
from models.profile.schema import REQUIRED_TABLES, TABLES

Schema = dict[str, Any]

WAITING = {
    "": "",
    "refused": " Not honoured yet: giving it is a fault.",
    "unused": " Recorded; it has no bearing on a plan yet.",
}
FORMS: dict[str, Schema] = {
    "id": {"type": "string"},
    "text": {"type": "string"},
    "number": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "choice": {"type": "string"},
    "list": {"type": "array", "items": {"type": "string"}},
}


def profile_schemas() -> dict[str, Schema]:
    """A schema a table, and `Profile`, the document that holds them."""
    rows = {row_name(table): _row(table) for table in TABLES.values() if table.name != "profile"}
    shareholders = TABLES["shareholders"]
    rows["Firm"]["properties"]["shareholders"] = _rows(shareholders)
    return {"Profile": _document(), **rows}


def row_name(table: Table) -> str:
    """The schema's name of one row of a table: `price_breaks` is `PriceBreaksRow`, `firm` is `Firm`."""
    name = "".join(part.capitalize() for part in table.name.split("_"))
    return name if table.single else f"{name}Row"


def _document() -> Schema:
    top = _row(TABLES["profile"])
    for table in TABLES.values():
        if table.name in ("profile", "shareholders"):
            continue
        one: Schema = {"$ref": f"#/components/schemas/{row_name(table)}"}
        top["properties"][table.name] = one if table.single else _rows(table)
    top["required"] = [*top["required"], "firm", *REQUIRED_TABLES]
    top["description"] = (
        "A firm, what it needs, and what it is offered. Money is in `currency` unless a row names its own "
        "and excludes consumption tax; shares and rates lie in 0..1; a null is the same as an absent value."
    )
    return top


def _rows(table: Table) -> Schema:
    least = {"minItems": 1} if table.name in REQUIRED_TABLES else {}
    kind = "array" if least else ["array", "null"]
    items = {"$ref": f"#/components/schemas/{row_name(table)}"}
    return {"type": kind, "items": items, "description": _said(table.doc, table.waiting), **least}


def _row(table: Table) -> Schema:
    return {
        "type": "object",
        "description": _said(table.doc, table.waiting),
        "properties": {column.name: _column(column) for column in table.columns},
        "required": [column.name for column in table.columns if column.required],
        "additionalProperties": False,
    }


def _column(column: Column) -> Schema:
    found = dict(FORMS[column.kind])
    if column.whole:
        found["type"] = "integer"
    if column.choices:
        found["enum"] = [*column.choices] if column.required else [*column.choices, None]
    if column.low is not None:
        found["exclusiveMinimum" if column.open_low else "minimum"] = _plain(column.low)
    if column.high is not None:
        found["exclusiveMaximum" if column.open_high else "maximum"] = _plain(column.high)
    if not column.required:
        found["type"] = [found["type"], "null"]
    refers = f" Names a row of `{column.refers}`." if column.refers else ""
    found["description"] = _said(column.doc, column.waiting) + refers
    return found


def _plain(number: float) -> float | int:
    return int(number) if number.is_integer() else number


def _said(doc: str, waiting: str) -> str:
    sentence = doc[:1].upper() + doc[1:]
    return sentence + ("" if sentence.endswith(".") else ".") + WAITING[waiting]
