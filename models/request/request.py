"""The request's types; field names are the wire's."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from models.units import parse_date

Base = Literal["spend", "landed", "quantity", "reference"]
Measure = Literal["origin", "ownership", "look_through", "any"]
Share = Annotated[float, Field(ge=0, le=1)]


def _iso_date(value: object) -> object:
    """Only ISO texts and dates are dates."""
    if isinstance(value, str):
        found = parse_date(value)
        if found is None:
            raise ValueError("dates are ISO 8601: year-month-day")
        return found
    return value


class _Part(BaseModel):
    """Frozen, exact about names and types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Scope(_Part):
    """The needs a rule speaks of; empty means the whole firm."""

    item: str | None = None
    category: str | None = None
    plant: str | None = None
    critical: bool | None = None

    def label(self) -> str:
        """The scope in words of the request; empty for the whole firm."""
        given = self.model_dump(exclude_none=True)
        words = {
            key: str(value).lower() if isinstance(value, bool) else value for key, value in given.items()
        }
        return " ".join(f"{key}={value}" for key, value in words.items())


class _ShareRule(_Part):
    id: str = Field(default="", description="name of the rule; default made of its countries and scope")
    countries: list[str] = Field(min_length=1, description="country codes and groups, taken together")
    base: Base = Field(default="spend", description="what the share is a share of")
    measure: Measure = Field(default="origin", description="what ties a purchase to a country")
    scope: Scope = Scope()
    from_period: int = Field(default=1, ge=1, description="first period the rule binds")
    elastic_price: float | None = Field(
        default=None,
        ge=0,
        le=1e18,
        description="makes the rule soft: price of one percentage point beyond it in a period",
    )


class ShareCap(_ShareRule):
    """The share of these countries may not exceed a limit."""

    max_share: Share


class ShareFloor(_ShareRule):
    """The share of these countries may not fall below a limit."""

    min_share: Share


class EachCountry(_Part):
    """No single country outside the exceptions may exceed a limit."""

    max_share: Share
    except_: list[str] | None = Field(
        default=None, alias="except", description="default: the firm's own country"
    )
    base: Base = "spend"
    measure: Measure = "origin"
    scope: Scope = Scope()


class SupplierLimits(_Part):
    """How many suppliers an item may have; the tighter of this and the item's own limit binds."""

    min: int | None = Field(default=None, ge=0)
    max: int | None = Field(default=None, ge=1)


class FixedAward(_Part):
    """A share of an item (of a need, where a plant is named) that a supplier gets, exactly."""

    item: str
    supplier: str
    share: Share
    plant: str | None = None


class ForbiddenAward(_Part):
    """A supplier, an item of a supplier, or a quote that may not be used."""

    supplier: str | None = None
    item: str | None = None
    quote: str | None = None


class Budget(_Part):
    """Cash that may be spent over the horizon, undiscounted and before grants."""

    one_off: float | None = Field(default=None, ge=0, description="on qualification, tooling and onboarding")
    capital: float | None = Field(default=None, ge=0, description="on investments")


class Explore(_Part):
    """Where new sources are looked for."""

    countries: list[str] = Field(min_length=1, description="country codes and groups")


class Effort(_Part):
    """How hard to try: time, gap, backend, and what the explanation may cost."""

    time_limit_s: float = Field(default=60, gt=0, le=86400, description="seconds for the solve")
    gap: float = Field(
        default=0.001, ge=0, le=1, description="relative gap at which a plan counts as optimal"
    )
    backend: str = Field(default="auto", description="see `tagenka backends`")
    threads: int = Field(default=1, ge=1, le=64, description="one thread and a seed give the same plan twice")
    seed: int = Field(default=0, ge=0, le=2**31 - 1)
    explain: Literal["none", "quick", "full"] = Field(
        default="quick", description="quick: at most 5 s after the solve; full: at most the time limit again"
    )


class PlanRequest(_Part):
    """Everything a caller may ask of a plan; all of it optional."""

    on: Annotated[date | None, BeforeValidator(_iso_date)] = Field(
        default=None, description="day tariffs, rates and groups are read for; default horizon.start"
    )
    caps: list[ShareCap] = []
    floors: list[ShareFloor] = []
    each_country: EachCountry | None = None
    suppliers_per_item: SupplierLimits = SupplierLimits()
    max_moved_share: float | None = Field(
        default=None, ge=0, description="of an item's demand, what may move to other sources in a period"
    )
    max_changes: int | None = Field(
        default=None, ge=0, description="how many sources may be added and dropped in all"
    )
    max_lead_time_days: float | None = Field(default=None, ge=0, description="slower quotes may not be used")
    fixed: list[FixedAward] = []
    forbidden: list[ForbiddenAward] = []
    budget: Budget | None = Field(default=None, description="cash for what is started once")
    explore: Explore | None = Field(
        default=None, description="where new sources are looked for: at what price they would win"
    )
    subsidies: dict[str, object] | None = Field(default=None, description="not yet honoured")
    effort: Effort = Effort()
