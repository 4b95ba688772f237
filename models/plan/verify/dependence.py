"""Caps and floors on the share of countries, and on every single country.

    share = sum of part x base / sum of base, over the awards in scope, a period at a time

Surplus is left out. Where nothing is bought in scope there is no share, and the rule is kept.
"""

from collections.abc import Collection, Iterable, Iterator

from models.plan.verify.book import Book
from models.plan.verify.judge import (
    Rule,
    nothing_to_measure,
    percent,
    share_at_least,
    share_at_most,
    total,
)
from models.plan.verify.result import RuleCheck
from models.plan.verify.tally import Tally
from models.regions import members
from models.request import EachCountry, PlanRequest, ShareCap, ShareFloor

ShareRule = ShareCap | ShareFloor | EachCountry


def is_countable(rule: ShareRule) -> bool:
    """Whether the checker knows the rule's base and measure."""
    return rule.base in ("spend", "landed", "quantity") and rule.measure in ("origin", "ownership")


def countries_of(book: Book, names: Iterable[str]) -> frozenset[str]:
    """The countries that names of countries and groups stand for on the plan's day."""
    return frozenset(country for name in names for country in members(name, book.on))


def part_and_share(parts: dict[str, float], countries: Collection[str]) -> tuple[float, float | None]:
    """What some countries amount to together, and their share; None where there is nothing to share."""
    part = total([amount for country, amount in parts.items() if country in countries])
    whole = total(parts.values())
    return part, part / whole if whole else None


def share_of(parts: dict[str, float], countries: Collection[str]) -> float | None:
    """The share of some countries; None where there is nothing to share."""
    return part_and_share(parts, countries)[1]


def check_caps(book: Book, request: PlanRequest, tally: Tally) -> Iterator[RuleCheck]:
    """The countries of a cap have at most their share."""
    for at, cap in enumerate(request.caps):
        countries = countries_of(book, cap.countries)
        what = f"at most {percent(cap.max_share)} of {_scope_words(cap)} from {', '.join(cap.countries)}"
        for period, parts in _by_period(book, cap, tally, cap.from_period):
            rule = Rule("cap", f"/request/caps/{at}", what + book.when(period))
            found = share_of(parts, countries)
            yield _at_most(rule, cap.max_share, found)


def check_floors(book: Book, request: PlanRequest, tally: Tally) -> Iterator[RuleCheck]:
    """The countries of a floor have at least their share."""
    for at, floor in enumerate(request.floors):
        countries = countries_of(book, floor.countries)
        what = (
            f"at least {percent(floor.min_share)} of {_scope_words(floor)} from {', '.join(floor.countries)}"
        )
        for period, parts in _by_period(book, floor, tally, floor.from_period):
            rule = Rule("floor", f"/request/floors/{at}", what + book.when(period))
            found = share_of(parts, countries)
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
    for period, parts in _by_period(book, each, tally, 1):
        for country in sorted(set(parts) - spared):
            what = f"at most {percent(each.max_share)} of {_scope_words(each)} from {country}"
            rule = Rule("each_country", "/request/each_country", what + book.when(period))
            yield _at_most(rule, each.max_share, share_of(parts, {country}))


def spared_countries(book: Book, each: EachCountry) -> frozenset[str]:
    """The countries that a limit on each leaves out: the firm's own where the caller names none."""
    if each.except_ is not None:
        return countries_of(book, each.except_)
    return frozenset({book.firm_country} if book.firm_country else ())


def _at_most(rule: Rule, limit: float, found: float | None) -> RuleCheck:
    return nothing_to_measure(rule, limit) if found is None else share_at_most(rule, limit, found)


def _by_period(
    book: Book, rule: ShareRule, tally: Tally, first: int
) -> Iterator[tuple[int, dict[str, float]]]:
    """What the rule measures, by country, in every period it binds in; nothing for a base unknown here."""
    for period in book.periods:
        if period.number >= first and is_countable(rule):
            yield period.number, tally.parts(rule.scope, period.number, rule.measure, rule.base)


def _scope_words(rule: ShareRule) -> str:
    label = rule.scope.label()
    owned = " by owner" if rule.measure == "ownership" else ""
    return f"{rule.base}{owned}{f' ({label})' if label else ''}"
