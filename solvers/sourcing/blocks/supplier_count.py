"""Supplier count: how many distinct suppliers an item has. docs/mathematics/supplier_count.md."""

from dataclasses import dataclass

import numpy as np

from models.profile.rows import Ints, codes_of
from solvers.milp import Milp
from solvers.sourcing.switches import use_columns
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class Sources:
    """Distinct suppliers of counted items: one entry an item, period and site, owner or country.

    Attributes:
        of_use: the source of each counted use; -1 where its item is not counted.
        count: the row of `SupplierCounts` each source belongs to.
        uses: how many uses each source has.
    """

    of_use: Ints
    count: Ints
    uses: Ints


@dataclass(frozen=True, slots=True)
class SupplierCountBlock:
    """`least <= number of distinct suppliers in use <= most`.

    A supplier with one quote is counted by its `use`; one with several has a `source` of its own,
    `use <= source <= sum of its uses`.
    """

    name: str = "supplier_count"

    def applies(self, t: ProblemTables) -> bool:
        """Where an item's suppliers are counted."""
        return bool(len(t.supplier_counts.item))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """A yes or no for each source with several quotes."""
        several = int((sources_of(t).uses > 1).sum())
        m.variables("source", several, upper=1.0, integer=True)

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """A row each way an item and period, and the links of sources with several quotes.

        Two rows, not one between two bounds: item and request together may ask for more than they allow.
        """
        counts, sources = t.supplier_counts, sources_of(t)
        uses = np.flatnonzero((sources.of_use >= 0) & t.switched_uses)
        source = sources.of_use[uses]
        column = m.columns("use").at(use_columns(t)[uses])
        alone = sources.uses[source] == 1
        many = np.flatnonzero(sources.uses > 1)
        place = np.full(len(sources.uses), -1, dtype=np.int64)
        place[many] = m.columns("source").all
        counted = np.concatenate([sources.count[source[alone]], sources.count[many]])
        counting = np.concatenate([column[alone], place[many]])

        def keys() -> list[str]:
            return [str(t.case.items.id[i]) for i in counts.item]

        if (counts.least > 0).any():
            lower = np.where(counts.least > 0, counts.least, -np.inf)
            least = m.rows("min_suppliers", len(counts.item), lower=lower, keys=keys)
            m.terms(least.at(counted), counting, 1.0)
        if np.isfinite(counts.most).any():
            most = m.rows("max_suppliers", len(counts.item), upper=counts.most, keys=keys)
            m.terms(most.at(counted), counting, 1.0)
        self._several(m, place, many, source[~alone], column[~alone])

    def _several(self, m: Milp, place: Ints, many: Ints, source: Ints, column: Ints) -> None:
        above = m.rows("source_above_use", len(column), upper=0.0)
        m.terms(above.at(np.arange(len(column))), column, 1.0)
        m.terms(above.at(np.arange(len(column))), place[source], -1.0)
        row = np.full(len(place), -1, dtype=np.int64)
        row[many] = np.arange(len(many))
        below = m.rows("source_below_uses", len(many), upper=0.0)
        m.terms(below.at(np.arange(len(many))), place[many], 1.0)
        m.terms(below.at(row[source]), column, -1.0)


def sources_of(t: ProblemTables) -> Sources:
    """The distinct suppliers of every counted item."""
    case, uses = t.case, t.uses
    counted = np.flatnonzero(t.counted_uses & ~uses.barred)
    distinct = case.items.distinct[uses.item[counted]]
    supplier = uses.supplier[counted]
    who = np.where(
        distinct == "country",
        case.suppliers.country[supplier],
        np.where(distinct == "owner", case.suppliers.company[supplier], case.suppliers.id[supplier]),
    )
    code = (
        codes_of(uses.item[counted], uses.period[counted], who)
        if len(counted)
        else np.zeros(0, dtype=np.int64)
    )
    of_use = np.full(len(uses.quote), -1, dtype=np.int64)
    of_use[counted] = code
    number = int(code.max()) + 1 if len(code) else 0
    first = np.full(number, -1, dtype=np.int64)
    first[code[::-1]] = counted[::-1]
    span = len(case.periods) + 1
    row = np.full(len(case.items.id) * span, -1, dtype=np.int64)
    row[t.supplier_counts.item * span + t.supplier_counts.period] = np.arange(len(t.supplier_counts.item))
    return Sources(
        of_use, row[uses.item[first] * span + uses.period[first]], np.bincount(code, minlength=number)
    )


SUPPLIER_COUNT = SupplierCountBlock()
