"""PuLP: CBC, HiGHS, and whatever commercial solver the user has. All of PuLP's names stand here."""

import re
import tempfile
import time
from dataclasses import dataclass, field
from importlib import metadata, util
from pathlib import Path
from typing import Any

import numpy as np

from models.errors import BackendFailed
from solvers.backends.base import Feature, Report, derived_status
from solvers.milp import Problem, SolveOptions, SolveResult

_MIXED = frozenset({Feature.INTEGERS, Feature.CONTINUOUS})

PRINTED_DIGITS = 1e-5
"""How far a number printed with six digits may be off, relatively."""
# CBC prints its bound only when it stops before the end.
_CBC_BOUND = re.compile(r"^Lower bound:\s+(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PulpBackend:
    """One of PuLP's solvers.

    Attributes:
        name: the backend's name.
        solver: PuLP's name of the solver.
        package: what brings it, for the word to users who lack it.
        features: what it can do.
    """

    name: str
    solver: str
    package: str
    features: frozenset[Feature] = field(default=_MIXED)

    def unavailable(self) -> str:
        """Why it cannot run here."""
        if not util.find_spec("pulp"):
            return "the package pulp is not installed"
        import pulp

        try:
            found = pulp.getSolver(self.solver, msg=False).available()
        except pulp.PulpError as error:
            return f"{self.package} cannot be used: {error}"
        return "" if found else f"{self.package} is not installed, or its licence is not found"

    def solve(self, problem: Problem, options: SolveOptions, report: Report) -> SolveResult:
        """Solve through PuLP; `report` is not called, PuLP's solvers tell nothing on the way."""
        import pulp

        del report
        model, variables = pulp_model(problem)
        with tempfile.TemporaryDirectory(prefix="tagenka-") as folder:
            log = Path(folder) / "log.txt"
            solver = self._configured(options, folder, str(log))
            began = time.monotonic()
            try:
                stats = model.solve(solver)
            except pulp.PulpError as error:
                raise BackendFailed(f"{self.name}: {error}") from None
            wall_s = time.monotonic() - began
            text = log.read_text(errors="replace") if log.exists() else ""
        return self._result(stats, variables, problem, options, (text, wall_s))

    def _configured(self, options: SolveOptions, folder: str, log: str) -> Any:  # noqa: ANN401 - untyped library
        import pulp

        found: dict[str, Any] = {"msg": False, "timeLimit": options.time_limit_s, "gapRel": options.gap}
        if self.solver in ("COIN_CMD", "HiGHS"):
            found |= {"threads": options.threads, "logPath": log}
        if self.solver == "COIN_CMD":
            found["randomSeed"] = options.seed
        elif self.solver == "HiGHS":
            found["random_seed"] = options.seed
        solver = pulp.getSolver(self.solver, **found)
        if hasattr(solver, "tmpDir"):
            solver.tmpDir = folder
        return solver

    def _stated(self, stats: Any, log: str) -> float | None:  # noqa: ANN401 - untyped library
        """The bound the solver states; None where it states none."""
        if self.solver != "COIN_CMD":
            bound: float | None = stats.best_bound
            return bound if bound is not None and np.isfinite(bound) else None
        # Where a gap stops CBC, PuLP takes its best solution for its bound: only the log tells.
        found = _CBC_BOUND.search(log)
        if found is None:
            return None
        printed = float(found.group(1))
        return printed - PRINTED_DIGITS * abs(printed)

    def _result(
        self,
        stats: Any,  # noqa: ANN401 - untyped library
        variables: list[Any],
        problem: Problem,
        options: SolveOptions,
        run: tuple[str, float],
    ) -> SolveResult:
        from pulp import LpSolveStatus

        log, wall_s = run
        values = None
        if stats.has_solution:
            found = np.array([np.nan if v.varValue is None else v.varValue for v in variables])
            # A stopped CBC may leave values that are no solution.
            if not np.isnan(found).any() and problem.violation(found) <= 1e-4:
                values = found
        stopped = stats.status in (LpSolveStatus.TimeLimit, LpSolveStatus.Interrupted, LpSolveStatus.Stopped)
        proved = stats.status in (LpSolveStatus.Optimal, LpSolveStatus.GapLimit)
        status, stop = derived_status(
            has_values=values is not None,
            proved=proved,
            infeasible=stats.status in (LpSolveStatus.Infeasible, LpSolveStatus.Undefined),
            unbounded=stats.status == LpSolveStatus.Unbounded,
            stopped=stopped,
        )
        objective = None if values is None else float(problem.objective @ values)
        return SolveResult(
            status=status,
            stop_reason=stop,
            backend=self.name,
            version=f"pulp {metadata.version('pulp')}",
            values=values,
            objective=objective,
            bound=_bound(
                self._stated(stats, log), objective, proved, options.gap if problem.integer.any() else 0.0
            ),
            wall_s=wall_s,
            message=str(stats.status_str),
        )


def _bound(stated: float | None, objective: float | None, proved: bool, gap: float) -> float | None:
    """The bound the solver stated, or what its claim to have closed the gap amounts to.

    Logs print six digits: a claim is believed where the stated bound agrees with it to those.
    """
    if objective is None or not proved:
        return stated
    claimed = objective - gap * abs(objective)
    if stated is None:
        return claimed
    agrees = claimed - stated <= 2 * PRINTED_DIGITS * abs(objective)
    return max(claimed, stated) if agrees else stated


def pulp_model(problem: Problem) -> tuple[Any, list[Any]]:
    """The problem as a PuLP model, and its variables in the order of the columns."""
    import pulp

    model = pulp.LpProblem("tagenka", pulp.LpMinimize)
    kinds: list[Any] = [pulp.LpInteger if whole else pulp.LpContinuous for whole in problem.integer]
    lower = [None if np.isinf(b) else float(b) for b in problem.lower]
    upper = [None if np.isinf(b) else float(b) for b in problem.upper]
    variables = [
        model.add_variable(f"x{at}", lower[at], upper[at], kinds[at]) for at in range(problem.columns)
    ]
    charged = np.flatnonzero(problem.objective)
    model += pulp.LpAffineExpression.from_dict(
        {variables[at]: float(problem.objective[at]) for at in charged}
    )
    edges = np.searchsorted(problem.row, np.arange(problem.rows + 1))
    for at in range(problem.rows):
        part = slice(edges[at], edges[at + 1])
        terms = {
            variables[c]: float(v) for c, v in zip(problem.column[part], problem.value[part], strict=True)
        }
        _add_row(
            model,
            pulp.LpAffineExpression.from_dict(terms),
            float(problem.row_lower[at]),
            float(problem.row_upper[at]),
            at,
        )
    return model, variables


def _add_row(model: Any, body: Any, low: float, high: float, at: int) -> None:  # noqa: ANN401 - untyped library
    if low == high:
        model += body == low, f"r{at}"
        return
    if np.isfinite(low):
        model += body >= low, f"r{at}l"
    if np.isfinite(high):
        model += body <= high, f"r{at}u"


BACKENDS = (
    PulpBackend("pulp-cbc", "COIN_CMD", "CBC (the package cbcbox)"),
    PulpBackend("pulp-highs", "HiGHS", "HiGHS (the package highspy)"),
    PulpBackend("pulp-gurobi", "GUROBI", "Gurobi (the package gurobipy)"),
    PulpBackend("pulp-cplex", "CPLEX_PY", "CPLEX (the package cplex)"),
    PulpBackend("pulp-xpress", "XPRESS_PY", "Xpress (the package xpress)"),
    PulpBackend("pulp-copt", "COPT", "COPT (the package coptpy)"),
    PulpBackend("pulp-mosek", "MOSEK", "MOSEK (the package mosek)"),
)
