"""A status is derived from facts; a limit reached never counts as proof."""

import pytest

from solvers.backends.base import derived_status
from solvers.milp import SolveStatus, StopReason

NOTHING = {"has_values": False, "proved": False, "infeasible": False, "unbounded": False, "stopped": False}


@pytest.mark.parametrize(
    ("facts", "status", "stop"),
    [
        (("has_values", "proved"), SolveStatus.OPTIMAL, StopReason.PROVED),
        (("has_values", "stopped"), SolveStatus.FEASIBLE, StopReason.TIME),
        (("has_values",), SolveStatus.FEASIBLE, StopReason.TIME),
        (("infeasible",), SolveStatus.INFEASIBLE, StopReason.PROVED),
        (("infeasible", "stopped"), SolveStatus.NOTHING, StopReason.TIME),
        (("unbounded",), SolveStatus.UNBOUNDED, StopReason.PROVED),
        (("unbounded", "stopped"), SolveStatus.NOTHING, StopReason.TIME),
        (("unbounded", "has_values"), SolveStatus.UNBOUNDED, StopReason.PROVED),
        (("stopped",), SolveStatus.NOTHING, StopReason.TIME),
        (("proved",), SolveStatus.NOTHING, StopReason.FAILED),
        ((), SolveStatus.NOTHING, StopReason.FAILED),
    ],
)
def test_the_status_follows_from_what_is_there(facts, status, stop):
    assert derived_status(**(NOTHING | dict.fromkeys(facts, True))) == (status, stop)
