"""What the firm buys, where, and what suppliers offer at which prices: parts of a case."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.case.cost_kinds import CostKind
from models.profile.rows import Array, Floats, Ints, Mask


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
