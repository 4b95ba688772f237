"""The type whose existence proves that a profile was checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from models.case.content import Content
from models.case.cost_kinds import CostKind
from models.issues import Issue
from models.profile.read import SourcingProfile
from models.profile.rows import Array, Floats, Ints, Mask


@dataclass(frozen=True, slots=True)
class Period:
    """One period of the horizon: from the first day, up to but not including `end`.

    Attributes:
        number: counted from 1.
        start: first day.
        end: first day after it.
        years: length in years (1, 1/4 or 1/12).
    """

    number: int
    start: date
    end: date
    years: float

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Items:
    """What the firm buys; one entry an item, in the profile's order. Absent numbers are NaN.

    `reference` is what the reference base values a unit at, `reference_found` how it was found.
    """

    id: Array
    name: Array
    unit: Array
    category: Array
    critical: Mask
    min_suppliers: Floats
    max_suppliers: Floats
    least_share: Floats
    distinct: Array
    shortage_cost: Floats
    reference: Floats
    reference_found: Array


@dataclass(frozen=True, slots=True)
class Plants:
    """Where items are needed; with no plants table, one entry whose id is None."""

    id: Array
    country: Array
    bonded: Mask


@dataclass(frozen=True, slots=True)
class Suppliers:
    """Sites that sell. `owner` is a country; `company` is the group, or the site where none is named.

    Days and costs of onboarding are 0 where it is done; days also where lead times do not bind.
    """

    id: Array
    country: Array
    owner: Array
    company: Array
    region: Array
    vendor: Array
    capacity: Floats
    onboarding_cost: Floats
    onboarding_days: Floats
    onboarded: Mask
    excluded: Mask


@dataclass(frozen=True, slots=True)
class Quotes:
    """Offers of a supplier for an item; `plant` is -1 where the quote serves any.

    Quantities are in item units, money in the profile's currency. `incumbent` marks what has
    allocation today: its one-off costs are 0. Days of qualification are 0 where it is done, and where lead
    times do not bind. `lot_size` is 0 where there are no lots; `incremental` says that each unit costs the
    price of the step it lies in, where price breaks exist.
    """

    id: Array
    item: Ints
    supplier: Ints
    plant: Ints
    origin: Array
    origin_assumed: Mask
    customs_origin: Array
    incumbent: Mask
    qualified: Mask
    qualification_cost: Floats
    qualification_days: Floats
    tooling_cost: Floats
    min_order: Floats
    lot_size: Floats
    min_share: Floats
    max_share: Floats
    capacity: Floats
    capacity_rate: Floats
    incremental: Mask
    lead_time_days: Floats
    valid_from: Array
    valid_to: Array


@dataclass(frozen=True, slots=True)
class Offers:
    """A quote at a plant it can serve: what can be awarded. One entry an offer.

    Attributes:
        quote: position in `Quotes`.
        plant: position in `Plants`.
        unit: cost of one item unit by kind, in the profile's currency.
        landed: purchase, freight, insurance, duty and handling of one item unit.
        total: all unit kinds together.
        duty_rate: the part of its duty that grows with cif; the rest is money a unit.
        agreement: the preference its duty rests on; None for none.
        duty_without: duty of one item unit if that preference alone were lost, the base rate or another
            claimed agreement taking its place; NaN where there is none, or no row of the tariffs says.
        tariff: the row of the tariffs table its duty rests on, remedies aside; -1 where none was asked.
    """

    quote: Ints
    plant: Ints
    unit: Mapping[CostKind, Floats]
    landed: Floats
    total: Floats
    duty_rate: Floats
    agreement: Array
    duty_without: Floats
    tariff: Ints


@dataclass(frozen=True, slots=True)
class Steps:
    """What offers cost from a price break on; one entry an offer and break, by offer and quantity.

    Below its first break an offer costs what `Offers` says.

    Attributes:
        row: the break's row in the profile.
        offer: position in `Offers`.
        quote: position in `Quotes`.
        from_quantity: bought of the quote in a period, over all plants, from which on it holds; above 0.
        until: the next break's quantity; infinite for the last.
        unit: cost of one item unit by kind, in the profile's currency.
        landed: purchase, freight, insurance, duty and handling of one item unit.
        total: all unit kinds together.
        duty_without: as of `Offers`, at this price.
    """

    row: Ints
    offer: Ints
    quote: Ints
    from_quantity: Floats
    until: Floats
    unit: Mapping[CostKind, Floats]
    landed: Floats
    total: Floats
    duty_without: Floats

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.offer)


@dataclass(frozen=True, slots=True)
class Rebates:
    """What suppliers pay back on a period's spend; by supplier and spend.

    Attributes:
        row: its row in the profile.
        supplier: position in `Suppliers`.
        from_spend: purchase over all items, from which on the rate holds for all of it.
        until: the next row's spend; infinite for the last.
        rate: share of the spend, 0..1.
    """

    row: Ints
    supplier: Ints
    from_spend: Floats
    until: Floats
    rate: Floats

    def __len__(self) -> int:
        """How many there are."""
        return len(self.row)


@dataclass(frozen=True, slots=True)
class Needs:
    """What is needed; one entry an item, plant and period with a demand above 0."""

    item: Ints
    plant: Ints
    period: Ints
    quantity: Floats


@dataclass(frozen=True, slots=True)
class Allocation:
    """What is bought today, a period: the offer, and how much of it."""

    offer: Ints
    quantity: Floats


@dataclass(frozen=True, slots=True)
class Contracts:
    """Commitments a period, pro rata by days; `row` is the profile's row, `price` NaN where hard."""

    row: Ints
    item: Ints
    supplier: Ints
    period: Ints
    quantity: Floats
    price: Floats


