"""Award: how much is bought on each offer, and what each unit costs. docs/mathematics/award.md."""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import UNIT_KINDS
from models.profile.rows import Mask
from solvers.milp import Milp
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.uses import award_names


@dataclass(frozen=True, slots=True)
class AwardBlock:
    """`0 <= quantity <= min(demand, capacity, max_share x demand)`, in item units; 0 where barred.

    Solvers see the quantity as a share of its need. Where an item has one supplier, that share is a
    whole number: the need is bought there or not.
    """

    name: str = "award"

    def applies(self, t: ProblemTables) -> bool:
        """Always."""
        return True

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """One quantity an award, charged with every unit kind of cost."""
        awards = t.awards
        quantity = m.variables(
            "quantity",
            len(awards.offer),
            upper=np.where(_all_but_noise(t), awards.demand, t.award_upper),
            scale=awards.demand,
            integer=t.single_sourced,
            keys=lambda: award_names(t.case, awards),
        )
        for kind in UNIT_KINDS:
            m.charge(kind, quantity.all, t.case.offers.unit[kind][awards.offer] * t.discount[awards.period])

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """No rows: the bounds say it all."""


def _all_but_noise(t: ProblemTables) -> Mask:
    """Awards of all or nothing whose limit misses the need by the last digits alone."""
    enough: Mask = t.single_sourced & (t.award_upper >= t.awards.demand * (1 - 1e-9))
    return enough


AWARD = AwardBlock()
