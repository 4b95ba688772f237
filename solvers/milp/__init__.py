"""The optimisation language: groups of variables and rows as arrays. No word of procurement."""

from solvers.milp.milp import Columns, Milp, Rows
from solvers.milp.problem import Problem
from solvers.milp.result import Progress, SolveOptions, SolveResult, SolveStatus, StopReason

__all__ = [
    "Columns",
    "Milp",
    "Problem",
    "Progress",
    "Rows",
    "SolveOptions",
    "SolveResult",
    "SolveStatus",
    "StopReason",
]