@dataclass(frozen=True, slots=True)
class Locks:
    """Shares of a need (an item where `plant` is -1) that a supplier keeps in a period."""

    row: Ints
    item: Ints
    supplier: Ints
    plant: Ints
    period: Ints
    share: Floats


@dataclass(frozen=True, slots=True)
class Capacities:
    """Limits over several items or sites, a period; one entry a row in force and period.

    Attributes:
        row: of the table `capacities`.
        quantity: how much a period.
        in_units: whether item units are counted.
        in_spend: whether purchase money is counted; neither means a resource with rates.
        supplier: whose; -1 where it is a group's.
        load_capacity: position among these entries; one entry a capacity and quote that uses it.
        load_quote: the quote.
        load_rate: what one item unit of it uses; 1 in units, and in spend times its price.
    """

    row: Ints
    period: Ints
    quantity: Floats
    in_units: Mask
    in_spend: Mask
    supplier: Ints
    load_capacity: Ints
    load_quote: Ints
    load_rate: Floats


@dataclass(frozen=True, slots=True)
class InvestmentOptions:
    """A project and a period in which it can start; one entry each.

    Attributes:
        project: position in `Investments`.
        period: in which it starts, counted from 1.
        use_from: first period in which it is of use.
        use_to: last period in which it is of use.
    """

    project: Ints
    period: Ints
    use_from: Ints
    use_to: Ints


@dataclass(frozen=True, slots=True)
class Investments:
    """Projects that add capacity or unlock quotes.

    Attributes:
        cash: what each costs when it starts, undiscounted.
        carried: what a one-period plan with evaluation years carries of it; NaN otherwise.
        residual_value: what remains at the end of the horizon.
        adds_capacity: to its supplier, in capacity units a period.
        unlocking: project of each pair of project and quote it unlocks.
        unlocked: quote of each pair.
        options: when each can start.
    """

    id: Array
    supplier: Ints
    cash: Floats
    carried: Floats
    residual_value: Floats
    adds_capacity: Floats
    unlocking: Ints
    unlocked: Ints
    options: InvestmentOptions


@dataclass(frozen=True, slots=True)
class Bars:
    """Why a quote may not be used in a period: one entry a rule, quote and period.

    Attributes:
        source: the rule: exclusions, suppliers (excluded), quotes (validity), or the days that a
            new source takes: qualification_days (of a quote), onboarding_days (of a supplier).
        row: its row in exclusions, suppliers or quotes.
        quote: position in `Quotes`.
        period: counted from 1.
    """

    source: Array
    row: Ints
    quote: Ints
    period: Ints


@dataclass(frozen=True, slots=True)
class Assumption:
    """A default that mattered, said aloud.

    Attributes:
        code: short and stable.
        message: one sentence.
        applies_to: the ids it concerns; empty where it concerns all.
    """

    code: str
    message: str
    applies_to: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The wire form."""
        return {"code": self.code, "message": self.message, "applies_to": list(self.applies_to)}


@dataclass(frozen=True, slots=True)
class SourcingCase:
    """A profile that was checked on a date.

    Attributes:
        profile: the tables as the firm wrote them.
        on: the day that tariffs, rates and group membership are read for.
        currency: of all money.
        firm_country: where the firm is.
        periods: of the horizon.
        discount_rate: a year.
        transition: whether lead times of new sources bind.
        one_off_factor: what part of a one-off cost one period carries (1 where it is taken whole).
        content: what ties each quote to countries.
        warnings: issues that do not stop planning.
        assumptions: every default that mattered.
    """

    profile: SourcingProfile
    on: date
    currency: str
    firm_country: str
    periods: tuple[Period, ...]
    discount_rate: float
    transition: bool
    one_off_factor: float
    items: Items
    plants: Plants
    suppliers: Suppliers
    quotes: Quotes
    offers: Offers
    steps: Steps
    rebates: Rebates
    content: Content
    needs: Needs
    allocation: Allocation
    contracts: Contracts
    locks: Locks
    capacities: Capacities
    investments: Investments
    bars: Bars
    warnings: tuple[Issue, ...]
    assumptions: tuple[Assumption, ...]

    @property
    def discount(self) -> Floats:
        """What one unit of money in each period is worth at the start of the horizon."""
        years = np.array([(p.number - 1) * p.years for p in self.periods])
        return (1 + self.discount_rate) ** -years

    @property
    def span(self) -> int:
        """Base of keys that hold a period in their last digit: one more than the number of periods."""
        return len(self.periods) + 1
