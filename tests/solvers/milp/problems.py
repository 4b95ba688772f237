"""Small problems written as dense rows."""

from collections.abc import Sequence

import numpy as np

from solvers.milp import Problem

INF = np.inf
Row = tuple[Sequence[float], float, float]
"""Coefficients, lower bound, upper bound."""


def problem(
    objective: Sequence[float],
    rows: Sequence[Row],
    *,
    lower: float | Sequence[float] = 0.0,
    upper: float | Sequence[float] = INF,
    integer: bool | Sequence[bool] = False,
) -> Problem:
    """Minimise `objective @ x` under the rows."""
    count = len(objective)
    dense = np.array([row[0] for row in rows], dtype=float).reshape(len(rows), count)
    row, column = np.nonzero(dense)
    return Problem(
        lower=np.broadcast_to(np.asarray(lower, dtype=float), count).copy(),
        upper=np.broadcast_to(np.asarray(upper, dtype=float), count).copy(),
        integer=np.broadcast_to(np.asarray(integer, dtype=bool), count).copy(),
        objective=np.asarray(objective, dtype=float),
        row_lower=np.array([r[1] for r in rows], dtype=float),
        row_upper=np.array([r[2] for r in rows], dtype=float),
        row=row.astype(np.int64),
        column=column.astype(np.int64),
        value=dense[row, column],
    )


def market_split(rows: int, columns: int, seed: int = 1) -> Problem:
    """Split every customer group in half: a problem of 0 and 1 that no branch and bound proves in seconds.

    Source: G. Cornuejols, M. Dawande, "A class of hard small 0-1 programs", IPCO 1998.
    """
    random = np.random.default_rng(seed)
    sizes = random.integers(0, 100, (rows, columns))
    dense = np.hstack([sizes, np.eye(rows), -np.eye(rows)])
    half = sizes.sum(axis=1) // 2
    return problem(
        [0.0] * columns + [1.0] * (2 * rows),
        [(list(part), float(at), float(at)) for part, at in zip(dense, half, strict=True)],
        upper=[1.0] * columns + [INF] * (2 * rows),
        integer=[True] * columns + [False] * (2 * rows),
    )
