"""The explanation as data."""

from dataclasses import dataclass, field

ACTIONS = ("moved", "stayed", "new", "short")
"""What can happen to an item."""

REASONS = (
    *("cheaper", "cheapest", "only_source", "fixed", "excluded", "shortage"),
    *("cap", "floor", "capacity", "max_share", "contract", "pace", "changes", "budget", "investment"),
    *("min_order", "min_share", "lot", "min_suppliers", "max_suppliers", "one_off", "combination"),
)
"""Why, in stable words."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a rule costs, from further solves; money in the profile's currency, positive = the rule costs.

    Attributes:
        total: plan's cost less the cost without the rule.
        looser: what one step looser would save.
        tighter: what one step tighter would cost; None where it cannot be met.
        step: the step, in `unit`.
        unit: percentage points.
        uncertainty: how far each figure may be off, from the gaps of the solves.
        tighter_infeasible: whether one step tighter cannot be met.
    """

    total: float | None
    looser: float | None
    tighter: float | None
    step: float
    unit: str
    uncertainty: float
    tighter_infeasible: bool = False


@dataclass(frozen=True, slots=True)
class Binding:
    """A rule the plan reaches; `worth` is None where it was not asked or time ran out.

    Attributes:
        excess: of a soft rule, percentage points beyond it, added up over the periods; else None.
        cost: what they cost, undiscounted; else None.
    """

    rule: str
    id: str
    place: str
    text: str
    worth: Worth | None = None
    excess: float | None = None
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class ItemReason:
    """Why one item moved or stayed.

    Attributes:
        action: one of `ACTIONS`.
        reason: one of `REASONS`.
        text: one sentence in the words of the profile.
    """

    item: str
    action: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class LowestCap:
    """The lowest share a cap can have (for a floor: the highest) with every other rule kept.

    Attributes:
        limit: the share, rounded to 0.01 percentage points so that it works; None where none works.
        proven: whether a step tighter is proven not to work.
    """

    id: str
    place: str
    asked: float
    limit: float | None
    proven: bool


@dataclass(frozen=True, slots=True)
class Relaxed:
    """One rule of a relaxation: what it says and what it would have to say."""

    rule: str
    place: str
    text: str
    unit: str
    by: float
    to: float | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why nothing keeps all rules, and what would.

    Attributes:
        lowest_caps: for each cap and floor, how far it could go alone.
        clashes: smallest sets of rules that cannot hold together, in words and places.
        relaxation: the least loosening of rules that makes a plan possible.
        complete: whether the time was enough to make the clash smallest.
    """

    lowest_caps: tuple[LowestCap, ...] = ()
    clashes: tuple[tuple[Binding, ...], ...] = ()
    relaxation: tuple[Relaxed, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class MissingQuote:
    """An item for which a new source would win, if there were one.

    Attributes:
        countries: of those explored, where a source may cost most and still win.
        entry_price: landed cost of one item unit below which it wins, without one-off costs.
        quantity: demand of the item over the horizon, in item units.
        share_points: percentage points of the share of `rule` that the item stands for.
        rule: the cap or floor that is worth most to relieve; empty where there is none.
        matched_price: the least landed cost among the item's quotes today, at prices that can be reached.
        money: what a source at `matched_price` would save over the horizon.
        checked: whether solving again confirmed the entry price; None where it was not tried.
        enough: of an infeasible profile, whether new sources for this item and all before it make a
            plan possible; None where that is not known or a plan is possible already.
    """

    item: str
    countries: tuple[str, ...]
    entry_price: float
    quantity: float
    share_points: float
    rule: str
    matched_price: float
    money: float
    checked: bool | None = None
    enough: bool | None = None


@dataclass(frozen=True, slots=True)
class TargetPrice:
    """A quote that lost, and the price at which it would win; both as the quote states its price.

    Attributes:
        target_price: the unit price below which it wins; of a quote with price breaks, when all its prices
            are lowered by the same part.
        checked: whether solving again confirmed the target price; None where it was not tried.
    """

    quote: str
    item: str
    supplier: str
    unit_price: float
    target_price: float
    currency: str
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything said about an answer.

    Attributes:
        binding: rules the plan reaches.
        items: a reason for each item.
        infeasible: the diagnosis, where there is no plan.
        rfq_list: quotes to ask for, those that bring most first.
        target_prices: quotes that lost, those nearest to winning first.
        left_out: what was not looked into, and why.
    """

    binding: tuple[Binding, ...] = ()
    items: tuple[ItemReason, ...] = ()
    infeasible: Diagnosis | None = None
    left_out: tuple[str, ...] = field(default_factory=tuple)
    rfq_list: tuple[MissingQuote, ...] = ()
    target_prices: tuple[TargetPrice, ...] = ()
