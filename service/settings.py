"""What can be set about the service; read once, by whoever creates the app."""

import logging
import os
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any

from models.errors import SettingsError
from models.issues import did_you_mean

PREFIX = "TAGENKA_"
_READ_ELSEWHERE = frozenset({"TAGENKA_DEBUG", "TAGENKA_DATA"})

logger = logging.getLogger(__name__)


def _solvers() -> int:
    return min(2, os.cpu_count() or 1)


def _whole(default: int, low: int, high: int, doc: str) -> Any:  # noqa: ANN401 - as `dataclasses.field`
    return field(default=default, metadata={"low": low, "high": high, "doc": doc})


@dataclass(frozen=True, slots=True)
class Settings:
    """The service's settings; the environment variable is `TAGENKA_` and the name in capitals."""

    host: str = field(default="127.0.0.1", metadata={"doc": "address the server listens on"})
    port: int = _whole(8000, 0, 65535, "port the server listens on; 0 takes a free one")
    solvers: int = field(
        default_factory=_solvers,
        metadata={"low": 1, "high": 256, "doc": "solves at once; default 2, or 1 on a single processor"},
    )
    max_body_mb: int = _whole(256, 1, 4096, "largest request body, in millions of bytes")
    max_wait_s: int = _whole(300, 0, 3600, "longest `Prefer: wait`, in seconds; longer ones are cut to it")
    max_queued_jobs: int = _whole(100, 0, 1_000_000, "jobs that may wait for a solver before 503 is answered")
    max_stored_plans: int = _whole(
        1000, 1, 1_000_000, "ended jobs kept with their answers; the oldest go first"
    )
    max_stored_profiles: int = _whole(100, 1, 1_000_000, "profiles kept; the longest unused goes first")
    retention_hours: int = _whole(168, 1, 87_600, "hours an ended job is kept at most")

    def __post_init__(self) -> None:
        """Refuse numbers outside their range."""
        found = []
        for each in fields(self):
            low, high = each.metadata.get("low"), each.metadata.get("high")
            value = getattr(self, each.name)
            if low is not None and high is not None and not low <= value <= high:
                found.append(f"{variable(each)} must be a whole number from {low} to {high}, it is {value}")
        if found:
            raise SettingsError("; ".join(found))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings as the environment gives them; an empty value means the default.

        Raises:
            SettingsError: a value cannot be read or is out of range.
        """
        given = os.environ if environment is None else environment
        known = {variable(each): each for each in fields(cls)}
        _warn_of_unknown(given, known)
        values: dict[str, Any] = {}
        wrong = []
        for name, each in known.items():
            text = given.get(name, "").strip()
            if not text:
                continue
            if each.type is str:
                values[each.name] = text
            elif text.isascii() and text.isdigit():
                values[each.name] = int(text)
            else:
                wrong.append(f'{name} must be a whole number, it is "{text}"')
        if wrong:
            raise SettingsError("; ".join(wrong))
        return cls(**values)

    @property
    def max_body_bytes(self) -> int:
        """Largest request body in bytes."""
        return self.max_body_mb * 1_000_000


def variable(setting: Field[Any]) -> str:
    """The environment variable of a setting."""
    return PREFIX + setting.name.upper()


def _warn_of_unknown(given: Mapping[str, str], known: Mapping[str, object]) -> None:
    for name in sorted(given):
        if name.startswith(PREFIX) and name not in known and name not in _READ_ELSEWHERE:
            logger.warning("there is no setting %s; %s", name, did_you_mean(name, known) or "it is ignored")


def described() -> list[tuple[str, str, str]]:
    """Variable, default and meaning of every setting, for the documentation."""
    rows = []
    for each in fields(Settings):
        default = "" if each.default is MISSING else str(each.default)
        rows.append((variable(each), default, each.metadata["doc"]))
    return rows
