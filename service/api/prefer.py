"""The `Prefer` header (RFC 7240), as far as waiting goes."""

from collections.abc import Iterable, Iterator


def wait_seconds(headers: Iterable[str], most: int) -> int | None:
    """Seconds the client is ready to wait, cut to the most allowed; None where it does not say.

    A `wait` that is no whole number is ignored, as the standard asks; of several the first counts.
    """
    for name, value in _preferences(headers):
        if name == "wait":
            digits = value.isascii() and value.isdigit() and len(value) <= 9
            return min(int(value), most) if digits else None
    return None


def _preferences(headers: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names in lower case with their values; what follows a `;` belongs to a preference and is left out."""
    for header in headers:
        for part in header.split(","):
            name, _, value = part.split(";")[0].partition("=")
            yield name.strip().lower(), value.strip().strip('"').strip()
