"""Rules as the answer shows them."""

from collections.abc import Iterable
from dataclasses import replace

from solvers.sourcing.explain.explanation import Binding
from solvers.sourcing.periods import periods_of
from solvers.sourcing.rules import Rule
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording import in_periods, limit_name, wording


def bindings_of(t: ProblemTables, rules: Iterable[Rule]) -> tuple[Binding, ...]:
    """The rules in words; what says the same of several periods is one of them, which names the periods."""
    found: dict[tuple[str, str], Binding] = {}
    periods: dict[tuple[str, str], list[int]] = {}
    for rule in rules:
        one = binding_of(t, rule)
        found.setdefault((one.place, one.text), one)
        periods.setdefault((one.place, one.text), []).extend(periods_of(t, rule))
    return tuple(replace(one, text=one.text + in_periods(t.case, periods[key])) for key, one in found.items())


def binding_of(t: ProblemTables, rule: Rule) -> Binding:
    """A rule in words, its periods aside."""
    words = wording(t, rule)
    name = limit_name(t, rule.index) if rule.kind == "share_limit" else ""
    return Binding(words.rule, name or words.place, words.place, words.text)
