"""Contracts: a running commitment is taken, or its shortfall paid. docs/mathematics/contracts.md."""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from models.profile.rows import Ints, pairs_of
from solvers.milp import Milp
from solvers.sourcing.switches import commitments_of, source_keys
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class ContractsBlock:
    """`sum of quantity + sum of shortfalls >= sum of contract quantities` of an item and supplier.

    In item units a period.
    """

    name: str = "contracts"

    def applies(self, t: ProblemTables) -> bool:
        """Where a contract runs."""
        return bool(len(t.contracts.row))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """A shortfall for each contract that has a price for it."""
        priced = np.flatnonzero(~np.isnan(t.contracts.price))
        quantity = t.contracts.quantity[priced]
        shortfall = m.variables(
            "shortfall",
            len(priced),
            upper=quantity,
            scale=np.where(quantity > 0, quantity, 1.0),
            keys=lambda: _names(t, priced),
        )
        m.charge(
            CostKind.SHORTFALL,
            shortfall.all,
            t.contracts.price[priced] * t.discount[t.contracts.period[priced]],
        )

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """One row an item, supplier and period: what its contracts ask for adds up."""
        contracts, awards, due = t.contracts, t.awards, commitments_of(t)
        rows = m.rows("contract", len(due.first), lower=due.quantity, keys=lambda: _names(t, due.first))
        wanted = source_keys(t, contracts.item, contracts.supplier, contracts.period)[due.first]
        at, award = pairs_of(wanted, source_keys(t, awards.item, awards.supplier, awards.period))
        m.terms(rows.at(at), m.columns("quantity").at(award), 1.0)
        priced = np.flatnonzero(~np.isnan(contracts.price))
        m.terms(rows.at(due.of_contract[priced]), m.columns("shortfall").all, 1.0)


def _names(t: ProblemTables, at: Ints) -> list[str]:
    case, contracts = t.case, t.contracts
    return [f"{case.items.id[contracts.item[c]]}@{case.suppliers.id[contracts.supplier[c]]}" for c in at]


CONTRACTS = ContractsBlock()
