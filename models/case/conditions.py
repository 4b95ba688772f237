"""What a plan has to keep and may build, period by period: parts of a case."""

from dataclasses import dataclass

from models.profile.rows import Array, Floats, Ints, Mask


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
