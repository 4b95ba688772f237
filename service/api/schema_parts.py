"""Small words for writing JSON Schemas by hand: every key required, absent values null."""

from typing import Any

Schema = dict[str, Any]


def text(doc: str = "") -> Schema:
    """A text."""
    return _with({"type": "string"}, doc)


def number(doc: str = "") -> Schema:
    """A number."""
    return _with({"type": "number"}, doc)


def whole(doc: str = "") -> Schema:
    """A whole number."""
    return _with({"type": "integer"}, doc)


def flag(doc: str = "") -> Schema:
    """True or false."""
    return _with({"type": "boolean"}, doc)


def share(doc: str = "") -> Schema:
    """A share; no bounds, since rounding may pass 1 by a hair."""
    return _with({"type": "number"}, f"{doc} 0..1.".strip())


def day(doc: str = "") -> Schema:
    """An ISO 8601 date."""
    return _with({"type": "string", "format": "date"}, doc)


def moment(doc: str = "") -> Schema:
    """A moment of RFC 3339."""
    return _with({"type": "string", "format": "date-time"}, doc)


def choice(words: str, doc: str = "") -> Schema:
    """One word of a list."""
    return _with({"type": "string", "enum": words.split()}, doc)


def ref(name: str) -> Schema:
    """Another schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def rows(of: Schema, doc: str = "") -> Schema:
    """A list."""
    return _with({"type": "array", "items": of}, doc)


def either_null(schema: Schema) -> Schema:
    """The same, or null where it does not apply."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    found = {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        found["enum"] = [*schema["enum"], None]
    return found


def record(doc: str, **properties: Schema) -> Schema:
    """An object that always has all of its keys."""
    return {"type": "object", "description": doc, "properties": properties, "required": list(properties)}


def _with(schema: Schema, doc: str) -> Schema:
    return {**schema, "description": doc} if doc else schema
