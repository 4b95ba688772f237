"""What a block is: one rule of the business, written against tables, in one file."""

from typing import Protocol

from solvers.milp import Milp
from solvers.sourcing.tables import ProblemTables


class Block(Protocol):
    """Adds one rule's variables, costs and rows to a formulation."""

    @property
    def name(self) -> str:
        """The block's name: of its file, its page and its golden file."""

    def applies(self, t: ProblemTables) -> bool:
        """Whether the rule has anything to say here."""

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """Add variables and charges."""

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """Add rows over variables found by name."""
