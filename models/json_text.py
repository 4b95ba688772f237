"""JSON text to values, with what ordinary parsers hide: keys that stand twice, numbers without end."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from models.errors import ProfileFormatError
from models.issues import Issue
from models.places import escape

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


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


def repeated_keys(value: object, place: str) -> list[Issue]:
    """A fault for each key that stands twice in this object, not in those inside it."""
    keys = value.repeated if isinstance(value, RepeatingObject) else ()
    message = "the key stands twice in one object; only one can be meant"
    base = place.rstrip("/")
    return [Issue("repeated_key", "fault", f"{base}/{escape(key)}", key, message) for key in keys]


def all_repeated_keys(value: object, place: str) -> list[Issue]:
    """The same for an object and everything inside it."""
    found: list[Issue] = []
    waiting = [(value, place)]
    while waiting:
        inner, where = waiting.pop()
        found.extend(repeated_keys(inner, where))
        if isinstance(inner, Mapping):
            waiting.extend((part, f"{where}/{escape(str(key))}") for key, part in inner.items())
        elif isinstance(inner, list):
            waiting.extend((part, f"{where}/{at}") for at, part in enumerate(inner))
    return found


def json_kind(value: object) -> str:
    """What a JSON value is, in words."""
    if value is None:
        return "null"
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list"}
    return kinds.get(type(value), "an object")
