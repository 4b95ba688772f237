"""OR-Tools through MathOpt: HiGHS, SCIP, CP-SAT, GLOP and PDLP, fed by arrays.

The model proto is filled from arrays and handed to the solver core directly: for 200,000 variables
that takes a tenth of the time that making a Python object a variable does.
"""

import datetime
import time
from dataclasses import dataclass
from importlib import metadata, util
from typing import Any

import numpy as np

from models.errors import BackendFailed, BackendUnavailable
from solvers.backends.base import Feature, Report, derived_status
from solvers.backends.solver_log import progress_of
from solvers.milp import Problem, Progress, SolveOptions, SolveResult
from solvers.milp.problem import Floats

# Termination reasons of result.proto; the last two say that a limit stopped the search.
_OPTIMAL, _INFEASIBLE, _UNBOUNDED, _EITHER = 1, 2, 3, 4
_STOPPED = {6, 9}


@dataclass(frozen=True, slots=True)
class MathOptBackend:
    """One solver type of MathOpt.

    Attributes:
        name: the backend's name.
        solver: MathOpt's name of the solver type.
        features: what it can do.
    """

    name: str
    solver: str
    features: frozenset[Feature]

    def unavailable(self) -> str:
        """Why it cannot run here."""
        return "" if util.find_spec("ortools") else "the package ortools is not installed"

    def solve(self, problem: Problem, options: SolveOptions, report: Report) -> SolveResult:
        """Solve with MathOpt's solver core."""
        from ortools.math_opt import callback_pb2, model_parameters_pb2, parameters_pb2
        from ortools.math_opt.core.python import solver
        from ortools.math_opt.python import init_arguments

        self._accept(problem)
        began = time.monotonic()

        def listen(lines: list[str]) -> None:
            for line in lines:
                found = progress_of(self.solver, line)
                if found is not None:
                    report(Progress("solve", time.monotonic() - began, *found))

        listens = Feature.PROGRESS in self.features
        try:
            answer = solver.solve(
                model_proto(problem),
                parameters_pb2.SolverTypeProto.Value(f"SOLVER_TYPE_{self.solver}"),
                init_arguments.StreamableSolverInitArguments().to_proto(),
                self._parameters(options),
                model_parameters_pb2.ModelSolveParametersProto(),
                listen if listens else None,
                callback_pb2.CallbackRegistrationProto(),
                None,
                None,
            )
        except Exception as error:
            # The core raises a pybind type of its own that nothing exports.
            raise BackendFailed(f"{self.name}: {error}") from None
        return self._result(answer, problem, time.monotonic() - began)

    def _accept(self, problem: Problem) -> None:
        if Feature.CONTINUOUS not in self.features and not (
            problem.is_pure_integer and exactly_scaled(problem)
        ):
            raise BackendUnavailable(
                f"{self.name} takes only models whose variables are all whole numbers and whose "
                "coefficients scale to whole numbers; use another backend"
            )
        if Feature.INTEGERS not in self.features and problem.integer.any():
            raise BackendUnavailable(f"{self.name} takes linear relaxations only; use another backend")

    def _parameters(self, options: SolveOptions) -> Any:  # noqa: ANN401 - a protobuf message
        from ortools.math_opt import parameters_pb2

        found = parameters_pb2.SolveParametersProto()
        found.time_limit.FromTimedelta(datetime.timedelta(seconds=options.time_limit_s))
        if self.solver != "PDLP":
            found.random_seed = options.seed
        if Feature.INTEGERS in self.features:
            found.relative_gap_tolerance = options.gap
        if self.solver == "HIGHS":
            # MathOpt refuses `threads` for HiGHS; the solver's own option works.
            found.highs.int_options["threads"] = options.threads
            if options.best_file is not None:
                found.highs.bool_options["mip_improving_solution_save"] = True
                found.highs.string_options["mip_improving_solution_file"] = options.best_file
        elif self.solver != "GLOP":
            found.threads = options.threads
        return found

    def _result(self, answer: Any, problem: Problem, wall_s: float) -> SolveResult:  # noqa: ANN401
        reason = answer.termination.reason
        values, objective, prices = None, None, None
        # PRIMAL feasibility status 2 is "feasible" in solution.proto.
        if answer.solutions and answer.solutions[0].primal_solution.feasibility_status == 2:
            primal = answer.solutions[0].primal_solution
            values = np.zeros(problem.columns)
            values[np.array(primal.variable_values.ids, dtype=np.int64)] = primal.variable_values.values
            objective = float(primal.objective_value)
            prices = _row_prices(answer.solutions[0], problem)
        bound = float(answer.termination.objective_bounds.dual_bound)
        status, stop = derived_status(
            has_values=values is not None,
            proved=reason == _OPTIMAL,
            infeasible=reason in (_INFEASIBLE, _EITHER),
            unbounded=reason == _UNBOUNDED,
            stopped=reason in _STOPPED,
        )
        return SolveResult(
            status=status,
            stop_reason=stop,
            backend=self.name,
            version=f"ortools {metadata.version('ortools')}",
            values=values,
            objective=objective,
            bound=bound if np.isfinite(bound) else None,
            row_prices=prices,
            wall_s=wall_s,
            message=answer.termination.detail,
        )


