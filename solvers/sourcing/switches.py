"""Which decisions of yes or no a problem has, and where they stand: what several blocks share."""

import numpy as np

from models.profile.rows import Ints
from solvers.sourcing.tables import ProblemTables


def use_columns(t: ProblemTables) -> Ints:
    """Position of each use in the group `use`; meaningless where it is not switched."""
    return np.cumsum(t.switched_uses) - 1


def onboarding_suppliers(t: ProblemTables) -> Ints:
    """Suppliers with a usable quote whose onboarding costs something."""
    usable = np.zeros(len(t.case.suppliers.id), dtype=bool)
    usable[t.uses.supplier[~t.uses.barred]] = True
    return np.flatnonzero(usable & (t.case.suppliers.onboarding_cost > 0))
