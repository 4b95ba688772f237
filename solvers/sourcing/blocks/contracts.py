"""Contracts: a running commitment is taken, or its shortfall paid. docs/mathematics/contracts.md."""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from models.profile.rows import Ints
from solvers.milp import Milp
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class ContractsBlock:
    """`sum of quantity of item and supplier + shortfall >= contract quantity`, in item units a period."""

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
        m.charge(CostKind.SHORTFALL, shortfall.all, t.contracts.price[priced])

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """One row a contract and period."""
        contracts, awards = t.contracts, t.awards
        everything = np.arange(len(contracts.row))
        rows = m.rows(
            "contract", len(everything), lower=contracts.quantity, keys=lambda: _names(t, everything)
        )
        for at in everything:
            mine = (
                (awards.item == contracts.item[at])
                & (awards.supplier == contracts.supplier[at])
                & (awards.period == contracts.period[at])
            )
            award = np.flatnonzero(mine)
            m.terms(rows.at(np.full(len(award), at)), m.columns("quantity").at(award), 1.0)
        m.terms(rows.at(np.flatnonzero(~np.isnan(contracts.price))), m.columns("shortfall").all, 1.0)


def _names(t: ProblemTables, at: Ints) -> list[str]:
    case, contracts = t.case, t.contracts
    return [f"{case.items.id[contracts.item[c]]}@{case.suppliers.id[contracts.supplier[c]]}" for c in at]


CONTRACTS = ContractsBlock()
