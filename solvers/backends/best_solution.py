"""The best solution a solver left in a file before its process was ended.

Of the backends only HiGHS under OR-Tools keeps one. It writes each improving solution over the one
before: a line with the objective, a line with the number of columns, and a value a line.
"""

from importlib import metadata
from pathlib import Path

import numpy as np

from solvers.milp import Problem, SolveResult, SolveStatus, StopReason
from solvers.milp.problem import Floats

NEAR = 1e-4
"""How far values in thirteen digits may break a scaled row; what is off by more is half a file."""


def rescued(
    path: Path, problem: Problem, backend: str, reason: StopReason, bound: float | None
) -> SolveResult | None:
    """A result from the file, with the last bound the solver told of; None where there is none to trust.

    Args:
        path: where the solver was asked to keep its best solution.
        problem: what it solved.
        backend: which backend.
        reason: why its process was ended.
        bound: the last it told of, in the units of the problem.
    """
    values = _values(path, problem.columns)
    if values is None or problem.violation(values) > NEAR:
        return None
    return SolveResult(
        SolveStatus.FEASIBLE,
        reason,
        backend,
        version=f"ortools {metadata.version('ortools')}",
        values=values,
        objective=float(problem.objective @ values),
        bound=bound,
        message="the process was ended; this is the best solution it had",
    )


def _values(path: Path, columns: int) -> Floats | None:
    try:
        lines = path.read_text(encoding="ascii").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    heading = f"# Columns {columns}"
    if heading not in lines[:3]:
        return None
    first = lines.index(heading) + 1
    # Every value ends its line: a file cut off in the middle of one has too few.
    numbers = lines[first : first + columns]
    if len(lines) <= first + columns or len(numbers) < columns:
        return None
    try:
        return np.array([float(number) for number in numbers])
    except ValueError:
        return None
