"""Progress of long solves on standard error."""

import sys
import time

from solvers.milp import Progress

QUIET_S = 2.0
"""Solves shorter than this show nothing."""
EVERY_S = 10.0
"""Where standard error is no terminal, one line in so many seconds."""


class TerminalWatch:
    """Shows phase, best, bound and gap while a solve runs."""

    def __init__(self) -> None:
        """Start the clock."""
        self._began = time.monotonic()
        self._said = 0.0
        self._live = sys.stderr.isatty()
        self._shown = False

    def progress(self, progress: Progress) -> None:
        """Update the line, or add one from time to time where there is no terminal."""
        elapsed = time.monotonic() - self._began
        if elapsed < QUIET_S or (not self._live and elapsed - self._said < EVERY_S):
            return
        self._said = elapsed
        parts = [f"{elapsed:6.1f} s", progress.phase]
        if progress.best is not None:
            parts.append(f"best {progress.best:,.0f}")
        if progress.bound is not None:
            parts.append(f"bound {progress.bound:,.0f}")
        if progress.gap is not None:
            parts.append(f"gap {100 * progress.gap:.2f} %")
        line = "  ".join(parts)
        sys.stderr.write(f"\r\x1b[2K{line}" if self._live else f"{line}\n")
        sys.stderr.flush()
        self._shown = True

    def cancelled(self) -> bool:
        """The terminal cancels by interrupting."""
        return False

    def close(self) -> None:
        """Clear the line."""
        if self._live and self._shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
