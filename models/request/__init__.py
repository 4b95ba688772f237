"""What the caller asks of a plan: caps, floors, counts, fixed and forbidden awards, effort."""

from models.request.read import read_request
from models.request.request import (
    Budget,
    EachCountry,
    Effort,
    Explore,
    FixedAward,
    ForbiddenAward,
    PlanRequest,
    Scope,
    ShareCap,
    ShareFloor,
    SupplierLimits,
)

__all__ = [
    "Budget",
    "EachCountry",
    "Effort",
    "Explore",
    "FixedAward",
    "ForbiddenAward",
    "PlanRequest",
    "Scope",
    "ShareCap",
    "ShareFloor",
    "SupplierLimits",
    "read_request",
]
