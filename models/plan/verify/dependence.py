"""Caps and floors on the share of countries, and on every single country.

    share = sum of part x base / sum of base, over the awards in scope, a period at a time

Surplus is left out. Where nothing is bought in scope there is no share, and the rule is kept. A rule
with an elastic price is no rule: what it costs is counted with the money.
"""

from collections.abc import Collection, Iterable, Iterator

from models.plan.verify.book import Book
from models.plan.verify.judge import (
    Rule,
    nothing_to_measure,
    percent,
    share_at_least,
    share_at_most,
)
from models.plan.verify.result import RuleCheck
from models.plan.verify.tally import Measured, Tally
from models.regions import members
from models.request import EachCountry, PlanRequest, ShareCap, ShareFloor

MEASURED = {"origin": "", "ownership": " by owner", "look_through": " by content", "any": " by any tie"}

ShareRule = ShareCap | ShareFloor | EachCountry


def countries_of(book: Book, names: Iterable[str]) -> frozenset[str]:
    """The countries that names of countries and groups stand for on the plan's day."""
    return frozenset(country for name in names for country in members(name, book.on))


def check_caps(book: Book, request: PlanRequest, tally: Tally) -> Iterator[RuleCheck]:
    """The countries of a cap have at most their share."""
    for at, cap in enumerate(request.caps):
        what = f"at most {percent(cap.max_share)} of {_scope_words(cap)} from {', '.join(cap.countries)}"
        for period, found in _hard(book, cap, tally):
            rule = Rule("cap", f"/request/caps/{at}", what + book.when(period))
            yield _at_most(rule, cap.max_share, found)


def check_floors(book: Book, request: PlanRequest, tally: Tally) -> Iterator[RuleCheck]:
    """The countries of a floor have at least their share."""
    for at, floor in enumerate(request.floors):
        what = (
            f"at least {percent(floor.min_share)} of {_scope_words(floor)} from {', '.join(floor.countries)}"
        )
        for period, found in _hard(book, floor, tally):
            rule = Rule("floor", f"/request/floors/{at}", what + book.when(period))
            if found is None:
                yield nothing_to_measure(rule, floor.min_share)
            else:
                yield share_at_least(rule, floor.min_share, found)


def check_each_country(book: Book, request: PlanRequest, tally: Tally) -> Iterator[RuleCheck]:
    """No country outside the exceptions has more than its share."""
    each = request.each_country
    if each is None:
        return
    spared = spared_countries(book, each)
    for period in (period.number for period in book.periods):
        for country in sorted(tally.countries(each.scope, period, each.measure) - spared):
            what = f"at most {percent(each.max_share)} of {_scope_words(each)} from {country}"
            rule = Rule("each_country", "/request/each_country", what + book.when(period))
            yield _at_most(rule, each.max_share, measured(tally, each, period, {country}).share)


def spared_countries(book: Book, each: EachCountry) -> frozenset[str]:
    """The countries that a limit on each leaves out: the firm's own where the caller names none."""
    if each.except_ is not None:
        return countries_of(book, each.except_)
    return frozenset({book.firm_country} if book.firm_country else ())


def _at_most(rule: Rule, limit: float, found: float | None) -> RuleCheck:
    return nothing_to_measure(rule, limit) if found is None else share_at_most(rule, limit, found)


def measured(tally: Tally, rule: ShareRule, period: int, countries: Collection[str]) -> Measured:
    """What some countries amount to, as a rule measures it."""
    return tally.measured(rule.scope, period, (rule.measure, rule.base), countries)


def _hard(book: Book, rule: ShareCap | ShareFloor, tally: Tally) -> Iterator[tuple[int, float | None]]:
    """The share of the rule's countries in every period it binds in; in none where it has a price."""
    countries = countries_of(book, rule.countries)
    for period in (period.number for period in book.periods):
        if period >= rule.from_period and rule.elastic_price is None:
            yield period, measured(tally, rule, period, countries).share


def _scope_words(rule: ShareRule) -> str:
    label = rule.scope.label()
    return f"{rule.base}{MEASURED[rule.measure]}{f' ({label})' if label else ''}"
