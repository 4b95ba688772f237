"""The published document, and how something is held against one of its schemas."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "openapi" / "openapi.json"
OPENAPI: dict[str, Any] = json.loads(FILE.read_text())


def complaints(value: object, schema: str | dict[str, Any], *, strict: bool = False) -> list[str]:
    """What is wrong with a value; strictly, a key that the schema does not name is wrong too."""
    components = OPENAPI["components"]
    if strict:
        components = {"schemas": {name: _closed(found) for name, found in components["schemas"].items()}}
    asked = {"$ref": f"#/components/schemas/{schema}"} if isinstance(schema, str) else schema
    validator = Draft202012Validator({**asked, "components": components})
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _closed(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and "required" in schema:
        found.setdefault("additionalProperties", False)
    return found
