"""Rules without room, found by what they are rules of: an item asks for few of very many."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from solvers.sourcing.periods import OF_USES
from solvers.sourcing.rules import Rule
from solvers.sourcing.tables import ProblemTables

Of = tuple[str, int]
"""What a rule is of: a use, a supplier, an item, an award, or the plan as a whole."""

PLAN: Of = ("plan", 0)


@dataclass(frozen=True, slots=True)
class NearRules:
    """The rules by what they are of."""

    tables: ProblemTables
    found: dict[Of, list[Rule]]

    @classmethod
    def of(cls, t: ProblemTables, rules: tuple[Rule, ...]) -> "NearRules":
        """Sort rules by what they are of."""
        found: dict[Of, list[Rule]] = {}
        for rule in rules:
            for key in _keys(t, rule):
                found.setdefault(key, []).append(rule)
        return cls(t, found)

    def between(self, cheaper: int, dearer: int) -> list[Rule]:
        """Every rule that could keep one award down and the other up."""
        awards = self.tables.awards
        keys: list[Of] = [
            ("use", int(awards.use[cheaper])),
            ("use", int(awards.use[dearer])),
            ("supplier", int(awards.supplier[cheaper])),
            ("item", int(awards.item[cheaper])),
            ("award", cheaper),
            PLAN,
        ]
        return [rule for key in keys for rule in self.found.get(key, ())]


def _keys(t: ProblemTables, rule: Rule) -> Iterator[Of]:
    if rule.kind in OF_USES:
        yield "use", rule.index
    elif rule.kind == "supplier_capacity":
        yield "supplier", int(t.supplier_capacities.supplier[rule.index])
    elif rule.kind == "capacity":
        award = t.capacities.load_award[t.capacities.load_limit == rule.index]
        yield from (("award", at) for at in np.unique(award).tolist())
    elif rule.kind in ("min_suppliers", "max_suppliers"):
        yield "item", int(t.supplier_counts.item[rule.index])
    elif rule.kind == "contract":
        yield "item", int(t.contracts.item[rule.index])
    elif rule.kind == "fixed_share":
        yield "item", int(t.fixed_shares.item[rule.index])
    else:
        yield PLAN
