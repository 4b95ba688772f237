"""A smallest set of rules that cannot hold together, by QuickXplain.

Source: U. Junker, "QUICKXPLAIN: preferred explanations and relaxations for over-constrained
problems", AAAI 2004. Each test is a feasibility solve, integers included, of the tables without
the rules left out; so dropping any one rule of the set found leaves something feasible.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from solvers.sourcing.budget import Budget, is_feasible
from solvers.sourcing.rules import Rule, rules_of, without
from solvers.sourcing.tables import ProblemTables


class OutOfTimeError(Exception):
    """The budget ended before a test was settled."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that cannot hold together; `smallest` where each of them is proven necessary."""

    rules: tuple[Rule, ...]
    smallest: bool


@dataclass(slots=True)
class Search:
    """Feasibility tests of subsets of a problem's rules, each remembered."""

    tables: ProblemTables
    budget: Budget
    rules: tuple[Rule, ...]
    known: dict[frozenset[Rule], bool] = field(default_factory=dict)

    def clashes(self, kept: Sequence[Rule]) -> bool:
        """Whether these rules alone cannot hold together.

        Raises:
            OutOfTimeError: the budget ended first.
        """
        key = frozenset(kept)
        if key not in self.known:
            dropped = [rule for rule in self.rules if rule not in key]
            answer = is_feasible(self.budget.solve(without(self.tables, dropped), "clash"))
            if answer is None:
                raise OutOfTimeError
            self.known[key] = not answer
        return self.known[key]


def smallest_clash(t: ProblemTables, budget: Budget) -> Clash:
    """A smallest clash; where time runs out, the best set so far."""
    rules = rules_of(t)
    search = Search(t, budget, rules)
    found = list(rules)
    try:
        found = _narrowed(search, found)
        return Clash(tuple(sorted(_quick_explain(search, [], False, found))), True)
    except OutOfTimeError:
        smallest = [set(k) for k, clash in search.known.items() if clash]
        best = min(smallest, key=len, default=set(found))
        return Clash(tuple(sorted(best)), False)


def _narrowed(search: Search, rules: list[Rule]) -> list[Rule]:
    """Drop whole kinds of rules as long as the rest still clashes."""
    for kind in dict.fromkeys(rule.kind for rule in rules):
        rest = [rule for rule in rules if rule.kind != kind]
        if rest and search.clashes(rest):
            rules = rest
    return rules


def _quick_explain(search: Search, background: list[Rule], changed: bool, rules: list[Rule]) -> list[Rule]:
    """The rules of a smallest clash among `rules`, given `background`."""
    if changed and search.clashes(background):
        return []
    if len(rules) == 1:
        return rules
    half = len(rules) // 2
    first, second = rules[:half], rules[half:]
    late = _quick_explain(search, background + first, bool(first), second)
    early = _quick_explain(search, background + late, bool(late), first)
    return early + late
