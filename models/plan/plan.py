"""A plan: awards, money, exposure and moves, all counted from the case."""

from dataclasses import dataclass, field
from decimal import Decimal

from models.case.cost_kinds import CostKind
from models.plan.exposure import Concentration, ExposureRow, Hidden, Ledger, SingleCountry
from models.plan.statement import Statement
from models.profile.rows import Array, Floats, Ints


@dataclass(frozen=True, slots=True)
class Awards:
    """What is bought, one entry an award; ids as in the profile.

    Attributes:
        quantity: what serves the need, in item units.
        surplus: bought beyond it because of a minimum order, in item units.
        share: quantity as a share of the need, 0..1.
        unit_landed_cost: of one item unit, without quality and carrying.
        spend: price of all that is paid for, surplus included.
        landed_cost: the same at landed cost.
        duty_text: the rate its duty rests on, as printed in the tariffs; None where they were not asked.
        agreement: the preference its duty rests on; None for none.
        duty_without_agreement: duty of one item unit if that preference were lost; NaN where there is none,
            or no row of the tariffs says.
    """

    item: Array
    plant: Array
    supplier: Array
    quote: Array
    period: Ints
    quantity: Floats
    surplus: Floats
    share: Floats
    unit_landed_cost: Floats
    spend: Floats
    landed_cost: Floats
    duty_text: Array
    agreement: Array
    duty_without_agreement: Floats

    def __len__(self) -> int:
        """How many awards there are."""
        return len(self.period)


@dataclass(frozen=True, slots=True)
class Exposure:
    """Shares and concentration of one allocation.

    Attributes:
        single_country_items: items that are made in one country alone.
        single_country: the same with the country, and items that other measures tie to one country.
        hidden: what improves a capped share without lowering the dependence; of a plan only.
    """

    rows: tuple[ExposureRow, ...]
    concentration: tuple[Concentration, ...]
    single_country_items: tuple[str, ...]
    ledger: Ledger
    single_country: tuple[SingleCountry, ...] = ()
    hidden: Hidden = field(default_factory=Hidden)


@dataclass(frozen=True, slots=True)
class Move:
    """What happens to one source of one need; quantities a period, in item units.

    Attributes:
        period: compared with the one before it, the first with today.
    """

    item: str
    plant: str | None
    supplier: str
    quote: str
    action: str
    quantity_before: float
    quantity_after: float
    period: int = 1


@dataclass(frozen=True, slots=True)
class StartedInvestment:
    """A project that the plan starts.

    Attributes:
        period: in which it starts.
        usable_from: first period in which it is of use; None where the horizon has none.
        cash: its expenses in the profile's currency, undiscounted, residual value not deducted.
    """

    id: str
    period: int
    usable_from: int | None
    cash: float


@dataclass(frozen=True, slots=True)
class Preference:
    """What a plan owes to one agreement, over the horizon, undiscounted.

    Attributes:
        awards: how many rest on it.
        unknown: how many of them nobody can say what they would pay without it; the amounts leave them out.
        duty: what the others pay.
        duty_without: what they would pay if it were lost, all else as it is.
        loss: the difference.
    """

    agreement: str
    awards: int
    unknown: int
    duty: float
    duty_without: float
    loss: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the firm stands today.

    Attributes:
        before: today's purchases as they are.
        reference: today's mix at the plan's demand; None where a need is not bought today.
        exposure: of today's purchases.
        covers_demand: whether today's purchases cover every need.
    """

    before: Statement
    reference: Statement | None
    exposure: Exposure
    covers_demand: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A reallocation, counted.

    Attributes:
        cash_one_off: undiscounted cash of everything started, by kind.
        payback_years: years in which running savings repay it; None where they never do.
        missing: what of each need is short, in item units.
        shortfall: what of each contract is not taken, in item units.
        preferences: what is owed to each agreement, the largest loss first.
        investments: the projects that are started.
    """

    awards: Awards
    after: Statement
    exposure: Exposure
    moves: tuple[Move, ...]
    standing: Standing
    cash_one_off: dict[CostKind, float]
    payback_years: float | None
    missing: Floats
    shortfall: Floats
    investments: tuple[StartedInvestment, ...] = ()
    preferences: tuple[Preference, ...] = ()

    @property
    def objective(self) -> float:
        """Present value, not rounded."""
        return self.after.objective

    @property
    def savings(self) -> Decimal | None:
        """Reference cost less the plan's; negative where the plan costs more."""
        reference = self.standing.reference
        return None if reference is None else reference.total - self.after.total
