"""Where what is bought beyond a need stands in the formulation."""

import numpy as np

from models.profile.rows import Ints
from solvers.sourcing.tables import ProblemTables


def surplus_uses(t: ProblemTables) -> Ints:
    """The uses that may buy beyond their needs, in the order of the group `surplus`."""
    return np.flatnonzero(~t.uses.barred & (t.uses.min_order > 0))


def cheapest_award(t: ProblemTables) -> Ints:
    """The award of each use whose unit costs least: that is where surplus would go."""
    order = np.lexsort((t.awards.cost, t.awards.use))
    _, first = np.unique(t.awards.use[order], return_index=True)
    found: Ints = order[first]
    return found
