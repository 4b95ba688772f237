"""The headers `Accept` and `Accept-Language` (RFC 9110, section 12.5), as far as choosing a form goes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Range:
    """What a client would take: a type or a pattern of types, and how gladly."""

    name: str
    parameters: Mapping[str, str]
    quality: float


def best_type(headers: Iterable[str], offered: Sequence[str]) -> str | None:
    """Of the media types offered the one the client likes best; None where it takes none of them.

    Of several it likes equally the one offered first wins. Without a header the client takes anything. Of the
    ranges that fit a type the most specific one decides.

    Args:
        headers: every `Accept` of the request.
        offered: media types, with their parameters.
    """
    ranges = [found for header in headers for found in _ranges(header)]
    if not ranges:
        return offered[0]
    quality = {name: _quality(name, ranges) for name in offered}
    best = max(offered, key=lambda name: quality[name])
    return best if quality[best] > 0 else None


def best_language(headers: Iterable[str], offered: Sequence[str]) -> str:
    """Of the languages offered the one the client likes best; the first where it likes none of them."""
    ranges = [found for header in headers for found in _ranges(header)]
    quality = {
        name: max((r.quality for r in ranges if _speaks(r.name, name)), default=0.0) for name in offered
    }
    return max(offered, key=lambda name: quality[name])


def _speaks(asked: str, language: str) -> bool:
    """`ja-JP` is content with `ja`."""
    return asked.partition("-")[0] == language


def _quality(name: str, ranges: Sequence[_Range]) -> float:
    kind, parameters = _parsed(name)
    fitting = [(_fit(found, kind, parameters), found.quality) for found in ranges]
    fit, quality = max(fitting)
    return quality if fit > 0 else 0.0


def _fit(found: _Range, kind: str, parameters: Mapping[str, str]) -> int:
    """How specifically a range names a type; 0 where it does not."""
    if found.name == "*/*":
        return 1
    if found.name == f"{kind.partition('/')[0]}/*":
        return 2
    if found.name != kind or any(parameters.get(key) != value for key, value in found.parameters.items()):
        return 0
    return 3 + len(found.parameters)


def _ranges(header: str) -> Iterable[_Range]:
    """The ranges of a header; one whose quality is no number of 0..1 is left out."""
    for part in header.split(","):
        name, parameters = _parsed(part)
        quality = _number(parameters.pop("q", "1"))
        if name and quality is not None:
            yield _Range(name, parameters, quality)


def _parsed(text: str) -> tuple[str, dict[str, str]]:
    name, *rest = (piece.strip().lower() for piece in text.split(";"))
    pairs = (piece.partition("=") for piece in rest if piece)
    return name, {key.strip(): value.strip().strip('"') for key, _, value in pairs}


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