def _row_prices(solution: Any, problem: Problem) -> Floats | None:  # noqa: ANN401
    if not solution.HasField("dual_solution") or not solution.dual_solution.dual_values.ids:
        return None
    prices = np.zeros(problem.rows)
    prices[np.array(solution.dual_solution.dual_values.ids, dtype=np.int64)] = (
        solution.dual_solution.dual_values.values
    )
    return prices


def model_proto(problem: Problem) -> Any:  # noqa: ANN401 - a protobuf message
    """The problem as MathOpt's model proto."""
    from ortools.math_opt import model_pb2

    model = model_pb2.ModelProto()
    model.variables.ids.extend(range(problem.columns))
    model.variables.lower_bounds.extend(problem.lower)
    model.variables.upper_bounds.extend(problem.upper)
    model.variables.integers.extend(problem.integer.tolist())
    model.linear_constraints.ids.extend(range(problem.rows))
    model.linear_constraints.lower_bounds.extend(problem.row_lower)
    model.linear_constraints.upper_bounds.extend(problem.row_upper)
    model.linear_constraint_matrix.row_ids.extend(problem.row)
    model.linear_constraint_matrix.column_ids.extend(problem.column)
    model.linear_constraint_matrix.coefficients.extend(problem.value)
    charged = np.flatnonzero(problem.objective)
    model.objective.linear_coefficients.ids.extend(charged)
    model.objective.linear_coefficients.values.extend(problem.objective[charged])
    return model


def exactly_scaled(problem: Problem, digits: int = 6) -> bool:
    """Whether the rows become whole numbers when multiplied by a power of ten (after a power of two).

    CP-SAT works on whole numbers: coefficients that only nearly are would be rounded in silence.
    """
    numbers = np.concatenate([problem.value, problem.row_lower, problem.row_upper])
    numbers = numbers[np.isfinite(numbers)] * 2.0**20 * 10.0**digits
    # What a decimal fraction loses when it is stored, and no more.
    noise = 8 * np.finfo(float).eps * np.abs(numbers)
    return bool(np.all(np.abs(numbers - np.round(numbers)) <= np.minimum(noise, 0.25)))


_MIXED = frozenset({Feature.INTEGERS, Feature.CONTINUOUS, Feature.PROGRESS})
_LINEAR = frozenset({Feature.CONTINUOUS, Feature.ROW_PRICES})

BACKENDS = (
    MathOptBackend("ortools-highs", "HIGHS", _MIXED),
    MathOptBackend("ortools-scip", "GSCIP", _MIXED),
    MathOptBackend("ortools-cpsat", "CP_SAT", frozenset({Feature.INTEGERS})),
    MathOptBackend("ortools-glop", "GLOP", _LINEAR),
    MathOptBackend("ortools-pdlp", "PDLP", _LINEAR),
)
