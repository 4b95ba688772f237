"""Orders: what is bought of a quote is whole lots, and no less than its minimum order.

docs/mathematics/orders.md
"""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import UNIT_KINDS
from models.profile.rows import Floats, Ints
from solvers.milp import Milp
from solvers.sourcing.surplus import cheapest_award, lot_uses, most_surplus, surplus_columns
from solvers.sourcing.switches import use_columns
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.uses import names

TOKEN = 1e-5
"""Part of a need that a quote serves at least where its surplus might pay: nothing is bought for surplus
alone. Well above what is read as nothing, and above solvers' tolerances."""


@dataclass(frozen=True, slots=True)
class OrdersBlock:
    """`sum of quantity + surplus = lot_size x lots`, and `>= order x use`, in item units.

    Surplus is paid for and serves no need: it enters no share and no contract, so nothing but a lot or
    the minimum order can call for it. Only where it could reach a price break or a rebate must rows keep
    it from being more than they call for.
    """

    name: str = "orders"

    def applies(self, t: ProblemTables) -> bool:
        """Where a usable quote has lots or a minimum order."""
        return bool(t.uses.ordered.any())

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """One surplus a quote, at the cost of its cheapest need, and a whole number of lots."""
        uses = np.flatnonzero(t.uses.ordered)
        most = most_surplus(t)[uses]
        surplus = m.variables("surplus", len(uses), upper=most, scale=most, keys=lambda: _names(t, uses))
        offer, period = t.awards.offer[cheapest_award(t)[uses]], t.uses.period[uses]
        for kind in UNIT_KINDS:
            m.charge(kind, surplus.all, t.case.offers.unit[kind][offer] * t.discount[period])
        lots = lot_uses(t)
        number = np.round(t.most_bought[lots] / t.uses.lot_size[lots])
        m.variables("lots", len(lots), upper=number, integer=True, keys=lambda: _names(t, lots))
        either = _either(t)
        more = (t.most_bought > t.uses.order)[either].astype(float)
        m.variables("above", len(either), upper=more, integer=True, keys=lambda: _names(t, either))

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """Whole lots, the order when used, never beyond the capacity, and no surplus when not used."""
        lots = lot_uses(t)
        whole = _bought_rows(t, m, "whole_lots", lots, lower=0.0, upper=0.0)
        m.terms(whole, m.columns("lots").all, -t.uses.lot_size[lots])
        self._when_used(t, m)
        self._no_more_than_called_for(t, m)

    def _when_used(self, t: ProblemTables, m: Milp) -> None:
        switched = t.uses.ordered & t.switched_uses
        order = t.uses.order
        minimum = np.flatnonzero(switched & (order > 0))
        reach = _bought_rows(t, m, "min_order", minimum, lower=0.0)
        m.terms(reach, _use(t, m, minimum), -order[minimum])
        uses = np.flatnonzero(switched)
        only = m.rows("surplus_when_used", len(uses), upper=0.0, keys=lambda: _names(t, uses))
        m.terms(only.at(np.arange(len(uses))), _surplus(t, m, uses), 1.0)
        m.terms(only.at(np.arange(len(uses))), _use(t, m, uses), -most_surplus(t)[uses])
        limited = np.flatnonzero(switched & np.isfinite(t.uses.capacity))
        within = _bought_rows(t, m, "surplus_capacity", limited, upper=0.0)
        m.terms(within, _use(t, m, limited), -t.uses.room[limited])

    def _no_more_than_called_for(self, t: ProblemTables, m: Milp) -> None:
        """Where surplus might pay: the order alone, or beyond it less than a lot; and some need is served."""
        order, either = t.uses.order, _either(t)
        above = m.columns("above").all
        alone = _bought_rows(t, m, "order_alone", either, upper=0.0)
        m.terms(alone, _use(t, m, either), -order[either])
        m.terms(alone, above, np.minimum(order - t.most_bought, 0.0)[either])
        less = m.rows("less_than_a_lot", len(either), upper=order[either], keys=lambda: _names(t, either))
        m.terms(less.at(np.arange(len(either))), _surplus(t, m, either), 1.0)
        m.terms(less.at(np.arange(len(either))), above, order[either] - t.uses.part_lot[either])
        served = np.flatnonzero(t.tempting & (t.uses.least == 0))
        some = _bought_rows(t, m, "serves", served, lower=0.0, surplus=False)
        m.terms(some, _use(t, m, served), -TOKEN * _smallest_need(t)[served])


def _smallest_need(t: ProblemTables) -> Floats:
    """The smallest need that each use can serve."""
    smallest = np.full(len(t.uses.quote), np.inf)
    np.minimum.at(smallest, t.awards.use, t.awards.demand)
    return smallest


def _either(t: ProblemTables) -> Ints:
    """Uses that buy either their order alone or more, where surplus might pay."""
    order = t.uses.order
    return np.flatnonzero(t.tempting & (order > 0))


def _bought_rows(
    t: ProblemTables,
    m: Milp,
    name: str,
    uses: Ints,
    *,
    lower: float = -np.inf,
    upper: float = np.inf,
    surplus: bool = True,
) -> Ints:
    """A row a use over everything that is bought of it, or without its surplus; positions of the rows."""
    rows = m.rows(name, len(uses), lower=lower, upper=upper, keys=lambda: _names(t, uses))
    row = np.full(len(t.uses.quote), -1, dtype=np.int64)
    row[uses] = rows.at(np.arange(len(uses)))
    award = np.flatnonzero(row[t.awards.use] >= 0)
    m.terms(row[t.awards.use[award]], m.columns("quantity").at(award), 1.0)
    if surplus:
        m.terms(row[uses], _surplus(t, m, uses), 1.0)
    return row[uses]


def _surplus(t: ProblemTables, m: Milp, uses: Ints) -> Ints:
    return m.columns("surplus").at(surplus_columns(t)[uses])


def _use(t: ProblemTables, m: Milp, uses: Ints) -> Ints:
    return m.columns("use").at(use_columns(t)[uses])


def _names(t: ProblemTables, uses: Ints) -> list[str]:
    every = names(t.case, t.uses)
    return [every[use] for use in uses]


ORDERS = OrdersBlock()
