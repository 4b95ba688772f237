"""The kinds of cost a statement is made of, in the order it shows them."""

from enum import StrEnum


class CostKind(StrEnum):
    """One line of a cost statement."""

    PURCHASE = "purchase"
    FREIGHT = "freight"
    INSURANCE = "insurance"
    DUTY = "duty"
    HANDLING = "handling"
    QUALITY = "quality"
    CARRYING = "carrying"
    QUALIFICATION = "qualification"
    TOOLING = "tooling"
    ONBOARDING = "onboarding"
    INVESTMENT = "investment"
    SHORTFALL = "shortfall"
    SHORTAGE = "shortage"
    POLICY = "policy"
    REBATES = "rebates"
    GRANTS = "grants"


UNIT_KINDS = (
    CostKind.PURCHASE,
    CostKind.FREIGHT,
    CostKind.INSURANCE,
    CostKind.DUTY,
    CostKind.HANDLING,
    CostKind.QUALITY,
    CostKind.CARRYING,
)
"""The kinds that each unit bought costs."""

ONE_OFF_KINDS = (CostKind.QUALIFICATION, CostKind.TOOLING, CostKind.ONBOARDING, CostKind.INVESTMENT)
"""The kinds that fall once, when something is started."""
