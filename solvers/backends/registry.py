"""The backends by name, and which of them `auto` takes."""

from dataclasses import dataclass

from models.errors import BackendUnavailable
from models.issues import did_you_mean
from solvers.backends import ortools_mathopt, pulp_backends
from solvers.backends.base import Backend, Feature

BACKENDS: dict[str, Backend] = {b.name: b for b in (*ortools_mathopt.BACKENDS, *pulp_backends.BACKENDS)}

# Least time in all first: benchmarks/results/backends.csv, docs/decisions/0006-auto-backend.md.
AUTO = ("ortools-highs", "ortools-scip", "pulp-cbc", "pulp-highs")


@dataclass(frozen=True, slots=True)
class BackendReport:
    """What `tagenka backends` says of one backend; `why` is empty where it can run."""

    name: str
    features: tuple[str, ...]
    why: str

    @property
    def available(self) -> bool:
        """Whether it can run here."""
        return not self.why


def report() -> tuple[BackendReport, ...]:
    """Every backend, and why those that cannot run here cannot."""
    return tuple(BackendReport(b.name, tuple(sorted(b.features)), b.unavailable()) for b in BACKENDS.values())


def find(name: str) -> Backend:
    """The backend of that name, or the one `auto` stands for.

    Raises:
        BackendUnavailable: no such backend, or it cannot run here.
    """
    if name == "auto":
        return next(b for b in map(BACKENDS.__getitem__, AUTO) if not b.unavailable())
    if name not in BACKENDS:
        hint = did_you_mean(name, BACKENDS) or f"there are: auto, {', '.join(BACKENDS)}"
        raise BackendUnavailable(f'there is no backend "{name}"; {hint}')
    backend = BACKENDS[name]
    why = backend.unavailable()
    if why:
        raise BackendUnavailable(f"{name} cannot run here: {why}")
    return backend


def planning_backends() -> tuple[str, ...]:
    """The names of backends that can solve whole plans, not only relaxations."""
    return tuple(name for name, backend in BACKENDS.items() if Feature.INTEGERS in backend.features)


def plans_with(name: str) -> bool:
    """Whether a backend of that name can solve whole plans."""
    return name == "auto" or name in planning_backends()
