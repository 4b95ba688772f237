"""The independent check of a plan.

It counts every rule and every amount again from the profile, the request and the awards, after the words
of `docs/reference/profile.md`, and shares no code with what makes or values a plan.
"""

from models.plan.verify.check import check_rules, verify
from models.plan.verify.result import MoneyCheck, RuleCheck, Verification

__all__ = ["MoneyCheck", "RuleCheck", "Verification", "check_rules", "verify"]
