"""A rule in a buyer's words, with the place where it can be changed."""

from solvers.sourcing.rules import Rule
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording.bars import bar_words
from solvers.sourcing.wording.request import REQUEST_WORDS, limit_name, share_text, whole_row
from solvers.sourcing.wording.supply import SUPPLY_WORDS
from solvers.sourcing.wording.text import Wording, amount, in_periods, money, of_unit, per_cent

__all__ = [
    "WORDS",
    "Wording",
    "amount",
    "in_periods",
    "limit_name",
    "money",
    "of_unit",
    "per_cent",
    "share_text",
    "whole_row",
    "wording",
]

WORDS = {**SUPPLY_WORDS, **REQUEST_WORDS, "bar": bar_words}
"""How each kind of rule is worded."""


def wording(t: ProblemTables, rule: Rule) -> Wording:
    """Word a rule; the periods it speaks of are added by who names several (see `periods_of`)."""
    return WORDS[rule.kind](t, rule.index)
