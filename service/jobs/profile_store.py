"""Where profiles are kept that are planned with more than once."""

import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.errors import JobNotFound
from models.issues import Issue
from models.profile.read import SourcingProfile


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """A sound profile that was stored.

    Attributes:
        digest: of its content; the order of rows means nothing to it.
        warnings: what its check found that does not stop planning.
    """

    id: str
    created_at: datetime
    profile: SourcingProfile
    digest: str
    warnings: tuple[Issue, ...]


class ProfileStore(Protocol):
    """Keeps profiles."""

    def add(self, stored: StoredProfile) -> None:
        """Keep a profile; it is kept when this returns."""

    def get(self, profile_id: str) -> StoredProfile:
        """The profile of that id.

        Raises:
            JobNotFound: there is none.
        """


class MemoryProfileStore:
    """Profiles of this process; the longest unused makes room for a new one."""

    def __init__(self, most: int = 100) -> None:
        """Start empty, for so many."""
        self._most = most
        self._lock = threading.Lock()
        self._profiles: dict[str, StoredProfile] = {}

    def add(self, stored: StoredProfile) -> None:
        """Keep a profile."""
        with self._lock:
            self._profiles[stored.id] = stored
            while len(self._profiles) > self._most:
                del self._profiles[next(iter(self._profiles))]

    def get(self, profile_id: str) -> StoredProfile:
        """The profile of that id; from now on the last used."""
        with self._lock:
            found = self._profiles.pop(profile_id, None)
            if found is None:
                raise JobNotFound(
                    f'there is no profile "{profile_id}"; store it again with POST /v1/profiles'
                )
            self._profiles[profile_id] = found
            return found
