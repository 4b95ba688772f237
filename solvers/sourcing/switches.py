"""What several rooms read off the tables alike: switches, and commitments that belong together."""

from dataclasses import dataclass

import numpy as np

from models.profile.rows import Floats, Ints, codes_of
from solvers.sourcing.tables import ProblemTables


def use_columns(t: ProblemTables) -> Ints:
    """Position of each use in the group `use`; meaningless where it is not switched."""
    return np.cumsum(t.switched_uses) - 1


def source_keys(t: ProblemTables, item: Ints, supplier: Ints, period: Ints) -> Ints:
    """One number for each item, supplier and period."""
    return (item * len(t.case.suppliers.id) + supplier) * t.case.span + period


@dataclass(frozen=True, slots=True)
class Commitments:
    """Contracts of one item, supplier and period taken together; one entry each.

    Attributes:
        first: the first contract of each.
        quantity: what they ask for together, in item units.
        of_contract: the commitment each contract belongs to.
    """

    first: Ints
    quantity: Floats
    of_contract: Ints


def commitments_of(t: ProblemTables) -> Commitments:
    """What contracts ask for, added up where they are of one item, supplier and period."""
    contracts = t.contracts
    if not len(contracts.row):
        nothing = np.zeros(0, dtype=np.int64)
        return Commitments(nothing, np.zeros(0), nothing)
    code = codes_of(contracts.item, contracts.supplier, contracts.period)
    _, first = np.unique(code, return_index=True)
    return Commitments(first, np.bincount(code, weights=contracts.quantity), code)
