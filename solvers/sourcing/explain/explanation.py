"""The explanation as data."""

from dataclasses import dataclass, field


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
    """A rule the plan reaches; `worth` is None where it was not asked or time ran out."""

    rule: str
    id: str
    place: str
    text: str
    worth: Worth | None = None


@dataclass(frozen=True, slots=True)
class ItemReason:
    """Why one item moved or stayed.

    Attributes:
        action: `moved`, `stayed` or `new`.
        reason: a stable word: cheaper, cheapest, only_source, cap, floor, capacity, …
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
class Explanation:
    """Everything said about an answer.

    Attributes:
        binding: rules the plan reaches.
        items: a reason for each item.
        infeasible: the diagnosis, where there is no plan.
        left_out: what was not looked into, and why.
    """

    binding: tuple[Binding, ...] = ()
    items: tuple[ItemReason, ...] = ()
    infeasible: Diagnosis | None = None
    left_out: tuple[str, ...] = field(default_factory=tuple)
