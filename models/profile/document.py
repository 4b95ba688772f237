"""A profile as one JSON document: from parsed JSON to the contract's tables."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from models.errors import ProfileFormatError
from models.issues import Issue, did_you_mean
from models.places import Places, escape
from models.profile.read import RawTable, SourcingProfile, read_tables
from models.profile.schema import TABLES

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_LISTS = tuple(name for name, table in TABLES.items() if not table.single and name != "shareholders")


class RepeatingObject(dict[str, Any]):
    """A JSON object in whose text a key stood twice; the last value is kept."""

    repeated: tuple[str, ...] = ()


def parse_json(text: str | bytes, what: str = "input") -> Any:  # noqa: ANN401 - JSON is any shape
    """Parse JSON; NaN and endless numbers pass, to be named with their place later.

    Raises:
        ProfileFormatError: the text is not UTF-8 or not JSON.
    """
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        found = json.loads(decoded, object_pairs_hook=_pairs)
        if _SURROGATE.search(decoded):
            json.dumps(found, ensure_ascii=False).encode()
        return found
    except UnicodeDecodeError as error:
        message = f"the JSON text is not UTF-8 (byte {error.start})"
        raise ProfileFormatError(
            [Issue("encoding", "fault", what, "", message, "save it as UTF-8")]
        ) from None
    except UnicodeEncodeError:
        message = "the JSON text escapes half a character (a lone surrogate), which no text can hold"
        raise ProfileFormatError([Issue("encoding", "fault", what, "", message)]) from None
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise ProfileFormatError([Issue("unreadable", "fault", what, "", message)]) from None
    except ValueError:
        message = "this JSON holds a whole number of thousands of digits"
        raise ProfileFormatError([Issue("unreadable", "fault", what, "", message)]) from None
    except RecursionError:
        message = "this JSON is nested too deeply to be a profile"
        raise ProfileFormatError([Issue("unreadable", "fault", what, "", message)]) from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    marked = RepeatingObject(found)
    counts = Counter(key for key, _ in pairs)
    marked.repeated = tuple(sorted(key for key, count in counts.items() if count > 1))
    return marked


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
        message = f"a profile is a JSON object, this is {_json_kind(document)}"
        raise ProfileFormatError([Issue("unreadable", "fault", prefix or "/", "", message)])
    issues: list[Issue] = _repeated(document, prefix or "/")
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
        message = f"{name} is a JSON object, this is {_json_kind(value)}"
        issues.append(Issue("wrong_type", "fault", place, "", message))
        return
    issues.extend(_repeated(value, place))
    rest = {k: v for k, v in value.items() if not (name == "firm" and k == "shareholders")}
    raw[name] = _single(rest)
    if name == "firm" and value.get("shareholders") is not None:
        _read_list("shareholders", value["shareholders"], raw, issues, places)


def _read_list(
    name: str, value: object, raw: dict[str, RawTable], issues: list[Issue], places: Places
) -> None:
    if not isinstance(value, list):
        message = f"{name} is a list of objects, this is {_json_kind(value)}"
        issues.append(Issue("wrong_type", "fault", places.of(name), "", message))
        return
    kinds = set(map(type, value))
    if not kinds <= {dict}:
        for at, row in enumerate(value):
            if not isinstance(row, Mapping):
                message = f"a row of {name} is an object, this is {_json_kind(row)}"
                issues.append(Issue("wrong_type", "fault", places.of(name, at), "", message))
            else:
                issues.extend(_repeated(row, places.of(name, at)))
        value = [row if isinstance(row, Mapping) else {} for row in value]
    keys: dict[str, None] = {}
    for row in value:
        keys.update(dict.fromkeys(row))
    raw[name] = RawTable({key: [row.get(key) for row in value] for key in keys}, len(value))


def _repeated(value: object, place: str) -> list[Issue]:
    keys = value.repeated if isinstance(value, RepeatingObject) else ()
    message = "the key stands twice in one object; only one can be meant"
    base = place.rstrip("/")
    return [Issue("repeated_key", "fault", f"{base}/{escape(key)}", key, message) for key in keys]


def _json_kind(value: object) -> str:
    if value is None:
        return "null"
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list"}
    return kinds.get(type(value), "an object")


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
