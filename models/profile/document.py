"""A profile as one JSON document: from parsed JSON to the contract's tables."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from models.errors import ProfileFormatError
from models.issues import Issue, did_you_mean
from models.json_text import json_kind, repeated_keys
from models.places import Places
from models.profile.read import RawTable, SourcingProfile, read_tables
from models.profile.schema import TABLES

_LISTS = tuple(name for name, table in TABLES.items() if not table.single and name != "shareholders")


def profile_from_document(document: object, prefix: str = "") -> SourcingProfile:
    """Read a profile from a parsed JSON document.

    Args:
        document: the parsed document.
        prefix: JSON pointer of the profile inside the larger document it came in.

    Raises:
        ProfileFormatError: the document is not a JSON object.
    """
    places = Places("json", prefix)
    if not isinstance(document, Mapping):
        message = f"a profile is a JSON object, this is {json_kind(document)}"
        raise ProfileFormatError([Issue("unreadable", "fault", prefix or "/", "", message)])
    issues: list[Issue] = repeated_keys(document, prefix or "/")
    raw: dict[str, RawTable] = {}
    raw["profile"] = _single({k: v for k, v in document.items() if k in TABLES["profile"].names})
    issues.extend(_unknown_keys(document, places))
    for name in ("firm", "horizon"):
        if document.get(name) is not None:
            _read_object(name, document[name], raw, issues, places)
    for name in _LISTS:
        if document.get(name) is not None:
            _read_list(name, document[name], raw, issues, places)
    for name in ("profile", "shareholders"):
        if name in document:
            hint = (
                "the profile's keys stand at the top level" if name == "profile" else "list them under firm"
            )
            found = f'"{name}" is no key of the document'
            issues.append(Issue("unknown_table", "fault", f"{prefix}/{name}", name, found, hint))
    return read_tables(raw, places, tuple(issues))


def _unknown_keys(document: Mapping[str, object], places: Places) -> list[Issue]:
    known = (*TABLES["profile"].names, "firm", "horizon", *_LISTS)
    return [
        Issue(
            "unknown_table",
            "fault",
            places.of("profile", None, key),
            key,
            f'a profile has no table and no key "{key}"',
            did_you_mean(key, known),
        )
        for key in document
        if key not in known and key not in ("profile", "shareholders")
    ]


def _single(values: Mapping[str, object]) -> RawTable:
    return RawTable({key: [value] for key, value in values.items()}, 1)


def _read_object(
    name: str, value: object, raw: dict[str, RawTable], issues: list[Issue], places: Places
) -> None:
    place = places.of(name)
    if not isinstance(value, Mapping):
        message = f"{name} is a JSON object, this is {json_kind(value)}"
        issues.append(Issue("wrong_type", "fault", place, "", message))
        return
    issues.extend(repeated_keys(value, place))
    rest = {k: v for k, v in value.items() if not (name == "firm" and k == "shareholders")}
    raw[name] = _single(rest)
    if name == "firm" and value.get("shareholders") is not None:
        _read_list("shareholders", value["shareholders"], raw, issues, places)


def _read_list(
    name: str, value: object, raw: dict[str, RawTable], issues: list[Issue], places: Places
) -> None:
    if not isinstance(value, list):
        message = f"{name} is a list of objects, this is {json_kind(value)}"
        issues.append(Issue("wrong_type", "fault", places.of(name), "", message))
        return
    kinds = set(map(type, value))
    if not kinds <= {dict}:
        for at, row in enumerate(value):
            if not isinstance(row, Mapping):
                message = f"a row of {name} is an object, this is {json_kind(row)}"
                issues.append(Issue("wrong_type", "fault", places.of(name, at), "", message))
            else:
                issues.extend(repeated_keys(row, places.of(name, at)))
        value = [row if isinstance(row, Mapping) else {} for row in value]
    keys: dict[str, None] = {}
    for row in value:
        keys.update(dict.fromkeys(row))
    raw[name] = RawTable({key: [row.get(key) for row in value] for key in keys}, len(value))


def document_of(profile: SourcingProfile) -> dict[str, Any]:
    """The profile as one JSON document, absent values left out."""
    top = _record(profile, "profile", 0) if len(profile["profile"]) else {}
    for name in ("firm", "horizon"):
        if len(profile[name]):
            top[name] = _record(profile, name, 0)
    if len(profile["shareholders"]):
        rows = range(len(profile["shareholders"]))
        top.setdefault("firm", {})["shareholders"] = [_record(profile, "shareholders", row) for row in rows]
    for name in _LISTS:
        if len(profile[name]):
            top[name] = [_record(profile, name, row) for row in range(len(profile[name]))]
    return top


def _record(profile: SourcingProfile, name: str, row: int) -> dict[str, Any]:
    rows = profile[name]
    found = {}
    for column in TABLES[name].columns:
        value = rows[column.name][row]
        plain = plain_value(value, column.kind)
        if plain is not None:
            found[column.name] = plain
    return found


def plain_value(value: Any, kind: str) -> Any:  # noqa: ANN401 - a cell of any kind
    """A typed cell as a JSON value; None where it is absent."""
    if value is None:
        return None
    if kind == "number":
        return None if np.isnan(value) else float(value)
    if kind == "bool":
        return None if np.isnan(value) else bool(value)
    if kind == "date":
        return None if np.isnat(value) else str(value)
    return list(value) if kind == "list" else value
