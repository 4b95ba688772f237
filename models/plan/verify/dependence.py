"""Caps and floors on the share of countries, and on every single country.

    share = sum of part x base / sum of base, over the awards in scope, a period at a time

Surplus is left out. Where nothing is bought in scope there is no share, and the rule is kept.
"""

from collections.abc import Collection, Iterable, Iterator

from models.plan.verify.book import Book, origin, owner_country
from models.plan.verify.judge import (
    Rule,
    nothing_to_measure,
    percent,
    share_at_least,
    share_at_most,
    total,
)
from models.plan.verify.lines import Line
from models.plan.verify.result import RuleCheck
from models.regions import members
from models.request import EachCountry, PlanRequest, Scope, ShareCap, ShareFloor

ShareRule = ShareCap | ShareFloor | EachCountry


def country_of(line: Line, measure: str) -> str:
    """The country that a measure ties an award to."""
    if measure == "origin":
        return origin(line.quote, line.supplier)
    if measure == "ownership":
        return owner_country(line.supplier)
    raise ValueError(measure)


def amount_of(line: Line, base: str) -> float:
    """What an award weighs in a base; surplus does not count."""
    if base == "spend":
        return line.cost.purchase * line.quantity
    if base == "landed":
        return line.cost.landed * line.quantity
    if base == "quantity":
        return line.quantity
    raise ValueError(base)


def is_countable(rule: ShareRule) -> bool:
    """Whether the checker knows the rule's base and measure."""
    return rule.base in ("spend", "landed", "quantity") and rule.measure in ("origin", "ownership")


def within(scope: Scope, lines: Iterable[Line]) -> list[Line]:
    """The awards that a scope holds; an item that does not say so is not critical."""
    found = list(lines)
    if scope.category is not None:
        found = [line for line in found if line.item["category"] == scope.category]
    if scope.item is not None:
        found = [line for line in found if line.item["id"] == scope.item]
    if scope.plant is not None:
        found = [line for line in found if line.plant == scope.plant]
    if scope.critical is not None:
        found = [line for line in found if bool(line.item["critical"]) == scope.critical]
    return found


def countries_of(book: Book, names: Iterable[str]) -> frozenset[str]:
    """The countries that names of countries and groups stand for on the plan's day."""
    return frozenset(country for name in names for country in members(name, book.on))


def parts_by_country(lines: Iterable[Line], measure: str, base: str) -> dict[str, float]:
    """The base's amount of each country."""
    found: dict[str, list[float]] = {}
    for line in lines:
        found.setdefault(country_of(line, measure), []).append(amount_of(line, base))
    return {country: total(amounts) for country, amounts in found.items()}


def share_of(parts: dict[str, float], countries: Collection[str]) -> float | None:
    """The share of some countries; None where there is nothing to share."""
    whole = total(parts.values())
    return total(part for country, part in parts.items() if country in countries) / whole if whole else None


def check_caps(book: Book, request: PlanRequest, lines: list[Line]) -> Iterator[RuleCheck]:
    """The countries of a cap have at most their share."""
    for at, cap in enumerate(request.caps):
        countries = countries_of(book, cap.countries)
        what = f"at most {percent(cap.max_share)} of {_scope_words(cap)} from {', '.join(cap.countries)}"
        for period, parts in _by_period(book, cap, lines, cap.from_period):
            rule = Rule("cap", f"/request/caps/{at}", what + book.when(period))
            found = share_of(parts, countries)
            yield _at_most(rule, cap.max_share, found)


def check_floors(book: Book, request: PlanRequest, lines: list[Line]) -> Iterator[RuleCheck]:
    """The countries of a floor have at least their share."""
    for at, floor in enumerate(request.floors):
        countries = countries_of(book, floor.countries)
        what = (
            f"at least {percent(floor.min_share)} of {_scope_words(floor)} from {', '.join(floor.countries)}"
        )
        for period, parts in _by_period(book, floor, lines, floor.from_period):
            rule = Rule("floor", f"/request/floors/{at}", what + book.when(period))
            found = share_of(parts, countries)
            if found is None:
                yield nothing_to_measure(rule, floor.min_share)
            else:
                yield share_at_least(rule, floor.min_share, found)


def check_each_country(book: Book, request: PlanRequest, lines: list[Line]) -> Iterator[RuleCheck]:
    """No country outside the exceptions has more than its share."""
    each = request.each_country
    if each is None:
        return
    spared = spared_countries(book, each)
    for period, parts in _by_period(book, each, lines, 1):
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
    book: Book, rule: ShareRule, lines: list[Line], first: int
) -> Iterator[tuple[int, dict[str, float]]]:
    """What the rule measures, by country, in every period it binds in; nothing for a base unknown here."""
    inside = within(rule.scope, lines)
    for period in book.periods:
        if period.number >= first and is_countable(rule):
            now = (line for line in inside if line.period == period.number)
            yield period.number, parts_by_country(now, rule.measure, rule.base)


def _scope_words(rule: ShareRule) -> str:
    label = rule.scope.label()
    owned = " by owner" if rule.measure == "ownership" else ""
    return f"{rule.base}{owned}{f' ({label})' if label else ''}"
