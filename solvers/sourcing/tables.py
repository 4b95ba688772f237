"""Index sets and parameters of one problem, as arrays; what blocks are written against."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.case.case import SourcingCase
from models.case.conditions import Contracts
from models.profile.rows import Array, Floats, Ints, Mask
from models.request import PlanRequest
from solvers.sourcing.steps import AwardSteps, UseSteps, award_steps, use_steps
from solvers.sourcing.uses import Awards, Uses


@dataclass(frozen=True, slots=True)
class SupplierCapacities:
    """What a supplier can deliver over all its quotes in a period, in capacity units."""

    supplier: Ints
    period: Ints
    capacity: Floats


@dataclass(frozen=True, slots=True)
class SupplierCounts:
    """How many distinct suppliers an item may have in a period; one entry an item and period.

    Attributes:
        least: 0 where there is no minimum.
        most: infinite where there is no maximum.
    """

    item: Ints
    period: Ints
    least: Floats
    most: Floats


@dataclass(frozen=True, slots=True)
class FixedShares:
    """Shares that hold exactly: locks of the profile and fixed awards of the request.

    Attributes:
        source: `locks` or `fixed`.
        row: row of that table or list.
        plant: -1 where the share is of the whole item.
        demand: of the item or need in the period, in item units.
    """

    source: Array
    row: Ints
    item: Ints
    supplier: Ints
    plant: Ints
    period: Ints
    share: Floats
    demand: Floats


@dataclass(frozen=True, slots=True)
class ShareLimit:
    """A cap or floor in one period.

    Attributes:
        source: `caps`, `floors` or `each_country`.
        row: position in that list of the request.
        label: the rule's id; for each country, the country.
        period: counted from 1.
        limit: the share, 0..1.
        is_cap: an upper limit; else a lower one.
        index: the awards in its scope.
        part: of each, how much of it counts for the group, 0..1.
        base: of each, what one item unit amounts to.
        size: the base of the scope when every need is bought at its cheapest quote.
        price: of one percentage point beyond a soft limit, a hundredth of the size; None where it is hard.
    """

    source: str
    row: int
    label: str
    period: int
    limit: float
    is_cap: bool
    index: Ints
    part: Floats
    base: Floats
    size: float
    price: float | None = None

    @property
    def point(self) -> float:
        """One percentage point in the unit of the base; 1 where the size is 0 and there are no points."""
        return self.size / 100 if self.size > 0 else 1.0


@dataclass(frozen=True, slots=True)
class CapacityLimits:
    """Rows of `capacities` in a period, and the awards that use them.

    Attributes:
        row: position in the case's capacities.
        quantity: how much a period: item units, money, or the resource's own unit.
        load_limit: position among these entries; one entry a limit and award.
        load_award: the award.
        load_rate: what one item unit of it uses, money at the quote's own price.
    """

    row: Ints
    quantity: Floats
    load_limit: Ints
    load_award: Ints
    load_rate: Floats


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """What the request allows a plan as a whole; None where it says nothing.

    Attributes:
        pace: of an item a period that may move.
        changes: sources added and dropped over the horizon.
        one_off: cash for qualification, tooling and onboarding.
        capital: cash for investments.
    """

    pace: float | None = None
    changes: float | None = None
    one_off: float | None = None
    capital: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One rule that bars quotes, with the uses it bars."""

    source: str
    row: int
    uses: Ints


@dataclass(frozen=True)
class ProblemTables:
    """Everything blocks need, frozen; dropping a rule makes another one (see `rules.without`).

    Attributes:
        free_short: needs that may go short at no cost; only a diagnosis sets it.
    """

    case: SourcingCase
    request: PlanRequest
    awards: Awards
    uses: Uses
    supplier_capacities: SupplierCapacities
    capacities: CapacityLimits
    supplier_counts: SupplierCounts
    fixed_shares: FixedShares
    share_limits: tuple[ShareLimit, ...]
    contracts: Contracts
    bars: tuple[Bar, ...]
    limits: PlanLimits
    free_short: Mask

    @cached_property
    def discount(self) -> Floats:
        """What money of a period is worth at the start, by the period's number; at 0 stands 1."""
        return np.concatenate([[1.0], self.case.discount])

    @cached_property
    def award_upper(self) -> Floats:
        """The most each award can be: nothing where barred, else demand, capacity and largest share."""
        most = np.minimum(self.awards.demand, self.uses.most[self.awards.use])
        return np.where(self.uses.barred[self.awards.use], 0.0, most)

    @cached_property
    def counted_uses(self) -> Mask:
        """Uses of items whose suppliers are counted."""
        counted = np.zeros((len(self.case.items.id), len(self.case.periods) + 1), dtype=bool)
        counted[self.supplier_counts.item, self.supplier_counts.period] = True
        found: Mask = counted[self.uses.item, self.uses.period]
        return found

    @cached_property
    def switched_uses(self) -> Mask:
        """Uses that need a yes or no: one-off costs, minimums, counted suppliers, or tempting lots."""
        uses = self.uses
        priced = (uses.qualification_cost + uses.tooling_cost) > 0
        asked = priced | (uses.min_order > 0) | (uses.min_share > 0) | self.counted_uses
        return ~uses.barred & (asked | ((uses.lot_size > 0) & self.tempting))

    @cached_property
    def most_bought(self) -> Floats:
        """What can be bought of each use at most, surplus included."""
        uses = self.uses
        serving = np.bincount(self.awards.use, weights=self.award_upper, minlength=len(uses.quote))
        return np.minimum(uses.bought(np.minimum(serving, uses.most)), uses.room)

    @cached_property
    def steps(self) -> UseSteps:
        """The price breaks that each use can reach."""
        _, one = np.unique(self.awards.use, return_index=True)
        given = np.isin(self._source_keys(self.uses), self._source_keys(self.fixed_shares))
        offer = self.awards.offer[one]
        return use_steps(self.case, offer, self.most_bought, self.uses.demand, given)

    def _source_keys(self, of: Uses | FixedShares) -> Ints:
        """A number for each item, supplier and period."""
        keys: Ints = (of.item * len(self.case.suppliers.id) + of.supplier) * self.case.span + of.period
        return keys

    @cached_property
    def award_steps(self) -> AwardSteps:
        """The same award by award."""
        awards = self.awards
        return award_steps(self.case, self.steps, awards.offer, awards.use, self.award_upper)

    @cached_property
    def tempting(self) -> Mask:
        """Uses whose surplus might pay: it could reach a price break, or a rebate of the supplier."""
        uses = self.uses
        paid_back = np.isin(uses.supplier, self.case.rebates.supplier)
        stepped = np.isin(np.arange(len(uses.quote)), self.steps.use)
        return uses.ordered & (paid_back | stepped)

    @cached_property
    def single_sourced(self) -> Mask:
        """Awards that take their whole need or nothing: of items with one supplier and no shortage."""
        case, awards = self.case, self.awards
        single = np.zeros((len(case.items.id), len(case.periods) + 1), dtype=bool)
        one = self.supplier_counts.most <= 1
        single[self.supplier_counts.item[one], self.supplier_counts.period[one]] = True
        single[~np.isnan(case.items.shortage_cost)] = False
        single[case.items.distinct != "site"] = False
        pairs = case.quotes.item * len(case.suppliers.id) + case.quotes.supplier
        _, first, number = np.unique(pairs, return_index=True, return_counts=True)
        single[case.quotes.item[first[number > 1]]] = False
        if len(case.plants.id) > 1:
            single[:] = False
        found: Mask = single[awards.item, awards.period] & ~self.free_short[awards.need]
        return found
