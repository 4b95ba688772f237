"""Small helpers of the benchmarks: a clock, medians, a line of text."""

import platform
import statistics
import time
from collections.abc import Callable
from importlib import metadata


def seconds[T](work: Callable[[], T]) -> tuple[float, T]:
    """Wall time of a call, and what it returned."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def median(values: list[float]) -> float:
    return statistics.median(values)


def spread(values: list[float]) -> str:
    """Median with the least and the most."""
    return f"{median(values):.3f} ({min(values):.3f} to {max(values):.3f})"


def here() -> str:
    """What the figures were measured with."""
    packages = ("ortools", "pulp", "highspy", "numpy")
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in packages)
    return f"Python {platform.python_version()}, {versions}"
