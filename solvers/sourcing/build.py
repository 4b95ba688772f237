"""The formulation of a problem: every block that applies, in their fixed order."""

from solvers.milp import Milp
from solvers.sourcing.blocks import BLOCKS
from solvers.sourcing.tables import ProblemTables


def build(t: ProblemTables) -> Milp:
    """Declare every block's variables, then write every block's rows."""
    milp = Milp()
    blocks = [block for block in BLOCKS if block.applies(t)]
    for block in blocks:
        block.declare(t, milp)
    for block in blocks:
        block.constrain(t, milp)
    return milp
