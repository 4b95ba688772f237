"""A formulation as text in the LP file format: for golden files and for people."""

from collections.abc import Iterator, Sequence

import numpy as np

from solvers.milp.milp import Milp
from solvers.milp.problem import Floats, Ints, Problem


def lp_text(milp: Milp) -> str:
    """The formulation in its own units, columns and rows by their names, in a fixed order."""
    problem = milp.problem()
    names = _names([(g.name, g.count, milp.column_keys[g.name]) for g in milp.column_groups.values()])
    rows = _names([(g.name, g.count, milp.row_keys[g.name]) for g in milp.row_groups.values()])
    lines = [
        "Minimize",
        f"  cost: {_sum(problem.objective, np.arange(problem.columns), names) or '0'}",
        "Subject To",
    ]
    lines.extend(_row_lines(problem, names, rows))
    lines.append("Bounds")
    lines.extend(_bound_lines(problem, names))
    whole = [names[at] for at in np.flatnonzero(problem.integer)]
    if whole:
        lines.extend(["General", "  " + " ".join(whole)])
    return "\n".join([*lines, "End", ""])


def _names(groups: Sequence[tuple[str, int, object]]) -> list[str]:
    found: list[str] = []
    for name, count, keys in groups:
        texts = keys() if callable(keys) else [str(at) for at in range(count)]
        found.extend(f"{name}[{text}]" for text in texts)
    return found


def _sum(values: Floats, columns: Ints, names: Sequence[str]) -> str:
    parts = []
    for value, column in zip(values, columns, strict=True):
        if value != 0:
            sign = "-" if value < 0 else "+"
            size = "" if abs(value) == 1 else f"{abs(value):.10g} "
            parts.append(f"{sign} {size}{names[column]}")
    return " ".join(parts).removeprefix("+ ")


def _row_lines(problem: Problem, names: Sequence[str], rows: Sequence[str]) -> Iterator[str]:
    edges = np.searchsorted(problem.row, np.arange(problem.rows + 1))
    for at, name in enumerate(rows):
        part = slice(edges[at], edges[at + 1])
        body = _sum(problem.value[part], problem.column[part], names) or "0"
        low, high = problem.row_lower[at], problem.row_upper[at]
        if low == high:
            yield f"  {name}: {body} = {high:.10g}"
            continue
        if np.isfinite(low):
            yield f"  {name}: {body} >= {low:.10g}"
        if np.isfinite(high):
            yield f"  {name}: {body} <= {high:.10g}"


def _bound_lines(problem: Problem, names: Sequence[str]) -> Iterator[str]:
    for at, name in enumerate(names):
        low, high = problem.lower[at], problem.upper[at]
        if low == 0 and np.isinf(high):
            continue
        yield f"  {low:.10g} <= {name}" + (f" <= {high:.10g}" if np.isfinite(high) else "")
